"""The images of a library: their records and files."""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal, Protocol

from sqlalchemy import ColumnElement, Select, bindparam, delete, func, select, update
from sqlalchemy.orm import Session, aliased

from burnish.images.thumbnails import needs_screen_version
from burnish.library.cursors import decode_cursor, encode_cursor
from burnish.library.database import Database
from burnish.library.files import put_in_place, remove_leftovers
from burnish.library.ids import new_id, shown
from burnish.library.names import base_name, clean_name, result_name
from burnish.library.problems import ImageFileMissing, ImageNotFound, JobNotFound, file_problems
from burnish.library.ranks import OPEN_STATES
from burnish.library.strays import Stray, move_to_orphans
from burnish.library.tables import Image, Job, JobItem, LibraryState, UnsettledImage
from burnish.library.unsettled import settle
from burnish.parameters import Recipe
from burnish.records import ImageGeneration, ImageKind, ImagePage, ImageRecord, RestoredFace

Versions = Literal["all", "newest"]
"""Whether every version of an image is wanted, or the newest alone."""

TRASH_LIFETIME = timedelta(days=30)
"""How long an image can be brought back from the trash."""

_MOST_TOTALS = 100
"""How many counts are kept."""


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


class ImageStore:
    """Adds, finds and removes images. Every id is looked up in the database and never made part of a path."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._layout = database.layout
        self._totals: dict[tuple[int, ImageKind | None, str | None, Versions], int] = {}

    def incoming_file(self, suffix: str = "") -> Path:
        """A new path to write a file at that is then given to one of the ``add`` methods or removed.

        What is left there by a crash is removed at the next start.
        """
        return self._layout.incoming / (secrets.token_hex(12) + suffix)

    def add_upload(
        self,
        temporary_file: Path,
        thumbnail_file: Path,
        facts: Facts,
        name: str,
        screen_file: Path | None = None,
        generation: ImageGeneration | None = None,
    ) -> ImageRecord:
        """Adds a file that a person brought, under the name that their browser gave it.

        ``generation`` is what the file tells of how it was made. The files must be finished, and lie on the root's
        file system as :meth:`incoming_file` does; that of the version for the screen may be missing. They are moved
        into the library. Raises DiskFull or RootNotUsable; then they are removed and nothing is recorded.
        """
        image_id = new_id()
        image = Image(
            id=image_id,
            kind="upload",
            name=clean_name(name),
            origin_id=image_id,
            notes=[],
            faces=[],
            generation=_dump(generation),
            created_at=datetime.now(UTC),
        )
        return self._add(image, temporary_file, thumbnail_file, screen_file, facts, None)

    def add_base(
        self,
        temporary_file: Path,
        thumbnail_file: Path,
        facts: Facts,
        *,
        job_id: str,
        index: int,
        generation: ImageGeneration,
        screen_file: Path | None = None,
    ) -> ImageRecord:
        """Adds the base image that is item ``index`` of a job, and marks that item as done.

        If the job has a recipe, the item that is to postprocess the base image gets it as its input. All happens in
        one transaction, so that a job that is run again after a crash never makes an image twice. ``generation`` holds
        the values really used. The files are treated as by :meth:`add_upload`. Raises JobNotFound, DiskFull or
        RootNotUsable.
        """
        image_id = new_id()
        image = Image(
            id=image_id,
            kind="base",
            name=base_name(generation.prompt, generation.seed, facts.format),
            origin_id=image_id,
            job_id=job_id,
            notes=[],
            faces=[],
            generation=_dump(generation),
            created_at=datetime.now(UTC),
        )
        return self._add(image, temporary_file, thumbnail_file, screen_file, facts, index)

    def add_result(
        self,
        temporary_file: Path,
        thumbnail_file: Path,
        facts: Facts,
        *,
        job_id: str,
        index: int,
        recipe: Recipe,
        notes: Sequence[str] = (),
        faces: Sequence[RestoredFace] = (),
        screen_file: Path | None = None,
    ) -> ImageRecord:
        """Adds what a job made of its input image number ``index``, and marks that item of the job as done.

        Both happen in one transaction, so that a job that is run again after a crash never makes a result twice.
        ``recipe`` holds the values really used; what made the source is told of the result, too. The files are treated
        as by :meth:`add_upload`. Raises JobNotFound, ImageNotFound when the input was purged, DiskFull or
        RootNotUsable.
        """
        with self._database.read() as session:
            item = _item(session, job_id, index)
            source = _image(session, item.image_id)
            image = Image(
                id=new_id(),
                kind="result",
                name=result_name(source.name, recipe, facts.format),
                source_id=source.id,
                origin_id=source.origin_id,
                job_id=job_id,
                recipe=recipe.model_dump(mode="json"),
                notes=list(notes),
                faces=[face.model_dump(mode="json") for face in faces],
                generation=source.generation,
                created_at=datetime.now(UTC),
            )
        return self._add(image, temporary_file, thumbnail_file, screen_file, facts, index)

    def adopt(
        self,
        stray: Stray,
        thumbnail_file: Path,
        facts: Facts,
        screen_file: Path | None = None,
        generation: ImageGeneration | None = None,
    ) -> ImageRecord:
        """Records a file that lies in its place already, but lost its record, as an upload.

        The other arguments are those of :meth:`add_upload`. Whatever fails, the file itself stays where it is. Raises
        DiskFull or RootNotUsable.
        """
        file, thumbnail, screen = self._layout.files_of(stray.image_id, stray.file)
        image = Image(
            id=stray.image_id,
            kind="upload",
            name=file.name,
            origin_id=stray.image_id,
            file=stray.file,
            notes=[],
            faces=[],
            generation=_dump(generation),
        )
        with file_problems(self._layout.root):
            status = file.stat()
            image.bytes, image.created_at = status.st_size, datetime.fromtimestamp(status.st_mtime, UTC)
            self._put_in_place((thumbnail_file, thumbnail), (_if_there(screen_file), screen))
        _set_facts(image, facts)
        with self._changing_images() as session:
            session.add(image)
            session.flush()
            return _record(image)

    def stray_path(self, stray: Stray) -> Path:
        """Where a file without a record lies."""
        return self._layout.root / stray.file

    def set_aside(self, stray: Stray) -> None:
        """Moves a file without a record that is no image to the folder ``orphans``. Raises RootNotUsable."""
        with file_problems(self._layout.root):
            move_to_orphans(self._layout, stray.file)

    def replace_small_versions(self, image_id: str, thumbnail_file: Path, screen_file: Path) -> None:
        """Puts a lost thumbnail in place again, and the version for the screen where there is one.

        Raises ImageNotFound, DiskFull or RootNotUsable.
        """
        record = self.get(image_id)
        with file_problems(self._layout.root):
            thumbnail = self._layout.root / self._layout.thumbnail(record.id)
            screen = self._layout.root / self._layout.screen(record.id)
            self._put_in_place((thumbnail_file, thumbnail), (_if_there(screen_file), screen))

    def get(self, image_id: str) -> ImageRecord:
        """The image with that id, in the trash or not. Raises ImageNotFound."""
        with self._database.read() as session:
            return _record(_image(session, image_id))

    def page(
        self,
        cursor: str | None,
        limit: int,
        kind: ImageKind | None = None,
        origin_id: str | None = None,
        versions: Versions = "all",
    ) -> ImagePage:
        """At most ``limit`` images, newest first, outside the trash.

        ``cursor`` is ``next`` of the page before, None for the first one; images added meanwhile neither shift nor
        repeat what follows. ``origin_id`` restricts to that image and all that was made from it. With ``versions``
        "newest", of the images that are left by all this only the newest of each origin is given, at the place of the
        origin, and ``total`` counts these. Raises InvalidCursor.
        """
        before = None if cursor is None else decode_cursor(cursor)
        places = _newest_versions if versions == "newest" else _all_versions
        with self._database.read() as session:
            found = session.execute(places(kind, origin_id, before).limit(limit + 1)).all()
            total = self._total(session, kind, origin_id, versions)
        shown = found[:limit]
        return ImagePage(
            items=[_record(image) for image, _ in shown],
            next=encode_cursor(shown[-1][1]) if len(found) > limit else None,
            total=total,
        )

    def count(self) -> int:
        """How many images there are outside the trash."""
        with self._database.read() as session:
            return self._total(session, None, None, "all")

    def file_path(self, image_id: str) -> Path:
        """The image's file, which is there. Raises ImageNotFound or ImageFileMissing."""
        with self._database.read() as session:
            return self._existing(image_id, self._layout.root / _image(session, image_id).file)

    def thumbnail_path(self, image_id: str) -> Path:
        """The image's thumbnail, a WebP that is there. Raises ImageNotFound or ImageFileMissing."""
        return self._existing(image_id, self._layout.root / self._layout.thumbnail(self.get(image_id).id))

    def screen_path(self, image_id: str) -> Path:
        """The image's version for the screen, a WebP, or its thumbnail when it needs none.

        Raises ImageNotFound or ImageFileMissing.
        """
        record = self.get(image_id)
        small = self._layout.screen(record.id) if record.screen else self._layout.thumbnail(record.id)
        return self._existing(image_id, self._layout.root / small)

    def delete(self, image_id: str) -> ImageRecord:
        """Moves an image to the trash; one that is there already stays as it is. Raises ImageNotFound."""
        with self._changing_images() as session:
            image = _image(session, image_id)
            image.deleted_at = image.deleted_at or datetime.now(UTC)
            return _record(image)

    def undelete(self, image_id: str) -> ImageRecord:
        """Brings an image back from the trash; one that is not there stays as it is. Raises ImageNotFound."""
        with self._changing_images() as session:
            image = _image(session, image_id)
            image.deleted_at = None
            return _record(image)

    def purge(self, older_than: timedelta = TRASH_LIFETIME) -> list[str]:
        """Removes for good what has been in the trash for longer than ``older_than``; returns the ids.

        An image stays as long as an image that stays was made from it, directly or by way of others, or an unfinished
        job needs it: comparing with the source, undoing and restarting then never find it gone.
        """
        with self._changing_images() as session:
            images = _purgeable(session, datetime.now(UTC) - older_than)
            removed = {image.id for image in images}
            session.add_all(UnsettledImage(image_id=image.id, file=image.file) for image in images)
            # Newest first: a result goes before the source that it refers to.
            positions = sorted((image.position for image in images), reverse=True)
            if positions:
                remove = delete(Image).where(Image.position == bindparam("removed"))
                session.connection().execute(remove, [{"removed": position} for position in positions])
        settle(self._database, removed)
        return list(removed)

    def _add(
        self,
        image: Image,
        temporary_file: Path,
        thumbnail_file: Path,
        screen_file: Path | None,
        facts: Facts,
        index: int | None,
    ) -> ImageRecord:
        image.file = self._layout.image(image.id, facts.format)
        file, thumbnail, screen = self._layout.files_of(image.id, image.file)
        _set_facts(image, facts)
        try:
            with self._database.write() as session:
                session.add(UnsettledImage(image_id=image.id, file=image.file))
            with file_problems(self._layout.root):
                image.bytes = temporary_file.stat().st_size
                self._put_in_place(
                    (thumbnail_file, thumbnail), (_if_there(screen_file), screen), (temporary_file, file)
                )
            with self._changing_images() as session:
                item = None if image.job_id is None or index is None else _item(session, image.job_id, index)
                session.add(image)
                session.flush()
                if item is not None:
                    item.state, item.error, item.result_id = "done", None, image.id
                    session.execute(update(Job).where(Job.id == item.job_id).values(attempts=0))
                    if image.kind == "base":
                        _give_to_recipe(session, image, item)
                session.execute(delete(UnsettledImage).where(UnsettledImage.image_id == image.id))
                return _record(image)
        except BaseException:
            leftovers = [temporary_file, thumbnail_file, file, thumbnail, screen]
            remove_leftovers(leftovers if screen_file is None else [*leftovers, screen_file])
            raise

    def _put_in_place(self, *moves: tuple[Path | None, Path]) -> None:
        """Moves finished files to their final paths in the library, and waits until they are on the disk.

        Where None is to be moved, nothing is.
        """

        def move() -> None:
            for temporary, final in moves:
                if temporary is not None:
                    put_in_place(temporary, final)

        self._database.run_blocking(move)

    @contextmanager
    def _changing_images(self) -> Iterator[Session]:
        """A session that may change which images there are; what was counted before is not used after it."""
        with self._database.write() as session:
            session.execute(update(LibraryState).values(image_changes=LibraryState.image_changes + 1))
            yield session

    def _total(self, session: Session, kind: ImageKind | None, origin_id: str | None, versions: Versions) -> int:
        """How many images match. Counting takes long in a large library, so it is done once after each change."""
        changes = session.scalars(select(LibraryState.image_changes).where(LibraryState.id == 1)).one()
        asked_for = (changes, kind, origin_id, versions)
        if asked_for not in self._totals:
            count = func.count(Image.origin_id.distinct()) if versions == "newest" else func.count()
            matching = select(count).select_from(Image).where(*_matching(Image, kind, origin_id))
            if len(self._totals) >= _MOST_TOTALS:
                self._totals.clear()
            self._totals[asked_for] = session.scalars(matching).one()
        return self._totals[asked_for]

    def _existing(self, image_id: str, path: Path) -> Path:
        if not path.is_file():
            raise ImageFileMissing(
                f"The file {path} of the image {image_id} has gone. "
                "Put it back from a copy, or delete the image and upload it again."
            )
        return path


