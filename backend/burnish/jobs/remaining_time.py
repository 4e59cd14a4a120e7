"""How long work will still take, from how fast it went so far."""

SETTLING_SECONDS = 1.0
"""Before this much time has passed an estimate would jump about."""


class RemainingTime:
    """Estimates the remaining seconds of work that reports its progress."""

    def __init__(self) -> None:
        self._began: float | None = None
        self._first = 0.0

    def estimate(self, progress: float, now: float) -> float | None:
        """Seconds that are left at ``progress`` (0..1) and time ``now`` (seconds of any clock that never goes back).

        None until there is something to go by. Time before the first progress, spent on loading, does not count.
        """
        if self._began is None:
            if progress > 0:
                self._began, self._first = now, progress
            return None
        elapsed, advanced = now - self._began, progress - self._first
        if elapsed < SETTLING_SECONDS or advanced <= 0:
            return None
        return elapsed / advanced * (1 - progress)
