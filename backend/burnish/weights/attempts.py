"""Remembers for a day that weights could not be fetched, so that starting Burnish need not wait for it each time."""

import time
from pathlib import Path

_REMEMBERED_SECONDS = 24 * 60 * 60


class FailedAttempts:
    """The failed attempts of one weights folder; each is an empty file ``NAME.failed`` whose time is the attempt's."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def record(self, name: str) -> None:
        """Notes that fetching these weights has failed now."""
        self._marker(name).touch()

    def forget(self, name: str) -> None:
        """Notes that these weights are there, or are to be tried again."""
        self._marker(name).unlink(missing_ok=True)

    def is_recent(self, name: str) -> bool:
        """Whether fetching these weights failed within the last day."""
        try:
            age = time.time() - self._marker(name).stat().st_mtime
        except FileNotFoundError:
            return False
        return 0 <= age < _REMEMBERED_SECONDS

    def _marker(self, name: str) -> Path:
        return self._folder / f"{name}.failed"
