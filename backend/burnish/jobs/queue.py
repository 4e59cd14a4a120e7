"""Accepting and repeating jobs, and looking at them."""

import secrets
from collections.abc import Callable, Sequence

from burnish.engine.feasibility import (
    check_enabled,
    check_feasible,
    check_licences,
    check_models,
    check_restoration_enabled,
    check_room_for_grid,
)
from burnish.generation.resolution import resolve, seed_of
from burnish.images.capacity import largest_file_bytes
from burnish.images.files import check_disk_space
from burnish.jobs.board import JobBoard
from burnish.jobs.control import QueueControl
from burnish.jobs.generator_status import GeneratorStatus
from burnish.jobs.known_faces import KnownFaces
from burnish.jobs.runner import Runner
from burnish.jobs.weights_status import WeightsStatus
from burnish.library.images import ImageStore
from burnish.library.job_inputs import InputImage
from burnish.library.jobs import JobStore
from burnish.library.problems import JobNotOpen
from burnish.parameters import (
    MAX_SEED,
    FaceDetectorName,
    Generation,
    OutputOptions,
    Recipe,
    Step,
    Tuning,
    UpscaleStep,
)
from burnish.problems import Problem
from burnish.records import FaceList, JobItemPage, JobPage, JobRecord, JobState, QueueRecord
from burnish.settings import Settings
from burnish.tuning import fitted
from burnish.upscaling.registry import ModelRegistry

BASE_CHANNELS, BASE_BITS = 3, 8
"""Base images are RGB with 8 bits a channel, in PNG files."""

TITLE_LENGTH = 60
"""Characters of a prompt that a job's title shows at most."""


class NothingToRetry(Problem):
    """The job has nothing left to do."""

    slug = "nothing-to-retry"
    title = "There is nothing to do again"
    status = 409


