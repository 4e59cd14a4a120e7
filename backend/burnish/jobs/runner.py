"""Running jobs in two lanes: work, and the fetches that a person asked for, which need not wait for it."""

import threading

from burnish.engine.client import Engine
from burnish.engine.messages import DownloadGeneratorTask, DownloadTask, Task
from burnish.jobs.board import JobBoard
from burnish.jobs.comparing import Comparing
from burnish.jobs.detection import Detection
from burnish.jobs.engine_tasks import EngineTasks
from burnish.jobs.generation import BatchGeneration
from burnish.jobs.lane import Lane
from burnish.jobs.postprocessing import Postprocessing
from burnish.jobs.remaining_time import FetchTime
from burnish.jobs.running_job import RunningJob, Stop
from burnish.library.jobs import JobStore
from burnish.problems import Problem, ProblemDetails
from burnish.records import FETCHES, MAKING_IMAGES, JobKind, JobRecord

WAITED_FOR: tuple[JobKind, ...] = ("detect_faces", "tuning_grid")
"""A person waits for jobs of these kinds: they come before all other work, and between the images of a running job."""


class Runner:
    """Runs jobs."""

    def __init__(
        self,
        jobs: JobStore,
        generation: BatchGeneration,
        postprocessing: Postprocessing,
        detection: Detection,
        comparing: Comparing,
        tasks: EngineTasks,
        fetching: Engine,
        fetch_tasks: EngineTasks,
        board: JobBoard,
    ) -> None:
        """``fetching`` is an engine that only fetches; its process is there while fetches are."""
        self.changing = threading.Lock()
        """While this is held no job begins or leaves its work."""
        self._generation = generation
        self._postprocessing = postprocessing
        self._detection = detection
        self._comparing = comparing
        self._fetch_tasks = fetch_tasks
        self._working = Lane(
            [WAITED_FOR, MAKING_IMAGES],
            self._work,
            lambda: None,
            jobs,
            tasks,
            board,
            self.changing,
        )
        self._fetching = Lane(
            [FETCHES],
            self._fetch,
            fetching.stop,
            jobs,
            fetch_tasks,
            board,
            self.changing,
        )

    def start(self) -> None:
        """Begins with the jobs that are queued."""
        self._working.start("worker")
        self._fetching.start("fetcher")

    def wake(self) -> None:
        """Tells that a job was queued."""
        self._working.wake()
        self._fetching.wake()

    def stop(self, job_id: str, stop: Stop) -> bool:
        """Asks a running job to leave its work; False when it is not running. To be called with ``changing`` held."""
        return self._working.stop(job_id, stop) or self._fetching.stop(job_id, stop)

    def stop_making_images(self) -> None:
        """Asks a running job that makes images to go back into the queue. To be called with ``changing`` held."""
        for job_id in self._working.running(*MAKING_IMAGES):
            self._working.stop(job_id, "queued")

    def resume(self, job_id: str) -> bool:
        """Has a job that is about to be paused queued instead; False when it is not running.

        To be called with ``changing`` held.
        """
        return self._working.resume(job_id) or self._fetching.resume(job_id)

    def current(self, record: JobRecord) -> JobRecord:
        """The record with the live progress, if it is that of a running job."""
        return self._fetching.current(self._working.current(record))

    def _work(self, running: RunningJob) -> ProblemDetails | None:
        match running.record.kind:
            case "generate":
                return self._generation.run(running, self._serve_who_waits)
            case "postprocess":
                return self._postprocessing.run(running, self._serve_who_waits)
            case "detect_faces":
                return self._detection.run(running)
            case "tuning_grid":
                return self._comparing.run(running)
            case kind:
                raise ValueError(f"{kind} is no work")

    def _serve_who_waits(self) -> None:
        """Runs, in the midst of another job, those that a person waits for.

        That is safe while base images are being generated too: the engine lets go of the generator before it loads the
        networks of a tuning grid, and loads it again for the next image, so that memory stays bounded.
        """
        self._working.run_waiting(*WAITED_FOR)

    def _fetch(self, running: RunningJob) -> ProblemDetails | None:
        running.remaining = FetchTime(1.0, 0.0)
        try:
            self._fetch_tasks.run(running, _fetch_task(running))
        except Problem as problem:
            return problem.to_details()
        return None


def _fetch_task(running: RunningJob) -> Task:
    job = running.record
    if job.kind == "download":
        return DownloadTask(task_id=running.task_id, weights=job.weights or "")
    return DownloadGeneratorTask(task_id=running.task_id, generator=job.generator or "")
