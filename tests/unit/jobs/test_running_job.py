"""How far a job is whose parts are of different length."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from burnish.jobs.running_job import RunningJob, Stop
from burnish.monitoring import Cancelled
from burnish.records import CurrentItem
from tests.sample_jobs import running_job


@pytest.fixture
def running() -> RunningJob:
    return RunningJob(running_job())


def test_a_job_of_one_part_is_as_far_as_that(running: RunningJob) -> None:
    assert running.progress_at(0.25) == 0.25


def test_each_part_has_its_share(running: RunningJob) -> None:
    running.plan([0, 1, 3], None)
    for part, expected in enumerate([0, 0.125, 0.625]):
        running.begin(part, 0, None)
        assert running.progress_at(0.5) == pytest.approx(expected)


def test_a_job_without_any_work_has_not_begun(running: RunningJob) -> None:
    running.plan([0], None)
    assert running.progress_at(1) == 0


def test_no_part_is_begun_of_a_job_that_was_stopped(running: RunningJob) -> None:
    running.ask_to_stop("paused")
    with pytest.raises(Cancelled):
        running.begin(0, 0, None)


def test_the_stronger_of_two_wishes_holds(running: RunningJob) -> None:
    wishes: list[Stop] = ["queued", "paused", "queued", "cancelled", "paused"]
    held = []
    for wish in wishes:
        running.ask_to_stop(wish)
        held.append(running.stop)
    assert held == ["queued", "paused", "paused", "cancelled", "cancelled"]
    assert running.record.stage == "Stopping"


def test_every_part_is_a_task_of_its_own(running: RunningJob) -> None:
    running.plan([1, 1], None)
    tasks = set()
    for part in range(2):
        running.begin(part, 0, None)
        tasks.add(running.task_id)
    assert len(tasks) == 2


def test_a_fetch_takes_its_share_and_leaves_the_rest_to_the_parts(running: RunningJob) -> None:
    running.plan_fetch(0.25, 0.0)
    running.advance(0.8, "Fetching", 0)
    assert running.record.progress == pytest.approx(0.2)
    running.plan([1, 1], None)
    running.begin(1, 1, None)
    assert running.progress_at(0) == pytest.approx(0.6)
    assert running.progress_at(1) == 1


def test_a_job_goes_on_from_where_it_was_left(running: RunningJob) -> None:
    running.record = running.record.model_copy(update={"progress": 0.6})
    running.plan_fetch(0.25, 0.0)
    assert [running.progress_at(0), running.progress_at(1)] == pytest.approx([0.6, 0.7])
    running.plan([0, 1], 100)
    running.begin(1, 1, "image", 1)
    running.advance(0.5, "Upscaling", 0)
    assert running.record.progress == pytest.approx(0.8)
    assert running.record.remaining_seconds == pytest.approx(50)


def test_what_the_parts_take_is_expected_of_what_is_left_for_them(running: RunningJob) -> None:
    running.record = running.record.model_copy(update={"progress": 0.2})
    running.plan([1], 100)
    assert running.remaining.estimate(0.2, 0) == pytest.approx(100)
    running.plan([1], None)
    assert running.remaining.estimate(0.2, 0) is None


def test_an_image_that_is_tried_again_never_seems_less_done(running: RunningJob) -> None:
    running.plan([1, 1], None)
    running.begin(0, 0, "image", 0)
    told = []
    for fraction in (0.5, 0.9, 0.1, 0.95):
        running.advance(fraction, "Upscaling", 0)
        assert running.record.current is not None
        told.append((running.record.progress, running.record.current.progress))
    assert told == sorted(told)
    running.begin(1, 1, "other", 1)
    assert running.record.current == CurrentItem(index=1, progress=0)
    running.end_item()
    assert running.item is None


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 30)), min_size=1), st.floats(0, 1))
def test_neither_progress_nor_remaining_time_ever_run_backwards(
    reports: list[tuple[float, float]], start: float
) -> None:
    running = RunningJob(running_job().model_copy(update={"progress": start}))
    running.plan([1, 2], 20)
    now, progress, remaining = 0.0, start, float("inf")
    for fraction, seconds in reports:
        now += seconds
        running.advance(fraction, "Upscaling", now)
        assert progress <= running.record.progress <= 1
        progress = running.record.progress
        told = running.record.remaining_seconds
        assert told is None or 0 <= told <= remaining
        remaining = remaining if told is None else told
