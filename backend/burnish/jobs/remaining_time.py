"""How long work will still take, from how fast it went so far."""


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
