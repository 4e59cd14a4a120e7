"""A lane of the queue: jobs of some kinds that run one after the other, beside those of other lanes."""

import logging
import threading
import time
from collections.abc import Callable, Sequence

from burnish.jobs.engine_tasks import EngineTasks
from burnish.jobs.publisher import Publisher
from burnish.jobs.running_job import RunningJob
from burnish.library.jobs import JobStore
from burnish.library.problems import JobNotOpen
from burnish.monitoring import Cancelled
from burnish.problems import ProblemDetails, details_of
from burnish.records import JobKind, JobRecord

logger = logging.getLogger(__name__)

PAUSE_SECONDS = 5.0
"""How long the lane waits before it tries again after an error that no job is to blame for."""

Work = Callable[[RunningJob], ProblemDetails | None]
"""Does the work of a job; gives the problem when it failed, and raises Cancelled."""


class Lane:
    """One thread that runs jobs. Any thread may wake it or cancel a running job."""

    def __init__(
        self,
        kinds: Sequence[Sequence[JobKind]],
        work: Work,
        when_idle: Callable[[], None],
        jobs: JobStore,
        tasks: EngineTasks,
        publisher: Publisher,
    ) -> None:
        """``kinds`` are the kinds of jobs in groups; those of an earlier group go before those of a later one.

        ``when_idle`` is called whenever no job is left.
        """
        self._kinds = kinds
        self._work = work
        self._when_idle = when_idle
        self._jobs = jobs
        self._tasks = tasks
        self._publisher = publisher
        self._wake = threading.Event()
        self._running: dict[str, RunningJob] = {}
        """Running jobs by their ids: one, and one more while :meth:`run_waiting` runs another in its midst."""

    def start(self, name: str) -> None:
        """Begins with the jobs that are queued, in a thread of that name."""
        threading.Thread(target=self._serve, daemon=True, name=name).start()

    def wake(self) -> None:
        """Tells that a job was queued."""
        self._wake.set()

    def cancel(self, job_id: str) -> bool:
        """Asks a running job to stop; False when it is not running."""
        running = self._running.get(job_id)
        if running is None:
            return False
        self._tasks.cancel(running)
        return True

    def current(self, record: JobRecord) -> JobRecord:
        """The record with the live progress, if it is that of a running job."""
        running = self._running.get(record.id)
        return record if running is None else running.record

    def run_waiting(self, kind: JobKind) -> None:
        """Runs the jobs of that kind that wait, in the midst of another job."""
        while (job := self._jobs.next_queued(kind)) is not None:
            self._run(job)

    def _serve(self) -> None:
        """Runs jobs for ever. What goes wrong outside the work itself, such as a full disk, only makes it pause."""
        while True:
            self._wake.clear()
            try:
                job = self._next()
                if job is None:
                    self._when_idle()
                    self._wake.wait()
                else:
                    self._run(job)
            except Exception:
                logger.exception("The queue cannot go on and tries again")
                time.sleep(PAUSE_SECONDS)

    def _next(self) -> JobRecord | None:
        return next((job for kinds in self._kinds if (job := self._jobs.next_queued(*kinds))), None)

    def _run(self, job: JobRecord) -> None:
        """Runs a job to its end, unless it is cancelled before it begins."""
        running = RunningJob(job)
        self._running[job.id] = running
        try:
            running.record = self._jobs.set_running(job.id, "Starting")
            self._publisher.job_updated(running.record)
            finished = self._finish(running)
        except JobNotOpen:
            logger.info("Job %s was cancelled before it began", job.id)
            return
        finally:
            del self._running[job.id]
        self._publisher.job_updated(finished)

    def _finish(self, running: RunningJob) -> JobRecord:
        """Does a job's work and writes down how it ended."""
        job = running.record
        try:
            error = self._work(running)
        except Cancelled:
            return self._jobs.finish(job.id, "cancelled")
        except Exception as defect:
            logger.exception("Job %s failed", job.id)
            return self._jobs.finish(job.id, "failed", details_of(defect))
        return self._jobs.finish(job.id, "failed" if error else "done", error)
