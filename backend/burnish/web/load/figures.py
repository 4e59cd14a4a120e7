"""How long requests took: what is noted of each, and what that amounts to."""

import math
import threading
from collections import defaultdict
from collections.abc import Collection, Sequence

from pydantic import BaseModel

REASONS_KEPT = 20
"""Of how many errors the reasons are kept."""


class Figures(BaseModel):
    """What requests of some kinds took, in seconds; None where there was none."""

    name: str
    count: int
    """Requests that were answered as they should."""
    errors: int
    """Requests that were not."""
    median: float | None
    percentile_95: float | None
    percentile_99: float | None
    largest: float | None


class Notes:
    """What is noted of requests; any thread may do so."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seconds: defaultdict[str, list[float]] = defaultdict(list)
        self._errors: defaultdict[str, int] = defaultdict(int)
        self._reasons: list[str] = []

    @property
    def kinds(self) -> list[str]:
        """The kinds of requests that something was noted of."""
        return sorted({*self._seconds, *self._errors})

    @property
    def reasons(self) -> list[str]:
        """What was wrong with the first requests that failed."""
        return self._reasons[:]

    def took(self, kind: str, seconds: float) -> None:
        """Notes how long a request took."""
        with self._lock:
            self._seconds[kind].append(seconds)

    def failed(self, kind: str, reason: str) -> None:
        """Notes that a request was not answered as it should."""
        with self._lock:
            self._errors[kind] += 1
            if len(self._reasons) < REASONS_KEPT:
                self._reasons.append(f"{kind}: {reason}")

    def figures(self, name: str, kinds: Collection[str]) -> Figures:
        """What the requests of these kinds took, under one name."""
        seconds = sorted(second for kind in kinds for second in self._seconds.get(kind, ()))
        return Figures(
            name=name,
            count=len(seconds),
            errors=sum(self._errors.get(kind, 0) for kind in kinds),
            median=percentile(seconds, 50),
            percentile_95=percentile(seconds, 95),
            percentile_99=percentile(seconds, 99),
            largest=percentile(seconds, 100),
        )


def percentile(ordered: Sequence[float], percent: float) -> float | None:
    """The smallest of the values that at least ``percent`` (0..100) of them do not exceed (the nearest rank).

    ``ordered`` holds them in ascending order; None when there is none.
    """
    if not ordered:
        return None
    return ordered[max(1, math.ceil(len(ordered) * percent / 100)) - 1]
