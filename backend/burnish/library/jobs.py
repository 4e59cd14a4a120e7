"""The jobs of a library: their records and what became of each of their images.

Which job runs when is decided above this layer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from burnish.library.cursors import decode_cursor, encode_cursor
from burnish.library.database import Database
from burnish.library.ids import new_id, shown
from burnish.library.problems import ImageNotFound, JobInterrupted, JobNotFound, JobNotOpen
from burnish.library.tables import Image, Job, JobItem
from burnish.parameters import FaceDetectorName, Generation, OutputOptions, Recipe
from burnish.problems import ProblemDetails
from burnish.records import ItemState, JobKind, JobPage, JobRecord, JobState

MAX_ATTEMPTS = 3
"""How often a job is started before it is held to be what stops the program."""

_OPEN_STATES = ("queued", "running")
_LAST_STAGES = {"done": "Done", "failed": "Failed", "cancelled": "Cancelled"}


@dataclass(frozen=True, slots=True)
class ItemRecord:
    """One image that a job makes, and what became of it."""

    index: int
    image_id: str | None
    """The input image; None where there is none, as yet or any more, since it was purged from the trash."""
    seed: int | None
    """Seed of a base image that is to be generated; None for an item that has an input image."""
    state: ItemState
    error: ProblemDetails | None
    result_id: str | None
    """The image that was made of it; None before, and once that was purged."""


class JobStore:
    """Adds, finds and updates jobs. Records come without ``remaining_seconds``, which is known only while running."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(
        self,
        kind: JobKind,
        title: str,
        *,
        images: Sequence[str] = (),
        recipe: Recipe | None = None,
        output: OutputOptions | None = None,
        seeds: Sequence[int] = (),
        generation: Generation | None = None,
        generator: str | None = None,
        weights: str | None = None,
        detector: FaceDetectorName | None = None,
    ) -> JobRecord:
        """Adds a queued job over base images with ``seeds``, still to be made, and the images with the ids ``images``.

        Raises ImageNotFound, which names the first id that is not in the library or in the trash.
        """
        job = Job(
            id=new_id(),
            kind=kind,
            state="queued",
            title=title,
            progress=0.0,
            stage="Waiting",
            recipe=None if recipe is None else recipe.model_dump(mode="json"),
            output=None if output is None else output.model_dump(mode="json"),
            generation=None if generation is None else generation.model_dump(mode="json"),
            generator=generator,
            weights=weights,
            detector=detector,
            attempts=0,
            created_at=datetime.now(UTC),
            items=_items(seeds, images, with_recipe=recipe is not None),
        )
        with self._database.write() as session:
            _require_living(session, images)
            job.rank = (session.scalars(select(func.max(Job.rank))).one() or 0.0) + 1.0
            session.add(job)
            session.flush()
            return _record(job)

    def get(self, job_id: str) -> JobRecord:
        """The job with that id. Raises JobNotFound."""
        with self._database.read() as session:
            return _record(_job(session, job_id))

    def page(self, cursor: str | None, limit: int, state: JobState | None = None) -> JobPage:
        """At most ``limit`` jobs, newest first; ``cursor`` is ``next`` of the page before. Raises InvalidCursor."""
        newest_first = select(Job).order_by(Job.position.desc()).limit(limit + 1)
        if cursor is not None:
            newest_first = newest_first.where(Job.position < decode_cursor(cursor))
        if state is not None:
            newest_first = newest_first.where(Job.state == state)
        with self._database.read() as session:
            found = session.scalars(newest_first).all()
            shown = found[:limit]
            return JobPage(
                items=[_record(job) for job in shown],
                next=encode_cursor(shown[-1].position) if len(found) > limit else None,
            )

    def count(self, state: JobState) -> int:
        """How many jobs are in that state."""
        with self._database.read() as session:
            return session.scalars(select(func.count()).select_from(Job).where(Job.state == state)).one()

    def next_queued(self, *kinds: JobKind) -> JobRecord | None:
        """The job of one of these kinds that has waited longest; None when none waits. No kinds are all kinds."""
        oldest_first = select(Job).where(Job.state == "queued").order_by(Job.position).limit(1)
        if kinds:
            oldest_first = oldest_first.where(Job.kind.in_(kinds))
        with self._database.read() as session:
            job = session.scalars(oldest_first).one_or_none()
            return None if job is None else _record(job)

    def open_detection(self, image_id: str, detector: FaceDetectorName) -> JobRecord | None:
        """The queued or running job that looks for an image's faces with that detector; None when there is none."""
        matching = (
            select(Job)
            .join(JobItem)
            .where(Job.kind == "detect_faces", Job.state.in_(_OPEN_STATES))
            .where(Job.detector == detector, JobItem.image_id == image_id)
            .limit(1)
        )
        with self._database.read() as session:
            job = session.scalars(matching).one_or_none()
            return None if job is None else _record(job)

    def open_fetch(self, *, weights: str | None = None, generator: str | None = None) -> JobRecord | None:
        """The queued or running job that fetches these weights, or this generator; None when there is none."""
        matching = (
            select(Job)
            .where(Job.kind.in_(("download", "download_generator")), Job.state.in_(_OPEN_STATES))
            .where(Job.weights == weights, Job.generator == generator)
            .limit(1)
        )
        with self._database.read() as session:
            job = session.scalars(matching).one_or_none()
            return None if job is None else _record(job)

    def items(self, job_id: str) -> list[ItemRecord]:
        """What the job makes, in order. Raises JobNotFound."""
        with self._database.read() as session:
            return [_item_record(item) for item in _job(session, job_id).items]

    def set_running(self, job_id: str, stage: str) -> JobRecord:
        """Marks a queued job as running. Raises JobNotFound, or JobNotOpen when it is not queued any more."""
        with self._database.write() as session:
            job = _job(session, job_id)
            if job.state != "queued":
                raise JobNotOpen(
                    f"The job {shown(job_id)} cannot be started: it is {job.state}. Retry it to run it again."
                )
            job.state, job.stage = "running", stage
            job.attempts += 1
            job.started_at = datetime.now(UTC)
            return _record(job)

    def set_progress(self, job_id: str, progress: float, stage: str) -> JobRecord:
        """Writes down how far a running job is, 0..1, and what is being done.

        A job that is not running stays as it is: the engine's reports may come after a job was cancelled. Callers
        limit how often they call this, since every call waits for the disk. Raises JobNotFound.
        """
        with self._database.write() as session:
            job = _job(session, job_id)
            if job.state == "running":
                job.progress, job.stage = progress, stage
            return _record(job)

    def set_item(self, job_id: str, index: int, state: ItemState, error: ProblemDetails | None = None) -> None:
        """Writes down what became of one image. ``ImageStore`` sets ``done`` by itself when it adds what was made.

        An item that is done, failed or cancelled stays as it is. Raises JobNotFound.
        """
        with self._database.write() as session:
            item = session.get(JobItem, (job_id, index))
            if item is None:
                raise JobNotFound(f"There is no job with the id {shown(job_id)} that has an image number {index}.")
            if item.state in _OPEN_STATES:
                item.state, item.error = state, _dump(error)

    def finish(
        self, job_id: str, state: Literal["done", "failed", "cancelled"], error: ProblemDetails | None = None
    ) -> JobRecord:
        """Ends a queued or running job. Its unfinished items become cancelled or failed with it, for the same reason.

        Raises JobNotFound, or JobNotOpen when the job has ended before.
        """
        with self._database.write() as session:
            job = _job(session, job_id)
            if job.state not in _OPEN_STATES:
                raise JobNotOpen(
                    f"The job {shown(job_id)} has ended before: it is {job.state}. Retry it to run it again."
                )
            _end(job, state, error)
            return _record(job)

    def recover(self) -> list[JobRecord]:
        """Queues again what ran when the program stopped; returns those jobs. Items that are done stay done.

        A job that was started ``MAX_ATTEMPTS`` times is failed instead, lest it stop the program for ever.
        """
        with self._database.write() as session:
            jobs = session.scalars(select(Job).where(Job.state == "running").order_by(Job.position)).all()
            for job in jobs:
                if job.attempts < MAX_ATTEMPTS:
                    _queue_again(job)
                else:
                    problem = JobInterrupted(
                        f"Burnish stopped {job.attempts} times while it ran this job, so it was not started again. "
                        "Try it with a smaller image, or free some memory first."
                    )
                    _end(job, "failed", problem.to_details())
            return [_record(job) for job in jobs]


