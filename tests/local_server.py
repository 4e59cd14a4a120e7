"""What the web servers of the tests share: real sockets of this machine, answered while a block lasts."""

import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self, cast


class LocalServer:
    """A web server on a free port, which runs while its ``with`` block lasts."""

    def __init__(self, handler: type["LocalRequest"], tls: ssl.SSLContext | None = None) -> None:
        """Each request is answered by a ``handler``; the server speaks HTTPS where ``tls`` has its certificate."""
        self.stopping = threading.Event()
        """Set at the end of the block, for answers that wait."""
        self._server = _Server(self, handler)
        self._scheme = "https" if tls else "http"
        if tls:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True, do_handshake_on_connect=False)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})

    @property
    def url(self) -> str:
        """The server's address."""
        return f"{self._scheme}://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stopping.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class LocalRequest(BaseHTTPRequestHandler):
    """One request to such a server."""

    @property
    def owner(self) -> LocalServer:
        """The server that was asked."""
        return cast(_Server, self.server).owner

    def log_message(self, format: str, *args: object) -> None:
        """Keeps the test's output quiet."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, owner: LocalServer, handler: type[LocalRequest]) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        self.owner = owner

    def handle_error(self, request: object, client_address: object) -> None:
        """Keeps the test's output quiet: clients go away in the middle, as they should."""
