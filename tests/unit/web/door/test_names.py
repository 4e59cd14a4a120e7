"""What the server may be called."""

import socket
from pathlib import Path

import pytest
from werkzeug.test import run_wsgi_app

from burnish.web.door.names import is_loopback
from tests.door_client import BEARER, TOKEN, Visitor

MALFORMED = [
    "",
    "127.0.0.1,127.0.0.1",
    "127.0.0.1 127.0.0.1",
    "evil@127.0.0.1",
    "127.0.0.1:",
    "127.0.0.1:port",
    "127.0.0.1:1:2",
    "127.0.0.1/",
    "127.0.0.1#.evil.example",
    "127.0.0.1\\.evil.example",
    "127.0.0.1\x00",
    "127.0.0.1\n",
    "[::1",
    "[::1]x",
    "::1",
    "localhóst",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "0",
    "a" * 300,
]


@pytest.mark.parametrize("name", ["localhost", "LOCALHOST", "127.0.0.1", "127.8.0.1", "[::1]", "burnish.localhost"])
def test_a_server_on_loopback_answers_to_its_names(tmp_path: Path, name: str) -> None:
    visitor = Visitor(tmp_path)
    for port in ("", ":9090", ":80"):
        assert visitor.is_let_through(host=name + port)


@pytest.mark.parametrize("name", ["evil.example", "192.168.1.5:9090", socket.gethostname(), "[2001:db8::1]"])
def test_a_server_on_loopback_answers_to_no_foreign_name(tmp_path: Path, name: str) -> None:
    answer = Visitor(tmp_path).call(host=name)
    assert answer.status_code == 421
    assert answer.get_json()["type"] == "/problems/foreign-name"


@pytest.mark.parametrize("listens_on", ["127.0.0.1", "0.0.0.0"])
def test_what_is_no_name_is_refused(tmp_path: Path, listens_on: str) -> None:
    visitor = Visitor(tmp_path, host=listens_on, token=TOKEN)
    for name in MALFORMED:
        assert visitor.call(host=name, headers=BEARER).status_code == 421, name


def test_a_request_without_a_name_is_refused(tmp_path: Path) -> None:
    visitor = Visitor(tmp_path)
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/", "wsgi.url_scheme": "http", "REMOTE_ADDR": "127.0.0.1"}
    assert run_wsgi_app(visitor.client.application, environ)[1].startswith("421")
    assert not visitor.let_through


@pytest.mark.parametrize(
    "name", ["192.168.1.5:9090", "[2001:db8::1]:9090", socket.gethostname(), "localhost", "BOX:80"]
)
def test_a_server_beyond_loopback_answers_to_addresses_and_its_own_names(tmp_path: Path, name: str) -> None:
    assert Visitor(tmp_path, host="0.0.0.0", token=TOKEN, allowed_hosts="box").is_let_through(host=name, headers=BEARER)


def test_a_server_beyond_loopback_answers_to_no_foreign_name(tmp_path: Path) -> None:
    visitor = Visitor(tmp_path, host="0.0.0.0", token=TOKEN, allowed_hosts="box.example")
    for name in ("evil.example", "box.example.evil.example", "evil.box.example", f"{socket.gethostname()}.example"):
        assert visitor.call(host=name, headers=BEARER).status_code == 421


@pytest.mark.parametrize("target", ["http://127.0.0.1:9090/api/images", "evil.example:443", "*", ""])
def test_a_target_that_is_no_path_is_refused(tmp_path: Path, target: str) -> None:
    answer = Visitor(tmp_path).call(environ_overrides={"PATH_INFO": target, "REMOTE_ADDR": "127.0.0.1"})
    assert (answer.status_code, answer.get_json()["type"]) == (400, "/problems/malformed-target")


@pytest.mark.parametrize(
    ("host", "expected"),
    [("127.0.0.1", True), ("127.8.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("", False)],
)
def test_loopback_names(host: str, expected: bool) -> None:
    assert is_loopback(host) is expected
