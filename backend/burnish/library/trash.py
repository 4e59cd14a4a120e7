"""Removing for good what has been in the trash for long."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from burnish.library.changes import changing_images
from burnish.library.database import Database
from burnish.library.ranks import OPEN_STATES
from burnish.library.tables import Image, Job, JobItem, UnsettledImage
from burnish.library.unsettled import settle

TRASH_LIFETIME = timedelta(days=30)
"""How long an image can be brought back from the trash."""


def purge(database: Database, older_than: timedelta = TRASH_LIFETIME) -> list[str]:
    """Removes for good what has been in the trash for longer than ``older_than``; returns the ids.

    An image stays as long as an image that stays was made from it, directly or by way of others, or an unfinished
    job needs it: comparing with the source, undoing and restarting then never find it gone.
    """
    with changing_images(database) as session:
        images = _purgeable(session, datetime.now(UTC) - older_than)
        removed = {image.id for image in images}
        session.add_all(UnsettledImage(image_id=image.id, file=image.file) for image in images)
        # Newest first: a result goes before the source that it refers to.
        positions = sorted((image.position for image in images), reverse=True)
        if positions:
            remove = delete(Image).where(Image.position == bindparam("removed"))
            session.connection().execute(remove, [{"removed": position} for position in positions])
    settle(database, removed)
    return list(removed)


def _purgeable(session: Session, deleted_before: datetime) -> list[Image]:
    needed_by_jobs = (
        select(JobItem.image_id)
        .join(Job, Job.id == JobItem.job_id)
        .where(Job.state.in_(OPEN_STATES), JobItem.image_id.is_not(None))
    )
    expired = select(Image).where(Image.deleted_at < deleted_before, Image.id.not_in(needed_by_jobs))
    removable = {image.id: image for image in session.scalars(expired)}
    # An image that stays keeps its source, which then keeps its own source.
    expired_ids = select(Image.id).where(Image.deleted_at < deleted_before)
    links = select(Image.id, Image.source_id).where(Image.source_id.in_(expired_ids))
    sources = dict(session.execute(links).all())
    for image_id in sources:
        ancestor = sources[image_id] if image_id not in removable else None
        while ancestor is not None and removable.pop(ancestor, None) is not None:
            ancestor = sources.get(ancestor)
    return list(removable.values())
