"""Running jobs one after the other; looking for faces, which a person waits for, comes before all else."""

import logging
import threading
import time

from burnish.engine.messages import DownloadGeneratorTask, DownloadTask, Task
from burnish.jobs.detection import Detection
from burnish.jobs.engine_tasks import EngineTasks
from burnish.jobs.generation import BatchGeneration
from burnish.jobs.postprocessing import Postprocessing
from burnish.jobs.publisher import Publisher
from burnish.jobs.running_job import RunningJob
from burnish.library.jobs import JobStore
from burnish.library.problems import JobNotOpen
from burnish.monitoring import Cancelled
from burnish.problems import Problem, ProblemDetails, details_of
from burnish.records import JobRecord

logger = logging.getLogger(__name__)

PAUSE_SECONDS = 5.0
"""How long the queue waits before it tries again after an error that no job is to blame for."""


class Runner:
    """One thread that runs jobs. Any thread may wake it or cancel a running job."""

    def __init__(
        self,
        jobs: JobStore,
        generation: BatchGeneration,
        postprocessing: Postprocessing,
        detection: Detection,
        tasks: EngineTasks,
        publisher: Publisher,
    ) -> None:
        self._jobs = jobs
        self._generation = generation
        self._postprocessing = postprocessing
        self._detection = detection
        self._tasks = tasks
        self._publisher = publisher
        self._wake = threading.Event()
        self._running: dict[str, RunningJob] = {}
        """Running jobs by their ids: one, and between its images a second one that looks for faces."""

    def start(self) -> None:
        """Begins with the jobs that are queued."""
        threading.Thread(target=self._work, daemon=True, name="runner").start()

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

    def _work(self) -> None:
        """Runs jobs for ever. What goes wrong outside the work itself, such as a full disk, only makes it pause."""
        while True:
            self._wake.clear()
            try:
                job = self._jobs.next_queued("detect_faces") or self._jobs.next_queued()
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
            error = self._do(running)
        except Cancelled:
            return self._jobs.finish(job.id, "cancelled")
        except Exception as defect:
            logger.exception("Job %s failed", job.id)
            return self._jobs.finish(job.id, "failed", details_of(defect))
        return self._jobs.finish(job.id, "failed" if error else "done", error)

    def _do(self, running: RunningJob) -> ProblemDetails | None:
        job, task_id = running.record, running.task_id
        match job.kind:
            case "generate":
                return self._generation.run(running, self._look_for_faces)
            case "postprocess":
                return self._postprocessing.run(running, self._look_for_faces)
            case "detect_faces":
                return self._detection.run(running)
            case "download":
                return self._fetch(running, DownloadTask(task_id=task_id, weights=job.weights or ""))
            case "download_generator":
                return self._fetch(running, DownloadGeneratorTask(task_id=task_id, generator=job.generator or ""))

    def _look_for_faces(self) -> None:
        """Runs the detection jobs that wait."""
        while (job := self._jobs.next_queued("detect_faces")) is not None:
            self._run(job)

    def _fetch(self, running: RunningJob, task: Task) -> ProblemDetails | None:
        try:
            self._tasks.run(running, task)
        except Problem as problem:
            return problem.to_details()
        return None
