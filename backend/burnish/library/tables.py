"""The tables of the database."""

from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, DateTime, Dialect, Float, ForeignKey, Index, Integer, MetaData, String, TypeDecorator, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from burnish.parameters import FaceDetectorName
from burnish.records import ImageKind, ItemState, JobKind, JobState


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, kept in UTC without a zone, since SQLite knows none."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From any zone to UTC without a zone."""
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From UTC without a zone to UTC."""
        return None if value is None else value.replace(tzinfo=UTC)


class PublicId(TypeDecorator[str]):
    """An id as it may come from outside. One with lone surrogates, which SQLite cannot hold, matches nothing."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The same text, with ``?`` for what UTF-8 cannot express; no id has that character."""
        return None if value is None else value.encode("utf-8", "replace").decode("utf-8")


class Table(DeclarativeBase):
    """Base of the tables."""

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        }
    )
    type_annotation_map: ClassVar = {
        datetime: UtcDateTime(),
        dict[str, Any]: JSON(none_as_null=True),
        list[str]: JSON(none_as_null=True),
        list[dict[str, Any]]: JSON(none_as_null=True),
    }


class Job(Table):
    """A job. ``position`` grows from job to job and is never used again, whatever the clock does."""

    __tablename__ = "jobs"

    position: Mapped[int] = mapped_column(Integer, primary_key=True)
    id: Mapped[str] = mapped_column(PublicId, unique=True)
    kind: Mapped[JobKind] = mapped_column(String)
    state: Mapped[JobState] = mapped_column(String)
    title: Mapped[str]
    subject: Mapped[str] = mapped_column(server_default=text("''"))
    """What the job is about, without what it does: an image's name, a prompt, what is fetched."""
    progress: Mapped[float] = mapped_column(Float)
    stage: Mapped[str]
    error: Mapped[dict[str, Any] | None]
    recipe: Mapped[dict[str, Any] | None]
    output: Mapped[dict[str, Any] | None]
    generation: Mapped[dict[str, Any] | None]
    tuning: Mapped[dict[str, Any] | None]
    generator: Mapped[str | None]
    weights: Mapped[str | None]
    detector: Mapped[FaceDetectorName | None] = mapped_column(String)
    attempts: Mapped[int]
    """How often the job was started since it last finished an image."""
    rank: Mapped[float] = mapped_column(Float, server_default="0")
    """Place in the queue: of the jobs that wait, the one with the lowest rank runs next."""
    cleared_at: Mapped[datetime | None]
    """When a person took the job, which had ended, off the list; its images still refer to it."""
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]

    # SQLite appends the position to every index, so that the second gives the jobs of the list in order.
    __table_args__ = (Index(None, "state", "rank"), Index(None, "cleared_at"), {"sqlite_autoincrement": True})


class QueueState(Table):
    """The one row that tells whether the queue is paused."""

    __tablename__ = "queue_state"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    paused: Mapped[bool]


_FILTERED_BY = ("kind", "favourite", "upscaled", "faces_restored", "created_at", "id", "origin_id")


class Image(Table):
    """An image. ``position`` grows from image to image and is never used again, whatever the clock does."""

    __tablename__ = "images"

    position: Mapped[int] = mapped_column(Integer, primary_key=True)
    id: Mapped[str] = mapped_column(PublicId, unique=True)
    kind: Mapped[ImageKind] = mapped_column(String)
    name: Mapped[str]
    source_id: Mapped[str | None] = mapped_column(PublicId, ForeignKey("images.id"))
    origin_id: Mapped[str] = mapped_column(PublicId, ForeignKey("images.id"))
    origin_position: Mapped[int] = mapped_column(Integer, server_default="0")
    """Position of the origin: the place of all its versions."""
    job_id: Mapped[str | None] = mapped_column(PublicId, ForeignKey("jobs.id"))
    width: Mapped[int]
    height: Mapped[int]
    format: Mapped[str]
    bits: Mapped[int]
    channels: Mapped[int]
    bytes: Mapped[int]
    file: Mapped[str]
    """Path of the file, relative to the root, with forward slashes."""
    recipe: Mapped[dict[str, Any] | None]
    notes: Mapped[list[str]]
    faces: Mapped[list[dict[str, Any]]] = mapped_column(server_default="[]")
    """The faces that were restored in it."""
    generation: Mapped[dict[str, Any] | None]
    favourite: Mapped[bool] = mapped_column(server_default="0")
    upscaled: Mapped[bool] = mapped_column(server_default="0")
    """Whether it, or an image that it was made from, was upscaled by a recipe."""
    faces_restored: Mapped[bool] = mapped_column(server_default="0")
    """Whether a recipe restored faces in it or in an image that it was made from."""
    created_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]

    # The first two give the pages of the gallery in order, without sorting, and hold all that images are filtered by:
    # the rows themselves, which are long, are read only of what is shown.
    __table_args__ = (
        Index("ix_images_by_origin", "deleted_at", "origin_position", *_FILTERED_BY),
        Index("ix_images_by_position", "deleted_at", "position", *_FILTERED_BY),
        Index(None, "origin_id"),
        Index(None, "source_id"),
        Index(None, "job_id"),
        {"sqlite_autoincrement": True},
    )


class ImageText(Table):
    """The text that an image is found by. Triggers keep the index of it, the virtual table ``image_index``."""

    __tablename__ = "image_texts"

    position: Mapped[int] = mapped_column(
        Integer, ForeignKey("images.position", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    text: Mapped[str]


class LibraryState(Table):
    """The one row that counts how often images came, went or changed, so that what was counted once can be kept."""

    __tablename__ = "library_state"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    image_changes: Mapped[int]


class UnsettledImage(Table):
    """An image whose files are being put in place or removed: unless it is recorded in the end, they are to go."""

    __tablename__ = "unsettled_images"

    image_id: Mapped[str] = mapped_column(PublicId, primary_key=True)
    file: Mapped[str]
    """Path of its file, relative to the root, with forward slashes."""


class JobItem(Table):
    """One image that a job makes, and what became of it.

    A generation job has an item with a seed for each base image. If it has a recipe, these are followed by as many
    items without, in the same order, whose input image is the base image once that is made; after them come items for
    base images that were there before.
    """

    __tablename__ = "job_items"

    job_id: Mapped[str] = mapped_column(PublicId, ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True)
    index: Mapped[int] = mapped_column(Integer, primary_key=True)
    image_id: Mapped[str | None] = mapped_column(PublicId, ForeignKey("images.id", ondelete="SET NULL"))
    """The input image; null where there is none, as yet or any more, since it was purged from the trash."""
    seed: Mapped[int | None]
    """Seed of an image that is to be generated."""
    state: Mapped[ItemState] = mapped_column(String)
    error: Mapped[dict[str, Any] | None]
    result_id: Mapped[str | None] = mapped_column(PublicId, ForeignKey("images.id", ondelete="SET NULL"))

    __table_args__ = (Index(None, "image_id"), Index(None, "result_id"))


class FoundFaces(Table):
    """The faces that were found in an image when a detector was asked for."""

    __tablename__ = "found_faces"

    image_id: Mapped[str] = mapped_column(PublicId, ForeignKey("images.id", ondelete="CASCADE"), primary_key=True)
    asked_for: Mapped[FaceDetectorName] = mapped_column(String, primary_key=True)
    detector: Mapped[FaceDetectorName] = mapped_column(String)
    """What found them; another than the one asked for where that could not be had."""
    items: Mapped[list[dict[str, Any]]]
