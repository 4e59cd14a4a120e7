"""Reads small answers of web servers: lists of what is there to be downloaded."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import requests
import urllib3

from burnish.weights.addresses import shown
from burnish.weights.problems import SourceUnreachable
from burnish.weights.session import CONNECT_TIMEOUT_SECONDS, READ_TIMEOUT_SECONDS, Session, reason_of

_LONGEST_PAGE_BYTES = 1 << 24


@dataclass(frozen=True, slots=True)
class Page:
    """An answer, whatever its status."""

    status: int
    url: str
    """The address that it came from, after redirects."""
    content: bytes
    """At most 16 MiB; what goes beyond is cut off."""


def read_page(url: str, headers: Mapping[str, str], ca_bundle: Path | None) -> Page:
    """Asks for a page, with the proxies, authorities and redirects of :mod:`burnish.weights.session`.

    Raises:
        SourceUnreachable: there was no answer.
        SourceRefused: it redirects to where nobody should follow.
    """
    timeouts = (CONNECT_TIMEOUT_SECONDS, READ_TIMEOUT_SECONDS)
    try:
        with (
            Session(ca_bundle) as session,
            session.get(url, headers=dict(headers), stream=True, timeout=timeouts) as response,
        ):
            content: bytes = response.raw.read(_LONGEST_PAGE_BYTES, decode_content=True)
            return Page(response.status_code, response.url, content)
    except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
        raise SourceUnreachable(f"{shown(url)} cannot be reached: {reason_of(error)}.") from error
