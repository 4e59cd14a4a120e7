"""The names that the server answers to.

By giving its own name the address of this machine (DNS rebinding), a site can make its pages seem to come from the
server itself; a server that answers to its own names alone gives them nothing. An address in place of a name cannot be
used for that: what it stands for is in nobody's hands.
"""

import ipaddress
import re
import socket
from collections.abc import Collection

from burnish.problems import Problem

_HOST = re.compile(r"(?P<name>[a-z0-9_.-]{1,253}|\[[0-9a-f:.]{2,45}\])(:[0-9]{1,5})?", re.ASCII | re.IGNORECASE)


class ForeignName(Problem):
    """The request names this machine in a way that the server does not answer to."""

    slug = "foreign-name"
    title = "The server does not answer to this name"
    status = 421


class Names:
    """What a request may call the server."""

    def __init__(self, listens_on: str, others: Collection[str]) -> None:
        """``listens_on`` is the server's address; ``others`` are names that a person has allowed."""
        self._is_local = is_loopback(listens_on)
        self._names = {*others} if self._is_local else {*others, *_names_of_this_machine(), listens_on.lower()}

    def check(self, host: str) -> None:
        """Raises ForeignName unless ``host``, with or without a port, is a name of the server."""
        found = _HOST.fullmatch(host)
        name = found["name"].lower().strip("[]") if found else ""
        if is_loopback(name) or name in self._names or (not self._is_local and _is_address(name)):
            return
        known = "http://127.0.0.1, with its port" if self._is_local else "one of its own addresses"
        raise ForeignName(
            f"This server is not called {name!r}. Open it as {known}, or allow the name with --allowed-host."
        )


def is_loopback(host: str) -> bool:
    """Whether a host name or address is one by which a machine reaches itself alone."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _names_of_this_machine() -> tuple[str, str]:
    name = socket.gethostname().lower()
    return name, f"{name}.local"
