"""What the engine's signs of life tell the process that started it: its memory, and whether it hangs."""

from dataclasses import dataclass

from burnish.engine.messages import Heartbeat, Report
from burnish.processes.awake_clock import AwakeClock


@dataclass(frozen=True, slots=True)
class Patience:
    """For how many seconds an engine may be silent before it is held to hang."""

    start: float = 120.0
    """Until its first heartbeat: loading Python from a slow disk takes long."""
    heartbeat: float = 30.0
    """Between two heartbeats."""
    work: float = 600.0
    """Without a sign that its work goes on: loading, compiling and a single layer on a slow machine take long."""


PATIENCE = Patience()
"""What suits real engines."""


class Vitals:
    """Follows the signs of life of one engine process.

    Time is that in which the follower itself was running, so that no engine is blamed for its follower's absence.
    """

    def __init__(self, patience: Patience) -> None:
        self.memory_bytes: int | None = None
        """Memory that the process holds, as last heard; None before."""
        self._patience = patience
        self._clock = AwakeClock()
        self._heard: float | None = None
        """When, by the clock, anything was last heard; None before."""
        self._worked: float | None = None
        """When, by the clock, the work last showed that it goes on; None while there is nothing to do."""

    def hear(self, report: Report) -> None:
        """Takes note of anything that the process says."""
        self._heard = self._clock.seconds
        if isinstance(report, Heartbeat):
            self.memory_bytes = report.memory_bytes
            self._worked = None if report.silent_seconds is None else self._heard - report.silent_seconds

    @property
    def heartbeat_seconds(self) -> float | None:
        """Time since anything was heard; None when nothing was."""
        return None if self._heard is None else self._clock.seconds - self._heard

    def look(self) -> str | None:
        """A clause that says how the process hangs; None when all is well. To be called about every second."""
        now = self._clock.look()
        patience = self._patience
        if self._heard is None:
            return _silent(patience.start) if now > patience.start else None
        if now - self._heard > patience.heartbeat:
            return _silent(patience.heartbeat)
        if self._worked is not None and now - self._worked > patience.work:
            return f"it hung (its work showed no progress for {patience.work:g} seconds) and was stopped"
        return None


def _silent(seconds: float) -> str:
    return f"it hung (it gave no sign of life for {seconds:g} seconds) and was stopped"
