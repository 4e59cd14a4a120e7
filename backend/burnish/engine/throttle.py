"""Thinning what is told, so that neither a channel nor a page is flooded."""

import time


class Throttle:
    """Lets something happen at most once in an interval."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._next = 0.0

    def is_due(self) -> bool:
        """Whether the interval has passed; if so it begins anew."""
        now = time.monotonic()
        if now < self._next:
            return False
        self._next = now + self._seconds
        return True
