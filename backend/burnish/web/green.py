"""Everything that knows eventlet: turning the standard library green, serving HTTP and websockets, waiting for signals.

Imports nothing but the standard library, so that it can do its work before anything else is imported.
"""

import signal
import socket
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

ASYNC_MODE = "eventlet"
"""What Flask-SocketIO is to build on."""


def patch_standard_library() -> None:
    """Makes sockets, threads, sleeping and subprocesses cooperative.

    To be called before anything is imported that uses them.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="(?s).*Eventlet is deprecated")
        import eventlet
    eventlet.monkey_patch()


def listen(host: str, port: int) -> socket.socket:
    """Opens the listening socket; raises OSError when the address is taken or not this machine's."""
    import eventlet

    listener: socket.socket = eventlet.listen((host, port), reuse_port=False)
    return listener


@contextmanager
def serving(listener: socket.socket, application: Callable[..., Iterable[bytes]]) -> Iterator[None]:
    """Answers requests with a WSGI application while the block lasts.

    Requests that are not finished at its end, above all websockets, which never are, are left behind.
    """
    import eventlet.wsgi

    server = eventlet.spawn(eventlet.wsgi.server, listener, application, log_output=False)
    try:
        yield
    finally:
        server.kill()


class StopSignals:
    """Takes note of SIGINT and SIGTERM from when it is made.

    An exception raised by a signal would end whichever green thread happens to run. So the interpreter writes to a
    socket instead, which one green thread waits for.
    """

    def __init__(self) -> None:
        self._arrived, self._arriving = socket.socketpair()
        self._arriving.setblocking(False)
        signal.set_wakeup_fd(self._arriving.fileno())
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: None)

    def wait(self) -> None:
        """Waits until one of the signals has come; other green threads run meanwhile."""
        self._arrived.recv(1)