class JobQueue:
    """Puts jobs into the queue after checking that they can be done."""

    def __init__(
        self,
        settings: Settings,
        jobs: JobStore,
        images: ImageStore,
        weights: WeightsStatus,
        generators: GeneratorStatus,
        models: ModelRegistry,
        known_faces: KnownFaces,
        runner: Runner,
        control: QueueControl,
        board: JobBoard,
    ) -> None:
        self._settings = settings
        self._jobs = jobs
        self._images = images
        self._weights = weights
        self._generators = generators
        self._models = models
        self._known_faces = known_faces
        self._runner = runner
        self._control = control
        self._board = board

    def postprocess(self, image_ids: Sequence[str], recipe: Recipe, output: OutputOptions) -> JobRecord:
        """Queues a recipe for images.

        Raises UpscalingDisabled, RestorationDisabled, UnknownModel, ScaleUnsupported, LicenceNotAccepted,
        ImageNotFound or what :func:`check_feasible` raises, all before any work is done.
        """
        self._check_allowed(recipe)
        images = self._jobs.inputs(list(dict.fromkeys(image_ids)))
        for image in _one_of_each_shape(images):
            self._check_result(image, recipe, output)
        return self._accept(
            lambda: self._jobs.create(
                "postprocess",
                _title(images, recipe),
                images[0].name if len(images) == 1 else "",
                images=[image.id for image in images],
                recipe=recipe,
                output=output,
            )
        )

    def generate(self, generation: Generation, recipe: Recipe | None, output: OutputOptions) -> JobRecord:
        """Queues a batch of images to generate, and with a recipe what is to be made of each of them.

        A random seed is drawn here, so that the record tells it. Raises UnknownGenerator, GenerationUnsupported and
        what :meth:`postprocess` raises, all before any work is done.
        """
        resolved = resolve(generation, self._generators.card(generation.generator), secrets.randbelow(MAX_SEED + 1))
        assert resolved.seed is not None
        seeds = [seed_of(resolved.seed, index) for index in range(resolved.count)]
        return self._queue_generation(resolved, seeds, [], recipe, output)

    def compare(self, image_id: str, tuning: Tuning) -> JobRecord:
        """Queues a tuning grid over a part of an image, which is cut to what lies inside.

        Raises what :meth:`postprocess` raises, PartUnusable or DenoisingNotAdjustable, all before any work is done.
        """
        self._check_allowed(Recipe(steps=(tuning.step,)))
        self._models.check_tuning(tuning)
        (image,) = self._jobs.inputs([image_id])
        fitting = fitted(tuning, image.name, image.width, image.height)
        check_room_for_grid(fitting, image.channels, image.bits, self._settings.root)
        return self._accept(
            lambda: self._jobs.create(
                "tuning_grid",
                f"Compare settings: {image.name}",
                image.name,
                images=[image.id],
                cells=fitting.cells,
                tuning=fitting,
            )
        )

    def faces(self, image_id: str, detector: FaceDetectorName) -> FaceList | JobRecord:
        """The faces in an image if they are known; else the job that looks for them, queued unless one is.

        One that was paused goes on, since it is wanted again.

        Raises RestorationDisabled or ImageNotFound.
        """
        check_restoration_enabled(self._settings)
        image = self._images.get(image_id)
        known = self._known_faces.get(image.id, detector)
        if known is not None:
            return known
        waiting = self._jobs.open_detection(image.id, detector)
        if waiting is not None:
            return self._wanted_again(waiting)
        return self._accept(
            lambda: self._jobs.create(
                "detect_faces", f"Find faces: {image.name}", image.name, images=[image.id], detector=detector
            )
        )

    def download(self, name: str) -> JobRecord:
        """Queues the fetch of a weights file, unless a job that does so is open: then that one is given, and goes on.

        Raises what :meth:`WeightsStatus.check_fetchable` raises.
        """
        self._weights.check_fetchable(name)
        waiting = self._jobs.open_fetch(weights=name)
        if waiting is not None:
            return self._wanted_again(waiting)
        return self._accept(lambda: self._jobs.create("download", f"Fetch {name}", name, weights=name))

    def download_generator(self, name: str) -> JobRecord:
        """Queues the fetch of a generator's files, unless a job does so already: then that one is given, and goes on.

        Raises UnknownGenerator.
        """
        card = self._generators.card(name)
        waiting = self._jobs.open_fetch(generator=card.name)
        if waiting is not None:
            return self._wanted_again(waiting)
        return self._accept(
            lambda: self._jobs.create("download_generator", f"Fetch {card.title}", card.title, generator=card.name)
        )

    def get(self, job_id: str) -> JobRecord:
        """The job with that id, with its live progress. Raises JobNotFound."""
        return self._runner.current(self._jobs.get(job_id))

    def page(self, cursor: str | None, limit: int, state: JobState | None) -> JobPage:
        """A page of jobs, newest first. Raises InvalidCursor."""
        page = self._jobs.page(cursor, limit, state)
        return page.model_copy(update={"items": [self._runner.current(job) for job in page.items]})

    def count_waiting(self) -> int:
        """How many jobs are queued."""
        return self._jobs.count("queued")

    def items(self, job_id: str, after: int, limit: int) -> JobItemPage:
        """At most ``limit`` of the job's items behind the one with the index ``after``. Raises JobNotFound."""
        return self._jobs.items_page(job_id, after, limit)

    def state(self) -> QueueRecord:
        """All open jobs as one."""
        return self._board.queue()

    def retry(self, job_id: str) -> JobRecord:
        """Queues a new job for what a failed or cancelled one did not finish.

        Raises JobNotFound, NothingToRetry, or what the methods raise that queue such a job.
        """
        job = self._jobs.get(job_id)
        if job.state not in ("failed", "cancelled"):
            raise NothingToRetry(
                f"The job “{job.title}” is {job.state}; only failed and cancelled jobs are done again."
            )
        match job.kind:
            case "generate":
                return self._generate_again(job)
            case "postprocess":
                return self._postprocess_again(job)
            case "tuning_grid":
                return self._compare_again(job)
            case "detect_faces":
                return self._detect_again(job)
            case "download":
                return self.download(job.weights or "")
            case "download_generator":
                return self.download_generator(job.generator or "")

    def _queue_generation(
        self,
        generation: Generation,
        seeds: Sequence[int],
        image_ids: Sequence[str],
        recipe: Recipe | None,
        output: OutputOptions,
    ) -> JobRecord:
        """Queues base images with those seeds, and the recipe for them and for base images that are there already."""
        self._check_batch(generation, recipe, output)
        return self._accept(
            lambda: self._jobs.create(
                "generate",
                _generation_title(generation),
                _shortened_prompt(generation),
                images=image_ids,
                seeds=seeds,
                generation=generation,
                recipe=recipe,
                output=output,
            )
        )

    def _generate_again(self, job: JobRecord) -> JobRecord:
        """Queues the base images that a job did not make, and what it did not make of those that it made.

        Raises UnknownGenerator where the generator has gone meanwhile.
        """
        assert job.generation is not None and job.output is not None
        missing = [item for item in self._jobs.items(job.id) if item.state != "done"]
        seeds = [item.seed for item in missing if item.seed is not None]
        bases = [item.image_id for item in missing if item.image_id is not None and self._is_kept(item.image_id)]
        if seeds:
            self._generators.card(job.generation.generator)
            generation = job.generation.model_copy(update={"seed": seeds[0], "count": len(seeds)})
            return self._queue_generation(generation, seeds, bases, job.recipe, job.output)
        if not bases or job.recipe is None:
            raise NothingToRetry(f"Every image of the job “{job.title}” is done.")
        return self.postprocess(bases, job.recipe, job.output)

    def _postprocess_again(self, job: JobRecord) -> JobRecord:
        unfinished = [item.image_id for item in self._jobs.items(job.id) if item.state != "done" and item.image_id]
        if not unfinished or job.recipe is None or job.output is None:
            raise NothingToRetry(f"Every image of the job “{job.title}” has its result.")
        return self.postprocess(unfinished, job.recipe, job.output)

    def _compare_again(self, job: JobRecord) -> JobRecord:
        assert job.tuning is not None
        if not job.images:
            raise NothingToRetry(f"The image of the job “{job.title}” has gone.")
        return self.compare(job.images[0], job.tuning)

    def _detect_again(self, job: JobRecord) -> JobRecord:
        assert job.detector is not None
        found = self.faces(job.images[0], job.detector) if job.images else None
        if not isinstance(found, JobRecord):
            raise NothingToRetry(f"What the job “{job.title}” was to find is known, or its image has gone.")
        return found

    def _accept(self, create: Callable[[], JobRecord]) -> JobRecord:
        """Makes a job and tells of it, before it can begin."""
        with self._runner.changing:
            job = create()
            self._board.job_changed(job)
        self._runner.wake()
        return job

    def _wanted_again(self, job: JobRecord) -> JobRecord:
        """An open job that was asked for once more; it goes on if it was paused."""
        try:
            return self._control.resume(job.id)
        except JobNotOpen:  # it has ended this moment
            return self._jobs.get(job.id)

    def _is_kept(self, image_id: str) -> bool:
        """Whether an image is outside the trash."""
        return self._images.get(image_id).deleted_at is None

    def _check_allowed(self, recipe: Recipe) -> None:
        """Raises the problem of a step that may not or cannot be done.

        UpscalingDisabled, RestorationDisabled, UnknownModel, ScaleUnsupported or LicenceNotAccepted.
        """
        check_enabled(self._settings, recipe)
        check_models(self._models, recipe)
        check_licences(self._weights.check_licence, recipe)

    def _check_batch(self, generation: Generation, recipe: Recipe | None, output: OutputOptions) -> None:
        """Raises the problem that a resolved batch would meet: what the recipe may not or cannot do, or a full disk."""
        assert generation.width is not None and generation.height is not None
        if recipe is not None:
            self._check_allowed(recipe)
            check_feasible(
                "Each image",
                (generation.width, generation.height),
                BASE_CHANNELS,
                BASE_BITS,
                recipe,
                output,
                self._settings.max_output_pixels,
                self._settings.root,
            )
        base_bytes = largest_file_bytes(generation.width, generation.height, BASE_CHANNELS, BASE_BITS, OutputOptions())
        check_disk_space(self._settings.root, generation.count * base_bytes)

    def _check_result(self, image: InputImage, recipe: Recipe, output: OutputOptions) -> None:
        check_feasible(
            image.name,
            (image.width, image.height),
            image.channels,
            image.bits,
            recipe,
            output,
            self._settings.max_output_pixels,
            self._settings.root,
        )


def _one_of_each_shape(images: Sequence[InputImage]) -> list[InputImage]:
    """The first image of each size and kind of pixels: what a recipe can do depends on nothing else."""
    first: dict[tuple[int, int, int, int], InputImage] = {}
    for image in images:
        first.setdefault((image.width, image.height, image.channels, image.bits), image)
    return list(first.values())


def _title(images: Sequence[InputImage], recipe: Recipe) -> str:
    actions = ", ".join(_action(step) for step in recipe.steps)
    what = images[0].name if len(images) == 1 else f"{len(images)} images"
    return f"{actions[0].upper()}{actions[1:]}: {what}"


def _action(step: Step) -> str:
    """What a step does, in a few words for a person."""
    return f"upscale {step.scale}x" if isinstance(step, UpscaleStep) else "restore faces"


def _generation_title(generation: Generation) -> str:
    what = "an image" if generation.count == 1 else f"{generation.count} images"
    return f"Generate {what}: {_shortened_prompt(generation)}"


def _shortened_prompt(generation: Generation) -> str:
    prompt = " ".join(generation.prompt.split())
    return prompt if len(prompt) <= TITLE_LENGTH else f"{prompt[: TITLE_LENGTH - 1].rstrip()}…"
