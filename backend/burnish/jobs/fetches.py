"""The fetches of one engine, which end with its task whatever becomes of the engine."""

from typing import Protocol

from burnish.engine.messages import GeneratorChanged, WeightsChanged


class FetchStatus(Protocol):
    """Knows how far fetches are."""

    def advance(self, name: str, fraction: float) -> None:
        """A fetch of ``name`` has come as far as ``fraction`` (0..1)."""

    def end(self, name: str) -> None:
        """The fetch of ``name`` has ended, whether well or not."""


class Fetches:
    """Passes on what one engine says of its fetches; other engines may be fetching at the same time."""

    def __init__(self, status: FetchStatus) -> None:
        self._status = status
        self._open: set[str] = set()

    def hear(self, report: WeightsChanged | GeneratorChanged) -> None:
        """The engine has come further with a fetch, or has ended it."""
        if report.ended:
            self._open.discard(report.name)
            self._status.end(report.name)
        else:
            self._open.add(report.name)
            self._status.advance(report.name, report.fraction)

    def end_all(self) -> None:
        """The engine fetches nothing any more."""
        while self._open:
            self._status.end(self._open.pop())
