from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from burnish.faces.alignment import FACE_SIDE, align, crop, scale_of, scaled_target
from burnish.parameters import Landmarks
from burnish.problems import InvalidParameters

FFHQ = np.array(
    [
        [192.98138, 239.94708],
        [318.90277, 240.1936],
        [256.63416, 314.01935],
        [201.26117, 371.41043],
        [313.08905, 371.15118],
    ]
)
GREY = (132, 133, 135)


def landmarks_of_face(left: float, top: float, side: float, angle: float = 0) -> Landmarks:
    """Landmarks of a face whose aligned square has this upper left corner and side, turned by ``angle`` degrees."""
    turn = np.deg2rad(angle)
    rotation = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    eye, other_eye, nose, mouth, other_mouth = (
        (float(x), float(y)) for x, y in FFHQ @ rotation.T * side / FACE_SIDE + (left, top)
    )
    return eye, other_eye, nose, mouth, other_mouth


def noise(height: int, width: int, channels: int = 3) -> NDArray[np.uint8]:
    values = np.random.default_rng(0).integers(0, 256, (height, width, channels), np.uint8)
    return np.asarray(cv2.GaussianBlur(values, (0, 0), 2), np.uint8).reshape(values.shape)


@pytest.mark.parametrize("angle", [0, 35, -90, 180])
def test_landmarks_come_to_lie_on_the_template(angle: float) -> None:
    landmarks = landmarks_of_face(300, 200, 130, angle)
    matrix = align(landmarks)
    places = np.array(landmarks) @ matrix[:, :2].T + matrix[:, 2]
    assert np.abs(places - FFHQ).max() < 0.01
    assert scale_of(matrix) == pytest.approx(FACE_SIDE / 130)


def test_one_wrong_landmark_does_not_matter() -> None:
    right = landmarks_of_face(300, 200, 130)
    wrong: Landmarks = (right[0], right[1], (500, 500), right[3], right[4])
    assert np.abs(align(wrong) - align(right)).max() < 0.05


def test_the_same_landmarks_always_give_the_same_transform() -> None:
    jitter = np.random.default_rng(1).normal(0, 3, (5, 2))
    eye, other_eye, nose, mouth, other_mouth = (
        (float(x), float(y)) for x, y in np.array(landmarks_of_face(40, 60, 200)) + jitter
    )
    landmarks = (eye, other_eye, nose, mouth, other_mouth)
    first = align(landmarks)
    cv2.setRNGSeed(12345)
    assert all((align(landmarks) == first).all() for _ in range(5))


def test_landmarks_on_one_place_are_refused() -> None:
    with pytest.raises(InvalidParameters, match="one place"):
        align(((5, 5),) * 5)
    with pytest.raises(InvalidParameters, match="one place"):
        align(landmarks_of_face(5, 5, 0.5))


@pytest.mark.parametrize(("left", "top"), [(200, 150), (-60, 30), (500, 330)])
@pytest.mark.parametrize("side", [90, 400, 1000])
def test_a_crop_is_the_whole_picture_warped_as_facexlib_does(left: float, top: float, side: float) -> None:
    """The constant is that of facexlib, in B, G, R order; so is the picture there."""
    pixels = noise(400, 600)
    matrix = align(landmarks_of_face(left, top, side, 10))
    expected = cv2.warpAffine(
        np.ascontiguousarray(pixels[..., ::-1]),
        matrix,
        (FACE_SIDE, FACE_SIDE),
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=(135, 133, 132),
    )[..., ::-1]
    assert np.abs(crop(pixels, matrix).astype(int) - expected).max() <= 1


def test_beyond_the_picture_there_is_grey() -> None:
    matrix = align(landmarks_of_face(5000, 5000, 100))
    assert (crop(noise(40, 50), matrix) == GREY).all()
    assert (crop(noise(40, 50, 1), matrix) == GREY[1]).all()
    deep = crop(noise(40, 50).astype(np.uint16), matrix)
    assert (deep == np.array(GREY) * 257).all()


def test_fine_patterns_of_a_large_face_do_not_alias() -> None:
    rows, columns = np.mgrid[0:2600, 0:2600]
    board = np.repeat(((rows + columns) % 2 * 255).astype(np.uint8)[..., np.newaxis], 3, axis=2)
    inner = crop(board, align(landmarks_of_face(5.3, 7.7, 2560, 3)))[10:-10, 10:-10]
    assert np.abs(inner.astype(int) - 127.5).max() < 30


@pytest.mark.parametrize("side", [900, 1100, 2050])
def test_a_large_face_keeps_its_place(side: float) -> None:
    """A disc is where the transform says, whether its surroundings were made smaller first or not."""
    pixels = np.zeros((2300, 2300, 1), np.uint8)
    cv2.circle(pixels, (450, 480), 150, 255, -1)
    rows, columns = np.mgrid[0:FACE_SIDE, 0:FACE_SIDE]
    matrix = align(landmarks_of_face(31, 17, side))
    face = crop(pixels, matrix)[..., 0].astype(float)
    centre = np.array([(face * columns).sum(), (face * rows).sum()]) / face.sum()
    assert np.abs(centre - (matrix @ (450, 480, 1))).max() < 0.1


def test_depth_and_origin_of_pixels_do_not_matter(tmp_path: Path) -> None:
    pixels = noise(200, 200)
    matrix = align(landmarks_of_face(20, 20, 120, 5))
    expected = crop(pixels, matrix).astype(float)
    deep = crop(pixels.astype(np.uint16) * 257, matrix)
    assert deep.dtype == np.uint16
    assert np.abs(deep / 257 - expected).max() <= 0.51
    mapped: Any = np.memmap(tmp_path / "pixels", np.uint8, "w+", shape=pixels.shape)
    mapped[:] = pixels
    assert (crop(mapped, matrix) == expected).all()
    assert (crop(pixels[..., 1:2], matrix)[..., 0] == expected[..., 1]).all()


@pytest.mark.parametrize(("scale_x", "scale_y"), [(2, 2), (4, 4), (2.5, 1.5)])
def test_an_enlarged_picture_shows_the_face_at_the_same_place(scale_x: float, scale_y: float) -> None:
    """The outer corners of pixels stay corners: (x, y) becomes (x * scale_x, y * scale_y)."""
    matrix = align(landmarks_of_face(100, 50, 80, 20))
    enlarged = scaled_target(matrix, scale_x, scale_y)
    for x, y in ((100.5, 80.5), (140.5, 90.5)):
        on_face = matrix @ (x - 0.5, y - 0.5, 1)
        assert enlarged @ (x * scale_x - 0.5, y * scale_y - 0.5, 1) == pytest.approx(on_face)
