"""A running server: from settings to answered requests, until it is told to stop."""

import socket
import threading
import webbrowser
from collections.abc import Callable

from burnish.problems import Problem
from burnish.settings import Settings
from burnish.web import green
from burnish.web.app import create_api, create_socketio, provide
from burnish.web.assembly import running_services

OPENING_SECONDS = 0.1
"""When the browser is opened, counted from when the server answers."""


class AddressUnusable(Problem):
    """The address is taken, mostly by another Burnish, or not this machine's."""

    slug = "address-unusable"
    title = "The address cannot be used"


def run_server(settings: Settings, open_browser: bool, say: Callable[[str], None]) -> None:
    """Serves until SIGINT or SIGTERM. ``say`` is given the sentences for the person who started it.

    Raises AddressUnusable, RootInUse, RootNotUsable or what is wrong with the database.
    """
    listener = _listen(settings)
    app = create_api()
    socketio = create_socketio(app, green.ASYNC_MODE)
    signals = green.StopSignals()
    with running_services(settings, socketio.emit) as services:
        provide(app, services)
        with green.serving(listener, app):
            address = _address_of(listener)
            say(f"Burnish is ready at {address} (the library is in {settings.root}). Press Ctrl-C to stop.")
            if open_browser:
                threading.Timer(OPENING_SECONDS, webbrowser.open, (address,)).start()
            signals.wait()
    say("Burnish has stopped.")


def _listen(settings: Settings) -> socket.socket:
    try:
        return green.listen(settings.host, settings.port)
    except OSError as error:
        raise AddressUnusable(
            f"Cannot listen on {settings.host}:{settings.port} ({error.strerror}). If Burnish is already running, "
            "open it in the browser; otherwise choose another --port or --host."
        ) from error


def _address_of(listener: socket.socket) -> str:
    """The address to open in a browser of this machine."""
    host, port = listener.getsockname()[:2]
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{shown}:{port}"
