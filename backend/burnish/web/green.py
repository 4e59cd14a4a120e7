"""Everything that knows eventlet: turning the standard library green, serving HTTP and websockets, waiting for signals.

Imports nothing but the standard library, so that it can do its work before anything else is imported.
"""

import errno
import signal
import socket
import ssl
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, TypeVar

ASYNC_MODE = "eventlet"
"""What Flask-SocketIO is to build on."""

HANG_UP = "burnish.hang_up"
"""In the environment of a request: what closes the connection after the answer, whatever has not been read."""

CONNECTIONS = 512
"""How many there may be at a time; more wait. A process may commonly have 1024 files and connections open."""

HANDSHAKE_SECONDS = 10
"""For agreeing on TLS."""

IDLE_SECONDS = 75
"""For the first line of a request, on a connection that may have served others before."""

HEAD_SECONDS = 20
"""For the rest of a request's head."""

SILENCE_SECONDS = 60
"""How long a connection may stay silent in the middle of a request, or deaf in the middle of an answer. Pages that
listen to events are heard of every 25 seconds."""

FILE_BLOCK_BYTES = 1 << 17
"""How much of a file is read and sent before other requests have their turn."""

Result = TypeVar("Result")

_SHORTAGES = (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM)
_SHORTAGE_SECONDS = 0.5


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

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener: socket.socket = eventlet.listen((host, port), family=family, reuse_port=False)
    # Inherited by every connection: the rest of a small answer is not held back until its head is acknowledged.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def run_blocking(call: Callable[[], Result]) -> Result:
    """Runs a call that waits for the disk in a thread of the operating system; other green threads run meanwhile.

    What it gives is given, what it raises is raised. It must not touch what belongs to green threads.
    """
    from eventlet import tpool

    result: Result = tpool.execute(call)
    return result


@contextmanager
def serving(
    listener: socket.socket, application: Callable[..., Iterable[bytes]], tls: ssl.SSLContext | None
) -> Iterator[None]:
    """Answers requests with a WSGI application while the block lasts; over TLS where there is a context for it.

    Requests that are not finished at its end, above all websockets, which never are, are left behind.
    """
    import eventlet.wsgi

    server = eventlet.spawn(
        eventlet.wsgi.server,
        _Listener(listener),
        application,
        environ={"wsgi.url_scheme": "https" if tls else "http", "wsgi.file_wrapper": _FileBlocks},
        max_size=CONNECTIONS,
        protocol=_protocol(tls),
        log_output=False,
        debug=False,
        socket_timeout=SILENCE_SECONDS,
    )
    try:
        yield
    finally:
        server.kill()


class _FileBlocks:
    """A file as the body of an answer: other requests are answered while each of its blocks is read."""

    def __init__(self, file: BinaryIO, _usual_size: int = 0) -> None:
        self._file = file
        self.seekable, self.seek, self.tell, self.close = file.seekable, file.seek, file.tell, file.close

    def __iter__(self) -> "_FileBlocks":
        return self

    def __next__(self) -> bytes:
        if block := run_blocking(lambda: self._file.read(FILE_BLOCK_BYTES)):
            return block
        raise StopIteration


class _Listener:
    """A listening socket that one connection's failure, or too many connections, cannot bring to an end."""

    def __init__(self, listener: socket.socket) -> None:
        self._listener = listener
        self.family = listener.family

    def accept(self) -> tuple[socket.socket, Any]:
        import eventlet

        while True:
            try:
                return self._listener.accept()
            except OSError as error:
                if error.errno in _SHORTAGES:
                    eventlet.sleep(_SHORTAGE_SECONDS)
                elif error.errno == errno.EBADF:
                    raise

    def getsockname(self) -> Any:
        return self._listener.getsockname()

    def close(self) -> None:
        self._listener.close()


def _protocol(tls: ssl.SSLContext | None) -> Callable[[list[Any], Any], None]:
    """What serves one connection, in a green thread of its own, until it ends or takes too long."""
    import eventlet
    from eventlet.wsgi import HttpProtocol

    class Connection(HttpProtocol):  # type: ignore[misc]  # eventlet has no types
        """Limits the time that a request's head may take as a whole, since each byte of it may be in time."""

        def _read_request_line(self) -> bytes:
            with eventlet.Timeout(IDLE_SECONDS, TimeoutError):
                line: bytes = super()._read_request_line()
                return line

        def parse_request(self) -> bool:
            with eventlet.Timeout(HEAD_SECONDS, TimeoutError):
                is_sound: bool = super().parse_request()
                return is_sound

        def get_environ(self) -> dict[str, Any]:
            environ: dict[str, Any] = super().get_environ()
            environ[HANG_UP] = self._hang_up
            return environ

        def _hang_up(self) -> None:
            self.close_connection = 1

    def serve(connection: list[Any], server: Any) -> None:
        try:
            if tls:
                with eventlet.Timeout(HANDSHAKE_SECONDS, TimeoutError):
                    connection[1] = tls.wrap_socket(connection[1], server_side=True)
            Connection(connection, server)
        except OSError:  # the other side is gone, too slow, or speaks something else
            connection[1].close()

    return serve


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
