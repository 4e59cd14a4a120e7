"""What is known of a job only while it runs."""

from dataclasses import dataclass, field

from burnish.jobs.remaining_time import RemainingTime
from burnish.monitoring import Cancelled
from burnish.records import JobRecord


@dataclass
class RunningJob:
    """A running job."""

    record: JobRecord
    pixels: list[int] = field(default_factory=list)
    """Pixels of each image of the job, its shares of the whole work."""
    index: int = 0
    """The image that is worked on."""
    image_id: str = ""
    cancelled: bool = False
    saved_at: float = 0.0
    remaining: RemainingTime = field(default_factory=lambda: RemainingTime(None))

    @property
    def task_id(self) -> str:
        """The engine's task for the current image."""
        return f"{self.record.id}-{self.index}"

    def check_cancelled(self) -> None:
        """Raises Cancelled when the person has cancelled the job."""
        if self.cancelled:
            raise Cancelled

    def progress_at(self, fraction: float) -> float:
        """Progress of the whole job when the current image is done by ``fraction``."""
        whole = sum(self.pixels) or 1
        current = self.pixels[self.index] if self.pixels else 1
        return (sum(self.pixels[: self.index]) + current * fraction) / whole
