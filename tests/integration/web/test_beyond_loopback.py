"""A real server that other machines reach: over TLS, with a token."""

import socket
import ssl
import stat
import struct
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
import websocket

from tests.api_client import PATIENCE_SECONDS
from tests.fixtures_server import started
from tests.own_authority import OwnAuthority
from tests.raw_connections import heard

HANGING_CLIENTS = 40


@dataclass
class SecureServer:
    """A server that speaks TLS and asks for a token."""

    root: Path
    log: Path
    url: str
    token: str
    bundle: Path

    def get(self, path: str, **options: object) -> requests.Response:
        """What a GET is answered with; ``options`` are those of ``requests.get``."""
        everything = {"verify": str(self.bundle), "timeout": PATIENCE_SECONDS, "allow_redirects": False, **options}
        return requests.get(self.url + path, **everything)  # type: ignore[arg-type]  # options of many types

    def connect(self) -> socket.socket:
        """A connection on which nothing is said yet."""
        parts = urlsplit(self.url)
        return socket.create_connection((parts.hostname, parts.port), PATIENCE_SECONDS)


@pytest.fixture(scope="module")
def secure_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SecureServer]:
    folder = tmp_path_factory.mktemp("secure-server")
    authority = OwnAuthority(folder)
    certificate, key = authority.certificate_files(folder)
    flags = ("--no-esrgan", "--no-restore", "--host", "0.0.0.0", "--certfile", certificate, "--keyfile", key)
    with started(folder / "library", *flags) as (_, log, address):
        url, _, query = address.partition("/?")
        yield SecureServer(folder / "library", log, url, parse_qs(query)["token"][0], authority.bundle)


def test_the_address_that_is_printed_signs_in(secure_server: SecureServer) -> None:
    file = secure_server.root / "access-token"
    assert file.read_text() == secure_server.token
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert secure_server.url.startswith("https://127.0.0.1:")
    assert secure_server.get("/").status_code == secure_server.get("/api/health").status_code == 401
    with requests.Session() as session:
        session.trust_env, session.verify = False, str(secure_server.bundle)
        page = session.get(f"{secure_server.url}/?token={secure_server.token}", timeout=PATIENCE_SECONDS)
        assert (page.status_code, page.url) == (200, f"{secure_server.url}/")
        assert [cookie.secure for cookie in iter(session.cookies)] == [True]
        assert session.get(f"{secure_server.url}/api/health", timeout=PATIENCE_SECONDS).status_code == 200
    bearer = {"Authorization": f"Bearer {secure_server.token}"}
    assert secure_server.get("/api/health", headers=bearer).status_code == 200
    assert secure_server.token not in secure_server.log.read_text()


def opened_websocket(server: SecureServer, origin: str, cookie: str | None = None) -> websocket.WebSocket:
    """A page's connection for events; raises WebSocketBadStatusException where the server refuses it."""
    address = server.url.replace("https:", "wss:") + "/socket.io/?EIO=4&transport=websocket"
    trusting = {"ca_certs": str(server.bundle)}
    return websocket.create_connection(address, timeout=PATIENCE_SECONDS, origin=origin, cookie=cookie, sslopt=trusting)


def test_events_are_told_over_tls_to_who_is_signed_in(secure_server: SecureServer) -> None:
    cookie = secure_server.get(f"/?token={secure_server.token}").headers["Set-Cookie"].partition(";")[0]
    for origin, sent, status in ((secure_server.url, None, 401), ("https://evil.example", cookie, 403)):
        with pytest.raises(websocket.WebSocketBadStatusException) as refused:
            opened_websocket(secure_server, origin, sent)
        assert refused.value.status_code == status
    connection = opened_websocket(secure_server, secure_server.url, cookie)
    assert str(connection.recv()).startswith("0{")
    connection.close()


def test_clients_that_hang_or_break_off_hold_nobody_up(secure_server: SecureServer) -> None:
    with ExitStack() as hanging:
        for number in range(HANGING_CLIENTS):
            connection = hanging.enter_context(secure_server.connect())
            if number % 4 == 0:
                connection.sendall(b"GET / HTTP/1.1\r\n\r\n")
            elif number % 4 == 1:
                connection.sendall(b"\x16\x03\x01\x02")
            elif number % 4 == 2:
                connection.sendall(b"x")
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                connection.close()
        assert secure_server.get("/api/health").status_code == 401
    assert secure_server.get("/api/health").status_code == 401
    assert secure_server.log.read_text() == ""


def test_nothing_is_said_without_tls(secure_server: SecureServer) -> None:
    with secure_server.connect() as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        assert b"HTTP" not in heard(connection)


def test_the_certificate_is_the_one_that_was_named(secure_server: SecureServer) -> None:
    context = ssl.create_default_context(cafile=str(secure_server.bundle))
    with secure_server.connect() as plain, context.wrap_socket(plain, server_hostname="127.0.0.1") as connection:
        assert connection.version() in ("TLSv1.2", "TLSv1.3")


def test_a_token_that_was_chosen_is_not_printed(tmp_path: Path) -> None:
    variables = {"BURNISH_TOKEN": "correct-horse-battery"}
    with started(tmp_path / "library", "--no-esrgan", "--no-restore", variables=variables) as (_, log, address):
        assert "token" not in address
        bearer = {"Authorization": "Bearer correct-horse-battery"}
        assert requests.get(f"{address}/api/health", timeout=PATIENCE_SECONDS).status_code == 401
        assert requests.get(f"{address}/api/health", headers=bearer, timeout=PATIENCE_SECONDS).status_code == 200
        assert "correct-horse" not in log.read_text()
