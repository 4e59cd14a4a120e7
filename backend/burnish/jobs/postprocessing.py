"""Postprocessing jobs: each image is given to the engine, each result stored and shown."""

import shutil
from collections.abc import Callable

from burnish.engine.messages import MadeImage, PostprocessTask
from burnish.jobs.engine_tasks import EngineTasks
from burnish.jobs.expected_time import ExpectedTime
from burnish.jobs.known_faces import KnownFaces
from burnish.jobs.publisher import Publisher
from burnish.jobs.remaining_time import RemainingTime
from burnish.jobs.running_job import RunningJob
from burnish.library.images import ImageStore
from burnish.library.jobs import ItemRecord, JobStore
from burnish.problems import Problem, ProblemDetails
from burnish.records import ImageRecord


class SomeImagesFailed(Problem):
    """Part of a job over several images failed."""

    slug = "some-images-failed"
    title = "Some images failed"


class Postprocessing:
    """Makes the results of postprocessing jobs."""

    def __init__(
        self,
        jobs: JobStore,
        images: ImageStore,
        known_faces: KnownFaces,
        tasks: EngineTasks,
        expected_time: ExpectedTime,
        publisher: Publisher,
    ) -> None:
        self._jobs = jobs
        self._images = images
        self._known_faces = known_faces
        self._tasks = tasks
        self._expected_time = expected_time
        self._publisher = publisher

    def run(self, running: RunningJob, before_image: Callable[[], None]) -> ProblemDetails | None:
        """Makes the results that are missing; gives the problem when some could not be made.

        ``before_image`` is called before each image. Raises Cancelled.
        """
        assert running.record.recipe is not None
        items = self._jobs.items(running.record.id)
        sources = [self._images.get(item.image_id) if item.image_id else None for item in items]
        running.pixels = [source.width * source.height if source else 0 for source in sources]
        expected = self._expected_time.of(running.record.recipe, [source for source in sources if source])
        running.remaining = RemainingTime(expected)
        problems = [item.error for item in items if item.error is not None]
        for item, source in zip(items, sources, strict=True):
            if item.state != "queued" or source is None:
                continue
            before_image()
            running.index, running.image_id = item.index, source.id
            running.check_cancelled()
            problem = self._make(running, item, source)
            if problem is not None:
                problems.append(problem)
        return _summary(problems, len(items))

    def _make(self, running: RunningJob, item: ItemRecord, source: ImageRecord) -> ProblemDetails | None:
        """Makes one result; gives the problem when that failed."""
        job = running.record
        assert job.recipe is not None and job.output is not None
        self._jobs.set_item(job.id, item.index, "running")
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
            )
            made = self._tasks.run(running, task)
            assert isinstance(made, MadeImage)
            self._known_faces.remember(source.id, made.found_faces)
            self._store(running, made, task)
        except Problem as problem:
            self._jobs.set_item(job.id, item.index, "failed", problem.to_details())
            return problem.to_details()
        finally:
            shutil.rmtree(folder, ignore_errors=True)  # an engine that was killed has not cleared up
        return None

    def _store(self, running: RunningJob, made: MadeImage, task: PostprocessTask) -> None:
        assert task.thumbnail is not None
        image = self._images.add_result(
            task.target,
            task.thumbnail,
            made,
            job_id=running.record.id,
            index=running.index,
            recipe=made.recipe,
            notes=made.notes,
            faces=made.faces,
            screen_file=task.screen,
        )
        results = [*running.record.results, image.id]
        running.record = running.record.model_copy(update={"results": results})
        self._publisher.image_created(image)


def _summary(problems: list[ProblemDetails], images: int) -> ProblemDetails | None:
    """One problem for the whole job; None when there was none."""
    if not problems:
        return None
    if images == 1:
        return problems[0]
    return SomeImagesFailed(
        f"{len(problems)} of {images} images failed; the others are done. The first one: {problems[0].detail}"
    ).to_details()
