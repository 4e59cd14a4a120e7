"""Purging the trash: what goes, and what has to stay."""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, text, update

from burnish.library.database import Database
from burnish.library.gallery import Gallery
from burnish.library.images import ImageStore
from burnish.library.jobs import JobStore
from burnish.library.problems import ImageNotFound
from burnish.library.small_versions import SmallVersionStore
from burnish.library.tables import Image, UnsettledImage
from burnish.library.trash import TRASH_LIFETIME, purge
from burnish.parameters import Recipe
from burnish.records import ImageRecord

AddUpload = Callable[..., ImageRecord]
AddResult = Callable[[str], ImageRecord]
AT_ONCE = timedelta(0)


def test_purged_images_are_gone_with_their_files(
    images: ImageStore, upload: AddUpload, gallery: Gallery, small_versions: SmallVersionStore, database: Database
) -> None:
    record, kept = upload(), upload()
    files = [images.file_path(record.id), small_versions.thumbnail_path(record.id)]
    gallery.delete(record.id)
    assert purge(database, AT_ONCE) == [record.id]
    assert not any(file.exists() for file in files)
    with pytest.raises(ImageNotFound):
        gallery.undelete(record.id)
    assert images.file_path(kept.id).is_file()


def test_purging_leaves_an_image_alone_that_is_being_added(
    database: Database, upload: AddUpload, gallery: Gallery
) -> None:
    gallery.delete(upload().id)
    file = database.layout.image("ab" * 12, "png")
    with database.write() as session:
        session.add(UnsettledImage(image_id="ab" * 12, file=file))
    path = database.layout.root / file
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"pixels")
    assert len(purge(database, AT_ONCE)) == 1
    assert path.is_file()


def test_the_trash_is_kept_for_thirty_days(database: Database, upload: AddUpload, gallery: Gallery) -> None:
    fresh, old = upload(), upload()
    for record, age in ((fresh, timedelta(days=29, hours=23)), (old, timedelta(days=30, hours=1))):
        with database.write() as session:
            session.execute(update(Image).where(Image.id == record.id).values(deleted_at=datetime.now(UTC) - age))
    assert timedelta(days=30) == TRASH_LIFETIME
    assert purge(database) == [old.id]
    assert gallery.undelete(fresh.id) == fresh


def test_sources_of_what_stays_are_kept(
    upload: AddUpload, result_of: AddResult, gallery: Gallery, database: Database
) -> None:
    original = upload()
    first = result_of(original.id)
    second = result_of(first.id)
    sibling = result_of(original.id)
    for record in (original, first, sibling):
        gallery.delete(record.id)
    assert purge(database, AT_ONCE) == [sibling.id]
    gallery.delete(second.id)
    assert set(purge(database, AT_ONCE)) == {original.id, first.id, second.id}


def test_the_source_of_an_image_that_can_still_be_brought_back_is_kept(
    database: Database, upload: AddUpload, result_of: AddResult, gallery: Gallery
) -> None:
    original = upload()
    result = result_of(original.id)
    gallery.delete(original.id)
    gallery.delete(result.id)
    with database.write() as session:
        long_ago = datetime.now(UTC) - timedelta(days=60)
        session.execute(update(Image).where(Image.id == original.id).values(deleted_at=long_ago))
    assert purge(database) == []
    assert gallery.undelete(result.id).source_id == original.id


def test_what_an_unfinished_job_needs_is_kept(
    images: ImageStore, jobs: JobStore, upload: AddUpload, recipe: Recipe, gallery: Gallery, database: Database
) -> None:
    record = upload()
    job = jobs.create("postprocess", "Upscale", images=[record.id], recipe=recipe)
    gallery.delete(record.id)
    assert purge(database, AT_ONCE) == []
    jobs.set_running(job.id, "Upscaling")
    assert purge(database, AT_ONCE) == []
    jobs.finish(job.id, "cancelled")
    assert purge(database, AT_ONCE) == [record.id]
    assert jobs.get(job.id).images == []
    assert jobs.items(job.id)[0].image_id is None


def test_jobs_outlive_their_results(
    jobs: JobStore, upload: AddUpload, result_of: AddResult, gallery: Gallery, database: Database
) -> None:
    result = result_of(upload().id)
    assert result.job_id is not None
    gallery.delete(result.id)
    purge(database, AT_ONCE)
    job = jobs.get(result.job_id)
    assert (job.state, job.results) == ("done", [])


@pytest.mark.parametrize("seed", range(8))
def test_purging_any_forest_of_versions(database: Database, seed: int) -> None:
    """Against the definition: what is not expired stays, and so do all ancestors of what stays."""
    chance = random.Random(seed)
    now = datetime.now(UTC)
    sources: dict[str, str | None] = {}
    expired: set[str] = set()
    rows = []
    for number in range(400):
        image_id = f"{number:024x}"
        source = chance.choice([None, *list(sources)[-30:]]) if chance.random() < 0.9 else None
        deleted_at = chance.choices([None, now - timedelta(days=3), now - timedelta(days=90)], [0.1, 0.1, 0.8])[0]
        sources[image_id] = source
        if deleted_at is not None and now - deleted_at > TRASH_LIFETIME:
            expired.add(image_id)
        rows.append(row(image_id, source, deleted_at))
    with database.write() as session:
        session.execute(insert(Image), rows)

    kept: set[str] = set()
    for image_id in sources.keys() - expired:
        ancestor: str | None = image_id
        while ancestor is not None:
            kept.add(ancestor)
            ancestor = sources[ancestor]

    assert set(purge(database)) == sources.keys() - kept
    assert kept < sources.keys()
    with database.read() as session:
        assert session.execute(text("PRAGMA foreign_key_check")).all() == []
    assert purge(database) == []


def row(image_id: str, source_id: str | None, deleted_at: datetime | None) -> dict[str, object]:
    return {
        "id": image_id,
        "kind": "result" if source_id else "upload",
        "name": "aunt.png",
        "source_id": source_id,
        "origin_id": source_id or image_id,
        "width": 1,
        "height": 1,
        "format": "png",
        "bits": 8,
        "channels": 3,
        "bytes": 1,
        "file": Path("images", image_id[:2], f"{image_id}.png").as_posix(),
        "notes": [],
        "created_at": datetime.now(UTC),
        "deleted_at": deleted_at,
    }
