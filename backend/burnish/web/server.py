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
from burnish.web.door.guard import Door, token_of
from burnish.web.door.token import AccessToken
from burnish.web.tls import tls_context

ANY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}
"""What a server listens on to be reached under every address of its machine, and the address for that machine."""

OPENING_SECONDS = 0.1
"""When the browser is opened, counted from when the server answers."""


class AddressUnusable(Problem):
    """The address is taken, mostly by another Burnish, or not this machine's."""

    slug = "address-unusable"
    title = "The address cannot be used"


def run_server(settings: Settings, open_browser: bool, say: Callable[[str], None]) -> None:
    """Serves until SIGINT or SIGTERM. ``say`` is given the sentences for the person who started it.

    Raises AddressUnusable, CertificateUnusable, RootInUse, RootNotUsable, TokenNotKept or what is wrong with the
    database.
    """
    tls = tls_context(settings.certfile, settings.keyfile)
    listener = _listen(settings)
    app = create_api()
    socketio = create_socketio(app, green.ASYNC_MODE)
    signals = green.StopSignals()
    with running_services(settings, socketio.emit, green.run_blocking) as services:
        provide(app, services)
        token = token_of(settings)
        with green.serving(listener, Door(app, settings, token), tls):
            address = _address_of(listener, settings, "https" if tls else "http")
            shown = address if token is None or settings.token else _with_token(address, token)
            say(f"Burnish is ready at {shown} (the library is in {settings.root}). Press Ctrl-C to stop.")
            if settings.host in ANY_ADDRESS and not settings.proxy:
                say("Other machines open it under this machine's name or address instead.")
            if open_browser:
                opened = _with_token(address, token) if token else address
                threading.Timer(OPENING_SECONDS, webbrowser.open, (opened,)).start()
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


def _address_of(listener: socket.socket, settings: Settings, scheme: str) -> str:
    """The address to open in a browser: that of the proxy, or else one for this machine."""
    if settings.proxy:
        return settings.proxy.rstrip("/")
    host, port = listener.getsockname()[:2]
    shown = ANY_ADDRESS.get(host, f"[{host}]" if ":" in host else host)
    return f"{scheme}://{shown}:{port}"


def _with_token(address: str, token: AccessToken) -> str:
    """The address that signs in whoever opens it."""
    return f"{address}/?token={token.token}"
