"""Putting a library in order at the start."""

import shutil
from collections.abc import Callable
from pathlib import Path

from burnish.library.database import Database, open_database
from burnish.library.images import ImageStore
from burnish.library.jobs import JobStore
from burnish.library.recovery import recover
from burnish.records import ImageRecord

AddUpload = Callable[..., ImageRecord]


def test_a_library_in_order_stays_as_it_is(database: Database, images: ImageStore, upload: AddUpload) -> None:
    record, deleted = upload(), upload()
    images.delete(deleted.id)
    report = recover(database)
    assert (report.unfinished_files, report.orphans, report.missing_files, report.missing_thumbnails, report.jobs) == (
        0,
        (),
        (),
        (),
        (),
    )
    for image_id in (record.id, deleted.id):
        assert images.file_path(image_id).is_file()
        assert images.thumbnail_path(image_id).is_file()


def test_unfinished_files_are_removed(database: Database, images: ImageStore) -> None:
    images.incoming_file().write_bytes(b"half a fi")
    folder = images.incoming_file()
    folder.mkdir()
    (folder / "tile").write_bytes(b"tile")
    link = images.incoming_file()
    link.symlink_to(database.layout.images, target_is_directory=True)
    assert recover(database).unfinished_files == 3
    assert list(database.layout.incoming.iterdir()) == []
    assert database.layout.images.is_dir()


def test_files_without_a_record_are_moved_away(database: Database, upload: AddUpload) -> None:
    upload()
    layout = database.layout
    stray_ids = ["ab" + "0" * 22, "ab" + "1" * 22]
    for image_id in stray_ids:
        for path in (layout.image(image_id, "png"), layout.thumbnail(image_id)):
            (layout.root / path).parent.mkdir(exist_ok=True)
            (layout.root / path).write_text(image_id)
    report = recover(database)
    assert report.orphans == tuple(layout.orphans / f"{image_id}.png" for image_id in stray_ids)
    assert [orphan.read_text() for orphan in report.orphans] == stray_ids
    assert not any((layout.root / layout.thumbnail(image_id)).exists() for image_id in stray_ids)
    assert recover(database).orphans == ()


def test_an_orphan_never_replaces_another(database: Database) -> None:
    layout = database.layout
    for content in ("first", "second"):
        stray = layout.root / layout.image("ab" * 12, "png")
        stray.parent.mkdir(exist_ok=True)
        stray.write_text(content)
        recover(database)
    assert sorted(orphan.read_text() for orphan in layout.orphans.iterdir()) == ["first", "second"]


def test_a_lost_database_costs_no_image(root: Path, database: Database, upload: AddUpload) -> None:
    for number in range(5):
        upload(content=f"picture {number}".encode())
    database.close()
    database.layout.database.unlink()
    again = open_database(root)
    report = recover(again)
    again.close()
    assert sorted(orphan.read_text() for orphan in report.orphans) == [f"picture {number}" for number in range(5)]


def test_missing_files_are_told_and_their_records_stay(
    database: Database, images: ImageStore, upload: AddUpload
) -> None:
    no_file, no_thumbnail, nothing, whole = (upload() for _ in range(4))
    images.file_path(no_file.id).unlink()
    images.thumbnail_path(no_thumbnail.id).unlink()
    images.thumbnail_path(nothing.id).unlink()
    images.file_path(nothing.id).unlink()
    report = recover(database)
    assert set(report.missing_files) == {no_file.id, nothing.id}
    assert report.missing_thumbnails == (no_thumbnail.id,)
    assert images.page(None, 10).items == [whole, nothing, no_thumbnail, no_file]


def test_folders_that_have_gone_are_made_again(root: Path, database: Database, upload: AddUpload) -> None:
    record = upload()
    database.close()
    for folder in ("images", "thumbnails", "incoming"):
        shutil.rmtree(root / folder)
    again = open_database(root)
    assert recover(again).missing_files == (record.id,)
    again.close()


def test_jobs_that_ran_are_queued_again(database: Database, jobs: JobStore) -> None:
    job = jobs.create("download", "Download")
    jobs.set_running(job.id, "Fetching")
    report = recover(database)
    assert [recovered.id for recovered in report.jobs] == [job.id]
    assert jobs.get(job.id).state == "queued"
