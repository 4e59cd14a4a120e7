"""How long work will still take, from how fast it went so far, and what a person is told of that."""

from typing import Protocol

SURE_SECONDS = 3.0
"""A speed is believed that was measured for at least this long,"""

SURE_PROGRESS = 0.02
"""and over at least this part of the whole."""

SLOWER = 2.0
"""What was told is taken back when the estimate has become more than this many times as long,"""

LATER_SECONDS = 10.0
"""and by more than this."""


class Estimate(Protocol):
    """Estimates the remaining seconds of a job."""

    def estimate(self, progress: float, now: float) -> float | None:
        """Seconds that are left at ``progress`` (0..1) and time ``now`` (seconds of any clock that never goes back).

        None while there is nothing to go by.
        """


class RemainingTime:
    """Estimates the remaining seconds of work that reports its progress."""

    def __init__(self, expected: float | None) -> None:
        """``expected`` is how many seconds the whole is thought to take, if that is known beforehand."""
        self._expected = expected
        self._first: float | None = None
        self._began = 0.0

    def estimate(self, progress: float, now: float) -> float | None:
        """Seconds that are left at ``progress`` (0..1) and time ``now`` (seconds of any clock that never goes back).

        The clock starts with the last report before the first advance, so that loading does not count. Until there is
        a speed to believe, the expectation is all there is to go by; None without one.
        """
        if self._first is None or progress <= self._first:
            self._first, self._began = progress, now
        seconds, advance = now - self._began, progress - self._first
        if seconds < SURE_SECONDS or advance < SURE_PROGRESS:
            return None if self._expected is None else self._expected * (1 - progress)
        return seconds / advance * (1 - progress)


class FetchTime:
    """Estimates the remaining seconds of a job that fetches what it needs before its work."""

    def __init__(self, end: float, afterwards: float) -> None:
        """The fetch is done at the job's progress ``end``; the work is thought to take ``afterwards`` seconds."""
        self._end = end
        self._afterwards = afterwards
        self._start: float | None = None
        self._first: float | None = None
        self._began = 0.0

    def estimate(self, progress: float, now: float) -> float | None:
        """As :meth:`Estimate.estimate`, once bytes have come for a while.

        The clock starts with the first of them, so that neither waiting for an answer counts nor what an earlier
        attempt has left.
        """
        if self._start is None:
            self._start = progress
        if self._first is None and progress > self._start:
            self._first, self._began = progress, now
        if self._first is None or progress <= self._first or now - self._began < SURE_SECONDS:
            return None
        return (now - self._began) / (progress - self._first) * (self._end - progress) + self._afterwards


class ToldTime:
    """What a person is told of the remaining time: it never grows, whatever the estimates do."""

    def __init__(self) -> None:
        self._last: float | None = None

    def tell(self, estimate: float | None) -> float | None:
        """The seconds to tell, given those that are estimated; None where neither is worth telling.

        While the estimate is somewhat longer than what was told, that holds. When it is much longer, nothing is told
        until it comes down to what was told.
        """
        if estimate is None:
            return None
        if self._last is None or estimate <= self._last:
            self._last = estimate
        elif estimate > SLOWER * self._last and estimate > self._last + LATER_SECONDS:
            return None
        return self._last

    def restart(self) -> None:
        """Lets the time grow once, since there is more to do."""
        self._last = None
