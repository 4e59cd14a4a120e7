"""What pages of other sites may make a person's browser do: open the server's page, and nothing else.

Browsers name the site that a request comes from in ``Origin`` and ``Sec-Fetch-Site``, which a page cannot forge.
Programs that are no browsers send neither, and are no page's tool.
"""

from typing import Any
from urllib.parse import urlsplit

from burnish.problems import Problem
from burnish.web.door.arrival import Arrival

OWN_SITES = ("same-origin", "none")
"""Values of ``Sec-Fetch-Site`` for the server's own pages and for what the person did in the address bar."""

CALLED_BY_SCRIPTS = ("/api/", "/socket.io/")
"""Where the paths begin that no link leads to."""

_DEFAULT_PORTS = {"http": 80, "https": 443}


class ForeignPage(Problem):
    """A page of another site wants something of the server."""

    slug = "foreign-page"
    title = "Another site's page may not do this"
    status = 403


def refuse_foreign_pages(environ: dict[str, Any], arrival: Arrival) -> None:
    """Raises ForeignPage for a request that a page of another site makes, unless it opens the server's page."""
    origin = environ.get("HTTP_ORIGIN")
    is_own = origin is None or _parts(origin) == _parts(f"{arrival.scheme}://{arrival.host}")
    site = environ.get("HTTP_SEC_FETCH_SITE", "none")
    if not is_own or (site not in OWN_SITES and not _opens_the_page(environ)):
        raise ForeignPage("The request comes from a page of another site. Use the server's own page.")


def comes_from_elsewhere(environ: dict[str, Any]) -> bool:
    """Whether a link on a page of another site led here: browsers then keep cookies back that are ``Strict``."""
    return environ.get("HTTP_SEC_FETCH_SITE", "none") not in OWN_SITES


def _opens_the_page(environ: dict[str, Any]) -> bool:
    """Whether a link was followed, in a window of its own and not in a frame."""
    return (
        environ["REQUEST_METHOD"] in ("GET", "HEAD")
        and environ.get("HTTP_SEC_FETCH_MODE") == "navigate"
        and environ.get("HTTP_SEC_FETCH_DEST") == "document"
        and not environ["PATH_INFO"].startswith(CALLED_BY_SCRIPTS)
    )


def _parts(origin: str) -> tuple[str, str | None, int | None] | None:
    """Scheme, name and port of an origin; None for what is none, such as ``null``."""
    try:
        parts = urlsplit(origin)
        port = parts.port or _DEFAULT_PORTS.get(parts.scheme)
    except ValueError:
        return None
    return (parts.scheme, parts.hostname, port) if parts.hostname else None
