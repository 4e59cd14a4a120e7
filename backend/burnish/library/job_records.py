"""The records of jobs and of their items, read from the tables: many at once, however many images they have."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from burnish.library.ids import shown
from burnish.library.problems import JobNotFound
from burnish.library.tables import Image, Job, JobItem
from burnish.parameters import Generation, OutputOptions, Recipe, Tuning
from burnish.problems import ProblemDetails
from burnish.records import JobItemRecord, JobRecord


def first_record(session: Session, jobs: Select[Job]) -> JobRecord | None:
    """The record of the job that is selected; None when there is none."""
    job = session.scalars(jobs).one_or_none()
    return None if job is None else record_of(session, job)


def record_of(session: Session, job: Job) -> JobRecord:
    """The record of a job."""
    return records_of(session, [job])[0]


def records_of(session: Session, jobs: Sequence[Job]) -> list[JobRecord]:
    """The records of jobs. The ids of their images are joined by SQLite, since there may be hundreds of thousands."""
    ids = [job.id for job in jobs]
    ordered = (
        select(JobItem.job_id, JobItem.image_id, JobItem.result_id)
        .where(JobItem.job_id.in_(ids))
        .order_by(JobItem.job_id, JobItem.index)
        .subquery()
    )
    joined = select(
        ordered.c.job_id,
        func.group_concat(ordered.c.image_id, " "),
        func.group_concat(ordered.c.result_id, " "),
    ).group_by(ordered.c.job_id)
    images_and_results = {job_id: (images, results) for job_id, images, results in session.execute(joined)}
    errors = _first_errors(session, [job.id for job in jobs if job.error is None])
    nothing = (None, None)
    return [
        JobRecord(
            id=job.id,
            kind=job.kind,
            state=job.state,
            title=job.title,
            subject=job.subject,
            progress=job.progress,
            remaining_seconds=None,
            rank=job.rank,
            current=None,
            stage=job.stage,
            error=errors.get(job.id) if job.error is None else ProblemDetails.model_validate(job.error),
            images=(images or "").split(),
            results=(results or "").split(),
            recipe=None if job.recipe is None else Recipe.model_validate(job.recipe),
            output=None if job.output is None else OutputOptions.model_validate(job.output),
            generation=None if job.generation is None else Generation.model_validate(job.generation),
            tuning=None if job.tuning is None else Tuning.model_validate(job.tuning),
            generator=job.generator,
            weights=job.weights,
            detector=job.detector,
            created_at=job.created_at,
            started_at=job.started_at,
            finished_at=job.finished_at,
        )
        for job in jobs
        for images, results in [images_and_results.get(job.id, nothing)]
    ]


def _first_errors(session: Session, job_ids: Sequence[str]) -> dict[str, ProblemDetails]:
    """The error of the first item of each job that has one."""
    first = (
        select(JobItem.job_id, func.min(JobItem.index).label("index"))
        .where(JobItem.job_id.in_(job_ids), JobItem.error.is_not(None))
        .group_by(JobItem.job_id)
        .subquery()
    )
    errors = select(JobItem.job_id, JobItem.error).join(
        first, (JobItem.job_id == first.c.job_id) & (JobItem.index == first.c.index)
    )
    return {job_id: ProblemDetails.model_validate(error) for job_id, error in session.execute(errors)}


def items_of(session: Session, job: Job, after: int = -1, limit: int | None = None) -> list[JobItemRecord]:
    """The records of a job's items, in order: at most ``limit`` of those behind the index ``after``."""
    behind = _item_columns().where(JobItem.job_id == job.id, JobItem.index > after)
    return _item_records(session, behind.order_by(JobItem.index).limit(limit))


def item_record(session: Session, job_id: str, index: int) -> JobItemRecord:
    """The record of one of a job's items. Raises JobNotFound."""
    found = _item_records(session, _item_columns().where(JobItem.job_id == job_id, JobItem.index == index))
    if not found:
        raise no_such_item(job_id, index)
    return found[0]


def _item_columns() -> Select[*tuple[Any, ...]]:
    """What the record of an item is made of, the name of its input image among it."""
    return select(
        JobItem.job_id,
        JobItem.index,
        JobItem.image_id,
        Image.name,
        JobItem.seed,
        JobItem.state,
        JobItem.error,
        JobItem.result_id,
    ).outerjoin(Image, Image.id == JobItem.image_id)


def _item_records(session: Session, rows: Select[*tuple[Any, ...]]) -> list[JobItemRecord]:
    return [JobItemRecord.model_validate(dict(row)) for row in session.execute(rows).mappings()]


def no_such_item(job_id: str, index: int) -> JobNotFound:
    """The problem of an item that is not there."""
    return JobNotFound(f"There is no job with the id {shown(job_id)} that has an image number {index}.")
