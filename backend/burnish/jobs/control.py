"""What a person does with the jobs of the queue: stopping, pausing and moving them, and taking them off the list."""

from typing import Literal

from burnish.jobs.board import JobBoard
from burnish.jobs.runner import Runner
from burnish.library.jobs import JobStore
from burnish.library.tuning_files import TuningFiles
from burnish.records import ENDED_STATES, ClearedJobs, JobRecord, QueueRecord


class QueueControl:
    """Changes jobs while none begins or leaves its work, so that every order of events ends well."""

    def __init__(self, jobs: JobStore, tuning_files: TuningFiles, runner: Runner, board: JobBoard) -> None:
        self._jobs = jobs
        self._tuning_files = tuning_files
        self._runner = runner
        self._board = board

    def cancel(self, job_id: str) -> JobRecord:
        """Cancels a job; one that has ended already is left as it is. Raises JobNotFound."""
        with self._runner.changing:
            job = self._jobs.get(job_id)
            if self._runner.stop(job_id, "cancelled") or job.state in ENDED_STATES:
                return self._runner.current(job)
            return self._told(self._jobs.finish(job_id, "cancelled"))

    def pause(self, job_id: str) -> JobRecord:
        """Pauses a queued or running job; a paused one is left as it is.

        A running one is paused as soon as its work can be left. Raises JobNotFound, or JobNotOpen when it has ended.
        """
        with self._runner.changing:
            if self._runner.stop(job_id, "paused"):
                return self._runner.current(self._jobs.get(job_id))
            return self._told(self._jobs.pause(job_id))

    def resume(self, job_id: str) -> JobRecord:
        """Queues a paused job again, at its place; one that is queued or running is left as it is.

        Raises JobNotFound, or JobNotOpen when it has ended.
        """
        with self._runner.changing:
            if self._runner.resume(job_id):
                return self._runner.current(self._jobs.get(job_id))
            job = self._told(self._jobs.resume(job_id))
        self._runner.wake()
        return job

    def move(self, job_id: str, to: Literal["front", "back"] | None, before: str | None) -> JobRecord:
        """Moves a queued or paused job to an end of the queue, or before another such job.

        Raises JobNotFound or JobNotOpen, for either job.
        """
        with self._runner.changing:
            moved, *renumbered = self._jobs.move(job_id, to, before)
            for job in renumbered:
                self._told(job)
            return self._told(moved)

    def clear(self) -> ClearedJobs:
        """Takes all jobs that have ended off the list."""
        cleared = ClearedJobs(ids=self._jobs.clear())
        if cleared.ids:
            self._tuning_files.tidy()
            self._board.jobs_cleared(cleared)
        return cleared

    def pause_all(self) -> QueueRecord:
        """Makes no image until :meth:`resume_all`, even after a restart; the image in work begins anew then."""
        with self._runner.changing:
            self._jobs.set_paused(True)
            self._board.set_paused(True)
            self._runner.stop_making_images()
        return self._board.queue()

    def resume_all(self) -> QueueRecord:
        """Lets the queue go on."""
        with self._runner.changing:
            self._jobs.set_paused(False)
            self._board.set_paused(False)
        self._runner.wake()
        return self._board.queue()

    def _told(self, job: JobRecord) -> JobRecord:
        self._board.job_changed(job)
        return job
