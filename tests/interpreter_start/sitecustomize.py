"""Forbids a Python process the network, and all Python processes that it starts, and writes down what they tried.

Python imports a module of this name at its start where the module's folder is on its path. An audit hook (PEP 578) then
sees what goes through Python: names looked up, connections and datagrams to anywhere but this machine, and the package
managers, which are programs of their own. See :mod:`tests.forbidden_network`.
"""

import errno
import ipaddress
import os
import sys
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

RECORD = os.environ["NETWORK_RECORD"]
"""The file that every attempt is added to, one a line."""

_LOOKING_UP = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")
_SENDING = ("socket.connect", "socket.sendto", "socket.sendmsg")
_CLIENTS = {"pip", "pip3", "npm", "npx", "git", "curl", "wget"}


def refuse_network(event: str, arguments: tuple[Any, ...]) -> None:
    """The audit hook: raises OSError where a process reaches out."""
    asked = _what_is_asked(event, arguments)
    if asked is not None:
        descriptor = os.open(RECORD, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.write(descriptor, f"{event} {asked}\n".encode())
        os.close(descriptor)
        raise OSError(errno.ENETUNREACH, f"The network is forbidden: {event} {asked}")


def _what_is_asked(event: str, arguments: tuple[Any, ...]) -> str | None:
    """The host or the client program that an event is about; None where it stays on this machine."""
    if event in _LOOKING_UP:
        return _foreign(arguments[0])
    if event in _SENDING:
        address = arguments[1]
        return _foreign(address[0]) if isinstance(address, tuple) else None
    if event == "subprocess.Popen":
        executable, words = arguments[:2]
        return _client([executable, *([words] if isinstance(words, str | bytes) else words)])
    return None


def _foreign(host: object) -> str | None:
    """A host that is not this machine."""
    name = host.decode() if isinstance(host, bytes) else host
    if not isinstance(name, str) or name in ("", "localhost"):
        return None
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return name
    return None if address.is_loopback or address.is_unspecified else name


def _client(words: Iterable[object]) -> str | None:
    """The package manager, or other program that fetches, in a command."""
    names = {PurePath(os.fsdecode(word)).name for word in words if isinstance(word, str | bytes | os.PathLike)}
    return next(iter(names & _CLIENTS), None)


sys.addaudithook(refuse_network)
