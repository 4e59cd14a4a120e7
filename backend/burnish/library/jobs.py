"""The jobs of a library: their records and what became of each of their images.

Which job runs when is decided above this layer.
"""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import Update, func, insert, select, update
from sqlalchemy.orm import Session

from burnish.library.cursors import decode_cursor, encode_cursor
from burnish.library.database import Database
from burnish.library.ids import new_id, shown
from burnish.library.job_inputs import InputImage, inputs_of, missing_inputs_of
from burnish.library.job_records import (
    first_record,
    item_record,
    items_of,
    no_such_item,
    record_of,
    records_of,
)
from burnish.library.problems import ImageNotFound, JobInterrupted, JobNotFound, JobNotOpen
from burnish.library.ranks import OPEN_STATES, WAITING_STATES, first_waiting, last_rank, place_before
from burnish.library.tables import Image, Job, JobItem, QueueState
from burnish.parameters import FaceDetectorName, Generation, OutputOptions, Recipe, Tuning
from burnish.problems import ProblemDetails
from burnish.records import (
    ENDED_STATES,
    FETCHES,
    MAKING_IMAGES,
    ItemState,
    JobItemPage,
    JobItemRecord,
    JobKind,
    JobPage,
    JobRecord,
    JobState,
)

MAX_ATTEMPTS = 3
"""How often a job is started before it is held to be what stops the program."""

_UNFINISHED_ITEMS = ("queued", "running")
_LAST_STAGES = {"done": "Done", "failed": "Failed", "cancelled": "Cancelled"}


