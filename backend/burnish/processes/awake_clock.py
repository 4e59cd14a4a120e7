"""A clock that stands still while its process does."""

import time

LONGEST_STEP = 3.0
"""Seconds between two looks, beyond which the process was not running: the machine slept, or was far too busy."""


class AwakeClock:
    """Counts the seconds in which this process was running, as far as those who look often can tell.

    Whoever waits for a sign from another process by this clock does not take its own absence, for example while a
    laptop was closed, for the silence of the other.
    """

    def __init__(self) -> None:
        self.seconds = 0.0
        """The time at the last look."""
        self._looked = time.monotonic()

    def look(self) -> float:
        """Moves the clock on, by :data:`LONGEST_STEP` at most, and gives the time. To be called about every second."""
        now = time.monotonic()
        self.seconds += min(now - self._looked, LONGEST_STEP)
        self._looked = now
        return self.seconds
