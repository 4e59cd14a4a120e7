"""Requests that no page would send, written by hand: every call takes them without a defect."""

import json
import re
import socket
import unicodedata
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from werkzeug.http import parse_options_header

from burnish.web.app import create_api
from burnish.web.openapi import document
from tests.api_client import PATIENCE_SECONDS, Api
from tests.fixtures_server import Server
from tests.sample_images import image_file

CALLS = [(method.upper(), path) for path, calls in document(create_api())["paths"].items() for method in calls]

GENERATE: dict[str, Any] = {"kind": "generate", "generation": {"prompt": "a fox", "width": 64, "height": 64}}

VALUES: list[Any] = [None, True, -1, 2**63, 2**200, 0.5, 1e308, "", "\0", "\u202e\u2066", "x" * 100_000, [], [[]], {}]

BODIES: dict[str, bytes] = {
    "nothing": b"",
    "no JSON": b"{prompt: fox}",
    "half a document": b'{"kind": "generate", "gen',
    "no Unicode": b'{"kind": "\xff\xfe\xc3\x28"}',
    "UTF-16": json.dumps(GENERATE).encode("utf-16"),
    "a byte order mark": b"\xef\xbb\xbf{}",
    "half of a pair of surrogates": b'{"kind": "\\ud800", "source": "\\ud800", "before": "\\udfff", "to": "\\ud800"}',
    "a name that is half of a pair": b'{"\\ud800": 1, "kind": "generate"}',
    "NUL": b'{"kind": "generate", "generation": {"prompt": "\\u0000"}, "source": "\\u0000", "before": "\\u0000"}',
    "NaN": b'{"kind": "generate", "generation": {"prompt": "x", "guidance": NaN}}',
    "infinity": b'{"kind": "generate", "generation": {"prompt": "x", "guidance": -Infinity}}',
    "a number beyond all": b'{"kind": "generate", "generation": {"prompt": "x", "seed": 1e999}}',
    "a number of 10,000 digits": b'{"kind": "generate", "generation": {"prompt": "x", "seed": ' + b"9" * 10_000 + b"}}",
    "the same key twice": b'{"kind": "generate", "kind": "postprocess", "kind": 1}',
    "deep lists": b"[" * 100_000,
    "deep objects": b'{"kind":' * 50_000,
    "deep and closed": b"[" * 50_000 + b"]" * 50_000,
    "a megabyte of nothing": b" " * 1_000_000,
    "a long string": json.dumps({"kind": "x" * 1_000_000}).encode(),
    "many keys": json.dumps({f"k{number}": number for number in range(20_000)}).encode(),
    "many images": json.dumps({"kind": "postprocess", "images": ["x"] * 20_000, "recipe": {"steps": []}}).encode(),
    "a list": b"[1, 2, 3]",
    "a number": b"5",
    "null": b"null",
}

QUERIES = (
    "cursor=%00&after=%00&limit=%00",
    "cursor=%ff%fe&after=%ff",
    "cursor=a&cursor=b&limit=1&limit=2&after=1&after=2",
    "limit=" + "9" * 5000 + "&after=" + "9" * 5000,
    "limit=1e3&after=NaN",
    "after=9223372036854775808",
    "after=-1&limit=-1",
    "limit[]=1&cursor[$ne]=x&after[0]=1",
    "kind=%ed%a0%80&state=%ed%a0%80&detector=%ed%a0%80&versions=%ed%a0%80&origin_id=%ed%a0%80&cursor=%ed%a0%80",
    "origin_id=" + "x" * 20_000,
    "origin_id=%00' OR 1=1 --&cursor=%27",
    "download=" + "%F0%9F%A6%8A",
    "&&&===",
    "%",
)

PATH_PARTS = ("%00", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "..", "%ed%a0%80", "x" * 5000, "%F0%9F%A6%8A", "'", "%25")


def check(response: requests.Response) -> None:
    """An answer that is none of success is a problem that is told of properly."""
    assert response.status_code != 500, response.text
    if response.status_code in (400, 414, 431) and "Content-Type" not in response.headers:
        return  # refused before it came to the application: too long a line, say
    if response.status_code >= 400:
        assert response.headers["Content-Type"] == "application/problem+json", response.text
        assert response.json()["status"] == response.status_code


def send(api: Api, method: str, path: str, **options: Any) -> None:
    check(requests.request(method, api.url + path, timeout=PATIENCE_SECONDS, **options))


