"""Accepting, cancelling and repeating jobs."""

import secrets
from collections.abc import Sequence
from typing import Literal

from burnish.engine.feasibility import (
    check_enabled,
    check_feasible,
    check_licences,
    check_models,
    check_restoration_enabled,
)
from burnish.generation.resolution import resolve, seed_of
from burnish.images.capacity import largest_file_bytes
from burnish.images.files import check_disk_space
from burnish.jobs.generator_status import GeneratorStatus
from burnish.jobs.known_faces import KnownFaces
from burnish.jobs.publisher import Publisher
from burnish.jobs.runner import Runner
from burnish.jobs.weights_status import WeightsStatus
from burnish.library.images import ImageStore
from burnish.library.jobs import JobStore
from burnish.library.problems import JobNotOpen
from burnish.parameters import (
    MAX_SEED,
    FaceDetectorName,
    Generation,
    OutputOptions,
    Recipe,
    Step,
    UpscaleStep,
)
from burnish.problems import Problem
from burnish.records import FaceList, ImageRecord, JobItemPage, JobPage, JobRecord, JobState, QueueRecord
from burnish.settings import Settings
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
        publisher: Publisher,
    ) -> None:
        self._settings = settings
        self._jobs = jobs
        self._images = images
        self._weights = weights
        self._generators = generators
        self._models = models
        self._known_faces = known_faces
        self._runner = runner
        self._publisher = publisher

    def postprocess(self, image_ids: Sequence[str], recipe: Recipe, output: OutputOptions) -> JobRecord:
        """Queues a recipe for images.

        Raises UpscalingDisabled, RestorationDisabled, UnknownModel, ScaleUnsupported, LicenceNotAccepted,
        ImageNotFound or what :func:`check_feasible` raises, all before any work is done.
        """
        self._check_allowed(recipe)
        images = [self._images.get(image_id) for image_id in dict.fromkeys(image_ids)]
        for image in images:
            self._check_result(image, recipe, output)
        return self._accept(
            self._jobs.create(
                "postprocess",
                _title(images, recipe),
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

    def faces(self, image_id: str, detector: FaceDetectorName) -> FaceList | JobRecord:
        """The faces in an image if they are known; else the job that looks for them, queued unless one is open.

        Raises RestorationDisabled or ImageNotFound.
        """
        check_restoration_enabled(self._settings)
        image = self._images.get(image_id)
        known = self._known_faces.get(image.id, detector)
        if known is not None:
            return known
        waiting = self._jobs.open_detection(image.id, detector)
        if waiting is not None:
            return self._runner.current(waiting)
        return self._accept(
            self._jobs.create("detect_faces", f"Find faces: {image.name}", images=[image.id], detector=detector)
        )

    def download(self, name: str) -> JobRecord:
        """Queues the fetch of a weights file, unless a job that does so is open: then that one is given.

        Raises what :meth:`WeightsStatus.check_fetchable` raises.
        """
        self._weights.check_fetchable(name)
        waiting = self._jobs.open_fetch(weights=name)
        if waiting is not None:
            return self._runner.current(waiting)
        return self._accept(self._jobs.create("download", f"Fetch {name}", weights=name))

    def download_generator(self, name: str) -> JobRecord:
        """Queues the fetch of a generator's files, unless a job that does so is open: then that one is given.

        Raises UnknownGenerator.
        """
        card = self._generators.card(name)
        waiting = self._jobs.open_fetch(generator=card.name)
        if waiting is not None:
            return self._runner.current(waiting)
        return self._accept(self._jobs.create("download_generator", f"Fetch {card.title}", generator=card.name))

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

    def cancel(self, job_id: str) -> JobRecord:
        """Cancels a job; one that has ended already is left as it is. Raises JobNotFound."""
        job = self._jobs.get(job_id)
        if self._runner.cancel(job_id) or job.state not in ("queued", "running"):
            return self._runner.current(job)
        try:
            job = self._jobs.finish(job_id, "cancelled")
        except JobNotOpen:
            return self._jobs.get(job_id)
        self._publisher.job_updated(job)
        return job

    def pause(self, job_id: str) -> JobRecord:
        """Pauses a queued or running job; a paused one is left as it is. Raises JobNotFound or JobNotOpen."""
        raise NotImplementedError

    def resume(self, job_id: str) -> JobRecord:
        """Queues a paused job again, at its place. Raises JobNotFound, or JobNotOpen when it has ended."""
        raise NotImplementedError

    def move(self, job_id: str, to: Literal["front", "back"] | None, before: str | None) -> JobRecord:
        """Moves a queued or paused job to an end of the queue, or before another such job.

        Raises JobNotFound or JobNotOpen, for either job.
        """
        raise NotImplementedError

    def clear(self) -> list[str]:
        """Takes all jobs that have ended off the list; gives their ids."""
        raise NotImplementedError

    def items(self, job_id: str, after: int, limit: int) -> JobItemPage:
        """At most ``limit`` of the job's items behind the one with the index ``after``. Raises JobNotFound."""
        raise NotImplementedError

    def state(self) -> QueueRecord:
        """All open jobs as one."""
        raise NotImplementedError

    def pause_all(self) -> QueueRecord:
        """Makes no image until :meth:`resume_all`, even after a restart; the image in work begins anew then."""
        raise NotImplementedError

    def resume_all(self) -> QueueRecord:
        """Lets the queue go on."""
        raise NotImplementedError

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
            self._jobs.create(
                "generate",
                _generation_title(generation),
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

    def _detect_again(self, job: JobRecord) -> JobRecord:
        assert job.detector is not None
        found = self.faces(job.images[0], job.detector) if job.images else None
        if not isinstance(found, JobRecord):
            raise NothingToRetry(f"What the job “{job.title}” was to find is known, or its image has gone.")
        return found

    def _accept(self, job: JobRecord) -> JobRecord:
        self._publisher.job_updated(job)
        self._runner.wake()
        return job

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

    def _check_result(self, image: ImageRecord, recipe: Recipe, output: OutputOptions) -> None:
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


def _title(images: Sequence[ImageRecord], recipe: Recipe) -> str:
    actions = ", ".join(_action(step) for step in recipe.steps)
    what = images[0].name if len(images) == 1 else f"{len(images)} images"
    return f"{actions[0].upper()}{actions[1:]}: {what}"


def _action(step: Step) -> str:
    """What a step does, in a few words for a person."""
    return f"upscale {step.scale}x" if isinstance(step, UpscaleStep) else "restore faces"


def _generation_title(generation: Generation) -> str:
    prompt = " ".join(generation.prompt.split())
    shortened = prompt if len(prompt) <= TITLE_LENGTH else f"{prompt[: TITLE_LENGTH - 1].rstrip()}…"
    what = "an image" if generation.count == 1 else f"{generation.count} images"
    return f"Generate {what}: {shortened}"
