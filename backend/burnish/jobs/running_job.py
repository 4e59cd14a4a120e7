"""What is known of a job only while it runs."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Literal

from burnish.jobs.remaining_time import Estimate, FetchTime, RemainingTime, ToldTime
from burnish.monitoring import Cancelled
from burnish.records import CurrentItem, JobRecord

Stop = Literal["queued", "paused", "cancelled"]
"""What is to become of a job that a person has stopped: work for later, for when it is resumed, or for never."""

STRENGTHS: dict[Stop, int] = {"queued": 1, "paused": 2, "cancelled": 3}
"""Which of two stops holds: the stronger one."""

STOPPING_STAGES: dict[Stop, str] = {"queued": "Pausing", "paused": "Pausing", "cancelled": "Stopping"}


class RunningJob:
    """A running job."""

    def __init__(self, record: JobRecord) -> None:
        self.record = record
        self.part = 0
        """The part that is worked on, from 0."""
        self.place = 0
        """Which of the job's images is worked on, from 0; of a batch it is the same in both phases."""
        self.image_id: str | None = None
        """The image that is worked on; None where there is none, or none yet."""
        self.stop: Stop | None = None
        """What a person wants to become of the job, once its work has been left."""
        self.engine_deaths = 0
        """How often the engine died since it last came to the end of a task of this job."""
        self.saved_at = 0.0
        self.remaining: Estimate = RemainingTime(None)
        self.told = ToldTime()
        self._span = (0.0, 1.0)
        self._ends = [0.0, 1.0]

    @property
    def task_id(self) -> str:
        """The engine's task for the current part."""
        return f"{self.record.id}-{self.part}"

    @property
    def item(self) -> int | None:
        """Index of the item that is worked on; None while none is."""
        return None if self.record.current is None else self.record.current.index

    def plan_fetch(self, share: float, seconds_afterwards: float) -> None:
        """What is worked on next is a fetch, which takes that share (0..1) of what is left of the job's progress.

        ``seconds_afterwards`` is what the work is thought to take after it.
        """
        start = self.record.progress
        self.part, self._span, self._ends = 0, (start, start + share * (1 - start)), [0.0, 1.0]
        self.remaining = FetchTime(self._span[1], seconds_afterwards)

    def plan(self, shares: Sequence[float], seconds: float | None) -> None:
        """Shares what is left of the job's progress among its parts, by the work that each of them is, in any unit.

        ``seconds`` is what they are thought to take together, if that is known.
        """
        start = self.record.progress
        self._span, self._ends = (start, 1.0), list(accumulate(shares, initial=0.0))
        self.remaining = RemainingTime(None if seconds is None or start >= 1 else seconds / (1 - start))

    def begin(self, part: int, place: int, image_id: str | None, item: int | None = None) -> None:
        """Turns to a part of the job, which makes that item. Raises Cancelled."""
        self.part, self.place, self.image_id = part, place, image_id
        self.check_stopped()
        self._set_current(None if item is None else CurrentItem(index=item, progress=0.0))

    def end_item(self) -> None:
        """The item that was worked on is done, or has failed."""
        self._set_current(None)

    def check_stopped(self) -> None:
        """Raises Cancelled when a person has stopped the job, for whatever time."""
        if self.stop is not None:
            raise Cancelled

    def ask_to_stop(self, stop: Stop) -> None:
        """Notes what a person wants; a stronger wish that was noted before holds."""
        if self.stop is None or STRENGTHS[stop] > STRENGTHS[self.stop]:
            self.stop = stop
            self.record = self.record.model_copy(update={"stage": STOPPING_STAGES[stop], "remaining_seconds": None})

    def advance(self, fraction: float, stage: str, now: float) -> None:
        """The current part is done by ``fraction`` (0..1) at the time ``now``, seconds of a clock.

        Neither the job's progress nor the item's falls, and the remaining time does not grow.
        """
        progress = max(self.record.progress, self.progress_at(fraction))
        current = self.record.current
        if current is not None:
            current = CurrentItem(index=current.index, progress=max(current.progress, fraction))
        self.record = self.record.model_copy(
            update={
                "progress": progress,
                "stage": stage,
                "current": current,
                "remaining_seconds": self.told.tell(self.remaining.estimate(progress, now)),
            }
        )

    def progress_at(self, fraction: float) -> float:
        """Progress of the whole job when the current part is done by ``fraction``."""
        before, after = self._ends[self.part], self._ends[self.part + 1]
        done = (before + (after - before) * fraction) / (self._ends[-1] or 1)
        start, end = self._span
        return min(start + (end - start) * done, 1.0)

    def take(self, stored: JobRecord) -> None:
        """Takes over what the job's images and results are by now."""
        self.record = self.record.model_copy(update={"images": stored.images, "results": stored.results})

    def _set_current(self, current: CurrentItem | None) -> None:
        self.record = self.record.model_copy(update={"current": current})
