"""How the queue tells the world of what happens."""

from typing import Protocol

from burnish.events import Preview
from burnish.records import ClearedJobs, ImageRecord, JobItemRecord, JobRecord, QueueRecord


class Publisher(Protocol):
    """Tells all pages."""

    def job_updated(self, job: JobRecord) -> None:
        """A job was made or has changed."""

    def job_item_updated(self, item: JobItemRecord) -> None:
        """One image of a job was begun, or has come to an end."""

    def jobs_cleared(self, jobs: ClearedJobs) -> None:
        """Jobs were taken off the list."""

    def queue_updated(self, queue: QueueRecord) -> None:
        """The queue was paused or resumed, or has come further."""

    def image_created(self, image: ImageRecord) -> None:
        """An image joined the library."""

    def preview(self, preview: Preview, jpeg: bytes) -> None:
        """Unfinished work, for the pages that watch its job; the publisher sets the sequence."""
