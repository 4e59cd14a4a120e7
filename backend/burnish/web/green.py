"""Everything that knows eventlet: turning the standard library green, and serving HTTP and websockets on it.

Imports nothing but the standard library, so that it can do its work before anything else is imported.
"""

import socket
import warnings
from collections.abc import Callable, Iterable

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

    listener: socket.socket = eventlet.listen((host, port))
    return listener


def serve(listener: socket.socket, application: Callable[..., Iterable[bytes]]) -> None:
    """Answers requests with a WSGI application until an exception, such as KeyboardInterrupt, ends it."""
    import eventlet.wsgi

    eventlet.wsgi.server(listener, application, log_output=False)
