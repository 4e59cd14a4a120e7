"""What is known of a job only while it runs."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from burnish.jobs.remaining_time import Estimate, RemainingTime
from burnish.monitoring import Cancelled
from burnish.records import JobRecord


@dataclass
class RunningJob:
    """A running job."""

    record: JobRecord
    shares: Sequence[float] = (1.0,)
    """How much work each part of the job is, in any unit: of a postprocessing job its images, for example."""
    part: int = 0
    """The part that is worked on."""
    place: int = 0
    """Which of the job's images is worked on, from 0; of a batch it is the same in both phases."""
    image_id: str | None = None
    """The image that is worked on; None where there is none, or none yet."""
    span: tuple[float, float] = (0.0, 1.0)
    """The progress of the whole job at which its parts begin and end; what comes before is fetching."""
    cancelled: bool = False
    saved_at: float = 0.0
    remaining: Estimate = field(default_factory=lambda: RemainingTime(None))

    @property
    def task_id(self) -> str:
        """The engine's task for the current part."""
        return f"{self.record.id}-{self.part}"

    def expect(self, seconds: float | None) -> None:
        """Estimates the remaining time anew; all parts together are thought to take that long, if it is known."""
        start, end = self.span
        self.remaining = RemainingTime(None if seconds is None else seconds / (end - start))

    def begin(self, part: int, place: int, image_id: str | None) -> None:
        """Turns to a part of the job. Raises Cancelled."""
        self.part, self.place, self.image_id = part, place, image_id
        self.check_cancelled()

    def check_cancelled(self) -> None:
        """Raises Cancelled when the person has cancelled the job."""
        if self.cancelled:
            raise Cancelled

    def progress_at(self, fraction: float) -> float:
        """Progress of the whole job when the current part is done by ``fraction``."""
        whole = sum(self.shares) or 1
        done = (sum(self.shares[: self.part]) + self.shares[self.part] * fraction) / whole
        start, end = self.span
        return start + (end - start) * done

    def take(self, stored: JobRecord) -> None:
        """Takes over what the job's images and results are by now."""
        self.record = self.record.model_copy(update={"images": stored.images, "results": stored.results})
