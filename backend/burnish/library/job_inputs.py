"""What jobs need to know of their input images, read for all of them at once: there may be thousands."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from burnish.library.ids import shown
from burnish.library.problems import ImageNotFound
from burnish.library.tables import Image, JobItem


@dataclass(frozen=True, slots=True)
class InputImage:
    """An input image of a job."""

    id: str
    name: str
    """The name that a person knows it by."""
    width: int
    """Columns of the upright image."""
    height: int
    """Rows of the upright image."""
    channels: int
    """1 grey, 2 grey and alpha, 3 RGB, 4 RGBA."""
    bits: int
    """Bits of a channel: 8 or 16."""


def inputs_of(session: Session, image_ids: Sequence[str]) -> list[InputImage]:
    """The images with those ids, in the trash or not, in that order. Raises ImageNotFound."""
    found = {image.id: image for image in _read(session, _columns().where(Image.id.in_(image_ids)))}
    for image_id in image_ids:
        if image_id not in found:
            raise ImageNotFound(
                f"There is no image with the id {shown(image_id)}. It may have been purged from the trash."
            )
    return [found[image_id] for image_id in image_ids]


def missing_inputs_of(session: Session, job_id: str) -> list[InputImage]:
    """The input images of a job's items that are queued, in order."""
    joined = _columns().join(JobItem, JobItem.image_id == Image.id)
    return _read(session, joined.where(JobItem.job_id == job_id, JobItem.state == "queued").order_by(JobItem.index))


def _columns() -> Select[*tuple[Any, ...]]:
    return select(Image.id, Image.name, Image.width, Image.height, Image.channels, Image.bits)


def _read(session: Session, rows: Select[*tuple[Any, ...]]) -> list[InputImage]:
    return [InputImage(*row) for row in session.execute(rows)]
