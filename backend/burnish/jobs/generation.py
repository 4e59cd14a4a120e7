"""Batch generation: first every base image is made and shown, then the recipe is run over all of them."""

import shutil
from collections.abc import Callable, Iterator, Sequence

from burnish.engine.effort import efforts_of
from burnish.engine.messages import GeneratedImage, GenerateTask, LoadGeneratorTask
from burnish.generation.cards import PAINTER, GeneratorCard
from burnish.generation.resolution import image_of
from burnish.jobs.engine_tasks import EngineTasks
from burnish.jobs.expected_time import ExpectedTime, generation_effort
from burnish.jobs.failures import Failure, Phase, summary_of
from burnish.jobs.generator_status import GeneratorStatus
from burnish.jobs.postprocessing import Postprocessing
from burnish.jobs.preparation import Preparation
from burnish.jobs.publisher import Publisher
from burnish.jobs.running_job import RunningJob
from burnish.library.images import ImageStore
from burnish.library.jobs import ItemRecord, JobStore
from burnish.parameters import Generation, Recipe
from burnish.problems import Problem, ProblemDetails
from burnish.records import ImageGeneration, ImageRecord
from burnish.upscaling.registry import ModelRegistry

LOADING_SECONDS = 10.0
"""What loading a pipeline is thought to take."""

FETCHED_BYTES_PER_SECOND = 10e6
"""How fast a generator is thought to be fetched."""

ASSUMED_ARITHMETIC = 50_000.0
"""Millions of multiplications a second, where the speed of networks was not measured."""

ASSUMED_GENERATION_SECONDS = 40.0
"""For a step of a diffusion model and a million pixels, where that was not measured."""

ASSUMED_PAINTING_SECONDS = 1.0
"""For a step of the built-in generator and a million pixels, where that was not measured."""

LOADING_PARTS = 1
"""Loading the generator is the first part of the job; each of its items is one more."""


class BatchGeneration:
    """Makes the images of generation jobs."""

    def __init__(
        self,
        jobs: JobStore,
        images: ImageStore,
        generators: GeneratorStatus,
        models: ModelRegistry,
        preparation: Preparation,
        tasks: EngineTasks,
        postprocessing: Postprocessing,
        expected_time: ExpectedTime,
        publisher: Publisher,
    ) -> None:
        self._jobs = jobs
        self._images = images
        self._generators = generators
        self._models = models
        self._preparation = preparation
        self._tasks = tasks
        self._postprocessing = postprocessing
        self._expected_time = expected_time
        self._publisher = publisher

    def run(self, running: RunningJob, before_image: Callable[[], None]) -> ProblemDetails | None:
        """Makes what is missing; gives the problem when some images could not be made.

        One image's failure stops no other; without the generator, or without the weights that the recipe needs, no
        image is begun. ``before_image`` is called before each image. Raises Cancelled.
        """
        job_id = running.record.id
        items = self._jobs.items(job_id)
        generation = running.record.generation
        assert generation is not None
        try:
            card = self._generators.card(generation.generator)
            self._prepare(running, items, generation, card)
            self._generate(running, items, generation, card, before_image)
        except Problem as problem:
            return problem.to_details()
        bases = sum(item.seed is not None for item in items)
        self._postprocessing.make(running, self._to_finish(job_id), before_image, bases, LOADING_PARTS)
        return self._summary(self._jobs.items(job_id))

    def _prepare(
        self, running: RunningJob, items: Sequence[ItemRecord], generation: Generation, card: GeneratorCard
    ) -> None:
        """Fetches what the recipe lacks, and shares the rest of the job's progress among its parts.

        Raises Cancelled, or the Problem for which the recipe cannot be done.
        """
        recipe = running.record.recipe
        seconds, is_measured = self._seconds_of_parts(recipe, items, generation, card)
        expected = sum(seconds) if is_measured else None
        if recipe is not None:
            self._preparation.run(running, recipe, expected)
        running.shares = seconds
        running.expect(expected)

    def _seconds_of_parts(
        self, recipe: Recipe | None, items: Sequence[ItemRecord], generation: Generation, card: GeneratorCard
    ) -> tuple[list[float], bool]:
        """What each part of the job is thought to take, and whether that was measured here rather than assumed."""
        generating = self._expected_time.of_generating(generation)
        finishing = None if recipe is None else self._expected_time.of_finishing(generation, recipe)
        is_measured = generating is not None and (recipe is None or finishing is not None)
        generating = _assumed_generating(generation) if generating is None else generating
        if recipe is not None and finishing is None:
            finishing = _assumed_finishing(generation, recipe, self._models)
        of_items = [finishing or 0.0 if item.seed is None else generating for item in items]
        return [self._loading_seconds(card), *of_items], is_measured

    def _loading_seconds(self, card: GeneratorCard) -> float:
        if card.name == PAINTER:
            return 0.0
        fetched = 0 if self._generators.is_ready(card) else card.bytes or 0
        return LOADING_SECONDS + fetched / FETCHED_BYTES_PER_SECOND

    def _generate(
        self,
        running: RunningJob,
        items: Sequence[ItemRecord],
        generation: Generation,
        card: GeneratorCard,
        before_image: Callable[[], None],
    ) -> None:
        """Makes the base images that are missing.

        Raises Cancelled, or the Problem of a generator that cannot be had.
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
            running.begin(LOADING_PARTS + item.index, item.index, None)
            stage = f"Generating {item.index + 1} of {len(bases)}" if len(bases) > 1 else "Generating"
            self._make(running, item.index, image_of(generation, card, item.seed), card.name, stage)

    def _make(self, running: RunningJob, index: int, wanted: ImageGeneration, generator: str, stage: str) -> None:
        """Makes one base image, or notes why that failed."""
        job_id = running.record.id
        self._jobs.set_item(job_id, index, "running")
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
            generated = self._tasks.run(running, task)
            assert isinstance(generated, GeneratedImage)
            self._publisher.image_created(self._store(running, index, generated, task))
        except Problem as problem:
            self._jobs.set_item(job_id, index, "failed", problem.to_details())
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
        return image

    def _to_finish(self, job_id: str) -> Iterator[ItemRecord]:
        """The items whose base image waits for the recipe. What the person has thrown away by then is left out."""
        for item in self._jobs.items(job_id):
            if item.seed is not None or item.image_id is None or item.state != "queued":
                continue
            if self._images.get(item.image_id).deleted_at is None:
                yield item
            else:
                self._jobs.set_item(job_id, item.index, "cancelled")

    def _summary(self, items: Sequence[ItemRecord]) -> ProblemDetails | None:
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


def _assumed_generating(generation: Generation) -> float:
    is_painter = generation.generator == PAINTER
    return generation_effort(generation) * (ASSUMED_PAINTING_SECONDS if is_painter else ASSUMED_GENERATION_SECONDS)


def _assumed_finishing(generation: Generation, recipe: Recipe, models: ModelRegistry) -> float:
    assert generation.width is not None and generation.height is not None
    return sum(efforts_of(recipe, generation.width, generation.height, models)) / ASSUMED_ARITHMETIC
