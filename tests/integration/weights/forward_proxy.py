"""A forward proxy on a real socket, which makes tunnels for HTTPS (RFC 9110, section 9.3.6)."""

import socket
import threading
from typing import cast

from tests.local_server import LocalRequest, LocalServer


class ForwardProxy(LocalServer):
    """Connects to whatever server it is asked for, and notes which."""

    def __init__(self) -> None:
        super().__init__(_Request)
        self.tunnels: list[str] = []
        """Host and port of each tunnel so far."""


class _Request(LocalRequest):
    def do_CONNECT(self) -> None:
        cast(ForwardProxy, self.owner).tunnels.append(self.path)
        host, _, port = self.path.rpartition(":")
        with socket.create_connection((host, int(port))) as onward:
            self.send_response(200)
            self.end_headers()
            back = threading.Thread(target=_pass_on, args=(onward, self.connection))
            back.start()
            _pass_on(self.connection, onward)
            back.join()
        self.close_connection = True


def _pass_on(source: socket.socket, destination: socket.socket) -> None:
    """Passes on what comes until the connection ends."""
    try:
        while data := source.recv(1 << 16):
            destination.sendall(data)
        destination.shutdown(socket.SHUT_WR)
    except OSError:
        return  # one of the two has gone away
