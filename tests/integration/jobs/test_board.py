"""What pages are told of the queue as a whole, from real jobs of a library and speeds set by hand."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from burnish.engine.client import Engine
from burnish.events import Preview
from burnish.jobs.board import JobBoard
from burnish.jobs.expected_time import ExpectedTime
from burnish.jobs.known_faces import KnownFaces
from burnish.jobs.weights_status import WeightsStatus
from burnish.jobs.workload import Workload
from burnish.library.database import open_database
from burnish.library.faces import FaceStore
from burnish.library.jobs import JobStore
from burnish.parameters import Generation
from burnish.records import ClearedJobs, ImageRecord, JobItemRecord, JobRecord, QueueRecord
from burnish.settings import Settings
from burnish.upscaling.registry import open_models
from burnish.weights.network import Network
from burnish.weights.store import WeightsStore


@dataclass
class Told:
    """Collects what is told."""

    jobs: list[JobRecord] = field(default_factory=list)
    queues: list[QueueRecord] = field(default_factory=list)

    def job_updated(self, job: JobRecord) -> None:
        self.jobs.append(job)

    def job_item_updated(self, item: JobItemRecord) -> None: ...

    def jobs_cleared(self, jobs: ClearedJobs) -> None: ...

    def queue_updated(self, queue: QueueRecord) -> None:
        self.queues.append(queue)

    def image_created(self, image: ImageRecord) -> None: ...

    def preview(self, preview: Preview, jpeg: bytes) -> None: ...


@dataclass
class Parts:
    """A board over the jobs of a library, with an engine that has not been started."""

    jobs: JobStore
    engine: Engine
    workload: Workload
    told: Told
    board: JobBoard

    def add(self, count: int, steps: int = 10) -> JobRecord:
        """A batch of images of one megapixel."""
        generation = Generation(
            prompt="x", count=count, width=1000, height=1000, steps=steps, guidance=1, seed=1, generator="painter"
        )
        job = self.jobs.create("generate", "Generate", seeds=range(count), generation=generation)
        self.board.job_changed(job)
        return job

    def begin(self, job: JobRecord) -> JobRecord:
        """The job's record once it runs."""
        running = self.jobs.set_running(job.id, "Starting")
        self.board.job_changed(running)
        return running

    def advance(self, running: JobRecord, progress: float, remaining: float | None) -> None:
        self.board.job_advanced(running.model_copy(update={"progress": progress, "remaining_seconds": remaining}))


@pytest.fixture
def parts(tmp_path: Path) -> Iterator[Parts]:
    database = open_database(tmp_path)
    jobs, engine, told = JobStore(database), Engine(Settings(root=tmp_path)), Told()
    weights = WeightsStatus(WeightsStore(tmp_path / "weights", Network(offline=True)), lambda weights: None)
    known_faces = KnownFaces(FaceStore(database), weights)
    workload = Workload(jobs, ExpectedTime(engine, known_faces, open_models(Settings(root=tmp_path))))
    yield Parts(jobs, engine, workload, told, JobBoard(jobs, workload, told))
    database.close()


def test_the_queue_takes_as_long_as_its_jobs_together_where_speeds_were_measured(parts: Parts) -> None:
    parts.engine.generation_speeds["painter"] = 0.5
    first, second = parts.add(1), parts.add(3)
    assert parts.board.queue().remaining_seconds == pytest.approx(5 + 15)
    running = parts.begin(first)
    assert parts.board.queue().remaining_seconds == pytest.approx(20)
    parts.advance(running, 0.5, 4)
    queue = parts.board.queue()
    assert [queue.remaining_seconds, queue.progress] == pytest.approx([4 + 15, 2.5 / 20])
    parts.board.job_changed(parts.jobs.finish(first.id, "done"))
    assert parts.board.queue().progress == pytest.approx(5 / 20)
    parts.board.job_changed(parts.jobs.pause(second.id))
    queue = parts.board.queue()
    assert (queue.remaining_seconds, queue.paused_jobs) == (None, 1)
    assert queue.progress == pytest.approx(5 / 20)


def test_where_nothing_was_measured_jobs_of_the_same_kind_go_at_the_pace_of_the_running_one(parts: Parts) -> None:
    first, _ = parts.add(1), parts.add(2)
    assert parts.board.queue().remaining_seconds is None
    running = parts.begin(first)
    parts.advance(running, 0.5, 20)
    assert parts.board.queue().remaining_seconds == pytest.approx(20 + 80)


def test_the_remaining_time_grows_only_when_there_is_more_to_do(parts: Parts) -> None:
    parts.engine.generation_speeds["painter"] = 1
    running = parts.begin(parts.add(1))
    parts.advance(running, 0.1, 9)
    assert parts.board.queue().remaining_seconds == pytest.approx(9)
    parts.advance(running, 0.2, 9.5)
    assert parts.board.queue().remaining_seconds == pytest.approx(9)
    parts.add(1)
    assert parts.board.queue().remaining_seconds == pytest.approx(9.5 + 10)


def test_after_a_restart_the_queue_is_as_far_as_its_jobs_are(parts: Parts) -> None:
    parts.engine.generation_speeds["painter"] = 1
    running = parts.begin(parts.add(4))
    parts.jobs.put_back(running.id, "queued", 0.5)
    parts.jobs.set_paused(True)
    again = JobBoard(parts.jobs, parts.workload, parts.told)
    assert (again.queue().progress, again.queue().paused, again.queue().queued_jobs) == (0.5, True, 1)


def test_a_state_is_told_at_once_and_progress_within_bounds_and_never_after_the_end(parts: Parts) -> None:
    job = parts.add(1000)
    running = parts.begin(job)
    full = running.model_copy(update={"images": ["0" * 24] * 1000, "results": ["0" * 24] * 1000})
    for step in range(1, 500):
        parts.advance(full, step / 1000, None)
    parts.board.job_changed(parts.jobs.finish(job.id, "cancelled"))
    parts.advance(full, 0.9, None)
    states = [told.state for told in parts.told.jobs]
    assert (states[0], states[1], states[-1]) == ("queued", "running", "cancelled")
    assert len(states) < 100
    assert parts.told.queues[0].queued_jobs == 1
