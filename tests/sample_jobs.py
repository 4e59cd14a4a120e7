"""Records of jobs for tests that need no library."""

from collections.abc import Sequence
from datetime import UTC, datetime

from burnish.records import JobRecord


def running_job(images: Sequence[str] = ()) -> JobRecord:
    """A job that has just begun, over images with these ids."""
    return JobRecord(
        id="job",
        kind="postprocess",
        state="running",
        title="",
        subject="",
        progress=0,
        remaining_seconds=None,
        rank=1,
        current=None,
        stage="",
        error=None,
        images=list(images),
        results=[],
        recipe=None,
        output=None,
        generation=None,
        tuning=None,
        generator=None,
        weights=None,
        detector=None,
        created_at=datetime.now(UTC),
        started_at=None,
        finished_at=None,
    )