def _job(session: Session, job_id: str) -> Job:
    job = session.scalars(select(Job).where(Job.id == job_id)).one_or_none()
    if job is None:
        raise JobNotFound(f"There is no job with the id {shown(job_id)}.")
    return job


def _items(seeds: Sequence[int], images: Sequence[str], with_recipe: bool) -> list[JobItem]:
    """The items of a new job, in the order that :class:`JobItem` describes."""
    bases = [JobItem(seed=seed) for seed in seeds]
    results = [JobItem() for _ in seeds] if with_recipe else []
    items = [*bases, *results, *(JobItem(image_id=image_id) for image_id in images)]
    for index, item in enumerate(items):
        item.index, item.state = index, "queued"
    return items


def _require_living(session: Session, images: Sequence[str]) -> None:
    living = set(session.scalars(select(Image.id).where(Image.id.in_(images), Image.deleted_at.is_(None))))
    for image_id in images:
        if image_id not in living:
            raise ImageNotFound(
                f"There is no image with the id {shown(image_id)} outside the trash. Upload it, or bring it back first."
            )


def _queue_again(job: Job) -> None:
    for item in job.items:
        if item.state == "running":
            item.state = "queued"
    finished = sum(item.state != "queued" for item in job.items)
    job.state, job.stage, job.started_at = "queued", "Waiting", None
    job.progress = finished / len(job.items) if job.items else 0.0