class JobStore:
    """Adds, finds and updates jobs. Records come without ``remaining_seconds``, which is known only while running."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(
        self,
        kind: JobKind,
        title: str,
        subject: str = "",
        *,
        images: Sequence[str] = (),
        recipe: Recipe | None = None,
        output: OutputOptions | None = None,
        seeds: Sequence[int] = (),
        cells: int = 0,
        generation: Generation | None = None,
        tuning: Tuning | None = None,
        generator: str | None = None,
        weights: str | None = None,
        detector: FaceDetectorName | None = None,
    ) -> JobRecord:
        """Adds a queued job over base images with ``seeds``, still to be made, the images with the ids ``images``, and
        that many ``cells`` of a tuning grid.

        Raises ImageNotFound, which names the first id that is not in the library or in the trash.
        """
        job = Job(
            id=new_id(),
            kind=kind,
            state="queued",
            title=title,
            subject=subject,
            progress=0.0,
            stage="Waiting",
            recipe=None if recipe is None else recipe.model_dump(mode="json"),
            output=None if output is None else output.model_dump(mode="json"),
            generation=None if generation is None else generation.model_dump(mode="json"),
            tuning=None if tuning is None else tuning.model_dump(mode="json"),
            generator=generator,
            weights=weights,
            detector=detector,
            attempts=0,
            created_at=datetime.now(UTC),
        )
        with self._database.write() as session:
            _require_living(session, images)
            job.rank = last_rank(session) + 1.0
            session.add(job)
            session.flush()
            items = _items(job.id, seeds, images, cells, with_recipe=recipe is not None)
            if items:
                session.execute(insert(JobItem), items)
            return record_of(session, job)

    def get(self, job_id: str) -> JobRecord:
        """The job with that id. Raises JobNotFound."""
        with self._database.read() as session:
            return record_of(session, _job(session, job_id))

    def page(self, cursor: str | None, limit: int, state: JobState | None = None) -> JobPage:
        """At most ``limit`` jobs that were not cleared, newest first; ``cursor`` is ``next`` of the page before.

        Raises InvalidCursor.
        """
        newest_first = select(Job).where(Job.cleared_at.is_(None)).order_by(Job.position.desc()).limit(limit + 1)
        if cursor is not None:
            newest_first = newest_first.where(Job.position < decode_cursor(cursor))
        if state is not None:
            newest_first = newest_first.where(Job.state == state)
        with self._database.read() as session:
            found = session.scalars(newest_first).all()
            shown = found[:limit]
            return JobPage(
                items=records_of(session, shown),
                next=encode_cursor(shown[-1].position) if len(found) > limit else None,
            )

    def inputs(self, image_ids: Sequence[str]) -> list[InputImage]:
        """The images with those ids, in the trash or not, as far as jobs need to know them. Raises ImageNotFound."""
        with self._database.read() as session:
            return inputs_of(session, image_ids)

    def missing_inputs(self, job_id: str) -> list[InputImage]:
        """The input images that a job has still to make something of, in its order."""
        with self._database.read() as session:
            return missing_inputs_of(session, job_id)

    def count_missing(self, job_id: str) -> tuple[int, int]:
        """How many base images a job has still to generate, and how many results it has to make of images."""
        missing = select(func.count(JobItem.seed), func.count()).where(
            JobItem.job_id == job_id, JobItem.state == "queued"
        )
        with self._database.read() as session:
            bases, whole = session.execute(missing).one()
        return bases, whole - bases

    def open_jobs(self) -> list[JobRecord]:
        """The jobs that have not ended, in the order of the queue."""
        in_order = select(Job).where(Job.state.in_(OPEN_STATES)).order_by(Job.rank, Job.position)
        with self._database.read() as session:
            return records_of(session, session.scalars(in_order).all())

    def count(self, state: JobState) -> int:
        """How many jobs are in that state, without those that were cleared."""
        counted = select(func.count()).select_from(Job).where(Job.state == state, Job.cleared_at.is_(None))
        with self._database.read() as session:
            return session.scalars(counted).one()

    def next_queued(self, *kinds: JobKind) -> JobRecord | None:
        """The first job of the queue of one of these kinds; None when none waits. No kinds are all kinds.

        While the queue is paused, jobs that make images are left where they are.
        """
        first = select(Job).where(Job.state == "queued").order_by(Job.rank, Job.position).limit(1)
        if kinds:
            first = first.where(Job.kind.in_(kinds))
        with self._database.read() as session:
            if _queue_state(session).paused:
                first = first.where(Job.kind.not_in(MAKING_IMAGES))
            return first_record(session, first)

    def open_detection(self, image_id: str, detector: FaceDetectorName) -> JobRecord | None:
        """The open job that looks for an image's faces with that detector; None when there is none."""
        matching = (
            select(Job)
            .join(JobItem)
            .where(Job.kind == "detect_faces", Job.state.in_(OPEN_STATES))
            .where(Job.detector == detector, JobItem.image_id == image_id)
            .limit(1)
        )
        with self._database.read() as session:
            return first_record(session, matching)

    def open_fetch(self, *, weights: str | None = None, generator: str | None = None) -> JobRecord | None:
        """The open job that fetches these weights, or this generator; None when there is none."""
        matching = (
            select(Job)
            .where(Job.kind.in_(FETCHES), Job.state.in_(OPEN_STATES))
            .where(Job.weights == weights, Job.generator == generator)
            .limit(1)
        )
        with self._database.read() as session:
            return first_record(session, matching)

    def items(self, job_id: str) -> list[JobItemRecord]:
        """What the job makes, in order. Raises JobNotFound."""
        with self._database.read() as session:
            return items_of(session, _job(session, job_id))

    def item(self, job_id: str, index: int) -> JobItemRecord:
        """One of the images that a job makes. Raises JobNotFound."""
        with self._database.read() as session:
            return item_record(session, job_id, index)

    def items_page(self, job_id: str, after: int, limit: int) -> JobItemPage:
        """At most ``limit`` of the items behind the one with the index ``after``, in order. Raises JobNotFound."""
        with self._database.read() as session:
            found = items_of(session, _job(session, job_id), after, limit + 1)
        shown = found[:limit]
        return JobItemPage(items=shown, next=shown[-1].index if len(found) > limit else None)

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
            return record_of(session, job)

    def set_progress(self, job_id: str, progress: float, stage: str) -> None:
        """Writes down how far a running job is, 0..1, and what is being done.

        A job that is not running stays as it is: the engine's reports may come after a job was cancelled. Callers
        limit how often they call this, since every call waits for the disk. Raises JobNotFound.
        """
        with self._database.write() as session:
            job = _job(session, job_id)
            if job.state == "running":
                job.progress, job.stage = progress, stage

    def set_item(self, job_id: str, index: int, state: ItemState, error: ProblemDetails | None = None) -> JobItemRecord:
        """Writes down what became of one image. ``ImageStore`` sets ``done`` by itself when it adds what was made.

        An item that is done, failed or cancelled stays as it is. Raises JobNotFound.
        """
        with self._database.write() as session:
            item = session.get(JobItem, (job_id, index))
            if item is None:
                raise no_such_item(job_id, index)
            if item.state in _UNFINISHED_ITEMS:
                item.state, item.error = state, _dump(error)
                if state not in _UNFINISHED_ITEMS:
                    session.execute(update(Job).where(Job.id == job_id).values(attempts=0))
            session.flush()
            return item_record(session, job_id, index)

    def put_back(
        self, job_id: str, state: Literal["queued", "paused"], progress: float = 0.0, *, to_front: bool = False
    ) -> JobRecord:
        """Takes a running job out of work; what it has made stays, and so does its place in the queue.

        ``progress`` (0..1) is how far it was, where that is further than was written down.

        With ``to_front`` it goes before all jobs that wait. Raises JobNotFound, or JobNotOpen when it is not running.
        """
        with self._database.write() as session:
            job = _job(session, job_id)
            if job.state != "running":
                raise JobNotOpen(f"The job {shown(job_id)} cannot be put back into the queue: it is {job.state}.")
            _put_back(session, job, state)
            job.attempts, job.progress = 0, max(job.progress, progress)
            first = first_waiting(session, job)
            if to_front and first is not None and first.rank <= job.rank:
                job.rank = first.rank - 1.0
            return record_of(session, job)

    def pause(self, job_id: str) -> JobRecord:
        """Pauses a queued job; one that is paused stays so.

        Raises JobNotFound, or JobNotOpen when it is running or has ended.
        """
        with self._database.write() as session:
            job = _job(session, job_id)
            if job.state not in WAITING_STATES:
                raise JobNotOpen(f"The job {shown(job_id)} cannot be paused: it is {job.state}.")
            job.state, job.stage = "paused", "Paused"
            return record_of(session, job)

    def resume(self, job_id: str) -> JobRecord:
        """Queues a paused job, at its place; one that is queued or running stays so.

        Raises JobNotFound, or JobNotOpen when it has ended.
        """
        with self._database.write() as session:
            job = _job(session, job_id)
            if job.state not in OPEN_STATES:
                raise JobNotOpen(
                    f"The job {shown(job_id)} cannot be resumed: it is {job.state}. Retry it to do what is missing."
                )
            if job.state == "paused":
                job.state, job.stage = "queued", "Waiting"
            return record_of(session, job)

    def move(self, job_id: str, to: Literal["front", "back"] | None, before: str | None) -> list[JobRecord]:
        """Moves a queued or paused job to an end of the queue, or before another such job.

        Gives the job, and behind it those whose rank had to change with it, which is rare. Raises JobNotFound or
        JobNotOpen, for either job.
        """
        with self._database.write() as session:
            job = _waiting_job(session, job_id)
            renumbered: list[Job] = []
            if to == "back":
                job.rank = last_rank(session) + 1.0
            else:
                follower = first_waiting(session, job) if before is None else _waiting_job(session, before)
                if follower is not None and follower is not job:
                    renumbered = place_before(session, follower, job)
            return records_of(session, [job, *renumbered])

    def clear(self) -> list[str]:
        """Takes the jobs that have ended off the list; gives their ids, the newest first."""
        ended = select(Job).where(Job.state.in_(ENDED_STATES), Job.cleared_at.is_(None)).order_by(Job.position.desc())
        with self._database.write() as session:
            jobs = session.scalars(ended).all()
            for job in jobs:
                job.cleared_at = datetime.now(UTC)
            return [job.id for job in jobs]

    def is_paused(self) -> bool:
        """Whether the whole queue is paused."""
        with self._database.read() as session:
            return _queue_state(session).paused

    def set_paused(self, paused: bool) -> None:
        """Pauses the whole queue, or lets it go on; this lasts until it is said otherwise."""
        with self._database.write() as session:
            _queue_state(session).paused = paused

    def finish(
        self,
        job_id: str,
        state: Literal["done", "failed", "cancelled"],
        error: ProblemDetails | None = None,
        progress: float = 0.0,
    ) -> JobRecord:
        """Ends an open job. Its unfinished items become cancelled or failed with it, for the same reason.

        ``progress`` (0..1) is how far it was, where that is further than was written down.

        Raises JobNotFound, or JobNotOpen when the job has ended before.
        """
        with self._database.write() as session:
            job = _job(session, job_id)
            if job.state not in OPEN_STATES:
                raise JobNotOpen(
                    f"The job {shown(job_id)} has ended before: it is {job.state}. Retry it to run it again."
                )
            job.progress = max(job.progress, progress)
            _end(session, job, state, error)
            return record_of(session, job)

    def recover(self) -> list[JobRecord]:
        """Queues again, at their places, the jobs that ran when the program stopped; returns them.

        Items that are done stay done. A job that was started ``MAX_ATTEMPTS`` times without any image coming to its end
        is failed instead, lest it stop the program for ever.
        """
        with self._database.write() as session:
            jobs = session.scalars(select(Job).where(Job.state == "running").order_by(Job.position)).all()
            for job in jobs:
                if job.attempts < MAX_ATTEMPTS:
                    _put_back(session, job, "queued")
                else:
                    problem = JobInterrupted(
                        f"Burnish stopped {job.attempts} times while it ran this job, so it was not started again. "
                        "Try it with a smaller image, or free some memory first."
                    )
                    _end(session, job, "failed", problem.to_details())
            return records_of(session, jobs)


