"""How far the queue is as a whole, which never falls while there is anything in it."""

from dataclasses import dataclass


@dataclass(slots=True)
class _Job:
    left: float
    progress: float


class QueueProgress:
    """Shares the progress of the queue among its jobs, by the work that is left of each.

    Work that is done takes its part of what is undone. Work that is added, or leaves undone, changes nothing at that
    moment: what is undone is shared anew among what is left then.
    """

    def __init__(self) -> None:
        self._jobs: dict[str, _Job] = {}
        self._undone = 1.0

    @property
    def value(self) -> float:
        """How much is done of what was asked for since there was no job, 0..1; 0 while there is none."""
        return 1.0 - self._undone if self._jobs else 0.0

    def put(self, job_id: str, left: float, progress: float) -> None:
        """A job that is as far as ``progress`` (0..1) has ``left`` work left, in a unit that all jobs share.

        The job may be new or known. One that is to wait for a person has none left.
        """
        if not self._jobs:
            self._undone = 1.0
        self._jobs[job_id] = _Job(left, progress)

    def advance(self, job_id: str, progress: float) -> None:
        """A job has come as far as ``progress`` (0..1); one that has not advanced changes nothing."""
        job = self._jobs[job_id]
        if progress <= job.progress:
            return
        whole = self.left()
        done = job.left * (progress - job.progress) / (1.0 - job.progress)
        job.left, job.progress = max(job.left - done, 0.0), progress
        if whole > 0:
            self._undone *= max(whole - done, 0.0) / whole

    def finish(self, job_id: str) -> None:
        """A job has come to its end; what was left of it is done."""
        self.advance(job_id, 1.0)
        self.remove(job_id)

    def remove(self, job_id: str) -> None:
        """A job has left the queue; what was left of it is not done."""
        del self._jobs[job_id]

    def count_earlier_work(self) -> None:
        """Takes what was done of the jobs before they were put for work that the queue has done."""
        whole = sum(job.left / (1.0 - job.progress) for job in self._jobs.values() if job.progress < 1)
        self._undone = self.left() / whole if whole > 0 else 1.0

    def left(self, job_id: str | None = None) -> float:
        """The work that is left of a job, or of all."""
        return sum(job.left for job in self._jobs.values()) if job_id is None else self._jobs[job_id].left
