"""The order of the queue: ranks, of which the lowest runs first, and how a job gets between two others."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from burnish.library.tables import Job
from burnish.records import JobState

OPEN_STATES: tuple[JobState, ...] = ("queued", "running", "paused")
"""A job in one of these has not ended."""

WAITING_STATES: tuple[JobState, ...] = ("queued", "paused")
"""A job in one of these can be moved."""


def last_rank(session: Session) -> float:
    """The highest rank of the open jobs; 0 when there are none."""
    return session.scalars(select(func.max(Job.rank)).where(Job.state.in_(OPEN_STATES))).one() or 0.0


def first_waiting(session: Session, without: Job) -> Job | None:
    """The first of the other jobs that wait; None when there are none."""
    first = (
        select(Job)
        .where(Job.state.in_(WAITING_STATES), Job.position != without.position)
        .order_by(Job.rank, Job.position)
        .limit(1)
    )
    return session.scalars(first).one_or_none()


def place_before(session: Session, follower: Job, moved: Job) -> list[Job]:
    """Gives the moved job a rank in the middle between the follower and the open job that comes before that.

    After some fifty moves to the same place no number is left there: then the jobs that wait are numbered anew, and
    given back.
    """
    renumbered: list[Job] = []
    previous = _rank_before(session, follower, moved)
    if not previous < (previous + follower.rank) / 2 < follower.rank:
        renumbered = _renumber(session, moved)
        previous = _rank_before(session, follower, moved)
    moved.rank = (previous + follower.rank) / 2
    return renumbered


def _rank_before(session: Session, follower: Job, moved: Job) -> float:
    """The rank of the open job before the follower; where there is none, one that leaves room."""
    before = select(func.max(Job.rank)).where(
        Job.state.in_(OPEN_STATES), Job.rank < follower.rank, Job.position != moved.position
    )
    rank: float | None = session.scalars(before).one()
    return follower.rank - 2.0 if rank is None else rank


def _renumber(session: Session, moved: Job) -> list[Job]:
    """Gives all jobs that wait but the moved one whole numbers, in their order, above those of running jobs."""
    running = session.scalars(select(func.max(Job.rank)).where(Job.state == "running")).one() or 0.0
    waiting = select(Job).where(Job.state.in_(WAITING_STATES), Job.position != moved.position)
    jobs = session.scalars(waiting.order_by(Job.rank, Job.position)).all()
    for place, job in enumerate(jobs, start=1):
        job.rank = running + place
    session.flush()
    return list(jobs)
