"""What pages are told of jobs: of each one how far it is, and of the queue as a whole."""

import threading
from collections import Counter
from collections.abc import Callable

from burnish.jobs.expected_time import Load
from burnish.jobs.publisher import Publisher
from burnish.jobs.queue_progress import QueueProgress
from burnish.jobs.remaining_time import ToldTime
from burnish.jobs.throttle import Throttle
from burnish.jobs.workload import Workload
from burnish.library.jobs import JobStore
from burnish.records import ENDED_STATES, FETCHES, ClearedJobs, JobItemRecord, JobRecord, QueueRecord

JOB_SECONDS = 0.25
"""The progress of a job is told at most this often,"""

JOB_BYTES_PER_SECOND = 100_000
"""and less often where its record is large, so that no page is sent more than this of it."""

BYTES_PER_IMAGE = 28
"""What an image's id takes in a record."""

QUEUE_SECONDS = 0.5
"""The queue as a whole is told of at most this often."""


class _OpenJob:
    """What the board knows of a job that has not ended."""

    def __init__(self, record: JobRecord, load: Load, publish: Callable[[JobRecord], None]) -> None:
        self.record = record
        self.events = Throttle(self._tell)
        self._publish = publish
        self.enter_queue(record, load)

    def enter_queue(self, record: JobRecord, load: Load) -> None:
        """The job is in the queue, with that much to do."""
        self.record, self.load, self.start = record, load, record.progress

    def assumed_seconds(self) -> float:
        """What is left of the job at the speeds assumed."""
        return self.load.assumed_seconds * (1 - self.record.progress) / (1 - self.start) if self.start < 1 else 0.0

    def _tell(self) -> float:
        record = self.record
        self._publish(record)
        return max(JOB_SECONDS, (len(record.images) + len(record.results)) * BYTES_PER_IMAGE / JOB_BYTES_PER_SECOND)


class JobBoard:
    """Knows the open jobs, and tells pages of every change. Any thread may report one."""

    def __init__(self, jobs: JobStore, workload: Workload, publisher: Publisher) -> None:
        self._jobs = jobs
        self._workload = workload
        self._publisher = publisher
        self._lock = threading.RLock()
        self._open: dict[str, _OpenJob] = {}
        self._progress = QueueProgress()
        self._remaining = ToldTime()
        self._is_paused = jobs.is_paused()
        for job in jobs.open_jobs():
            self._admit(job)
        self._progress.count_earlier_work()
        self._told = self.queue()
        self._queue_events = Throttle(self._tell_of_queue)

    def queue(self) -> QueueRecord:
        """All open jobs as one."""
        with self._lock:
            states = Counter(job.record.state for job in self._open.values())
            return QueueRecord(
                paused=self._is_paused,
                progress=self._progress.value,
                remaining_seconds=self._remaining.tell(self._estimate()),
                running_jobs=states["running"],
                queued_jobs=states["queued"],
                paused_jobs=states["paused"],
            )

    def set_paused(self, paused: bool) -> None:
        """The whole queue was paused, or goes on."""
        with self._lock:
            self._is_paused = paused
        self._queue_events.ask()

    def job_changed(self, record: JobRecord) -> None:
        """A job was made, or its state, its stage or its place has changed: that is told at once."""
        with self._lock:
            known = self._open.get(record.id)
            if known is None or (record.state == "queued" and known.record.state != "queued"):
                known = self._admit(record)
            else:
                self._follow(known, record)
        known.events.tell_now()
        if record.state in ENDED_STATES:
            known.events.close()
        self._queue_events.ask()

    def job_advanced(self, record: JobRecord) -> None:
        """A running job has come further: that is told when it is time for it."""
        with self._lock:
            known = self._open.get(record.id)
            if known is None or known.record.state != "running":
                return
            known.record = record
            self._progress.advance(record.id, record.progress)
        known.events.ask()
        self._queue_events.ask()

    def item_changed(self, item: JobItemRecord) -> None:
        """An image of a job was begun, or has come to an end."""
        self._publisher.job_item_updated(item)

    def jobs_cleared(self, jobs: ClearedJobs) -> None:
        """Jobs were taken off the list."""
        self._publisher.jobs_cleared(jobs)

    def _admit(self, record: JobRecord) -> _OpenJob:
        """Takes in a job that is new, or is in the queue again."""
        load, job = self._workload.of(record), self._open.get(record.id)
        if job is None:
            job = self._open[record.id] = _OpenJob(record, load, self._publisher.job_updated)
        else:
            job.enter_queue(record, load)
        weight = self._workload.seconds(load) or load.assumed_seconds
        self._progress.put(record.id, 0.0 if record.state == "paused" else weight, record.progress)
        self._remaining.restart()
        return job

    def _follow(self, known: _OpenJob, record: JobRecord) -> None:
        """Takes note of what became of a job."""
        known.record = record
        match record.state:
            case "queued" | "running":
                self._progress.advance(record.id, record.progress)
            case "paused":
                self._progress.put(record.id, 0.0, record.progress)
            case "cancelled":
                self._progress.remove(record.id)
            case "done" | "failed":
                self._progress.finish(record.id)
        if record.state in ENDED_STATES:
            del self._open[record.id]

    def _estimate(self) -> float | None:
        """Seconds until all jobs are done that run or wait for nobody; None while they cannot be told."""
        active = [job for job in self._open.values() if job.record.state != "paused"]
        paces = {job.record.kind: pace for job in active if (pace := _pace(job)) is not None}
        seconds = [(job.record.kind in FETCHES, self._seconds(job, paces.get(job.record.kind))) for job in active]
        known = [(is_fetch, each) for is_fetch, each in seconds if each is not None]
        if not known or len(known) < len(seconds):
            return None
        return max(sum(each for is_fetch, each in known if is_fetch is lane) for lane in (True, False))

    def _seconds(self, job: _OpenJob, pace: float | None) -> float | None:
        """What is left of a job: as it tells itself, or before it has come anywhere, as it is expected."""
        record = job.record
        if record.remaining_seconds is not None or (record.state == "running" and record.progress > job.start):
            return record.remaining_seconds
        expected = self._workload.seconds(job.load)
        return pace * job.load.assumed_seconds if expected is None and pace is not None else expected

    def _tell_of_queue(self) -> float:
        queue = self.queue()
        if queue != self._told:
            self._told = queue
            self._publisher.queue_updated(queue)
        return QUEUE_SECONDS


def _pace(job: _OpenJob) -> float | None:
    """How many seconds a running job takes for each that was assumed; None while that is not known."""
    assumed, remaining = job.assumed_seconds(), job.record.remaining_seconds
    return None if remaining is None or assumed <= 0 else remaining / assumed
