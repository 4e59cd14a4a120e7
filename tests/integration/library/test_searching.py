"""Finding images by words, filters and dates; favourites and the trash for many at once."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, text

from burnish.library.database import Database
from burnish.library.filters import ImageFilter, StepType
from burnish.library.gallery import Gallery
from burnish.library.image_rows import Facts
from burnish.library.images import ImageStore
from burnish.library.search import folded, words_of
from burnish.library.tables import Image
from burnish.library.trash import purge
from burnish.records import ImageGeneration, ImageRecord

AddUpload = Callable[..., ImageRecord]
AddResult = Callable[[str], ImageRecord]


def found(gallery: Gallery, query: str) -> set[str]:
    page = gallery.page(None, 200, ImageFilter(words=words_of(query)))
    assert page.total == len(page.items)
    return {image.name for image in page.items}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("cafe UNI", {"Ünï café 狐.png"}),
        ("狐", {"Ünï café 狐.png"}),
        ("aunt", {"aunt.png", "aunt_4x.png"}),
        ("4x", {"aunt_4x.png"}),
        ("４Ｘ", {"aunt_4x.png"}),
        ("upscale aunt", {"aunt_4x.png"}),
        ("general-x4v3", {"aunt_4x.png"}),
        ("red FOX", {"fox.png"}),
        ("100%", {"fox.png"}),
        ("%", {"fox.png"}),
        ("_", {"aunt_4x.png"}),
        ('"snow"', {"fox.png"}),
        ("blurry", {"fox.png"}),
        ("strasse", {"fox.png"}),
        ("painter 77", {"fox.png"}),
        ("red aunt", set()),
        ('" OR "', set()),
    ],
)
def test_what_a_person_types_is_found(
    gallery: Gallery,
    images: ImageStore,
    upload: AddUpload,
    result_of: AddResult,
    write_files: Callable[[bytes], tuple[Path, Path]],
    facts: Facts,
    query: str,
    names: set[str],
) -> None:
    upload("Ünï café 狐.png")
    result_of(upload("aunt.png").id)
    made = ImageGeneration(
        prompt='A red fox, 100% "snow", Straße', negative_prompt="blurry", generator="painter", seed=77
    )
    images.add_upload(*write_files(b""), facts, "fox.png", generation=made)
    assert found(gallery, query) == names


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(WORDS, min_size=1, max_size=4), query=WORDS)
def test_any_words_are_found_as_plain_comparison_finds_them(
    database: Database, gallery: Gallery, upload: AddUpload, names: list[str], query: str
) -> None:
    with database.write() as session:
        session.execute(delete(Image))
    added = [upload(name).name for name in names]
    words = folded(query).split()
    expected = {name for name in added if all(word in folded(name) for word in words)}
    assert found(gallery, query) == expected


def test_what_is_purged_leaves_nothing_in_the_index(database: Database, gallery: Gallery, upload: AddUpload) -> None:
    gallery.delete(upload("lighthouse.png").id)
    assert found(gallery, "lighthouse") == set()
    purge(database, timedelta(0))
    with database.read() as session:
        assert session.execute(text("SELECT count(*) FROM image_texts")).scalar_one() == 0
        matching = text("SELECT count(*) FROM image_index WHERE image_index MATCH 'lighthouse'")
        assert session.execute(matching).scalar_one() == 0


def test_a_place_is_found_by_any_of_its_versions_which_is_shown(
    gallery: Gallery, upload: AddUpload, result_of: AddResult
) -> None:
    original = upload("aunt.png")
    result = result_of(original.id)
    gallery.mark(original.id, True)
    for wanted, shown in (
        (ImageFilter(words=("aunt",)), result.id),
        (ImageFilter(words=("aunt.png",)), original.id),
        (ImageFilter(favourite=True), original.id),
        (ImageFilter(step="upscale"), result.id),
    ):
        assert [image.id for image in gallery.page(None, 10, wanted, "newest").items] == [shown]


def test_what_is_made_of_a_favourite_is_one(gallery: Gallery, upload: AddUpload, result_of: AddResult) -> None:
    original = upload("aunt.png")
    assert not result_of(original.id).favourite
    gallery.mark(original.id, True)
    assert result_of(original.id).favourite


@pytest.mark.parametrize(("step", "count"), [("upscale", 1), ("restore_faces", 0)])
def test_images_are_filtered_by_what_was_done_to_them(
    gallery: Gallery, upload: AddUpload, result_of: AddResult, step: StepType, count: int
) -> None:
    result_of(upload().id)
    assert gallery.page(None, 10, ImageFilter(step=step)).total == count


def test_dates_have_a_first_moment_and_an_end(gallery: Gallery, upload: AddUpload) -> None:
    made = upload().created_at
    moment = timedelta(microseconds=1)
    for after, before, count in ((made, None, 1), (made + moment, None, 0), (None, made, 0), (None, made + moment, 1)):
        assert gallery.page(None, 10, ImageFilter(made_after=after, made_before=before)).total == count


def test_many_are_changed_at_once_and_those_that_changed_are_named(
    gallery: Gallery, upload: AddUpload, result_of: AddResult
) -> None:
    first, second = upload().id, upload().id
    result = result_of(first).id
    gallery.mark(second, True)
    assert gallery.mark_all([first, second, "nobody"], True) == [first]
    assert gallery.page(None, 10, ImageFilter(favourite=True)).total == 2
    assert gallery.delete_all([first], all_versions=True) == [first, result]
    assert gallery.delete_all([first, second]) == [second]
    assert gallery.ids(ImageFilter(), "all").ids == []
    assert gallery.undelete_all([result, second]) == [second, result]
    chosen = gallery.ids(ImageFilter(), "newest")
    assert (chosen.ids, chosen.origins, chosen.total) == ([second, result], [second, first], 2)
