"""How quickly a server answers what the gallery asks of a large library, and whether it serves others meanwhile."""

import statistics
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import requests

_AGAIN = 10
_PATIENCE_SECONDS = 120.0

_SEARCHES: Mapping[str, str] = {
    "everything": "",
    "everything, from the middle on": "offset={middle}",
    "uploads": "kind=upload",
    "favourites": "favourite=true",
    "upscaled": "recipe=upscale",
    "by date": "made_after=2020-01-01T00:00:00Z",
    "a word that 4 % have": "q=fox",
    "a word that 60 % have": "q=photographed",
    "the same, from the middle on": "q=photographed&offset={middle}",
    "two letters that 30 % have": "q=2x",
    "two letters that none has": "q=zq",
    "a word that none has": "q=zeppelin",
}
"""Queries of pages; ``middle`` stands for a third of the images in the library."""


@dataclass(frozen=True, slots=True)
class Answered:
    """How long pages of one search took."""

    first_seconds: float
    """The first page, for which what matches is counted, too."""
    next_seconds: float
    """The same page again: the median of some."""


@dataclass(frozen=True, slots=True)
class Long:
    """How long something took that is asked of all images."""

    seconds: float
    health_seconds: float
    """The longest that somebody else waited for ``GET /api/health`` meanwhile."""


def measure_searches(session: requests.Session, url: str, count: int) -> dict[str, Answered]:
    """Pages of 100 newest versions, by what is searched for in a library of ``count`` images."""
    page = f"{url}/api/images?versions=newest&limit=100"
    queries = {title: query.format(middle=count // 3) for title, query in _SEARCHES.items()}
    return {title: _measure_search(session, f"{page}&{query}") for title, query in queries.items()}


def measure_long(session: requests.Session, url: str) -> dict[str, Long]:
    """What is asked of all newest versions: their ids, and a description of their zip."""
    address = f"{url}/api/images/ids?versions=newest"
    ids = session.get(address, timeout=_PATIENCE_SECONDS).json()["ids"]
    return {
        "ids of all": _beside_health(url, lambda: session.get(address, timeout=_PATIENCE_SECONDS)),
        "a zip of all": _beside_health(
            url, lambda: session.post(f"{url}/api/archives", json={"images": ids}, timeout=_PATIENCE_SECONDS)
        ),
    }


def _measure_search(session: requests.Session, address: str) -> Answered:
    first, *others = [_seconds(lambda: session.get(address, timeout=_PATIENCE_SECONDS)) for _ in range(1 + _AGAIN)]
    return Answered(first, statistics.median(others))


def _beside_health(url: str, ask: Callable[[], requests.Response]) -> Long:
    """Asks for something while another client asks for the server's health without a pause."""
    is_over = threading.Event()
    waits: list[float] = []

    def look() -> None:
        with requests.Session() as session:
            while not is_over.is_set():
                waits.append(_seconds(lambda: session.get(f"{url}/api/health", timeout=_PATIENCE_SECONDS)))

    beside = threading.Thread(target=look)
    beside.start()
    try:
        seconds = _seconds(ask)
    finally:
        is_over.set()
        beside.join()
    return Long(seconds, max(waits))


def _seconds(ask: Callable[[], requests.Response]) -> float:
    started = time.monotonic()
    ask().raise_for_status()
    return time.monotonic() - started
