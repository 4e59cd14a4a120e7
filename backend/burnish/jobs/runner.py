"""Runs the queued jobs one after the other: gives each image to the engine, stores results, tells how far it is."""

import logging
import shutil
import threading
import time
from dataclasses import dataclass, field

from burnish.engine.client import Engine, EngineDied
from burnish.engine.messages import (
    DownloadTask,
    MadeImage,
    PostprocessTask,
    Report,
    TaskPreview,
    TaskProgress,
    WeightsChanged,
)
from burnish.jobs.publisher import Publisher
from burnish.jobs.remaining_time import RemainingTime
from burnish.jobs.weights_status import WeightsStatus
from burnish.library.images import ImageStore
from burnish.library.jobs import ItemRecord, JobStore
from burnish.library.problems import JobNotOpen
from burnish.monitoring import Cancelled
from burnish.parameters import UpscaleStep
from burnish.problems import Problem, ProblemDetails, details_of
from burnish.records import ImageRecord, JobRecord

logger = logging.getLogger(__name__)

PAUSE_SECONDS = 5.0
"""How long the queue waits before it tries again after an error that no job is to blame for."""

SAVE_SECONDS = 2.0
"""Progress is written to the database at most this often; pages are told of every step."""


class SomeImagesFailed(Problem):
    """Part of a job over several images failed."""

    slug = "some-images-failed"
    title = "Some images failed"


@dataclass
class RunningJob:
    """What is known of the running job only while it runs."""

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


