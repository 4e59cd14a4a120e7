"""Batch generation: first every base image is made and shown, then the recipe is run over all of them."""

import shutil
from collections.abc import Callable, Iterator, Sequence

from burnish.engine.messages import GeneratedImage, GenerateTask, LoadGeneratorTask
from burnish.generation.cards import PAINTER, GeneratorCard
from burnish.generation.resolution import image_of
from burnish.jobs.board import JobBoard
from burnish.jobs.engine_tasks import EngineTasks, JobSetAside
from burnish.jobs.expected_time import ExpectedTime, Load
from burnish.jobs.failures import Failure, Phase, summary_of
from burnish.jobs.generator_status import GeneratorStatus
from burnish.jobs.postprocessing import Postprocessing, empty
from burnish.jobs.preparation import Preparation
from burnish.jobs.publisher import Publisher
from burnish.jobs.running_job import RunningJob
from burnish.library.images import ImageStore
from burnish.library.jobs import JobStore
from burnish.parameters import Generation
from burnish.problems import Problem, ProblemDetails
from burnish.records import ImageGeneration, ImageRecord, JobItemRecord

LOADING_SECONDS = 10.0
"""What loading a pipeline is thought to take."""

FETCHED_BYTES_PER_SECOND = 10e6
"""How fast a generator is thought to be fetched."""

LOADING_PARTS = 1
"""Loading the generator is the first part of the job; each of its items is one more."""


class BatchGeneration:
    """Makes the images of generation jobs."""

    def __init__(
        self,
        jobs: JobStore,
        images: ImageStore,
        generators: GeneratorStatus,
        preparation: Preparation,
        tasks: EngineTasks,
        postprocessing: Postprocessing,
        expected_time: ExpectedTime,
        publisher: Publisher,
        board: JobBoard,
    ) -> None:
        self._jobs = jobs
        self._images = images
        self._generators = generators
        self._preparation = preparation
        self._tasks = tasks
        self._postprocessing = postprocessing
        self._expected_time = expected_time
        self._publisher = publisher
        self._board = board

    def run(self, running: RunningJob, before_image: Callable[[], None]) -> ProblemDetails | None:
        """Makes what is missing; gives the problem when some images could not be made.

        One image's failure stops no other, unless the engine dies over one after the other; without the generator, or
        without the weights that the recipe needs, no image is begun. ``before_image`` is called before each image.
        Raises Cancelled.
        """
        job_id = running.record.id
        items = self._jobs.items(job_id)
        generation = running.record.generation
        assert generation is not None
        try:
            card = self._generators.card(generation.generator)
            self._prepare(running, items, generation, card)
            self._generate(running, items, generation, card, before_image)
            bases = sum(item.seed is not None for item in items)
            self._postprocessing.make(running, self._to_finish(job_id), before_image, bases, LOADING_PARTS)
        except Problem as problem:
            return problem.to_details()
        return self._summary(self._jobs.items(job_id))

    def _prepare(
        self, running: RunningJob, items: Sequence[JobItemRecord], generation: Generation, card: GeneratorCard
    ) -> None:
        """Fetches what the recipe lacks, and shares the rest of the job's progress among its parts.

        Raises Cancelled, or the Problem for which the recipe cannot be done.
        """
        recipe, missing = running.record.recipe, [item for item in items if item.state == "queued"]
        base = self._expected_time.load_of_generating(generation)
        result = Load() if recipe is None else self._expected_time.load_of_finishing(generation, recipe)
        loads = {item.index: result if item.seed is None else base for item in missing}
        measured = {index: self._expected_time.of(load) for index, load in loads.items()}
        seconds = {index: measured[index] or load.assumed_seconds for index, load in loads.items()}
        loading = self._loading_seconds(card) if any(item.seed is not None for item in missing) else 0.0
        whole = loading + sum(seconds.values())
        expected = None if None in measured.values() else whole
        if recipe is not None:
            self._preparation.run(running, recipe, whole)
        running.plan([loading, *(seconds.get(item.index, 0.0) for item in items)], expected)

    def _loading_seconds(self, card: GeneratorCard) -> float:
        if card.name == PAINTER:
            return 0.0
        fetched = 0 if self._generators.is_ready(card) else card.bytes or 0
        return LOADING_SECONDS + fetched / FETCHED_BYTES_PER_SECOND

    def _generate(
        self,
        running: RunningJob,
        items: Sequence[JobItemRecord],
        generation: Generation,
        card: GeneratorCard,
        before_image: Callable[[], None],
    ) -> None:
        """Makes the base images that are missing.

        Raises Cancelled, JobSetAside, or the Problem of a generator that cannot be had.
        """
        bases = [item for item in items if item.seed is not None]
        missing = [item for item in bases if item.state == "queued"]
        if not missing:
            return
        running.begin(0, missing[0].index, None)
        self._tasks.run(running, LoadGeneratorTask(task_id=running.task_id, generator=card.name))
        for item in missing:
            assert item.seed is not None
            before_image()
            running.begin(LOADING_PARTS + item.index, item.index, None, item.index)
            stage = f"Generating {item.index + 1} of {len(bases)}" if len(bases) > 1 else "Generating"
            self._make(running, item.index, image_of(generation, card, item.seed), card.name, stage)

    def _make(self, running: RunningJob, index: int, wanted: ImageGeneration, generator: str, stage: str) -> None:
        """Makes one base image, or notes why that failed."""
        job_id = running.record.id
        self._board.item_changed(self._jobs.set_item(job_id, index, "running"))
        folder = self._images.incoming_file()
        try:
            folder.mkdir()
            task = GenerateTask(
                task_id=running.task_id,
                generator=generator,
                made=wanted,
                stage=stage,
                target=folder / "image",
                thumbnail=folder / "thumbnail",
                screen=folder / "screen",
            )
            generated = self._tasks.run(running, task, lambda: empty(folder))
            assert isinstance(generated, GeneratedImage)
            self._publisher.image_created(self._store(running, index, generated, task))
            self._board.item_changed(self._jobs.item(job_id, index))
        except JobSetAside:
            raise
        except Problem as problem:
            self._board.item_changed(self._jobs.set_item(job_id, index, "failed", problem.to_details()))
            running.end_item()
        finally:
            shutil.rmtree(folder, ignore_errors=True)  # an engine that was killed has not cleared up

    def _store(self, running: RunningJob, index: int, generated: GeneratedImage, task: GenerateTask) -> ImageRecord:
        image = self._images.add_base(
            task.target,
            task.thumbnail,
            generated,
            job_id=running.record.id,
            index=index,
            generation=task.made,
            screen_file=task.screen,
        )
        running.take(self._jobs.get(running.record.id))
        running.end_item()
        return image

    def _to_finish(self, job_id: str) -> Iterator[JobItemRecord]:
        """The items whose base image waits for the recipe. What the person has thrown away by then is left out."""
        for item in self._jobs.items(job_id):
            if item.seed is not None or item.image_id is None or item.state != "queued":
                continue
            if self._images.get(item.image_id).deleted_at is None:
                yield item
            else:
                self._board.item_changed(self._jobs.set_item(job_id, item.index, "cancelled"))

    def _summary(self, items: Sequence[JobItemRecord]) -> ProblemDetails | None:
        bases = [item for item in items if item.seed is not None]
        failures = [
            Failure(f"image {item.index + 1} (seed {item.seed})", item.error)
            for item in bases
            if item.error is not None
        ]
        finished = [item for item in items if item.seed is None and item.image_id is not None]
        return summary_of(
            Phase("could not be generated", len(bases), failures),
            self._postprocessing.phase(finished, "could not be postprocessed"),
        )
