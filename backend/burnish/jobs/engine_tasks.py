"""The engine's tasks as parts of jobs: what the engine says of a task is passed on as the progress of its job."""

import time
from collections.abc import Callable

from burnish.engine.client import Engine, EngineDied
from burnish.engine.messages import (
    CellMade,
    GeneratorChanged,
    Made,
    Report,
    Task,
    TaskPreview,
    TaskProgress,
    WeightsChanged,
)
from burnish.events import Preview
from burnish.jobs.board import JobBoard
from burnish.jobs.fetches import Fetches
from burnish.jobs.generator_status import GeneratorStatus
from burnish.jobs.publisher import Publisher
from burnish.jobs.running_job import RunningJob, Stop
from burnish.jobs.weights_status import WeightsStatus
from burnish.library.jobs import JobStore
from burnish.problems import Problem

SAVE_SECONDS = 2.0
"""Progress is written to the database at most this often; pages are told more often."""

MAX_ATTEMPTS = 2
"""How often a task is begun before it is held to be what kills the engine."""

MAX_DEATHS = 3
"""A job during which the engine dies so often, without coming to the end of any task, is set aside."""


class JobSetAside(Problem):
    """The engine died over one image of a job after the other."""

    slug = "job-set-aside"
    title = "The job was set aside"


class EngineTasks:
    """Runs tasks for jobs on one engine, one task at a time."""

    def __init__(
        self,
        jobs: JobStore,
        weights: WeightsStatus,
        generators: GeneratorStatus,
        engine: Engine,
        publisher: Publisher,
        board: JobBoard,
    ) -> None:
        self._jobs = jobs
        self._weights = Fetches(weights)
        self._generators = Fetches(generators)
        self._engine = engine
        self._publisher = publisher
        self._board = board

    def run(
        self,
        running: RunningJob,
        task: Task,
        clear: Callable[[], None] = lambda: None,
        on_cell: Callable[[int], None] = lambda index: None,
    ) -> Made | None:
        """Runs a task of a job to its end and gives what it made or found.

        ``on_cell`` is told the number of each cell of a tuning grid as it is made.

        When the engine dies it is started again, ``clear`` removes what it may have left half done, and the task is
        tried once more. Raises Cancelled when the job was stopped, EngineDied when the engine died again, JobSetAside
        when no further task of the job should be tried, or the Problem that came up.
        """
        for attempt in range(1, MAX_ATTEMPTS + 1):
            try:
                made = self._run_once(running, task, on_cell)
            except EngineDied as death:
                running.engine_deaths += 1
                self._engine.start()
                if running.engine_deaths >= MAX_DEATHS:
                    raise JobSetAside(
                        f"The engine stopped {running.engine_deaths} times without finishing an image of this job, so "
                        f"that the rest of it was left undone and the next job begun. The last time: {death.detail}"
                    ) from death
                if attempt == MAX_ATTEMPTS:
                    raise EngineDied(f"The engine stopped twice on this. The second time: {death.detail}") from death
                clear()
            except Problem:
                running.engine_deaths = 0
                raise
            else:
                running.engine_deaths = 0
                return made
        raise AssertionError("the last attempt returns or raises")

    def stop(self, running: RunningJob, stop: Stop) -> None:
        """Asks a job to leave its work, and the engine to leave its task if that is the one that runs."""
        running.ask_to_stop(stop)
        self._engine.cancel(running.task_id)

    def end_job(self) -> None:
        """No task will come for a moment: an engine that has grown too large is started anew."""
        self._engine.recycle_if_grown()

    def _run_once(self, running: RunningJob, task: Task, on_cell: Callable[[int], None]) -> Made | None:
        running.check_stopped()
        try:
            return self._engine.run(task, lambda report, jpeg: self._hear(running, report, jpeg, on_cell))
        finally:
            self._weights.end_all()
            self._generators.end_all()

    def _hear(self, running: RunningJob, report: Report, jpeg: bytes, on_cell: Callable[[int], None]) -> None:
        """Passes on what the engine says of the running job.

        A stop that came just before the engine began this task did not reach it, and is said again.
        """
        if isinstance(report, WeightsChanged):
            self._weights.hear(report)
        elif isinstance(report, GeneratorChanged):
            self._generators.hear(report)
        elif running.stop is not None:
            self._engine.cancel(running.task_id)
        elif isinstance(report, TaskProgress):
            self._advance(running, report)
        elif isinstance(report, CellMade):
            on_cell(report.index)
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

    def _advance(self, running: RunningJob, report: TaskProgress) -> None:
        now = time.monotonic()
        running.advance(report.fraction, report.stage, now)
        if now - running.saved_at >= SAVE_SECONDS:
            running.saved_at = now
            self._jobs.set_progress(running.record.id, running.record.progress, report.stage)
        self._board.job_advanced(running.record)
