"""Finding faces in whole pictures with real weights: numbers by hand count, sizes, hostile input."""

import itertools
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch

from burnish.compute.memory import OutOfMemory
from burnish.faces.detection import FaceDetection, place_landmarks
from burnish.faces.findings import NOTHING, Findings
from burnish.faces.patches import RgbPixels
from burnish.faces.problems import FaceOutsideImage
from burnish.faces.search import FaceSearch
from burnish.faces.selection import select_faces
from burnish.images.decode import decode
from burnish.images.picture import Picture
from burnish.monitoring import Cancelled, CheckCancelled, ReportProgress, ignore_progress, never_cancelled
from burnish.parameters import Box, ChosenFace, FaceDetectorName, RestoreFacesStep
from tests.integration.faces.detectors import CPU, find, mobilenet_parameters, portrait, real_detection

PHOTOS = {
    "family_1980s.png": 3,
    "group_of_four.jpg": 4,
    "band_lowres.jpg": 4,
    "boy_lowres.jpg": 1,
    "couple_grey_8bit.png": 2,
    "children_alpha.png": 5,
    "wolf_grey.jpg": 0,
    "building.png": 0,
    "tree_alpha_16bit.png": 0,
    "anime.jpg": 0,
}
"""Faces of people, counted by eye."""

MTCNN_ERRS = {"band_lowres.jpg": 5}
"""It takes a hand for a fifth face."""

PASSERS_BY = {25, 44}
"""Portraits with blurred people in the background, of whom it is open whether their faces are to be found."""


@pytest.fixture(scope="module")
def detection(test_data: Path) -> FaceDetection:
    return real_detection(test_data)


def count(detection: FaceDetection, path: Path, detector: FaceDetectorName = "mobilenet0.25") -> int:
    return len(select_faces(find(detection, decode(path), detector), RestoreFacesStep()))


@pytest.mark.parametrize("photo", PHOTOS)
def test_faces_in_photos_are_those_counted_by_eye(detection: FaceDetection, test_data: Path, photo: str) -> None:
    assert count(detection, test_data / "photos" / photo) == PHOTOS[photo]


@pytest.mark.parametrize("photo", PHOTOS)
def test_faces_in_photos_with_mtcnn(detection: FaceDetection, test_data: Path, photo: str) -> None:
    assert count(detection, test_data / "photos" / photo, "mtcnn") == MTCNN_ERRS.get(photo, PHOTOS[photo])


@pytest.mark.parametrize("detector", ["mobilenet0.25", "mtcnn"])
def test_degraded_portraits_hold_one_face_each(
    detection: FaceDetection, test_data: Path, detector: FaceDetectorName
) -> None:
    paths = sorted((test_data / "photos" / "cropped_faces").iterdir())
    assert {path.name: count(detection, path, detector) for path in paths} == {path.name: 1 for path in paths}


def test_portraits_hold_one_face_each(detection: FaceDetection, test_data: Path) -> None:
    """Among them faces in profile (40), behind sunglasses, a mask, hair and under hats."""
    numbers = {*range(0, 24, 4), *range(24, 48)} - PASSERS_BY
    counts = {n: count(detection, test_data / "faces" / f"synthetic_{n:02}.jpg") for n in numbers}
    assert counts == dict.fromkeys(numbers, 1)


def test_landmarks_lie_where_a_face_has_them(detection: FaceDetection, test_data: Path) -> None:
    for detector in ("mobilenet0.25", "mtcnn"):
        for face in find(detection, decode(test_data / "photos" / "group_of_four.jpg"), detector):
            if face.confidence < 0.8:
                continue
            eye, other_eye, nose, mouth, other_mouth = face.landmarks
            assert face.box.left < eye[0] < other_eye[0] < face.box.right
            assert mouth[0] < other_mouth[0]
            assert face.box.top < eye[1] < nose[1] < mouth[1] < face.box.bottom


