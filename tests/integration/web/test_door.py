"""The door of a real server on loopback: everything that it answers goes through it."""

import re
import socket
from urllib.parse import urlsplit

import pytest
import requests

from burnish.web.app import create_api
from tests.api_client import PATIENCE_SECONDS, Api
from tests.fixtures_server import Server
from tests.raw_connections import heard
from tests.sample_images import image_file

NO_IDS = [
    "..",
    "../../access-token",
    "..%2f..%2faccess-token",
    "%2e%2e%2f%2e%2e%2fburnish.db",
    "..%5c..%5cburnish.db",
    "%2fetc%2fpasswd",
    "/etc/passwd",
    "C:%5cWindows%5cwin.ini",
    "x%00.png",
    "%00",
    "%ff%fe",
    "%0d%0aSet-Cookie:%20a=b",
    "x" * 5000,
]


@pytest.fixture
def url(painting_server: Server) -> str:
    """Address of a server that starts quickly."""
    return painting_server.api.url


def sent(url: str, request: bytes) -> bytes:
    """What a server answers to bytes, until it hangs up."""
    address = urlsplit(url)
    with socket.create_connection((address.hostname, address.port), PATIENCE_SECONDS) as connection:
        connection.sendall(request)
        return heard(connection)


def test_a_foreign_page_changes_nothing(painting_server: Server) -> None:
    api = painting_server.api
    record = api.upload(image_file(20, 10))
    before = api.get("/api/images")["total"]
    for headers in ({"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
        for method, path in (("DELETE", f"/api/images/{record['id']}"), ("POST", "/api/jobs"), ("POST", "/api/images")):
            problem = api.problem(method, path, headers=headers)
            assert (problem["status"], problem["type"]) == (403, "/problems/foreign-page")
    assert api.get("/api/images")["total"] == before
    own = {"Origin": api.url, "Sec-Fetch-Site": "same-origin"}
    assert api.call("DELETE", f"/api/images/{record['id']}", headers=own).status_code == 200


@pytest.mark.parametrize("path", ["/", "/favicon.svg", "/api/settings", "/socket.io/?EIO=4&transport=polling"])
def test_all_that_is_served_is_behind_the_door(url: str, path: str) -> None:
    port = url.rsplit(":", 1)[1]
    refused = requests.get(url + path, headers={"Host": f"evil.example:{port}"}, timeout=PATIENCE_SECONDS)
    assert (refused.status_code, refused.json()["type"]) == (421, "/problems/foreign-name")
    answer = requests.get(url + path, headers={"Origin": url}, timeout=PATIENCE_SECONDS)
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert not [name for name in answer.headers if name.lower().startswith("access-control-")]


@pytest.mark.parametrize("hosts", [b"", b"Host: 127.0.0.1\r\nHost: evil.example\r\n", b"Host: \xff\r\n"])
def test_a_request_has_one_name(url: str, hosts: bytes) -> None:
    answer = sent(url, b"GET /api/settings HTTP/1.1\r\nConnection: close\r\n" + hosts + b"\r\n")
    assert answer.startswith(b"HTTP/1.1 421 ")


def test_a_target_cannot_name_another_host(url: str) -> None:
    answer = sent(url, b"GET http://evil.example/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 400 ")


def test_the_head_of_a_request_is_limited(url: str) -> None:
    line = b"X-Long: " + b"x" * 8000 + b"\r\n"
    for head in (b"X-Long: " + b"x" * 9000 + b"\r\n", line * 10):
        answer = sent(url, b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n" + head + b"\r\n")
        assert answer.startswith(b"HTTP/1.0 400 ")


def test_files_of_images_are_served_as_nothing_but_images(painting_server: Server) -> None:
    api = painting_server.api
    record = api.upload(image_file(20, 10), "page.html")
    for part, kind in (("file", "image/png"), ("file?download=true", "image/png"), ("thumbnail", "image/webp")):
        headers = api.call("GET", f"/api/images/{record['id']}/{part}").headers
        assert headers["Content-Type"] == kind
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert headers["Content-Security-Policy"].endswith("sandbox")
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_no_route_takes_a_path_for_an_id(painting_server: Server) -> None:
    (painting_server.root / "access-token").write_text("the content of a file of the root")
    tried = 0
    for rule in create_api().url_map.iter_rules():
        for no_id in NO_IDS if rule.arguments else []:
            path = re.sub("<[^>]+>", no_id, str(rule))
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                request = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
                answer = sent(painting_server.api.url, request.encode())
                head, _, body = answer.partition(b"\r\n\r\n")
                assert 400 <= int(head.split()[1]) < 500, (method, path, head)
                assert b"root:" not in body, (method, path)
                assert b"SQLite format" not in body, (method, path)
                assert b"content of a file of the root" not in body, (method, path)
                assert b"Set-Cookie" not in head, (method, path)
                tried += 1
    assert tried > 100


def test_a_form_has_a_limited_number_of_parts(painting_server: Server) -> None:
    api: Api = painting_server.api
    problem = api.problem("POST", "/api/images", files=[("files", ("a.png", b"x"))] * 1001)
    assert problem["status"] == 413
    assert not painting_server.incoming()
