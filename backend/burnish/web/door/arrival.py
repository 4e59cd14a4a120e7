"""How a request came: from whom, and under which address of the server, whether or not through a reverse proxy."""

from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any
from urllib.parse import urlsplit

FORWARDING_HEADERS = (
    "HTTP_FORWARDED",
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PORT",
    "HTTP_X_FORWARDED_PREFIX",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_REAL_IP",
)
"""What proxies say on behalf of clients, as WSGI names it."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A request's way to the server."""

    client: str
    """Address of the machine that asks; of the nearest one that is no trusted proxy."""
    scheme: str
    """``http`` or ``https``, as the client used it."""
    host: str
    """Name and port as the client wrote them; empty where it wrote none."""
    through_proxy: bool
    """Whether it comes from where the declared proxy calls from."""


class Proxy:
    """The reverse proxy that a person has declared."""

    def __init__(self, address: str, networks: Sequence[str]) -> None:
        """``address`` is the one that clients use; ``networks`` are the addresses that the proxy calls from."""
        self._address = urlsplit(address)
        self._networks = [ip_network(network, strict=False) for network in networks]

    @property
    def name(self) -> str:
        """The name under which clients reach the server."""
        return self._address.hostname or ""

    def arrival(self, environ: dict[str, Any]) -> Arrival:
        """The way of a request that may have come through this proxy.

        What is said on behalf of clients is believed of the proxy alone. Of the machines that a request has passed,
        the last that is not trusted counts: those before it may be invented.
        """
        peer = direct_arrival(environ)
        if not self._trusts(peer.client):
            return peer
        passed = [*environ.get("HTTP_X_FORWARDED_FOR", "").split(","), peer.client]
        client = next((one.strip() for one in reversed(passed) if not self._trusts(one.strip())), peer.client)
        host = environ.get("HTTP_X_FORWARDED_HOST", peer.host)
        is_public = urlsplit(f"//{host}").netloc.lower() == self._address.netloc.lower()
        return Arrival(
            client=client if _address(client) else peer.client,
            scheme=self._address.scheme if is_public else peer.scheme,
            host=host,
            through_proxy=True,
        )

    def _trusts(self, address: str) -> bool:
        found = _address(address)
        return found is not None and any(found in network for network in self._networks)


def direct_arrival(environ: dict[str, Any]) -> Arrival:
    """The way of a request that came through no proxy."""
    peer = environ.get("REMOTE_ADDR", "")
    return Arrival(
        client=str(_address(peer) or peer),
        scheme=environ["wsgi.url_scheme"],
        host=environ.get("HTTP_HOST", ""),
        through_proxy=False,
    )


def is_forwarded(environ: dict[str, Any]) -> bool:
    """Whether a request says that it came through a proxy."""
    return any(name in environ for name in FORWARDING_HEADERS)


def as_it_arrived(environ: dict[str, Any], arrival: Arrival) -> dict[str, Any]:
    """The WSGI environment with the way of the request in it, and nothing left that a proxy may have said."""
    kept = {name: value for name, value in environ.items() if name not in FORWARDING_HEADERS}
    return kept | {"REMOTE_ADDR": arrival.client, "wsgi.url_scheme": arrival.scheme, "HTTP_HOST": arrival.host}


def _address(text: str) -> IPv4Address | IPv6Address | None:
    """An address; one of IPv4 that a socket of IPv6 shows as its own kind is taken for what it is."""
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