def _if_there(path: Path | None) -> Path | None:
    """The path of a file that may not have been written, or None."""
    return path if path is not None and path.is_file() else None


def _matching(
    image: type[Image], kind: ImageKind | None = None, origin_id: str | None = None
) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [image.deleted_at.is_(None)]
    if kind is not None:
        conditions.append(image.kind == kind)
    if origin_id is not None:
        conditions.append(image.origin_id == origin_id)
    return conditions


def _all_versions(kind: ImageKind | None, origin_id: str | None, before: int | None) -> Select[Image, int]:
    """The matching images with their own positions, the newest first, below a position."""
    below = [] if before is None else [Image.position < before]
    return (
        select(Image, Image.position).where(*_matching(Image, kind, origin_id), *below).order_by(Image.position.desc())
    )


def _newest_versions(kind: ImageKind | None, origin_id: str | None, before: int | None) -> Select[Image, int]:
    """The newest matching image of each origin with the origin's position, the newest origin first, below a position.

    Origins are gone through by the index on the source, which they have none of, and each one's versions by that on
    the origin: a page takes a few steps in an index for each of its images, however large the library is.
    """
    origin, version = aliased(Image), aliased(Image)
    newest = (
        select(func.max(version.position))
        .where(version.origin_id == origin.id, *_matching(version, kind))
        .scalar_subquery()
    )
    chosen = [] if origin_id is None else [origin.id == origin_id]
    below = [] if before is None else [origin.position < before]
    return (
        select(Image, origin.position)
        .join(origin, Image.position == newest)
        .where(origin.source_id.is_(None), *chosen, *below)
        .order_by(origin.position.desc())
    )


