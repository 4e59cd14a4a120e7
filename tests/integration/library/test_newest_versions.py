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
from burnish.library.ids import new_id
from burnish.library.images import ImageStore
from burnish.library.tables import Image, LibraryState
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


class Gallery:
    """A library and, beside it, the images that ought to be in it, in the order in which they were added."""

    def __init__(self, database: Database) -> None:
        self.store = ImageStore(database)
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
            session.add(row)
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
                gone = self.store.purge(timedelta(0))
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
            page = self.store.page(cursor, limit, kind, origin.id if origin else None, "newest")
            assert page.total == len(self.expected(kind, origin))
            yield [image.id for image in page.items]
            cursor = page.next
            if cursor is None:
                return


@pytest.fixture
def gallery(database: Database) -> Gallery:
    return Gallery(database)


ACTIONS: st.SearchStrategy[Action] = st.sampled_from(
    ["original", "original", "result", "result", "result", "delete", "undelete", "purge"]
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(actions=st.lists(st.tuples(ACTIONS, st.integers(0, 99)), max_size=25), limit=st.integers(1, 5))
def test_any_history_is_shown_as_the_reference_tells(
    database: Database, actions: list[tuple[Action, int]], limit: int
) -> None:
    gallery = Gallery(database)
    for action in actions:
        gallery.do(*action)
    assert gallery.shown(limit) == gallery.expected()
    kinds: tuple[ImageKind, ...] = ("upload", "base", "result")
    for kind in kinds:
        assert gallery.shown(limit, kind) == gallery.expected(kind)
    for origin in gallery.known[:2]:
        assert gallery.shown(limit, None, origin) == gallery.expected(None, origin)


def test_a_result_is_shown_at_its_originals_place(gallery: Gallery) -> None:
    first, second = gallery.add("upload"), gallery.add("base")
    result = gallery.add("result", first)
    again = gallery.add("result", result)
    assert gallery.shown(10) == [second.id, again.id]
    gallery.do("delete", gallery.known.index(again))
    assert gallery.shown(10) == [second.id, result.id]


def test_a_result_is_shown_whose_original_is_in_the_trash(gallery: Gallery) -> None:
    original = gallery.add("upload")
    result = gallery.add("result", original)
    gallery.do("delete", 0)
    gallery.do("purge", 0)
    assert gallery.shown(10) == [result.id]
    gallery.do("delete", 1)
    assert gallery.shown(10) == []


def test_versions_added_between_pages_neither_repeat_nor_hide_an_original(gallery: Gallery) -> None:
    originals = [gallery.add("upload") for _ in range(6)]
    pages = gallery.pages(2)
    seen = next(pages)
    newer_of_seen = gallery.add("result", originals[5])
    newer_of_unseen = gallery.add("result", originals[2])
    gallery.add("upload")
    seen += [image_id for page in pages for image_id in page]
    expected = [*originals[5:2:-1], newer_of_unseen, *originals[1::-1]]
    assert seen == [image.id for image in expected]
    assert newer_of_seen.id not in seen
