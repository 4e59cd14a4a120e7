"""Putting a library in order at the start."""

import os
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete

from burnish.library.adopting import StrayStore
from burnish.library.database import Database, open_database
from burnish.library.gallery import Gallery
from burnish.library.images import ImageStore
from burnish.library.jobs import JobStore
from burnish.library.problems import JobNotFound
from burnish.library.recovery import RecoveryReport, recover
from burnish.library.small_versions import SmallVersionStore
from burnish.library.strays import Findings
from burnish.library.tables import Image, UnsettledImage
from burnish.records import ImageGeneration, ImageRecord
from tests.integration.library.conftest import SomeFacts

AddUpload = Callable[..., ImageRecord]


def test_a_library_in_order_stays_as_it_is(
    database: Database, images: ImageStore, upload: AddUpload, gallery: Gallery, small_versions: SmallVersionStore
) -> None:
    record, deleted = upload(), upload()
    gallery.delete(deleted.id)
    assert recover(database) == RecoveryReport(unfinished_files=0, unsettled=(), findings=Findings(), jobs=())
    for image_id in (record.id, deleted.id):
        assert images.file_path(image_id).is_file()
        assert small_versions.thumbnail_path(image_id).is_file()


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


def test_the_files_of_an_image_that_was_being_added_are_removed(
    database: Database, images: ImageStore, upload: AddUpload
) -> None:
    whole = upload()
    unfinished_id = "ab" * 12
    file = database.layout.image(unfinished_id, "png")
    paths = database.layout.files_of(unfinished_id, file)
    with database.write() as session:
        session.add(UnsettledImage(image_id=unfinished_id, file=file))
        # Recorded after all: of two transactions the second was lost, say, with a copy of the database.
        session.add(UnsettledImage(image_id=whole.id, file=database.layout.image(whole.id, "png")))
    for path in paths:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"part")
    report = recover(database)
    assert (report.unsettled, report.findings) == ((unfinished_id,), Findings())
    assert not any(path.exists() for path in paths)
    assert images.file_path(whole.id).is_file()
    assert recover(database).unsettled == ()


def test_an_image_that_could_not_be_recorded_leaves_nothing(
    database: Database, images: ImageStore, jobs: JobStore, write_files: Callable[[bytes], tuple[Path, Path]]
) -> None:
    with pytest.raises(JobNotFound):
        images.add_base(
            *write_files(b"pixels"),
            SomeFacts(),
            job_id="none",
            index=0,
            generation=ImageGeneration(prompt="a fox", generator="painter"),
        )
    assert [path for path in database.layout.root.rglob("*") if path.suffix in (".png", ".webp")] == []
    assert recover(database).findings == Findings()


def test_strays_are_told_the_oldest_first_and_stay(database: Database, upload: AddUpload) -> None:
    upload()
    layout = database.layout
    stray_ids = ["ab" + "1" * 22, "ab" + "0" * 22]
    for number, image_id in enumerate(stray_ids):
        for path in (layout.image(image_id, "jpeg"), layout.thumbnail(image_id)):
            (layout.root / path).parent.mkdir(exist_ok=True)
            (layout.root / path).write_text(image_id)
        os.utime(layout.root / layout.image(image_id, "jpeg"), (1000 + number, 1000 + number))
    strays = recover(database).findings.strays
    assert [stray.image_id for stray in strays] == stray_ids
    assert [(layout.root / stray.file).read_text() for stray in strays] == stray_ids
    assert not any((layout.root / layout.thumbnail(image_id)).exists() for image_id in stray_ids)


def test_a_stray_is_an_upload_again_under_its_id(
    database: Database,
    images: ImageStore,
    upload: AddUpload,
    gallery: Gallery,
    small_versions: SmallVersionStore,
    stray_store: StrayStore,
) -> None:
    first = upload(content=b"photo")
    file = images.file_path(first.id)
    with database.write() as session:
        session.execute(delete(Image))
    (stray,) = recover(database).findings.strays
    assert stray_store.path(stray) == file
    thumbnail = images.incoming_file(".webp")
    thumbnail.write_bytes(b"small")
    adopted = stray_store.adopt(stray, thumbnail, SomeFacts())
    assert (adopted.id, adopted.kind, adopted.bytes) == (first.id, "upload", len(b"photo"))
    assert abs(adopted.created_at - first.created_at) < timedelta(seconds=60), "when the file was written"
    assert gallery.page(None, 10).items == [adopted]
    assert (images.file_path(first.id).read_bytes(), small_versions.thumbnail_path(first.id).read_bytes()) == (
        b"photo",
        b"small",
    )
    assert recover(database).findings == Findings()


@pytest.mark.parametrize("name", ["ab/foreign.png", "ab/note.txt", "cd/" + "ab" * 12 + ".png", "ab" * 12 + ".png"])
def test_what_no_image_can_be_is_moved_away_and_replaces_nothing(database: Database, name: str) -> None:
    layout = database.layout
    for content in ("first", "second"):
        file = layout.images / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(content)
        findings = recover(database).findings
        assert (len(findings.orphans), findings.strays) == (1, ())
    assert sorted(orphan.read_text() for orphan in layout.orphans.iterdir()) == ["first", "second"]
    assert recover(database).findings.orphans == ()


def test_a_lost_database_costs_no_image(root: Path, database: Database, upload: AddUpload) -> None:
    ids = {upload(content=f"picture {number}".encode()).id for number in range(5)}
    database.mark_when_closed()
    database.close()
    database.layout.database.unlink()
    again = open_database(root)
    assert {stray.image_id for stray in recover(again).findings.strays} == ids
    again.close()


def test_missing_files_are_told_and_their_records_stay(
    database: Database, images: ImageStore, upload: AddUpload, gallery: Gallery, small_versions: SmallVersionStore
) -> None:
    no_file, no_thumbnail, nothing, whole = (upload() for _ in range(4))
    images.file_path(no_file.id).unlink()
    small_versions.thumbnail_path(no_thumbnail.id).unlink()
    small_versions.thumbnail_path(nothing.id).unlink()
    images.file_path(nothing.id).unlink()
    assert set(recover(database).findings.missing_files) == {no_file.id, nothing.id}
    assert gallery.page(None, 10).items == [whole, nothing, no_thumbnail, no_file]


def test_folders_that_have_gone_are_made_again(root: Path, database: Database, upload: AddUpload) -> None:
    record = upload()
    database.close()
    for folder in ("images", "thumbnails", "incoming"):
        shutil.rmtree(root / folder)
    again = open_database(root)
    assert recover(again).findings.missing_files == (record.id,)
    again.close()


def test_jobs_that_ran_are_queued_again(database: Database, jobs: JobStore) -> None:
    job = jobs.create("download", "Download")
    jobs.set_running(job.id, "Fetching")
    report = recover(database)
    assert [recovered.id for recovered in report.jobs] == [job.id]
    assert jobs.get(job.id).state == "queued"
