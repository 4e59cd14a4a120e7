"""What pages of other sites can make a browser do."""

from pathlib import Path

import pytest

from tests.door_client import Visitor

FOREIGN = [
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": ""},
    {"Origin": "http://127.0.0.1:1"},
    {"Origin": "https://127.0.0.1:9090"},
    {"Origin": "http://127.0.0.1:9090,https://evil.example"},
    {"Origin": "http://127.0.0.1:9090.evil.example"},
    {"Origin": "http://[::1"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "same-origin,cross-site"},
    {"Origin": "http://127.0.0.1:9090", "Sec-Fetch-Site": "cross-site"},
]
CALLS = [
    ("POST", "/api/jobs"),
    ("PUT", "/api/images"),
    ("DELETE", "/api/images/1"),
    ("PATCH", "/api/images/1"),
    ("GET", "/api/images/1/faces"),
    ("GET", "/api/images/1/file"),
    ("GET", "/socket.io/?EIO=4&transport=polling"),
    ("GET", "/socket.io/?EIO=4&transport=websocket"),
    ("POST", "/socket.io/?EIO=4&transport=polling&sid=1"),
    ("OPTIONS", "/api/images"),
]
FOLLOWED_LINK = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
def test_a_foreign_page_reaches_nothing(tmp_path: Path, headers: dict[str, str]) -> None:
    visitor = Visitor(tmp_path)
    for method, path in CALLS:
        answer = visitor.call(path, method, headers=headers)
        assert (answer.status_code, answer.get_json()["type"]) == (403, "/problems/foreign-page"), (method, path)
    assert not visitor.let_through


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "http://127.0.0.1:9090"},
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "http://127.0.0.1:9090", "Sec-Fetch-Site": "same-origin"},
    ],
    ids=str,
)
def test_the_servers_own_page_and_programs_are_let_through(tmp_path: Path, headers: dict[str, str]) -> None:
    visitor = Visitor(tmp_path)
    for method, path in CALLS:
        assert visitor.is_let_through(path, method, headers=headers), (method, path)


def test_an_origin_leaves_out_the_port_that_is_meant_anyway(tmp_path: Path) -> None:
    assert Visitor(tmp_path).is_let_through(host="localhost:80", headers={"Origin": "http://localhost"})
    assert Visitor(tmp_path).is_let_through(host="LocalHost", headers={"Origin": "http://localhost"})


def test_a_link_on_another_site_opens_the_page_and_nothing_else(tmp_path: Path) -> None:
    visitor = Visitor(tmp_path)
    assert visitor.is_let_through("/", headers=FOLLOWED_LINK)
    for path, method, headers in (
        ("/", "POST", FOLLOWED_LINK),
        ("/", "GET", FOLLOWED_LINK | {"Sec-Fetch-Dest": "iframe"}),
        ("/", "GET", FOLLOWED_LINK | {"Sec-Fetch-Mode": "no-cors"}),
        ("/api/images/1/faces", "GET", FOLLOWED_LINK),
        ("/socket.io/", "GET", FOLLOWED_LINK),
    ):
        assert not visitor.is_let_through(path, method, headers=headers)