def leftovers(server: Server) -> list[Path]:
    """Uploads that nobody has taken. Folders are those of jobs."""
    return [path for path in server.incoming() if path.is_file()]


def filled(path: str, part: str = "x") -> str:
    """The path with something in place of its parameters."""
    return re.sub(r"\{\w+\}", lambda _: part, path)


@pytest.fixture
def painting(painting_server: Server) -> Api:
    return painting_server.api


@pytest.mark.parametrize(("method", "path"), [call for call in CALLS if call[0] == "POST"])
@pytest.mark.parametrize("content_type", ["application/json", "text/plain", "multipart/form-data", None])
def test_any_body(painting: Api, method: str, path: str, content_type: str | None) -> None:
    headers = {"Content-Type": content_type} if content_type else {}
    chosen = (
        BODIES if content_type == "application/json" else {name: BODIES[name] for name in ("nothing", "no Unicode")}
    )
    for body in chosen.values():
        send(painting, method, filled(path), data=body, headers=headers)


@pytest.mark.parametrize(("method", "path"), CALLS)
def test_any_query_and_path(painting: Api, method: str, path: str) -> None:
    for query in QUERIES if method == "GET" else QUERIES[:3]:
        send(painting, method, f"{filled(path)}?{query}")
    for part in PATH_PARTS if "{" in path else ():
        send(painting, method, filled(path, part))


@pytest.mark.parametrize("field", ["prompt", "count", "width", "steps", "guidance", "sampler", "seed", "generator"])
def test_any_value_of_a_parameter(painting: Api, field: str) -> None:
    for value in VALUES:
        body = {"kind": "generate", "generation": {"prompt": "x", "width": 64, "height": 64, "steps": 1, field: value}}
        answer = requests.post(f"{painting.url}/api/jobs", json=body, timeout=PATIENCE_SECONDS)
        check(answer)
        if answer.status_code == 202:
            painting.post(f"/api/jobs/{answer.json()['id']}/cancel")


FORMS: dict[str, tuple[str, bytes]] = {
    "no boundary": ("multipart/form-data", b"--x\r\n\r\n--x--"),
    "an empty boundary": ("multipart/form-data; boundary=", b"--\r\n\r\n----"),
    "a boundary of 10 kB": (f"multipart/form-data; boundary={'x' * 10_000}", b"--x--"),
    "a boundary that is no Latin-1": ("multipart/form-data; boundary=\xe9\xff", b"--\xe9\xff--"),
    "nothing": ("multipart/form-data; boundary=x", b""),
    "no end": ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="files"; filename="a"'),
    "headers without end": ("multipart/form-data; boundary=x", b"--x\r\n" + b"X: y\r\n" * 50_000),
    "a long header": ("multipart/form-data; boundary=x", b"--x\r\nX: " + b"y" * 200_000 + b"\r\n\r\n\r\n--x--"),
    "no disposition": ("multipart/form-data; boundary=x", b"--x\r\n\r\nhello\r\n--x--\r\n"),
    "a name that is no text": (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="\xff\xfe"; filename="\xed\xa0\x80"\r\n\r\nhi\r\n--x--\r\n',
    ),
    "an encoded name": (
        "multipart/form-data; boundary=x",
        b"--x\r\nContent-Disposition: form-data; name=\"files\"; filename*=utf-8''%ed%a0%80%00\r\n\r\nhi\r\n--x--\r\n",
    ),
    "a name in no known encoding": (
        "multipart/form-data; boundary=x",
        b"--x\r\nContent-Disposition: form-data; name=\"files\"; filename*=klingon''a%00\r\n\r\nhi\r\n--x--\r\n",
    ),
    "a form in a form": (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="files"\r\nContent-Type: multipart/mixed; boundary=y\r\n\r\n'
        b'--y\r\nContent-Disposition: file; filename="a.png"\r\n\r\nhi\r\n--y--\r\n--x--\r\n',
    ),
    "many fields": (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="f"\r\n\r\nv\r\n' * 5000 + b"--x--\r\n",
    ),
    "many files": (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="other"; filename="f"\r\n\r\nv\r\n' * 3000 + b"--x--\r\n",
    ),
    "a large field": (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="files"\r\n\r\n' + b"v" * 3_000_000 + b"\r\n--x--\r\n",
    ),
    "a parameter that is repeated": ("multipart/form-data" + "; boundary=x" * 1000, b"--x--\r\n"),
    "a form in the address": ("application/x-www-form-urlencoded", b"files=a&files=%00&file=" + b"%ff" * 10_000),
}


