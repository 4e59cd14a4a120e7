"""How far a job is whose parts are of different length."""

from datetime import UTC, datetime

import pytest

from burnish.jobs.running_job import RunningJob
from burnish.monitoring import Cancelled
from burnish.records import JobRecord


@pytest.fixture
def running() -> RunningJob:
    record = JobRecord(
        id="job",
        kind="generate",
        state="running",
        title="",
        progress=0,
        remaining_seconds=None,
        rank=1,
        current=None,
        stage="",
        error=None,
        images=[],
        results=[],
        recipe=None,
        output=None,
        generation=None,
        generator=None,
        weights=None,
        detector=None,
        created_at=datetime.now(UTC),
        started_at=None,
        finished_at=None,
    )
    return RunningJob(record)


def test_a_job_of_one_part_is_as_far_as_that(running: RunningJob) -> None:
    assert running.progress_at(0.25) == 0.25


def test_each_part_has_its_share(running: RunningJob) -> None:
    running.shares = [0, 1, 3]
    for part, expected in enumerate([0, 0.125, 0.625]):
        running.begin(part, 0, None)
        assert running.progress_at(0.5) == pytest.approx(expected)


def test_a_job_without_any_work_has_not_begun(running: RunningJob) -> None:
    running.shares = [0]
    assert running.progress_at(1) == 0


def test_no_part_is_begun_of_a_cancelled_job(running: RunningJob) -> None:
    running.cancelled = True
    with pytest.raises(Cancelled):
        running.begin(0, 0, None)


def test_every_part_is_a_task_of_its_own(running: RunningJob) -> None:
    running.shares = [1, 1]
    tasks = set()
    for part in range(2):
        running.begin(part, 0, None)
        tasks.add(running.task_id)
    assert len(tasks) == 2


def test_what_was_fetched_before_leaves_less_for_the_parts(running: RunningJob) -> None:
    running.span, running.shares = (0.2, 1), [1, 1]
    running.begin(1, 1, None)
    assert running.progress_at(0) == pytest.approx(0.6)
    assert running.progress_at(1) == 1


def test_what_the_parts_take_is_expected_of_what_is_left_for_them(running: RunningJob) -> None:
    running.span = (0.2, 1)
    running.expect(100)
    assert running.remaining.estimate(0.2, 0) == pytest.approx(100)
    running.expect(None)
    assert running.remaining.estimate(0.2, 0) is None