class Runner:
    """One thread that runs jobs. Any thread may wake it or cancel the running job."""

    def __init__(
        self, jobs: JobStore, images: ImageStore, weights: WeightsStatus, engine: Engine, publisher: Publisher
    ) -> None:
        self._jobs = jobs
        self._images = images
        self._weights = weights
        self._engine = engine
        self._publisher = publisher
        self._wake = threading.Event()
        self._running: RunningJob | None = None

    def start(self) -> None:
        """Begins with the jobs that are queued."""
        threading.Thread(target=self._work, daemon=True, name="runner").start()

    def wake(self) -> None:
        """Tells that a job was queued."""
        self._wake.set()

    def cancel(self, job_id: str) -> bool:
        """Asks the running job to stop; False when another or none is running."""
        running = self._running
        if running is None or running.record.id != job_id:
            return False
        running.cancelled = True
        self._engine.cancel(running.task_id)
        return True

    def current(self, record: JobRecord) -> JobRecord:
        """The record with the live progress, if it is that of the running job."""
        running = self._running
        return running.record if running is not None and running.record.id == record.id else record

    def _work(self) -> None:
        """Runs jobs for ever. What goes wrong outside the work itself, such as a full disk, only makes it pause."""
        while True:
            self._wake.clear()
            try:
                job = self._jobs.next_queued()
                if job is None:
                    self._wake.wait()
                else:
                    self._run(job)
            except Exception:
                logger.exception("The queue cannot go on and tries again")
                time.sleep(PAUSE_SECONDS)

    def _run(self, job: JobRecord) -> None:
        """Runs a job to its end, unless it is cancelled before it begins."""
        running = RunningJob(job)
        self._running = running
        try:
            running.record = self._jobs.set_running(job.id, "Starting")
            self._publisher.job_updated(running.record)
            finished = self._finish(running)
        except JobNotOpen:
            logger.info("Job %s was cancelled before it began", job.id)
            return
        finally:
            self._running = None
            self._weights.end_all()
        self._publisher.job_updated(finished)

    def _finish(self, running: RunningJob) -> JobRecord:
        """Does a job's work and writes down how it ended."""
        job = running.record
        try:
            error = self._download(running) if job.kind == "download" else self._postprocess(running)
        except Cancelled:
            return self._jobs.finish(job.id, "cancelled")
        except Exception as defect:
            logger.exception("Job %s failed", job.id)
            return self._jobs.finish(job.id, "failed", details_of(defect))
        return self._jobs.finish(job.id, "failed" if error else "done", error)

    def _download(self, running: RunningJob) -> ProblemDetails | None:
        running.check_cancelled()
        task = DownloadTask(task_id=running.task_id, weights=running.record.weights or "")
        try:
            self._engine.run(task, lambda report, jpeg: self._hear(running, report, jpeg))
        except Problem as problem:
            return problem.to_details()
        return None

    def _postprocess(self, running: RunningJob) -> ProblemDetails | None:
        """Makes the results that are missing; gives the problem when some could not be made."""
        items = self._jobs.items(running.record.id)
        sources = [self._images.get(item.image_id) if item.image_id else None for item in items]
        running.pixels = [source.width * source.height if source else 0 for source in sources]
        running.remaining = RemainingTime(self._expected_seconds(running))
        problems = [item.error for item in items if item.error is not None]
        for item, source in zip(items, sources, strict=True):
            if item.state != "queued" or source is None:
                continue
            running.index, running.image_id = item.index, source.id
            running.check_cancelled()
            problem = self._postprocess_item(running, item, source)
            if problem is not None:
                problems.append(problem)
        return _summary(problems, len(items))

    def _expected_seconds(self, running: RunningJob) -> float | None:
        """How long the networks will take for all images of a job; None while the speed is not known."""
        assert running.record.recipe is not None
        seconds = 0.0
        for step in running.record.recipe.steps:
            speed = self._engine.speeds.get(step.model) if isinstance(step, UpscaleStep) else None
            if speed is None:
                return None
            seconds += speed * sum(running.pixels) / 1e6
        return seconds

    def _postprocess_item(self, running: RunningJob, item: ItemRecord, source: ImageRecord) -> ProblemDetails | None:
        job = running.record
        assert job.recipe is not None and job.output is not None
        self._jobs.set_item(job.id, item.index, "running")
        folder = self._images.incoming_file()
        try:
            folder.mkdir()
            task = PostprocessTask(
                task_id=running.task_id,
                source=self._images.file_path(source.id),
                source_name=source.name,
                recipe=job.recipe,
                output=job.output,
                target=folder / "result",
                thumbnail=folder / "thumbnail",
                screen=folder / "screen",
            )
            made = self._engine.run(task, lambda report, jpeg: self._hear(running, report, jpeg))
            assert made is not None
            self._store(running, made, task)
        except Problem as problem:
            self._jobs.set_item(job.id, item.index, "failed", problem.to_details())
            if isinstance(problem, EngineDied):
                self._engine.start()
            return problem.to_details()
        finally:
            shutil.rmtree(folder, ignore_errors=True)  # an engine that was killed has not cleared up
        return None

    def _store(self, running: RunningJob, made: MadeImage, task: PostprocessTask) -> None:
        assert task.thumbnail is not None
        image = self._images.add_result(
            task.target,
            task.thumbnail,
            made,
            job_id=running.record.id,
            index=running.index,
            recipe=made.recipe,
            notes=made.notes,
            screen_file=task.screen,
        )
        results = [*running.record.results, image.id]
        running.record = running.record.model_copy(update={"results": results})
        self._publisher.image_created(image)

    def _hear(self, running: RunningJob, report: Report, jpeg: bytes) -> None:
        """Passes on what the engine says of the running job.

        A cancel that came just before the engine began this task did not reach it, and is said again.
        """
        if running.cancelled:
            self._engine.cancel(running.task_id)
        if isinstance(report, TaskProgress):
            self._advance(running, report)
        elif isinstance(report, TaskPreview):
            self._publisher.preview(
                running.record.id, running.image_id, report.step, report.steps, (report.width, report.height), jpeg
            )
        elif isinstance(report, WeightsChanged):
            if report.ended:
                self._weights.end(report.name)
            else:
                self._weights.advance(report.name, report.fraction)

    def _advance(self, running: RunningJob, report: TaskProgress) -> None:
        now = time.monotonic()
        progress = max(running.record.progress, running.progress_at(report.fraction))
        running.record = running.record.model_copy(
            update={
                "progress": progress,
                "stage": report.stage,
                "remaining_seconds": running.remaining.estimate(progress, now),
            }
        )
        if now - running.saved_at >= SAVE_SECONDS:
            running.saved_at = now
            self._jobs.set_progress(running.record.id, progress, report.stage)
        self._publisher.job_updated(running.record)


def _summary(problems: list[ProblemDetails], images: int) -> ProblemDetails | None:
    """One problem for the whole job; None when there was none."""
    if not problems:
        return None
    if images == 1:
        return problems[0]
    return SomeImagesFailed(
        f"{len(problems)} of {images} images failed; the others are done. The first one: {problems[0].detail}"
    ).to_details()