def _job(session: Session, job_id: str) -> Job:
    job = session.scalars(select(Job).where(Job.id == job_id)).one_or_none()
    if job is None:
        raise JobNotFound(f"There is no job with the id {shown(job_id)}.")
    return job


def _waiting_job(session: Session, job_id: str) -> Job:
    job = _job(session, job_id)
    if job.state not in WAITING_STATES:
        raise JobNotOpen(
            f"The job {shown(job_id)} has no place in the queue any more: it is {job.state}. "
            "Only jobs that are queued or paused can be moved."
        )
    return job


def _queue_state(session: Session) -> QueueState:
    return session.scalars(select(QueueState)).one()


def _items(
    job_id: str, seeds: Sequence[int], images: Sequence[str], cells: int, with_recipe: bool
) -> list[dict[str, Any]]:
    """The rows of a new job's items, in the order that :class:`JobItem` describes."""
    bases: list[tuple[int | None, str | None]] = [(seed, None) for seed in seeds]
    results: list[tuple[int | None, str | None]] = [(None, None)] * len(seeds) if with_recipe else []
    inputs: list[tuple[int | None, str | None]] = [(None, image_id) for image_id in images]
    return [
        {"job_id": job_id, "index": index, "seed": seed, "image_id": image_id, "state": "queued"}
        for index, (seed, image_id) in enumerate([*bases, *results, *inputs, *[(None, None)] * cells])
    ]


