"""Found faces are kept for good, and go with their image."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from burnish.library.database import Database
from burnish.library.faces import FaceStore
from burnish.library.gallery import Gallery
from burnish.library.images import ImageStore
from burnish.library.jobs import JobStore
from burnish.library.trash import purge
from burnish.parameters import Box
from burnish.records import FaceList, FoundFace, ImageRecord, RestoredFace
from tests.integration.library.conftest import RECIPE, SomeFacts

FACE = FoundFace(
    box=Box(left=1.5, top=2, right=30, bottom=40),
    landmarks=((1, 2), (3, 4), (5, 6), (7, 8), (9.25, 10)),
    confidence=0.875,
)


@pytest.fixture
def faces(database: Database) -> FaceStore:
    return FaceStore(database)


def test_what_was_found_is_given_back(faces: FaceStore, upload: Callable[..., ImageRecord]) -> None:
    image = upload()
    found = FaceList(image_id=image.id, detector="mtcnn", items=[FACE, FACE])
    assert faces.get(image.id, "resnet50") is None
    faces.put("resnet50", found)
    assert faces.get(image.id, "resnet50") == found
    assert faces.get(image.id, "mtcnn") is None
    assert faces.get(upload().id, "resnet50") is None


def test_a_second_look_takes_the_place_of_the_first(faces: FaceStore, upload: Callable[..., ImageRecord]) -> None:
    image = upload()
    faces.put("resnet50", FaceList(image_id=image.id, detector="mtcnn", items=[FACE]))
    better = FaceList(image_id=image.id, detector="resnet50", items=[])
    faces.put("resnet50", better)
    assert faces.get(image.id, "resnet50") == better


def test_faces_are_purged_with_their_image(
    faces: FaceStore, upload: Callable[..., ImageRecord], gallery: Gallery, database: Database
) -> None:
    image, other = upload(), upload()
    for one in (image, other):
        faces.put("mtcnn", FaceList(image_id=one.id, detector="mtcnn", items=[FACE]))
    gallery.delete(image.id)
    assert faces.get(image.id, "mtcnn") is not None, "it may come back from the trash"
    assert purge(database, timedelta(0)) == [image.id]
    assert faces.get(image.id, "mtcnn") is None
    assert faces.get(other.id, "mtcnn") is not None


def test_an_image_that_was_purged_meanwhile_is_no_error(faces: FaceStore) -> None:
    faces.put("mtcnn", FaceList(image_id="gone", detector="mtcnn", items=[FACE]))
    assert faces.get("gone", "mtcnn") is None


def test_a_result_knows_the_faces_that_were_restored_in_it(
    images: ImageStore,
    jobs: JobStore,
    upload: Callable[..., ImageRecord],
    write_files: Callable[[bytes], tuple[Path, Path]],
) -> None:
    source = upload()
    assert source.faces == []
    job = jobs.create("postprocess", "Restore faces", images=[source.id], recipe=RECIPE)
    restored = [RestoredFace(box=FACE.box, strength=0.5)]
    record = images.add_result(*write_files(b"x"), SomeFacts(), job_id=job.id, index=0, recipe=RECIPE, faces=restored)
    assert record.faces == restored
    assert images.get(record.id).faces == restored


def test_an_open_detection_is_found_again(jobs: JobStore, upload: Callable[..., ImageRecord]) -> None:
    image, other = upload(), upload()
    jobs.create("postprocess", "Upscale", images=[image.id], recipe=RECIPE)
    assert jobs.open_detection(image.id, "mtcnn") is None
    job = jobs.create("detect_faces", "Find faces", images=[image.id], detector="mtcnn")
    assert job.detector == "mtcnn"
    assert jobs.open_detection(image.id, "mtcnn") == job
    assert jobs.open_detection(image.id, "resnet50") is None
    assert jobs.open_detection(other.id, "mtcnn") is None
    running = jobs.set_running(job.id, "Starting")
    assert jobs.open_detection(image.id, "mtcnn") == running
    jobs.finish(job.id, "failed")
    assert jobs.open_detection(image.id, "mtcnn") is None


def test_the_next_job_of_a_kind_is_found(jobs: JobStore, upload: Callable[..., ImageRecord]) -> None:
    image = upload()
    first = jobs.create("postprocess", "Upscale", images=[image.id], recipe=RECIPE)
    detections = [
        jobs.create("detect_faces", "Find faces", images=[image.id], detector=detector)
        for detector in ("mtcnn", "resnet50")
    ]
    assert jobs.next_queued() == first
    assert jobs.next_queued("detect_faces") == detections[0]
    assert jobs.next_queued("download") is None