def _image(session: Session, image_id: str | None) -> Image:
    image = session.scalars(select(Image).where(Image.id == image_id)).one_or_none()
    if image is None:
        raise ImageNotFound(f"There is no image with the id {shown(image_id)}. It may have been purged from the trash.")
    return image


def _item(session: Session, job_id: str, index: int) -> JobItem:
    item = session.get(JobItem, (job_id, index))
    if item is None:
        raise JobNotFound(f"There is no job with the id {shown(job_id)} that has an item number {index}.")
    return item


def _give_to_recipe(session: Session, base: Image, item: JobItem) -> None:
    """Makes a base image the input of the item that is to postprocess it; does nothing for a job without a recipe."""
    has_recipe = session.scalars(select(Job.recipe.is_not(None)).where(Job.id == item.job_id)).one()
    if has_recipe:
        to_generate = select(func.count(JobItem.seed)).where(JobItem.job_id == item.job_id)
        _item(session, item.job_id, item.index + session.scalars(to_generate).one()).image_id = base.id


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


def _set_facts(image: Image, facts: Facts) -> None:
    image.width, image.height = facts.width, facts.height
    image.format, image.bits, image.channels = facts.format, facts.bits, facts.channels


def _dump(generation: ImageGeneration | None) -> dict[str, Any] | None:
    return None if generation is None else generation.model_dump(mode="json")


def _record(image: Image) -> ImageRecord:
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