def _require_living(session: Session, images: Sequence[str]) -> None:
    living = set(session.scalars(select(Image.id).where(Image.id.in_(images), Image.deleted_at.is_(None))))
    for image_id in images:
        if image_id not in living:
            raise ImageNotFound(
                f"There is no image with the id {shown(image_id)} outside the trash. Upload it, or bring it back first."
            )


def _put_back(session: Session, job: Job, state: Literal["queued", "paused"]) -> None:
    session.execute(_update_items(job, ["running"]).values(state="queued"))
    job.state, job.stage, job.started_at = state, "Waiting" if state == "queued" else "Paused", None


def _end(
    session: Session, job: Job, state: Literal["done", "failed", "cancelled"], error: ProblemDetails | None
) -> None:
    job.state, job.stage = state, _LAST_STAGES[state]
    job.error, job.finished_at = _dump(error), datetime.now(UTC)
    if state == "done":
        job.progress = 1.0
    else:
        session.execute(_update_items(job, _UNFINISHED_ITEMS).values(state=state, error=_dump(error)))


def _update_items(job: Job, states: Collection[str]) -> Update:
    return update(JobItem).where(JobItem.job_id == job.id, JobItem.state.in_(states))


def _dump(error: ProblemDetails | None) -> dict[str, object] | None:
    return None if error is None else error.model_dump(mode="json")
