"""Pages that show of all versions of an image the newest alone, held against a plain reference."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, update

from burnish.library.database import Database
from burnish.library.filters import ImageFilter
from burnish.library.gallery import Gallery
from burnish.library.ids import new_id
from burnish.library.image_rows import insert_image
from burnish.library.tables import Image, LibraryState
from burnish.library.trash import purge
from burnish.records import ImageKind

Action = Literal["original", "result", "delete", "undelete", "purge"]


@dataclass
class Known:
    """What the reference knows of an image."""

    id: str
    kind: ImageKind
    origin: "Known | None"
    source: "Known | None"
    deleted: bool = False


class KnownLibrary:
    """A library and, beside it, the images that ought to be in it, in the order in which they were added."""

    def __init__(self, database: Database) -> None:
        self.store = Gallery(database)
        self.known: list[Known] = []
        self._database = database
        with database.write() as session:
            session.execute(delete(Image))

    def add(self, kind: ImageKind, source: Known | None = None) -> Known:
        image = Known(new_id(), kind, source and (source.origin or source), source)
        row = Image(
            id=image.id,
            kind=kind,
            name="image.png",
            source_id=source and source.id,
            origin_id=(image.origin or image).id,
            width=2,
            height=2,
            format="png",
            bits=8,
            channels=3,
            bytes=9,
            file=f"images/{image.id}.png",
            notes=[],
            faces=[],
            created_at=datetime.now(UTC),
        )
        with self._database.write() as session:
            insert_image(session, row)
            session.execute(update(LibraryState).values(image_changes=LibraryState.image_changes + 1))
        self.known.append(image)
        return image

    def do(self, action: Action, number: int) -> None:
        chosen = self.known[number % len(self.known)] if self.known else None
        match action:
            case "original":
                self.add("base" if number % 2 else "upload")
            case "result" if chosen:
                self.add("result", chosen)
            case "delete" if chosen:
                chosen.deleted = self.store.delete(chosen.id).deleted_at is not None
            case "undelete" if chosen:
                chosen.deleted = self.store.undelete(chosen.id).deleted_at is not None
            case "purge":
                gone = purge(self._database, timedelta(0))
                self.known = [image for image in self.known if image.id not in gone]

    def expected(self, kind: ImageKind | None = None, origin: Known | None = None) -> list[str]:
        """Ids of the newest matching version of each origin, the newest origin first."""
        newest: dict[str, str] = {}
        for image in self.known:
            root = image.origin or image
            if not image.deleted and kind in (None, image.kind) and origin in (None, root):
                newest[root.id] = image.id
        return [newest[image.id] for image in reversed(self.known) if image.id in newest]

    def shown(self, limit: int, kind: ImageKind | None = None, origin: Known | None = None) -> list[str]:
        """Ids on all pages, whose totals must be right."""
        return [image_id for page in self.pages(limit, kind, origin) for image_id in page]

    def pages(self, limit: int, kind: ImageKind | None = None, origin: Known | None = None) -> Iterator[list[str]]:
        cursor: str | None = None
        while True:
            page = self.store.page(
                cursor, limit, ImageFilter(kind=kind, origin_id=origin.id if origin else None), "newest"
            )
            assert page.total == len(self.expected(kind, origin))
            yield [image.id for image in page.items]
            cursor = page.next
            if cursor is None:
                return


@pytest.fixture
def library(database: Database) -> KnownLibrary:
    return KnownLibrary(database)


ACTIONS: st.SearchStrategy[Action] = st.sampled_from(
    ["original", "original", "result", "result", "result", "delete", "undelete", "purge"]
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(actions=st.lists(st.tuples(ACTIONS, st.integers(0, 99)), max_size=25), limit=st.integers(1, 5))
def test_any_history_is_shown_as_the_reference_tells(
    database: Database, actions: list[tuple[Action, int]], limit: int
) -> None:
    library = KnownLibrary(database)
    for action in actions:
        library.do(*action)
    assert library.shown(limit) == library.expected()
    kinds: tuple[ImageKind, ...] = ("upload", "base", "result")
    for kind in kinds:
        assert library.shown(limit, kind) == library.expected(kind)
    for origin in library.known[:2]:
        assert library.shown(limit, None, origin) == library.expected(None, origin)


def test_a_result_is_shown_at_its_originals_place(library: KnownLibrary) -> None:
    first, second = library.add("upload"), library.add("base")
    result = library.add("result", first)
    again = library.add("result", result)
    assert library.shown(10) == [second.id, again.id]
    library.do("delete", library.known.index(again))
    assert library.shown(10) == [second.id, result.id]


def test_a_result_is_shown_whose_original_is_in_the_trash(library: KnownLibrary) -> None:
    original = library.add("upload")
    result = library.add("result", original)
    library.do("delete", 0)
    library.do("purge", 0)
    assert library.shown(10) == [result.id]
    library.do("delete", 1)
    assert library.shown(10) == []


def test_versions_added_between_pages_neither_repeat_nor_hide_an_original(library: KnownLibrary) -> None:
    originals = [library.add("upload") for _ in range(6)]
    pages = library.pages(2)
    seen = next(pages)
    newer_of_seen = library.add("result", originals[5])
    newer_of_unseen = library.add("result", originals[2])
    library.add("upload")
    seen += [image_id for page in pages for image_id in page]
    expected = [*originals[5:2:-1], newer_of_unseen, *originals[1::-1]]
    assert seen == [image.id for image in expected]
    assert newer_of_seen.id not in seen
