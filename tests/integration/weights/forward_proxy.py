"""A forward proxy on a real socket, which makes tunnels for HTTPS (RFC 9110, section 9.3.6)."""

import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self, cast


class ForwardProxy:
    """Connects to whatever server it is asked for, and notes which."""

    def __init__(self) -> None:
        self.tunnels: list[str] = []
        """Host and port of each tunnel so far."""
        self._server = _Server(self)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, proxy: ForwardProxy) -> None:
        super().__init__(("127.0.0.1", 0), _Request)
        self.proxy = proxy


class _Request(BaseHTTPRequestHandler):
    def do_CONNECT(self) -> None:
        cast(_Server, self.server).proxy.tunnels.append(self.path)
        host, _, port = self.path.rpartition(":")
        with socket.create_connection((host, int(port))) as onward:
            self.send_response(200)
            self.end_headers()
            back = threading.Thread(target=_pass_on, args=(onward, self.connection))
            back.start()
            _pass_on(self.connection, onward)
            back.join()
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Keeps the test's output quiet."""


def _pass_on(source: socket.socket, destination: socket.socket) -> None:
    """Passes on what comes until the connection ends."""
    try:
        while data := source.recv(1 << 16):
            destination.sendall(data)
        destination.shutdown(socket.SHUT_WR)
    except OSError:
        return  # one of the two has gone away
