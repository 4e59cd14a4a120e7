"""Detection jobs: the faces in an image are looked for and kept."""

from burnish.engine.messages import DetectFacesTask, FoundFaces
from burnish.jobs.board import JobBoard
from burnish.jobs.engine_tasks import EngineTasks
from burnish.jobs.known_faces import KnownFaces
from burnish.jobs.running_job import RunningJob
from burnish.library.images import ImageStore
from burnish.library.jobs import JobStore
from burnish.problems import Problem, ProblemDetails


class Detection:
    """Finds what detection jobs are to find."""

    def __init__(
        self, jobs: JobStore, images: ImageStore, known_faces: KnownFaces, tasks: EngineTasks, board: JobBoard
    ) -> None:
        self._jobs = jobs
        self._images = images
        self._known_faces = known_faces
        self._tasks = tasks
        self._board = board

    def run(self, running: RunningJob) -> ProblemDetails | None:
        """Finds the faces and keeps them; gives the problem when that failed. Raises Cancelled."""
        job = running.record
        (image_id,), detector = job.images, job.detector
        assert detector is not None
        running.image_id = image_id
        try:
            task = DetectFacesTask(
                task_id=running.task_id,
                source=self._images.file_path(image_id),
                source_name=self._images.get(image_id).name,
                detector=detector,
            )
            found = self._tasks.run(running, task)
        except Problem as problem:
            return problem.to_details()
        assert isinstance(found, FoundFaces)
        self._known_faces.remember(image_id, {detector: found})
        self._board.item_changed(self._jobs.set_item(job.id, 0, "done"))
        return None
