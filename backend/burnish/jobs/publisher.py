"""How the queue tells the world of what happens."""

from typing import Protocol

from burnish.events import Preview
from burnish.records import ImageRecord, JobRecord


class Publisher(Protocol):
    """Tells all pages."""

    def job_updated(self, job: JobRecord) -> None:
        """A job was made or has changed."""

    def image_created(self, image: ImageRecord) -> None:
        """An image joined the library."""

    def preview(self, preview: Preview, jpeg: bytes) -> None:
        """Unfinished work, for the pages that watch its job; the publisher sets the sequence."""
