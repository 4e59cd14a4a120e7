"""Images of a library: adding, finding, deleting, bringing back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from burnish.disk import DiskFull
from burnish.library.database import Database
from burnish.library.filters import ImageFilter
from burnish.library.gallery import Gallery
from burnish.library.images import ImageStore
from burnish.library.jobs import JobStore
from burnish.library.problems import ImageFileMissing, ImageNotFound, JobNotFound, RootNotUsable
from burnish.library.small_versions import SmallVersionStore
from burnish.library.tables import Image, JobItem
from burnish.parameters import Recipe
from burnish.records import ImageGeneration, ImageRecord

AddUpload = Callable[..., ImageRecord]
WriteFiles = Callable[[bytes], tuple[Path, Path]]

MADE = ImageGeneration(
    prompt="a red fox in snow",
    width=31,
    height=17,
    steps=20,
    guidance=7.5,
    sampler="euler_a",
    seed=8,
    generator="painter",
    model="Burnish Painter",
)

HOSTILE_IDS = [
    "",
    ".",
    "..",
    "../../etc/passwd",
    "a" * 24,
    "%",
    "' OR 1=1 --",
    "\x00",
    "id\n",
    "🙂",
    "\ud800",
    "x" * 100_000,
]


@dataclass(frozen=True)
class Facts:
    width: int = 31
    height: int = 17
    format: str = "tiff"
    bits: int = 16
    channels: int = 4


def files_below(root: Path) -> set[Path]:
    return {
        path for folder in ("images", "thumbnails", "incoming") for path in (root / folder).rglob("*") if path.is_file()
    }


def test_an_upload_becomes_a_record_and_two_files(
    root: Path, images: ImageStore, write_files: WriteFiles, small_versions: SmallVersionStore
) -> None:
    file, thumbnail = write_files(b"all the pixels")
    record = images.add_upload(file, thumbnail, Facts(), "../folder/aunt.tif")
    assert record == images.get(record.id)
    assert (record.kind, record.name, record.bytes) == ("upload", "aunt.tif", 14)
    assert (record.width, record.height, record.format, record.bits, record.channels) == (31, 17, "tiff", 16, 4)
    assert (record.source_id, record.origin_id, record.job_id, record.recipe) == (None, record.id, None, None)
    assert record.created_at.utcoffset() is not None
    assert images.file_path(record.id).read_bytes() == b"all the pixels"
    assert small_versions.thumbnail_path(record.id).read_bytes() == b"thumbnail of all the pixels"
    assert files_below(root.resolve()) == {images.file_path(record.id), small_versions.thumbnail_path(record.id)}
    assert images.file_path(record.id).relative_to(root.resolve()).as_posix() == (
        f"images/{record.id[:2]}/{record.id}.tiff"
    )


def test_a_result_knows_its_source_origin_recipe_and_job(
    jobs: JobStore, upload: AddUpload, result_of: Callable[[str], ImageRecord], recipe: Recipe, gallery: Gallery
) -> None:
    original = upload("aunt.jpg")
    first = result_of(original.id)
    second = result_of(first.id)
    assert (first.kind, first.name, first.source_id, first.origin_id) == (
        "result",
        "aunt_4x.png",
        original.id,
        original.id,
    )
    assert (second.name, second.source_id, second.origin_id) == ("aunt_4x_4x.png", first.id, original.id)
    assert first.recipe == recipe
    assert first.job_id is not None
    assert jobs.get(first.job_id).results == [first.id]
    assert jobs.items(first.job_id)[0].state == "done"
    upload("uncle.jpg")
    assert [image.id for image in gallery.page(None, 10, ImageFilter(origin_id=original.id)).items] == [
        second.id,
        first.id,
        original.id,
    ]


@pytest.fixture
def batch(database: Database, jobs: JobStore) -> Callable[..., str]:
    """Adds a job that generates images, and, with a recipe, postprocesses these and images that were there before."""

    def add(count: int, recipe: Recipe | None = None, before: Sequence[str] = ()) -> str:
        job_id = jobs.create("generate", "Generate", recipe=recipe).id
        to_postprocess = [*[None] * count, *before] if recipe else []
        with database.write() as session:
            for index in range(count):
                session.add(JobItem(job_id=job_id, index=index, seed=7 + index, state="queued"))
            for index, image_id in enumerate(to_postprocess, count):
                session.add(JobItem(job_id=job_id, index=index, image_id=image_id, state="queued"))
        return job_id

    return add


def test_a_base_image_ends_its_item_and_is_handed_to_the_one_that_postprocesses_it(
    images: ImageStore,
    jobs: JobStore,
    batch: Callable[..., str],
    upload: AddUpload,
    write_files: WriteFiles,
    recipe: Recipe,
) -> None:
    before = upload()
    job_id = batch(3, recipe, [before.id])
    base = images.add_base(*write_files(b"painted"), Facts(format="png"), job_id=job_id, index=1, generation=MADE)
    assert base == images.get(base.id)
    assert (base.kind, base.name, base.generation) == ("base", "a red fox in snow 8.png", MADE)
    assert (base.source_id, base.origin_id, base.job_id, base.recipe) == (None, base.id, job_id, None)
    assert images.file_path(base.id).read_bytes() == b"painted"
    assert [(item.state, item.image_id, item.result_id) for item in jobs.items(job_id)] == [
        ("queued", None, None),
        ("done", None, base.id),
        ("queued", None, None),
        ("queued", None, None),
        ("queued", base.id, None),
        ("queued", None, None),
        ("queued", before.id, None),
    ]
    result = images.add_result(*write_files(b"more"), Facts(), job_id=job_id, index=4, recipe=recipe)
    assert (result.source_id, result.origin_id, result.generation) == (base.id, base.id, MADE)
    assert result.name == "a red fox in snow 8_4x.tiff"
    assert jobs.get(job_id).results == [base.id, result.id]


def test_a_base_image_of_a_job_without_recipe_ends_its_item_alone(
    images: ImageStore, jobs: JobStore, batch: Callable[..., str], write_files: WriteFiles
) -> None:
    job_id = batch(2)
    base = images.add_base(*write_files(b"painted"), Facts(), job_id=job_id, index=0, generation=MADE)
    assert [(item.state, item.image_id, item.result_id) for item in jobs.items(job_id)] == [
        ("done", None, base.id),
        ("queued", None, None),
    ]


def test_a_base_image_for_an_unknown_item_is_refused(
    root: Path, images: ImageStore, batch: Callable[..., str], write_files: WriteFiles, gallery: Gallery
) -> None:
    for job_id, index in ((batch(2), 2), ("unknown", 0)):
        with pytest.raises(JobNotFound):
            images.add_base(*write_files(b""), Facts(), job_id=job_id, index=index, generation=MADE)
    assert gallery.count() == 0
    assert files_below(root.resolve()) == set()


def test_an_upload_keeps_what_its_file_tells_of_it_for_its_versions(
    images: ImageStore, write_files: WriteFiles, result_of: Callable[[str], ImageRecord]
) -> None:
    foreign = MADE.model_copy(update={"sampler": "Restart", "seed": 2**70, "steps": None, "generator": None})
    upload = images.add_upload(*write_files(b""), Facts(), "fox.png", generation=foreign)
    assert images.get(upload.id).generation == foreign
    assert result_of(result_of(upload.id).id).generation == foreign


def test_a_result_for_an_unknown_item_is_refused(
    images: ImageStore, jobs: JobStore, upload: AddUpload, write_files: WriteFiles, recipe: Recipe, gallery: Gallery
) -> None:
    job = jobs.create("postprocess", "Upscale", images=[upload().id], recipe=recipe)
    for job_id, index in ((job.id, 1), (job.id, -1), ("unknown", 0)):
        with pytest.raises(JobNotFound):
            images.add_result(*write_files(b""), Facts(), job_id=job_id, index=index, recipe=recipe)
    assert gallery.count() == 1


@pytest.mark.parametrize("image_id", HOSTILE_IDS)
def test_unknown_ids_are_refused_everywhere(
    images: ImageStore,
    jobs: JobStore,
    upload: AddUpload,
    image_id: str,
    gallery: Gallery,
    small_versions: SmallVersionStore,
) -> None:
    upload()
    for call in (images.get, images.file_path, small_versions.thumbnail_path, gallery.delete, gallery.undelete):
        with pytest.raises(ImageNotFound) as caught:
            call(image_id)
        assert repr(image_id) in caught.value.detail or len(image_id) > 100
        assert len(caught.value.detail) < 300
    with pytest.raises(ImageNotFound):
        jobs.create("postprocess", "Upscale", images=[image_id])
    assert gallery.page(None, 10, ImageFilter(origin_id=image_id)).items == []


def test_a_full_disk_leaves_neither_record_nor_files(
    root: Path, database: Database, images: ImageStore, upload: AddUpload, small_versions: SmallVersionStore
) -> None:
    kept = upload()
    with database.write() as session:  # the pool holds one connection, which the limit stays with
        pages = session.execute(text("PRAGMA page_count")).scalar_one()
        session.execute(text(f"PRAGMA max_page_count = {pages + 1}"))
    stored = {kept.id}
    with pytest.raises(DiskFull) as caught:
        for _ in range(1000):
            stored.add(upload("x" * 200).id)
    assert "Free some space" in caught.value.detail
    with database.read() as session:
        assert set(session.scalars(select(Image.id))) == stored
    assert files_below(root.resolve()) == {
        path for image_id in stored for path in (images.file_path(image_id), small_versions.thumbnail_path(image_id))
    }


def test_a_folder_that_cannot_be_written_leaves_no_record(
    root: Path, images: ImageStore, write_files: WriteFiles, gallery: Gallery
) -> None:
    (root / "images").rmdir()
    (root / "images").write_text("in the way")
    with pytest.raises(RootNotUsable, match="--root"):
        images.add_upload(*write_files(b"pixels"), Facts(), "aunt.tiff")
    assert gallery.count() == 0
    assert files_below(root) == set()


def test_a_file_that_has_gone_is_named(
    images: ImageStore, upload: AddUpload, small_versions: SmallVersionStore
) -> None:
    record = upload()
    images.file_path(record.id).unlink()
    small_versions.thumbnail_path(record.id).unlink()
    with pytest.raises(ImageFileMissing, match=record.id):
        images.file_path(record.id)
    with pytest.raises(ImageFileMissing, match=record.id):
        small_versions.thumbnail_path(record.id)


def test_a_thumbnail_can_be_replaced(images: ImageStore, upload: AddUpload, small_versions: SmallVersionStore) -> None:
    record = upload()
    small_versions.thumbnail_path(record.id).unlink()
    fresh = images.incoming_file(".webp")
    fresh.write_bytes(b"fresh")
    small_versions.replace(record.id, fresh, images.incoming_file(".webp"))
    assert small_versions.thumbnail_path(record.id).read_bytes() == b"fresh"


def test_the_trash_hides_an_image_and_gives_it_back(images: ImageStore, upload: AddUpload, gallery: Gallery) -> None:
    kept, record = upload("kept.png"), upload("aunt.png")
    deleted = gallery.delete(record.id)
    assert deleted.deleted_at is not None
    assert gallery.delete(record.id) == deleted == images.get(record.id)
    page = gallery.page(None, 10)
    assert ([image.id for image in page.items], page.total, gallery.count()) == ([kept.id], 1, 1)
    assert images.file_path(record.id).is_file()
    assert gallery.undelete(record.id) == record == gallery.undelete(record.id)
    assert [image.id for image in gallery.page(None, 10).items] == [record.id, kept.id]


def test_every_id_is_new(upload: AddUpload, database: Database) -> None:
    ids = {upload().id for _ in range(30)}
    with database.read() as session:
        assert session.scalars(select(func.count(Image.id.distinct()))).one() == len(ids) == 30
    assert all(len(image_id) == 24 and set(image_id) <= set("0123456789abcdef") for image_id in ids)
