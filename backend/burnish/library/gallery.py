"""The images as a person goes through them: pages, filters and search; favourites; into the trash and back."""

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Select, Update, func, select, update
from sqlalchemy.orm import Session

from burnish.library.changes import changing_images
from burnish.library.cursors import decode_cursor, encode_cursor
from burnish.library.database import Database
from burnish.library.filters import ALL_IMAGES, ImageFilter, Versions
from burnish.library.image_rows import image_row, record_of
from burnish.library.tables import Image, LibraryState
from burnish.records import ImageIdList, ImagePage, ImageRecord

MOST_IDS = 100_000
"""How many images can be chosen at once."""

_IDS_AT_ONCE = 2000
"""How many ids are read before others have their turn."""

_COMMON = 20
"""Words that at least one of so many images has are common: going through the images in order finds a page soonest."""

_MOST_TOTALS = 100
"""How many counts are kept."""


class Gallery:
    """Finds images and changes what a person thinks of them."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._totals: dict[tuple[int, ImageFilter, Versions], int] = {}

    def page(
        self,
        cursor: str | None,
        limit: int,
        wanted: ImageFilter = ALL_IMAGES,
        versions: Versions = "all",
        *,
        offset: int = 0,
    ) -> ImagePage:
        """At most ``limit`` images, newest first, outside the trash.

        ``cursor`` is ``next`` of the page before, None for the first one; images added meanwhile neither shift nor
        repeat what follows. ``offset`` leaves out so many more images before the page. With ``versions`` "newest", of
        the images that are wanted only the newest of each origin is given, at the place of the origin, and ``total``
        counts these. Raises InvalidCursor.
        """
        before = None if cursor is None else decode_cursor(cursor)
        with self._database.read() as session:
            total = self._total(session, wanted, versions)
            found = _places(wanted, versions, before, in_order=self._are_common(session, wanted, versions, total))
            places = session.execute(found.offset(offset).limit(limit + 1)).all()
            shown = places[:limit]
            images = session.scalars(select(Image).where(Image.position.in_([position for _, position, *_ in shown])))
            by_position = {image.position: record_of(image) for image in images}
        return ImagePage(
            items=[by_position[position] for _, position, *_ in shown],
            next=encode_cursor(shown[-1][0]) if len(places) > limit else None,
            total=total,
        )

    def ids(self, wanted: ImageFilter, versions: Versions) -> ImageIdList:
        """The ids of the images of all pages, at most 100,000, and those of their origins."""
        ids: list[str] = []
        origins: list[str] = []
        with self._database.read() as session:
            places = session.execute(
                _places(wanted, versions).limit(MOST_IDS).execution_options(yield_per=_IDS_AT_ONCE)
            )
            for some in places.partitions():
                ids += [image_id for _, _, image_id, _ in some]
                origins += [origin_id for _, _, _, origin_id in some]
                time.sleep(0)  # the server's other threads run only when this one lets them
            total = len(ids) if len(ids) < MOST_IDS else self._total(session, wanted, versions)
        return ImageIdList(ids=ids, origins=origins, total=total)

    def count(self) -> int:
        """How many images there are outside the trash."""
        with self._database.read() as session:
            return self._total(session, ALL_IMAGES, "all")

    def mark(self, image_id: str, favourite: bool) -> ImageRecord:
        """Makes an image a favourite, or one no more. Raises ImageNotFound."""
        with changing_images(self._database) as session:
            image = image_row(session, image_id)
            image.favourite = favourite
            return record_of(image)

    def mark_all(self, image_ids: Sequence[str], favourite: bool) -> list[str]:
        """Makes images favourites, or such no more, all or none; returns the ids of those that changed."""
        change = update(Image).where(Image.favourite.is_not(favourite)).values(favourite=favourite)
        return self._change(image_ids, change)

    def delete(self, image_id: str) -> ImageRecord:
        """Moves an image to the trash; one that is there already stays as it is. Raises ImageNotFound."""
        with changing_images(self._database) as session:
            image = image_row(session, image_id)
            image.deleted_at = image.deleted_at or datetime.now(UTC)
            return record_of(image)

    def delete_all(self, image_ids: Sequence[str], *, all_versions: bool = False) -> list[str]:
        """Moves images to the trash, all or none; returns the ids of those that were not there before.

        With ``all_versions`` the other versions of the images go with them.
        """
        change = update(Image).where(Image.deleted_at.is_(None)).values(deleted_at=datetime.now(UTC))
        return self._change(image_ids, change, all_versions=all_versions)

    def undelete(self, image_id: str) -> ImageRecord:
        """Brings an image back from the trash; one that is not there stays as it is. Raises ImageNotFound."""
        with changing_images(self._database) as session:
            image = image_row(session, image_id)
            image.deleted_at = None
            return record_of(image)

    def undelete_all(self, image_ids: Sequence[str]) -> list[str]:
        """Brings images back from the trash, all or none; returns the ids of those that had been there."""
        change = update(Image).where(Image.deleted_at.is_not(None)).values(deleted_at=None)
        return self._change(image_ids, change)

    def records(self, image_ids: Sequence[str]) -> list[ImageRecord]:
        """The records of the images that are there, in the trash or not, in that order."""
        with self._database.read() as session:
            found = {
                image.id: record_of(image) for image in session.scalars(select(Image).where(Image.id.in_(image_ids)))
            }
        return [found[image_id] for image_id in image_ids if image_id in found]

    def _change(self, image_ids: Sequence[str], change: Update, *, all_versions: bool = False) -> list[str]:
        """Carries out a change of those images that its condition lets through; returns their ids, oldest first."""
        chosen = Image.id.in_(image_ids)
        if all_versions:
            chosen = Image.origin_id.in_(select(Image.origin_id).where(chosen))
        with changing_images(self._database) as session:
            changed = session.execute(change.where(chosen).returning(Image.position, Image.id)).all()
        return [image_id for _, image_id in sorted((position, image_id) for position, image_id in changed)]

    def _are_common(self, session: Session, wanted: ImageFilter, versions: Versions, total: int) -> bool:
        """Whether many of the images to which the rest of a filter applies have its words, too."""
        return bool(wanted.words) and total * _COMMON >= self._total(session, replace(wanted, words=()), versions)

    def _total(self, session: Session, wanted: ImageFilter, versions: Versions) -> int:
        """How many images match. Counting takes long in a large library, so it is done once after each change."""
        changes = session.scalars(select(LibraryState.image_changes).where(LibraryState.id == 1)).one()
        asked_for = (changes, wanted, versions)
        if asked_for not in self._totals:
            count = func.count(Image.origin_position.distinct()) if versions == "newest" else func.count()
            if len(self._totals) >= _MOST_TOTALS:
                self._totals.clear()
            matching = select(count).select_from(Image).where(*wanted.conditions())
            self._totals[asked_for] = session.scalars(matching).one()
        return self._totals[asked_for]


def _places(
    wanted: ImageFilter, versions: Versions, before: int | None = None, *, in_order: bool = False
) -> Select[int, int, str, str]:
    """The places of the images, the newest first, below a place; and position, id and origin of the image there.

    With ``in_order`` words are looked for in one image's text after the other, until enough were found; otherwise all
    images that have them are found first.
    """
    place = Image.origin_position if versions == "newest" else Image.position
    below = [] if before is None else [place < before]
    position = func.max(Image.position) if versions == "newest" else Image.position
    # Of the versions that share a place, SQLite takes the other columns from the one whose position is the maximum.
    places = select(place, position, Image.id, Image.origin_id).where(*wanted.conditions(in_order=in_order), *below)
    return (places.group_by(place) if versions == "newest" else places).order_by(place.desc())