@pytest.mark.parametrize("kind", FORMS)
def test_any_form(painting_server: Server, kind: str) -> None:
    content_type, body = FORMS[kind]
    for path in ("/api/images", "/api/upscaling/models"):
        send(painting_server.api, "POST", path, data=body, headers={"Content-Type": content_type.encode("latin-1")})
    assert not leftovers(painting_server)


NAMES = (
    *("../../etc/passwd", "..\\..\\x.png", "C:\\x.png", "/", "\\", ".", "..", " ", "\t\n", "\0", "a\0b.png", "CON"),
    *("x" * 10_000, "é" * 5000 + ".png", "\u202egnp.exe", "\u2066a\u2069.png", "🦊.png", "a\u0301\u0323" * 1000, "nul"),
    *('"; filename="b.png', "a\r\nX: y", "%00.png", "%2e%2e%2f", "\ufeff", "\ufffe", "\U000e0001", "-rf", "~root"),
    *("file:///etc/passwd", "aux.tar.gz", "\x7f", "\x85", "\u2028", "ﷺ" * 300, ".png", "....png", "$(id)", "<b>.png"),
)


def test_any_name_of_a_file(painting_server: Server) -> None:
    content = image_file(9, 9)
    for sent in NAMES:
        answer = requests.post(
            f"{painting_server.api.url}/api/images", files=[("files", (sent, content))], timeout=PATIENCE_SECONDS
        )
        check(answer)
        if answer.status_code == 201:
            (record,) = answer.json()["items"]
            assert 1 <= len(record["name"]) <= 200
            assert not {"Cc", "Cs", "Zl", "Zp"} & set(map(unicodedata.category, record["name"])), repr(record["name"])
            assert not set(record["name"]) & set("/\\\u202e\u2066")
            offered = painting_server.api.call("GET", f"/api/images/{record['id']}/file", params={"download": "1"})
            assert offered.content == content
            disposition, options = parse_options_header(offered.headers["Content-Disposition"])
            assert (disposition, options["filename"]) == ("attachment", record["name"])
    assert not leftovers(painting_server)


RAW_REQUESTS = (
    b"GET\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    b"GET /api/health HTTP/9.9\r\nHost: 127.0.0.1\r\n\r\n",
    b"GET " + b"/" + b"x" * 100_000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    b"GET /api/health HTTP/1.1\r\nHost: 127.0.0.1\r\n" + b"X: y\r\n" * 20_000 + b"\r\n",
    b"GET /api/health HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -1\r\n\r\n",
    b"POST /api/jobs HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: nine\r\n\r\n{}",
    b"POST /api/jobs HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
    b"POST /api/jobs HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n{}",
    b"POST /api/jobs HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"GET http://example.org/api/health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    b"GET /%zz%ff%00 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    b"GET /api/images/../../etc/passwd HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    b"GET //etc/passwd HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    b"OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    b"TRACE /api/health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    b"GET /api/health HTTP/1.1\r\nHost: 127.0.0.1\r\nRange: bytes=0-" + b",0-" * 5000 + b"\r\n\r\n",
    b"GET /api/health HTTP/1.1\r\nHost: \xff\xfe\r\n\r\n",
    b"GET /api/health HTTP/1.1\r\nHost: [::1\r\n\r\n",
    b"GET /api/health HTTP/1.1\r\nHost: 127.0.0.1:99999999\r\n\r\n",
    b"GET /api/health HTTP/1.1\r\n\r\n",
)


@pytest.mark.parametrize("request_bytes", RAW_REQUESTS)
def test_what_is_hardly_http(painting: Api, request_bytes: bytes) -> None:
    address = urlsplit(painting.url)
    with socket.create_connection((address.hostname, address.port), timeout=PATIENCE_SECONDS) as connection:
        try:
            connection.sendall(request_bytes)
            connection.shutdown(socket.SHUT_WR)
            answer = b"".join(iter(lambda: connection.recv(65_536), b""))
        except OSError:
            answer = b""  # the server may hang up before it has heard all
    assert b" 500 " not in answer[:100], answer
    assert painting.get("/api/health")["status"] == "ok"
