"""A lane of the queue: jobs of some kinds that run one after the other, beside those of other lanes."""

import logging
import threading
import time
from collections.abc import Callable, Sequence

from burnish.disk import DiskFull
from burnish.jobs.board import JobBoard
from burnish.jobs.engine_tasks import EngineTasks
from burnish.jobs.running_job import RunningJob, Stop
from burnish.library.jobs import JobStore
from burnish.library.problems import DatabaseBusy, RootNotUsable
from burnish.logs import working_on
from burnish.monitoring import Cancelled
from burnish.problems import ProblemDetails, details_of
from burnish.records import JobKind, JobRecord

logger = logging.getLogger(__name__)

RETRY_SECONDS = 5.0
"""How long the lane waits before it tries again after an error that no job is to blame for."""

Work = Callable[[RunningJob], ProblemDetails | None]
"""Does the work of a job; gives the problem when it failed, and raises Cancelled when it was stopped."""

End = Callable[[], JobRecord]
"""Writes down how a job left its work."""


class Lane:
    """One thread that runs jobs. Any thread may wake it or stop a running job."""

    def __init__(
        self,
        kinds: Sequence[Sequence[JobKind]],
        work: Work,
        when_idle: Callable[[], None],
        jobs: JobStore,
        tasks: EngineTasks,
        board: JobBoard,
        changing: threading.Lock,
    ) -> None:
        """``kinds`` are the kinds of jobs in groups; those of an earlier group go before those of a later one.

        ``when_idle`` is called whenever no job is left. ``changing`` is held whenever a job begins or leaves its work.
        """
        self._kinds = kinds
        self._work = work
        self._when_idle = when_idle
        self._jobs = jobs
        self._tasks = tasks
        self._board = board
        self._changing = changing
        self._wake = threading.Event()
        self._running: dict[str, RunningJob] = {}
        """Running jobs by their ids: one, and one more while :meth:`run_waiting` runs another in its midst."""

    def start(self, name: str) -> None:
        """Begins with the jobs that are queued, in a thread of that name."""
        threading.Thread(target=self._serve, daemon=True, name=name).start()

    def wake(self) -> None:
        """Tells that a job was queued."""
        self._wake.set()

    def running(self, *kinds: JobKind) -> list[str]:
        """Ids of the running jobs of these kinds."""
        return [job_id for job_id, running in self._running.items() if running.record.kind in kinds]

    def stop(self, job_id: str, stop: Stop) -> bool:
        """Asks a running job to leave its work; False when it is not running. To be called with ``changing`` held."""
        running = self._running.get(job_id)
        if running is None:
            return False
        self._tasks.stop(running, stop)
        self._board.job_changed(running.record)
        return True

    def resume(self, job_id: str) -> bool:
        """Has a job that is about to be paused queued instead; False when it is not running.

        To be called with ``changing`` held.
        """
        running = self._running.get(job_id)
        if running is None:
            return False
        if running.stop == "paused":
            running.stop = "queued"
        return True

    def current(self, record: JobRecord) -> JobRecord:
        """The record with the live progress, if it is that of a running job."""
        running = self._running.get(record.id)
        return record if running is None else running.record

    def run_waiting(self, *kinds: JobKind) -> None:
        """Runs the jobs of these kinds that wait, in the midst of another job."""
        while (running := self._begin([kinds])) is not None:
            self._run(running)

    def _serve(self) -> None:
        """Runs jobs for ever. What goes wrong outside the work itself, such as a full disk, only makes it wait."""
        while True:
            self._wake.clear()
            try:
                running = self._begin(self._kinds)
                if running is None:
                    self._when_idle()
                    self._wake.wait()
                else:
                    self._run(running)
                    self._tasks.end_job()
            except Exception:
                logger.exception("The queue cannot go on and tries again")
                time.sleep(RETRY_SECONDS)

    def _begin(self, groups: Sequence[Sequence[JobKind]]) -> RunningJob | None:
        """Takes the first job out of the queue; None when none waits."""
        with self._changing:
            job = next((job for kinds in groups if (job := self._jobs.next_queued(*kinds))), None)
            if job is None:
                return None
            running = RunningJob(self._jobs.set_running(job.id, "Starting"))
            self._running[job.id] = running
            self._board.job_changed(running.record)
            return running

    def _run(self, running: RunningJob) -> None:
        """Runs a job until it leaves its work, and writes down how it did so as soon as the disk allows."""
        with working_on(running.record.id):
            began = time.monotonic()
            logger.info("The job began: %s", running.record.kind)
            end = self._do(running)
            while True:
                try:
                    record = self._leave(running, end)
                except (DiskFull, RootNotUsable, DatabaseBusy):
                    logger.exception("The end of the job cannot be written down yet")
                    time.sleep(RETRY_SECONDS)
                else:
                    _log_end(record, time.monotonic() - began)
                    return

    def _do(self, running: RunningJob) -> End:
        """Does a job's work; gives what is then to be written down."""
        job_id = running.record.id
        try:
            error = self._work(running)
        except Cancelled:
            return lambda: self._put_away(running)
        except Exception as defect:
            logger.exception("The job failed by a defect")
            error = details_of(defect)
        return lambda: self._jobs.finish(job_id, "failed" if error else "done", error, running.record.progress)

    def _put_away(self, running: RunningJob) -> JobRecord:
        """Writes down what a person wanted to become of a job that was stopped."""
        job_id, progress = running.record.id, running.record.progress
        if running.stop is None or running.stop == "cancelled":
            return self._jobs.finish(job_id, "cancelled", progress=progress)
        return self._jobs.put_back(job_id, running.stop, progress, to_front=running.stop == "queued")

    def _leave(self, running: RunningJob, end: End) -> JobRecord:
        with self._changing:
            record = end()
            del self._running[record.id]
            if running.item is not None:
                self._board.item_changed(self._jobs.item(record.id, running.item))
            self._board.job_changed(record)
            return record


def _log_end(record: JobRecord, seconds: float) -> None:
    """Says in the log how a job left its work."""
    reason = "" if record.error is None else f" ({record.error.type})"
    logger.info("The job left its work after %.1f s: %s%s", seconds, record.state, reason)
