"""Postprocessing jobs: each image is given to the engine, each result stored and shown."""

import shutil
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from burnish.engine.messages import MadeImage, PostprocessTask
from burnish.jobs.board import JobBoard
from burnish.jobs.engine_tasks import EngineTasks, JobSetAside
from burnish.jobs.expected_time import ExpectedTime
from burnish.jobs.failures import Failure, Phase, summary_of
from burnish.jobs.known_faces import KnownFaces
from burnish.jobs.preparation import Preparation
from burnish.jobs.publisher import Publisher
from burnish.jobs.running_job import RunningJob
from burnish.library.images import ImageStore
from burnish.library.jobs import JobStore
from burnish.problems import Problem, ProblemDetails
from burnish.records import ImageRecord, JobItemRecord


class Postprocessing:
    """Makes the results of jobs: all of a postprocessing job, and the second phase of a batch generation."""

    def __init__(
        self,
        jobs: JobStore,
        images: ImageStore,
        known_faces: KnownFaces,
        preparation: Preparation,
        tasks: EngineTasks,
        expected_time: ExpectedTime,
        publisher: Publisher,
        board: JobBoard,
    ) -> None:
        self._jobs = jobs
        self._images = images
        self._known_faces = known_faces
        self._preparation = preparation
        self._tasks = tasks
        self._expected_time = expected_time
        self._publisher = publisher
        self._board = board

    def run(self, running: RunningJob, before_image: Callable[[], None]) -> ProblemDetails | None:
        """Makes the results that are missing; gives the problem when some could not be made.

        One image's failure stops no other, unless the engine dies over one after the other; without the weights that
        the recipe needs no image is begun. ``before_image`` is called before each image. Raises Cancelled.
        """
        recipe = running.record.recipe
        assert recipe is not None
        items = self._jobs.items(running.record.id)
        sources = self._jobs.missing_inputs(running.record.id)
        load = self._expected_time.load_of_images(recipe, sources)
        expected = self._expected_time.of(load)
        pixels = {source.id: source.width * source.height for source in sources}
        try:
            self._preparation.run(running, recipe, load.assumed_seconds if expected is None else expected)
            shares = [pixels[item.image_id] if item.state == "queued" and item.image_id else 0 for item in items]
            running.plan(shares, expected)
            self.make(running, items, before_image)
        except Problem as problem:
            return problem.to_details()
        return summary_of(self.phase(self._jobs.items(running.record.id), "failed"))

    def make(
        self,
        running: RunningJob,
        items: Iterable[JobItemRecord],
        before_image: Callable[[], None],
        first_item: int = 0,
        parts_before: int = 0,
    ) -> None:
        """Makes the results of those items of a running job that are queued and have their input image.

        ``first_item`` is the number of the first such item of the job. Each item is a part of the job's work;
        ``parts_before`` is the number of parts before the first item. An image that fails does not stop the others.
        Raises Cancelled or JobSetAside.
        """
        for item in items:
            if item.state != "queued" or item.image_id is None:
                continue
            before_image()
            running.begin(parts_before + item.index, item.index - first_item, item.image_id, item.index)
            self._make(running, item, self._images.get(item.image_id))

    def phase(self, items: Sequence[JobItemRecord], outcome: str) -> Phase:
        """What became of items with an input image; ``outcome`` says what it is to have failed."""
        failures = [
            Failure(item.name or f"image {item.index + 1}", item.error) for item in items if item.error is not None
        ]
        return Phase(outcome, len(items), failures)

    def _make(self, running: RunningJob, item: JobItemRecord, source: ImageRecord) -> None:
        """Makes one result, or notes why that failed."""
        job = running.record
        assert job.recipe is not None and job.output is not None
        self._board.item_changed(self._jobs.set_item(job.id, item.index, "running"))
        folder = self._images.incoming_file()
        try:
            folder.mkdir()
            task = PostprocessTask(
                task_id=running.task_id,
                source=self._images.file_path(source.id),
                source_name=source.name,
                recipe=job.recipe,
                output=job.output,
                target=folder / "result",
                thumbnail=folder / "thumbnail",
                screen=folder / "screen",
                known_faces=self._known_faces.for_recipe(source.id, job.recipe),
                generation=source.generation,
            )
            made = self._tasks.run(running, task, lambda: empty(folder))
            assert isinstance(made, MadeImage)
            self._known_faces.remember(source.id, made.found_faces)
            self._store(running, item, made, task)
        except JobSetAside:
            raise
        except Problem as problem:
            self._board.item_changed(self._jobs.set_item(job.id, item.index, "failed", problem.to_details()))
            running.end_item()
        finally:
            shutil.rmtree(folder, ignore_errors=True)  # an engine that was killed has not cleared up

    def _store(self, running: RunningJob, item: JobItemRecord, made: MadeImage, task: PostprocessTask) -> None:
        assert task.thumbnail is not None
        image = self._images.add_result(
            task.target,
            task.thumbnail,
            made,
            job_id=running.record.id,
            index=item.index,
            recipe=made.recipe,
            notes=made.notes,
            faces=made.faces,
            screen_file=task.screen,
        )
        results = [*running.record.results, image.id]
        running.record = running.record.model_copy(update={"results": results})
        running.end_item()
        self._publisher.image_created(image)
        self._board.item_changed(self._jobs.item(running.record.id, item.index))


def empty(folder: Path) -> None:
    """Removes what an engine that died has left of an image, so that it can be made anew."""
    shutil.rmtree(folder)
    folder.mkdir()
