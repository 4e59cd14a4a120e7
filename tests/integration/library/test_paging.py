"""Paging through images: every one once, newest first, also while others come and go, also in a very large library."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from sqlalchemy import Engine, event, text

from burnish.library.database import Database, open_database
from burnish.library.filters import ImageFilter
from burnish.library.gallery import Gallery
from burnish.library.problems import InvalidCursor
from burnish.records import ImageKind, ImageRecord

AddUpload = Callable[..., ImageRecord]
MANY = 100_000
FILL = """
WITH RECURSIVE numbers(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n < :many - 1)
INSERT INTO images (id, kind, name, source_id, origin_id, origin_position, width, height, format, bits, channels,
                    bytes, file, notes, created_at, deleted_at)
SELECT printf('%024x', n), iif(n % 4 = 3, 'result', 'upload'), n || '.png',
       iif(n % 4 = 3, printf('%024x', n - 1), NULL), printf('%024x', iif(n % 4 = 3, n - 1, n)),
       iif(n % 4 = 3, n, n + 1),
       4000, 3000, 'png', 8, 3, 10000000, 'images/00/' || n || '.png', '[]',
       '2026-01-01 00:00:00.000000', iif(n % 10 = 0, '2026-01-02 00:00:00.000000', NULL)
FROM numbers
"""


def walk(gallery: Gallery, limit: int, kind: ImageKind | None = None) -> Iterator[ImageRecord]:
    cursor: str | None = None
    while True:
        page = gallery.page(cursor, limit, ImageFilter(kind=kind))
        yield from page.items
        cursor = page.next
        if cursor is None:
            return


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 6, 7, 8, 200])
def test_pages_of_any_size_show_everything_once(gallery: Gallery, upload: AddUpload, limit: int) -> None:
    added = [upload(f"{number}.png").id for number in range(7)]
    assert [image.id for image in walk(gallery, limit)] == added[::-1]


def test_an_empty_library_has_one_empty_page(gallery: Gallery) -> None:
    page = gallery.page(None, 50)
    assert (page.items, page.next, page.total) == ([], None, 0)


def test_images_added_and_deleted_meanwhile_do_not_disturb(upload: AddUpload, gallery: Gallery) -> None:
    added = [upload().id for _ in range(6)]
    first = gallery.page(None, 2)
    upload()
    gallery.delete(first.items[-1].id)  # the very image that the cursor was made at
    gallery.delete(added[1])
    second = gallery.page(first.next, 2)
    third = gallery.page(second.next, 2)
    assert [image.id for image in (*second.items, *third.items)] == [added[3], added[2], added[0]]
    assert third.next is None


def test_a_bad_cursor_is_refused(gallery: Gallery) -> None:
    with pytest.raises(InvalidCursor):
        gallery.page("1", 50)


def test_order_does_not_depend_on_the_clock(database: Database, gallery: Gallery, upload: AddUpload) -> None:
    added = [upload().id for _ in range(3)]
    with database.write() as session:
        session.execute(text("UPDATE images SET created_at = '1980-01-01 00:00:00' WHERE position = 3"))
    assert [image.id for image in walk(gallery, 2)] == added[::-1]


@pytest.fixture(scope="module")
def large_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """100,000 images, each fourth a result of the one before it, each tenth in the trash; their ids tell the order."""
    database = open_database(tmp_path_factory.mktemp("large"))
    with database.write() as session:
        session.execute(text(FILL), {"many": MANY})
    yield database
    database.close()


def test_a_library_of_100_000_images(large_database: Database) -> None:
    gallery = Gallery(large_database)
    statements: list[tuple[str, tuple[object, ...]]] = []

    def note(_connection: object, _cursor: object, sql: str, values: tuple[object, ...], *_: object) -> None:
        statements.append((sql, values))

    living = [number for number in range(MANY) if number % 10]
    event.listen(Engine, "before_cursor_execute", note)
    try:
        page = gallery.page(None, 200)
        middle = gallery.page(page.next, 200)
        results = gallery.page(page.next, 200, ImageFilter(kind="result"))
        versions = gallery.page(None, 200, ImageFilter(origin_id=f"{4002:024x}"))
        rare = gallery.page(None, 200, ImageFilter(favourite=True))
        newest = gallery.page(None, 200, versions="newest")
        more_newest = gallery.page(newest.next, 200, versions="newest")
    finally:
        event.remove(Engine, "before_cursor_execute", note)

    assert [int(image.id, 16) for image in (*page.items, *middle.items)] == living[::-1][:400]
    assert page.total == len(living)
    result_numbers = [number for number in living if number % 4 == 3]
    assert rare.items == []
    last = int(page.items[-1].id, 16)
    assert [int(image.id, 16) for image in results.items] == [n for n in result_numbers[::-1] if n < last][:200]
    assert results.total == len(result_numbers)
    assert [int(image.id, 16) for image in versions.items] == [4003, 4002]
    newest_of = {number - 1 if number % 4 == 3 else number: number for number in living}
    expected = [newest_of[origin] for origin in sorted(newest_of, reverse=True)]
    assert [int(image.id, 16) for image in (*newest.items, *more_newest.items)] == expected[:400]
    assert newest.total == len(expected)

    with large_database.read() as session:
        for sql, values in statements:
            if sql.startswith("SELECT"):
                rows = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)
                plan = [detail for *_, detail in rows]
                # By an index alone, neither looking at every image nor sorting.
                assert not any(re.match(r"SCAN images|USE TEMP B-TREE FOR (ORDER|GROUP)", step) for step in plan), plan


def test_every_one_of_many_images_is_on_one_page(database: Database, gallery: Gallery) -> None:
    many = 5000
    with database.write() as session:
        session.execute(text(FILL), {"many": many})
    numbers = [int(image.id, 16) for image in walk(gallery, 199)]
    assert len(numbers) == many - many // 10
    assert all(newer > older for newer, older in pairwise(numbers))
