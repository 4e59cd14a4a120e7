"""Tuning grids: the engine makes the cells, each of which is shown as soon as it is there."""

from burnish.engine.messages import MadeGrid, TuningGridTask
from burnish.jobs.board import JobBoard
from burnish.jobs.engine_tasks import EngineTasks
from burnish.jobs.expected_time import ExpectedTime
from burnish.jobs.known_faces import KnownFaces
from burnish.jobs.preparation import Preparation
from burnish.jobs.running_job import RunningJob
from burnish.library.images import ImageStore
from burnish.library.jobs import JobStore
from burnish.library.tuning_files import TuningFiles
from burnish.parameters import Recipe
from burnish.problems import Problem, ProblemDetails
from burnish.tuning import hardest_step


class Comparing:
    """Makes the grids of tuning jobs."""

    def __init__(
        self,
        jobs: JobStore,
        images: ImageStore,
        files: TuningFiles,
        known_faces: KnownFaces,
        preparation: Preparation,
        tasks: EngineTasks,
        expected_time: ExpectedTime,
        board: JobBoard,
    ) -> None:
        self._jobs = jobs
        self._images = images
        self._files = files
        self._known_faces = known_faces
        self._preparation = preparation
        self._tasks = tasks
        self._expected_time = expected_time
        self._board = board

    def run(self, running: RunningJob) -> ProblemDetails | None:
        """Makes the whole grid, also when a part of it was made before; gives the problem when that failed.

        Raises Cancelled.
        """
        job = running.record
        (image_id,), tuning = job.images, job.tuning
        assert tuning is not None
        load = self._expected_time.load_of_grid(tuning, job.images)
        expected = self._expected_time.of(load)
        recipe = Recipe(steps=(hardest_step(tuning),))
        try:
            self._preparation.run(running, recipe, load.assumed_seconds if expected is None else expected)
            running.plan([1.0], expected)
            running.begin(0, 0, image_id)
            task = TuningGridTask(
                task_id=running.task_id,
                source=self._images.file_path(image_id),
                source_name=self._images.get(image_id).name,
                tuning=tuning,
                folder=self._files.begin(job.id),
                known_faces=self._known_faces.for_recipe(image_id, recipe),
            )
            made = self._tasks.run(running, task, on_cell=lambda index: self._show(job.id, index))
        except Problem as problem:
            return problem.to_details()
        assert isinstance(made, MadeGrid)
        self._known_faces.remember(image_id, made.found_faces)
        return None

    def _show(self, job_id: str, index: int) -> None:
        """Tells pages that a cell is there."""
        self._board.item_changed(self._jobs.set_item(job_id, index, "done"))
