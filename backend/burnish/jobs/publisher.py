"""How the queue tells the world of what happens."""

from typing import Protocol

from burnish.records import ImageRecord, JobRecord


class Publisher(Protocol):
    """Tells all pages."""

    def job_updated(self, job: JobRecord) -> None:
        """A job was made or has changed."""

    def image_created(self, image: ImageRecord) -> None:
        """An image joined the library."""

    def preview(self, job_id: str, image_id: str, step: int, steps: int, size: tuple[int, int], jpeg: bytes) -> None:
        """Unfinished work; ``size`` is (width, height) of the JPEG."""
