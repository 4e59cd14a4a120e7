"""What every answer tells browsers, so that a mistake elsewhere does no harm."""

from collections.abc import Callable
from typing import Any
from wsgiref.types import StartResponse

_NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"

HEADERS = {
    "Content-Security-Policy": _NOTHING,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""What an answer carries unless it says otherwise: nothing in it is ever run, loaded, shown in a frame of another page,
or taken for another type than it has. With no referrer at all, browsers would leave the origin out of forms too."""


def page_policy(nonce: str) -> str:
    """The Content-Security-Policy of the page: scripts of this server alone, and styles with ``nonce``."""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            f"style-src 'self' 'nonce-{nonce}'",
            "img-src 'self' blob: data:",
            "font-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
        )
    )


def hardened(start_response: StartResponse) -> StartResponse:
    """A ``start_response`` that adds the headers that the answer does not have, and none that lets other sites in."""

    def start(status: str, headers: list[tuple[str, str]], *error: Any) -> Callable[[bytes], object]:
        own = [(name, value) for name, value in headers if not name.lower().startswith("access-control-")]
        present = {name.lower() for name, _ in own}
        added = [(name, value) for name, value in HEADERS.items() if name.lower() not in present]
        return start_response(status, [*own, *added], *error)

    return start