def _end(job: Job, state: Literal["done", "failed", "cancelled"], error: ProblemDetails | None) -> None:
    job.state, job.stage = state, _LAST_STAGES[state]
    job.error, job.finished_at = _dump(error), datetime.now(UTC)
    if state == "done":
        job.progress = 1.0
        return
    for item in job.items:
        if item.state in _OPEN_STATES:
            item.state, item.error = state, _dump(error)


def _dump(error: ProblemDetails | None) -> dict[str, object] | None:
    return None if error is None else error.model_dump(mode="json")


def _record(job: Job) -> JobRecord:
    errors = [job.error, *(item.error for item in job.items)]
    first_error = next((error for error in errors if error is not None), None)
    return JobRecord(
        id=job.id,
        kind=job.kind,
        state=job.state,
        title=job.title,
        progress=job.progress,
        remaining_seconds=None,
        rank=job.rank,
        current=None,
        stage=job.stage,
        error=None if first_error is None else ProblemDetails.model_validate(first_error),
        images=[item.image_id for item in job.items if item.image_id is not None],
        results=[item.result_id for item in job.items if item.result_id is not None],
        recipe=None if job.recipe is None else Recipe.model_validate(job.recipe),
        output=None if job.output is None else OutputOptions.model_validate(job.output),
        generation=None if job.generation is None else Generation.model_validate(job.generation),
        generator=job.generator,
        weights=job.weights,
        detector=job.detector,
        created_at=job.created_at,
        started_at=job.started_at,
        finished_at=job.finished_at,
    )


def _item_record(item: JobItem) -> ItemRecord:
    return ItemRecord(
        index=item.index,
        image_id=item.image_id,
        seed=item.seed,
        state=item.state,
        error=None if item.error is None else ProblemDetails.model_validate(item.error),
        result_id=item.result_id,
    )
