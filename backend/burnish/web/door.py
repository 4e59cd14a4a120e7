"""Who may call the server: no foreign page in the person's browser, and no foreign name for this machine.

A page of another site can make the browser send requests to a server on the same machine. Those that change something
are refused by their ``Origin`` and ``Sec-Fetch-Site`` headers, which a page cannot forge. By giving its own name the
address of this machine (DNS rebinding), a site can make its pages seem to come from the server itself; therefore a
server that listens on a loopback address answers to loopback names only.
"""

import ipaddress
from urllib.parse import urlsplit

from flask import Flask, request

from burnish.problems import Problem

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
"""Methods that change nothing."""

TRUSTED_SITES = ("same-origin", "none")
"""Values of ``Sec-Fetch-Site`` for the server's own pages and for what the person did in the address bar."""


class ForeignName(Problem):
    """The request names this machine in a way that the server does not answer to."""

    slug = "foreign-name"
    title = "The server does not answer to this name"
    status = 421


class ForeignPage(Problem):
    """A page of another site wants to change something."""

    slug = "foreign-page"
    title = "Another site's page may not do this"
    status = 403


def guard_door(app: Flask, host: str) -> None:
    """Makes the application refuse foreign requests; ``host`` is the address that the server listens on."""
    only_loopback = is_loopback(host)

    def refuse_foreign_requests() -> None:
        name = urlsplit(f"//{request.host}").hostname or ""
        if only_loopback and not is_loopback(name):
            raise ForeignName(f"This server is not called {name!r}. Open it as http://127.0.0.1, with its port.")
        if request.method not in SAFE_METHODS and _is_from_foreign_page():
            raise ForeignPage("The request comes from a page of another site. Use the server's own page.")

    app.before_request(refuse_foreign_requests)


def is_loopback(host: str) -> bool:
    """Whether a host name or address is one by which a machine reaches itself alone."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _is_from_foreign_page() -> bool:
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        return True
    return request.headers.get("Sec-Fetch-Site", "none") not in TRUSTED_SITES
