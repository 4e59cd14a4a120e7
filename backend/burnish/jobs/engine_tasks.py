"""The engine's tasks as parts of jobs: what the engine says of a task is passed on as the progress of its job."""

import time

from burnish.engine.client import Engine, EngineDied
from burnish.engine.messages import (
    GeneratorChanged,
    Made,
    Report,
    Task,
    TaskPreview,
    TaskProgress,
    WeightsChanged,
)
from burnish.events import Preview
from burnish.jobs.fetches import Fetches
from burnish.jobs.generator_status import GeneratorStatus
from burnish.jobs.publisher import Publisher
from burnish.jobs.running_job import RunningJob
from burnish.jobs.weights_status import WeightsStatus
from burnish.library.jobs import JobStore

SAVE_SECONDS = 2.0
"""Progress is written to the database at most this often; pages are told of every step."""


class EngineTasks:
    """Runs tasks for jobs on one engine, one task at a time."""

    def __init__(
        self,
        jobs: JobStore,
        weights: WeightsStatus,
        generators: GeneratorStatus,
        engine: Engine,
        publisher: Publisher,
    ) -> None:
        self._jobs = jobs
        self._weights = Fetches(weights)
        self._generators = Fetches(generators)
        self._engine = engine
        self._publisher = publisher

    def run(self, running: RunningJob, task: Task) -> Made | None:
        """Runs a task of a job to its end and gives what it made or found.

        Raises Cancelled, or the Problem that came up; an engine that died is started again.
        """
        running.check_cancelled()
        try:
            return self._engine.run(task, lambda report, jpeg: self._hear(running, report, jpeg))
        except EngineDied:
            self._engine.start()
            raise
        finally:
            self._weights.end_all()
            self._generators.end_all()

    def cancel(self, running: RunningJob) -> None:
        """Asks a job to stop, and its task if that is the one that runs."""
        running.cancelled = True
        self._engine.cancel(running.task_id)

    def _hear(self, running: RunningJob, report: Report, jpeg: bytes) -> None:
        """Passes on what the engine says of the running job.

        A cancel that came just before the engine began this task did not reach it, and is said again.
        """
        if running.cancelled:
            self._engine.cancel(running.task_id)
        if isinstance(report, TaskProgress):
            self._advance(running, report)
        elif isinstance(report, TaskPreview):
            preview = Preview(
                job_id=running.record.id,
                image_id=running.image_id,
                index=running.place,
                step=report.step,
                steps=report.steps,
                width=report.width,
                height=report.height,
            )
            self._publisher.preview(preview, jpeg)
        elif isinstance(report, WeightsChanged):
            self._weights.hear(report)
        elif isinstance(report, GeneratorChanged):
            self._generators.hear(report)

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
