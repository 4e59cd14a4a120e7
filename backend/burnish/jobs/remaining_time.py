"""How long work will still take, from how fast it went so far."""

from typing import Protocol


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

        The clock starts with the last report before the first advance, so that loading does not count. Until then
        the expectation is all there is to go by; None without one.
        """
        if self._first is None or progress <= self._first:
            self._first, self._began = progress, now
            return None if self._expected is None else self._expected * (1 - progress)
        return (now - self._began) / (progress - self._first) * (1 - progress)


class FetchTime:
    """Estimates the remaining seconds of a job that fetches what it needs before its work."""

    def __init__(self, end: float, afterwards: float) -> None:
        """The fetch is done at the job's progress ``end``; the work takes ``afterwards`` seconds, 0 if unknown."""
        self._end = end
        self._afterwards = afterwards
        self._start: float | None = None
        self._first: float | None = None
        self._began = 0.0

    def estimate(self, progress: float, now: float) -> float | None:
        """As :meth:`Estimate.estimate`, once bytes have come.

        The clock starts with the first of them, so that neither waiting for an answer counts nor what an earlier
        attempt has left.
        """
        if self._start is None:
            self._start = progress
        if self._first is None and progress > self._start:
            self._first, self._began = progress, now
        if self._first is None or progress <= self._first:
            return None
        return (now - self._began) / (progress - self._first) * (self._end - progress) + self._afterwards
