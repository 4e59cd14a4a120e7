"""Connections that take long, come in great numbers, or meet a defect."""

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import pytest

from tests.api_client import PATIENCE_SECONDS
from tests.fixtures_server import environment
from tests.raw_connections import heard

SERVER = """
import resource, time
from burnish.web import green
green.patch_standard_library()
green.IDLE_SECONDS = green.HEAD_SECONDS = green.SILENCE_SECONDS = 0.5
resource.setrlimit(resource.RLIMIT_NOFILE, ({files}, {files}))

def application(environ, start_response):
    if environ["PATH_INFO"] == "/defect":
        raise RuntimeError("a secret of the server")
    content = environ["wsgi.input"].read()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"read %d" % len(content)]

listener = green.listen("127.0.0.1", 0)
with green.serving(listener, application, None):
    print(listener.getsockname()[1], flush=True)
    while True:
        time.sleep(1)
"""

Connect = Callable[[], socket.socket]

REQUEST = b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"


@contextmanager
def small_server(files: int = 1024) -> Iterator[Connect]:
    """A server that loses its patience soon and may have this many files and connections open."""
    code = SERVER.format(files=files)
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment()
    ) as process:
        try:
            assert process.stdout is not None
            address = ("127.0.0.1", int(process.stdout.readline()))
            yield lambda: socket.create_connection(address, PATIENCE_SECONDS)
        finally:
            process.kill()


@pytest.fixture(scope="module")
def connect() -> Iterator[Connect]:
    with small_server() as connect:
        yield connect


@pytest.mark.parametrize(
    "begun", [b"", b"GET / HTTP", b"GET / HTTP/1.1\r\nHost: x\r\n", b"POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nx"]
)
def test_who_says_nothing_more_is_hung_up_on(connect: Connect, begun: bytes) -> None:
    with connect() as connection:
        connection.sendall(begun)
        assert b"200 OK" not in heard(connection)


@pytest.mark.parametrize("begun", [b"GET /", b"GET / HTTP/1.1\r\nHost: x"])
def test_who_says_it_byte_by_byte_is_hung_up_on(connect: Connect, begun: bytes) -> None:
    with connect() as connection, pytest.raises(OSError):
        connection.sendall(begun)
        for _ in range(200):
            connection.sendall(b"x")
            time.sleep(0.05)


def test_too_many_connections_do_not_end_the_server() -> None:
    with small_server(files=40) as connect:
        with ExitStack() as stack:
            for _ in range(80):
                stack.enter_context(connect())
        with connect() as connection:
            connection.sendall(REQUEST)
            assert b"200 OK" in heard(connection)


def test_a_defect_tells_nothing_of_the_server(connect: Connect) -> None:
    with connect() as connection:
        connection.sendall(REQUEST.replace(b"/ ", b"/defect ", 1))
        answer = heard(connection)
    assert answer.startswith(b"HTTP/1.1 500")
    assert b"secret" not in answer
    assert b"Traceback" not in answer
