"""Rows of the table of images, and the records that the rest of the program sees of them."""

from typing import Any, Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from burnish.images.thumbnails import needs_screen_version
from burnish.library.ids import shown
from burnish.library.problems import ImageNotFound
from burnish.library.search import searchable
from burnish.library.tables import Image, ImageText
from burnish.parameters import Recipe
from burnish.records import ImageGeneration, ImageRecord, RestoredFace


class Facts(Protocol):
    """What the decoder found out about a file."""

    @property
    def width(self) -> int:
        """Columns of the upright image."""

    @property
    def height(self) -> int:
        """Rows of the upright image."""

    @property
    def format(self) -> str:
        """png, jpeg, webp, tiff, bmp, avif or heic."""

    @property
    def bits(self) -> int:
        """Bits of a channel: 8 or 16."""

    @property
    def channels(self) -> int:
        """1 grey, 2 grey and alpha, 3 RGB, 4 RGBA."""


def image_row(session: Session, image_id: str | None) -> Image:
    """The image with that id, in the trash or not. Raises ImageNotFound."""
    image = session.scalars(select(Image).where(Image.id == image_id)).one_or_none()
    if image is None:
        raise ImageNotFound(f"There is no image with the id {shown(image_id)}. It may have been purged from the trash.")
    return image


def insert_image(session: Session, image: Image) -> ImageRecord:
    """Adds a row to the library, in the place of its origin, and with it what the image is found by."""
    origin = select(Image.position).where(Image.id == image.origin_id, Image.id != image.id)
    image.origin_position = session.scalars(origin).one_or_none() or 0
    session.add(image)
    session.flush()
    image.origin_position = image.origin_position or image.position
    session.add(ImageText(position=image.position, text=searchable(image.name, image.recipe, image.generation)))
    session.flush()
    return record_of(image)


def set_facts(image: Image, facts: Facts) -> None:
    """Notes in a row what the decoder found out."""
    image.width, image.height = facts.width, facts.height
    image.format, image.bits, image.channels = facts.format, facts.bits, facts.channels


def steps_done(source: Image, recipe: Recipe) -> dict[str, bool]:
    """What has been done to the result of a recipe and to the images that it was made from, as its row holds it."""
    types = {step.type for step in recipe.steps}
    return {
        "upscaled": source.upscaled or "upscale" in types,
        "faces_restored": source.faces_restored or "restore_faces" in types,
    }


def dump(generation: ImageGeneration | None) -> dict[str, Any] | None:
    """What made an image as its row holds it."""
    return None if generation is None else generation.model_dump(mode="json")


def record_of(image: Image) -> ImageRecord:
    """The record of a row."""
    return ImageRecord(
        id=image.id,
        kind=image.kind,
        name=image.name,
        source_id=image.source_id,
        origin_id=image.origin_id,
        job_id=image.job_id,
        width=image.width,
        height=image.height,
        format=image.format,
        bits=image.bits,
        channels=image.channels,
        bytes=image.bytes,
        screen=needs_screen_version(image.format, image.width, image.height),
        recipe=None if image.recipe is None else Recipe.model_validate(image.recipe),
        notes=image.notes,
        faces=[RestoredFace.model_validate(face) for face in image.faces],
        generation=None if image.generation is None else ImageGeneration.model_validate(image.generation),
        favourite=image.favourite,
        created_at=image.created_at,
        deleted_at=image.deleted_at,
    )