def test_the_largest_face_comes_first(detection: FaceDetection, test_data: Path) -> None:
    sizes = [face.box.size for face in find(detection, decode(test_data / "photos" / "family_1980s.png"))]
    assert sizes == sorted(sizes, reverse=True)


@pytest.mark.parametrize(("width", "small"), [(2000, 24), (4000, 40)])
def test_small_faces_and_one_of_half_the_picture_are_found(
    detection: FaceDetection, test_data: Path, width: int, small: int
) -> None:
    """Portraits show faces of about 0.7 of their size."""
    pixels = np.full((width * 3 // 4, width, 3), 110, np.uint8)
    large = width * 6 // 10
    pixels[:large, :large] = portrait(test_data, 0, large)
    side = round(small / 0.7)
    for number in range(1, 9):
        row, column = divmod(number, 3)
        top, left = 40 + 200 * row, width - 700 + 200 * column
        pixels[top : top + side, left : left + side] = portrait(test_data, number, side)
    found = select_faces(find(detection, Picture(pixels)), RestoreFacesStep())
    assert len(found) == 9
    assert 0.6 * large < found[0].box.size < 0.9 * large
    assert all(0.75 * small < face.box.size < 1.3 * small for face in found[1:])


def test_a_face_that_fills_forty_megapixels_is_found_once(
    detection: FaceDetection, test_data: Path, tmp_path: Path
) -> None:
    """As a mapped picture at 16 bits; its landmarks are those of the small portrait, enlarged."""
    enlargement = 14
    small = portrait(test_data, 2, 450)
    mapped = np.memmap(tmp_path / "scan", np.uint16, "w+", shape=(450 * enlargement, 450 * enlargement, 3))
    mapped[:] = small.repeat(enlargement, axis=0).repeat(enlargement, axis=1)
    mapped *= 257
    (face,) = select_faces(find(detection, Picture(mapped)), RestoreFacesStep())
    (expected,) = select_faces(find(detection, Picture(small)), RestoreFacesStep())
    difference = np.array(face.landmarks) / enlargement - np.array(expected.landmarks)
    assert np.abs(difference).max() < 0.02 * expected.box.size


def test_three_hundred_faces_are_found(detection: FaceDetection, test_data: Path) -> None:
    side, columns = 84, 20
    portraits = [portrait(test_data, number, side) for number in range(24)]
    rows = [np.hstack([portraits[(row * 7 + column) % 24] for column in range(columns)]) for row in range(15)]
    found = select_faces(find(detection, Picture(np.vstack(rows))), RestoreFacesStep())
    places = {(int(x // side), int(y // side)) for x, y in (_middle(face.box) for face in found)}
    assert len(places) >= 297
    assert len(found) <= 303


def _middle(box: Box) -> tuple[float, float]:
    return (box.left + box.right) / 2, (box.top + box.bottom) / 2


@pytest.mark.parametrize("cut", [lambda p: p[110:], lambda p: p[:-150], lambda p: p[:, 150:], lambda p: p[:, :-150]])
def test_a_face_cut_by_the_border_is_found(
    detection: FaceDetection, test_data: Path, cut: Callable[[RgbPixels], RgbPixels]
) -> None:
    """A third of the face is missing on each side in turn."""
    picture = Picture(np.ascontiguousarray(cut(portrait(test_data, 0, 442))))
    assert len(select_faces(find(detection, picture), RestoreFacesStep())) == 1


@pytest.mark.parametrize("kind", ["grey", "grey with alpha", "16 bits", "RGBA"])
def test_pictures_of_any_kind_show_the_same_faces(detection: FaceDetection, test_data: Path, kind: str) -> None:
    pixels = decode(test_data / "photos" / "band_lowres.jpg").pixels
    opaque = np.full((*pixels.shape[:2], 1), 255, np.uint8)
    grey = pixels.mean(axis=2, keepdims=True).round().astype(np.uint8)
    other = {
        "grey": grey,
        "grey with alpha": np.concatenate([grey, opaque], axis=2),
        "16 bits": pixels.astype(np.uint16) * 257,
        "RGBA": np.concatenate([pixels, opaque], axis=2),
    }[kind]
    assert len(select_faces(find(detection, Picture(other)), RestoreFacesStep())) == 4


def test_what_is_transparent_is_not_seen(detection: FaceDetection, test_data: Path) -> None:
    pixels = decode(test_data / "photos" / "boy_lowres.jpg").pixels
    hidden = np.concatenate([pixels, np.zeros((*pixels.shape[:2], 1), np.uint8)], axis=2)
    assert find(detection, Picture(hidden)) == []


@pytest.mark.parametrize("detector", ["mobilenet0.25", "mtcnn"])
@pytest.mark.parametrize("shape", [(1, 1, 3), (300, 1, 4), (7, 4000, 1), (8, 8, 3), (10, 30000, 3)])
def test_pictures_without_room_for_a_face_hold_none(
    detection: FaceDetection, detector: FaceDetectorName, shape: tuple[int, int, int]
) -> None:
    noise = np.random.default_rng(0).integers(0, 256, shape).astype(np.uint8)
    assert find(detection, Picture(noise), detector) == []


def test_progress_rises_to_one(detection: FaceDetection, test_data: Path) -> None:
    progress: list[float] = []
    picture = decode(test_data / "photos" / "family_1980s.png")
    detection.detect(picture, "mobilenet0.25", progress.append, never_cancelled)
    assert progress == sorted(progress)
    assert progress[-1] == pytest.approx(1)
    assert len(set(progress)) > 50, "it goes on within the network"


@pytest.mark.parametrize("detector", ["mobilenet0.25", "mtcnn"])
def test_cancelling_is_noticed_between_scales(
    detection: FaceDetection, test_data: Path, detector: FaceDetectorName
) -> None:
    progress: list[float] = []

    def check_cancelled() -> None:
        if progress and progress[-1] > 0.2:
            raise Cancelled

    with pytest.raises(Cancelled):
        detection.detect(decode(test_data / "photos" / "family_1980s.png"), detector, progress.append, check_cancelled)
    assert progress[-1] < 0.9


class LimitedMemory:
    """A detector that has memory for patches up to ``area`` only; it takes bright squares for faces."""

    largest_area = 2_200_000

    def __init__(self, area: int) -> None:
        self.area = area
        self.areas: list[int] = []

    def find(
        self, patch: RgbPixels, confidence: float, check_cancelled: CheckCancelled, report: ReportProgress
    ) -> Findings:
        if patch.shape[0] * patch.shape[1] > self.area:
            torch.empty(2**60)
        self.areas.append(patch.shape[0] * patch.shape[1])
        rows, columns = np.nonzero(patch[..., 0] > 200)
        if len(rows) == 0:
            return NOTHING
        box = np.array([[columns.min(), rows.min(), columns.max() + 1, rows.max() + 1]], np.float64)
        return Findings(box, np.zeros((1, 5, 2)), np.ones(1), np.ones(1))


def test_exhausted_memory_makes_tiles_smaller() -> None:
    pixels = np.full((1500, 1500, 3), 90, np.uint8)
    pixels[700:800, 680:780] = 255
    detector = LimitedMemory(600_000)
    found = FaceSearch(Picture(pixels), detector, never_cancelled).everywhere(ignore_progress)
    assert found.boxes == pytest.approx(np.array([[680, 700, 780, 800]]), abs=2)
    assert max(detector.areas) <= 600_000
    assert sum(detector.areas) > 1500 * 1500 * 0.8, "the details are searched nevertheless"


def test_too_little_memory_for_the_smallest_tile_is_a_problem() -> None:
    search = FaceSearch(Picture(np.zeros((1500, 1500, 3), np.uint8)), LimitedMemory(100_000), never_cancelled)
    with pytest.raises(OutOfMemory, match="not enough memory to look for faces"):
        search.everywhere(ignore_progress)


def test_landmarks_of_a_marked_face_are_looked_for(detection: FaceDetection, test_data: Path) -> None:
    picture = decode(test_data / "photos" / "couple_grey_8bit.png")
    step = RestoreFacesStep(strength=0.6, detector="mobilenet0.25")
    for found in select_faces(find(detection, picture), step):
        box = found.box
        loose = Box(left=box.left - 15, top=box.top - 25, right=box.right + 20, bottom=box.bottom + 10)
        (face,) = detection.complete(picture, [ChosenFace(box=loose, strength=0.2)], step, never_cancelled)
        assert (face.box, face.strength) == (loose, 0.2)
        assert np.abs(np.array(face.landmarks) - np.array(found.landmarks)).max() < 0.06 * box.size


def test_landmarks_are_placed_where_no_face_is_seen(detection: FaceDetection, test_data: Path) -> None:
    picture = decode(test_data / "photos" / "building.png")
    box = Box(left=100, top=200, right=172, bottom=300)
    step = RestoreFacesStep(strength=0.6, detector="mobilenet0.25")
    (face,) = detection.complete(picture, [ChosenFace(box=box)], step, never_cancelled)
    assert face.landmarks == place_landmarks(box)
    assert face.strength == 0.6


def test_placed_landmarks_are_near_those_of_faces_seen_from_the_front(
    detection: FaceDetection, test_data: Path
) -> None:
    for number in (0, 1, 4, 8, 10):
        (face, *_) = find(detection, Picture(portrait(test_data, number, 442)))
        error = np.abs(np.array(place_landmarks(face.box)) - np.array(face.landmarks)).mean()
        assert error < 0.06 * face.box.size


def test_complete_faces_need_no_detector(test_data: Path) -> None:
    def refuse(name: str) -> dict[str, torch.Tensor]:
        raise AssertionError(f"{name} was asked for")

    box = Box(left=0, top=0, right=72, bottom=100)
    chosen = ChosenFace(box=box, landmarks=place_landmarks(box))
    picture = decode(test_data / "photos" / "building.png")
    (face,) = FaceDetection(refuse, CPU).complete(picture, [chosen], RestoreFacesStep(), never_cancelled)
    assert face.landmarks == chosen.landmarks


@pytest.mark.parametrize("corner", [(-50, 10), (10, -50), (448, 10), (10, 640), (1e6 - 50, 1e6 - 50)])
def test_a_chosen_face_outside_the_image_is_refused(
    detection: FaceDetection, test_data: Path, corner: tuple[float, float]
) -> None:
    picture = decode(test_data / "photos" / "building.png")
    left, top = corner
    chosen = [ChosenFace(box=Box(left=left, top=top, right=left + 50, bottom=top + 50))]
    with pytest.raises(FaceOutsideImage, match="448 x 640"):
        detection.complete(picture, chosen, RestoreFacesStep(detector="mobilenet0.25"), never_cancelled)


def test_a_marked_box_may_reach_far_beyond_the_image(detection: FaceDetection, test_data: Path) -> None:
    picture = decode(test_data / "photos" / "boy_lowres.jpg")
    huge = Box(left=-1e6, top=-1e6, right=1e6, bottom=1e6)
    step = RestoreFacesStep(detector="mobilenet0.25")
    (face,) = detection.complete(picture, [ChosenFace(box=huge)], step, never_cancelled)
    assert face.landmarks == place_landmarks(huge)


def test_a_detector_is_loaded_once_and_again_after_clearing(test_data: Path) -> None:
    parameters = mobilenet_parameters(test_data)
    loads = itertools.count()

    def load(name: str) -> dict[str, torch.Tensor]:
        next(loads)
        return dict(parameters)

    detection = FaceDetection(load, CPU)
    picture = decode(test_data / "photos" / "boy_lowres.jpg")
    first = find(detection, picture)
    assert find(detection, picture) == first
    detection.clear()
    assert find(detection, picture) == first
    assert next(loads) == 2
