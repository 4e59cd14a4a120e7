from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from burnish.faces.alignment import FACE_SIDE, Matrix, align, scaled_target
from burnish.faces.masks import template_mask
from burnish.faces.pasting import RestoredFace, paste
from burnish.images.scratch import ScratchPixels
from tests.unit.faces.test_alignment import landmarks_of_face, noise

Array = NDArray[Any]
FULL = np.ones((256, 256), np.float32)


def pasted(pixels: Array, folder: Path, *faces: RestoredFace) -> Array:
    """A copy of the picture with faces pasted one after the other."""
    with ScratchPixels(folder, pixels.shape, pixels.dtype) as result:
        result.write(0, 0, pixels)
        for face in faces:
            paste(result, face)
        return np.array(result.mapped())


def face_of(colour: tuple[float, ...], to_face: Matrix, strength: float = 1, mask: Array | None = None) -> RestoredFace:
    pixels = np.full((FACE_SIDE, FACE_SIDE, len(colour)), colour, np.float32)
    return RestoredFace(pixels, template_mask() if mask is None else mask, strength, to_face)


def weights(shape: tuple[int, ...], to_face: Matrix) -> Array:
    """The template mask as it lies over the picture, computed point by point."""
    rows, columns = np.mgrid[0 : shape[0], 0 : shape[1]]
    x, y = np.einsum("ij,jhw->ihw", to_face, np.stack([columns, rows, np.ones_like(rows)]))
    side = len(template_mask())
    across, down = (((place + 0.5) * side / FACE_SIDE - 0.5).astype(np.float32) for place in (x, y))
    return np.asarray(cv2.remap(template_mask(), across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT))


@pytest.mark.parametrize("depth", [np.uint8, np.uint16])
@pytest.mark.parametrize("strength", [0.3, 1])
def test_a_face_is_mixed_in_by_mask_and_strength_and_rounded(tmp_path: Path, depth: Any, strength: float) -> None:
    maximum = np.iinfo(depth).max
    pixels = (noise(300, 400) / 255 * maximum).astype(depth)
    to_face = align(landmarks_of_face(120, 60, 150, 15))
    result = pasted(pixels, tmp_path, face_of((1, 0.5, 0), to_face, strength))
    weight = strength * weights(pixels.shape, to_face)[..., np.newaxis]
    error = (result - (pixels + weight * (np.array([1, 0.5, 0]) * maximum - pixels))) / maximum * 255
    assert np.abs(error).max() < 1.5
    assert abs(error[weight[..., 0] > 0.05].mean()) < 0.05
    untouched = weight[..., 0] == 0
    assert 0.8 < untouched.mean() < 1
    assert (result[untouched] == pixels[untouched]).all()


def test_no_strength_changes_nothing(tmp_path: Path) -> None:
    pixels = noise(100, 100)
    assert (pasted(pixels, tmp_path, face_of((1, 1, 1), align(landmarks_of_face(10, 10, 80)), 0)) == pixels).all()


@pytest.mark.parametrize(("channels", "colour"), [(2, (0.7,)), (4, (1, 0, 0))])
def test_alpha_and_what_is_under_no_alpha_stay(tmp_path: Path, channels: int, colour: tuple[float, ...]) -> None:
    pixels = noise(120, 120, channels)
    pixels[..., -1] = np.where(np.arange(120) < 60, 0, 90)
    result = pasted(pixels, tmp_path, face_of(colour, align(landmarks_of_face(10, 10, 100))))
    assert (result[..., -1] == pixels[..., -1]).all()
    assert (result[:, :60] == pixels[:, :60]).all()
    assert result[60, 70, 0] == round(colour[0] * 255)


@pytest.mark.parametrize("place", [(-40, 20), (70, -50), (60, 70), (-20, -20)])
def test_a_face_cut_by_the_border_is_pasted_as_far_as_it_is_there(tmp_path: Path, place: tuple[int, int]) -> None:
    """As a part of a larger picture."""
    larger = noise(300, 300)
    whole = pasted(larger, tmp_path, face_of((0, 1, 0), align(landmarks_of_face(place[0] + 100, place[1] + 100, 90))))
    inner = np.s_[100:200, 100:200]
    part = pasted(larger[inner].copy(), tmp_path, face_of((0, 1, 0), align(landmarks_of_face(*place, 90))))
    assert np.abs(part.astype(int) - whole[inner]).max() <= 1
    assert (part != larger[inner]).any()


@pytest.mark.parametrize("place", [(-500, 10), (500, 500)])
def test_a_face_outside_changes_nothing(tmp_path: Path, place: tuple[int, int]) -> None:
    pixels = noise(50, 60)
    assert (pasted(pixels, tmp_path, face_of((0, 1, 0), align(landmarks_of_face(*place, 90)))) == pixels).all()


@pytest.mark.parametrize("scale", [1, 2, 4])
def test_a_picture_pasted_into_itself_does_not_move(tmp_path: Path, scale: int) -> None:
    """Taken from the aligned square and put back where it was, in a picture of any size."""
    rows, columns = np.mgrid[0 : 160 * scale, 0 : 200 * scale] / scale
    values = 128 + 60 * np.sin(columns / 9 + 0.3) + 50 * np.cos(rows / 11)
    pixels = np.repeat(values.round().astype(np.uint8)[..., np.newaxis], 3, axis=2)
    to_face = scaled_target(align(landmarks_of_face(40, 20, 110, 12)), scale, scale)
    face = cv2.warpAffine(pixels, to_face, (FACE_SIDE, FACE_SIDE), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT)
    result = pasted(pixels, tmp_path, RestoredFace((face / 255).astype(np.float32), template_mask(), 1, to_face))
    assert np.abs(result.astype(int) - pixels).max() <= 3


def test_a_small_face_is_averaged_and_does_not_alias(tmp_path: Path) -> None:
    rows, columns = np.mgrid[0:FACE_SIDE, 0:FACE_SIDE]
    board: Array = np.dstack([((rows // 2 + columns // 2) % 2).astype(np.float32)] * 3)
    to_face = align(landmarks_of_face(5.4, 7.3, 40, 7))
    result = pasted(np.full((60, 60, 3), 127, np.uint8), tmp_path, RestoredFace(board, FULL, 1, to_face))
    assert np.abs(result[15:40, 12:38].astype(int) - 127).max() < 40


def test_a_large_face_is_pasted_without_steps_between_tiles(tmp_path: Path) -> None:
    ramp = np.linspace(0, 1, FACE_SIDE, dtype=np.float32)
    face: Array = np.dstack([(ramp[np.newaxis] + ramp[:, np.newaxis]) / 2] * 3)
    to_face = align(landmarks_of_face(-100, -100, 2600))
    result = pasted(np.zeros((2300, 2300, 3), np.uint16), tmp_path, RestoredFace(face, FULL, 1, to_face)).astype(int)
    for axis in (0, 1):
        assert np.abs(np.diff(result, axis=axis)[1:-1, 1:-1]).max() <= 65535 / 2 / 2600 * 2


def test_overlapping_faces_show_no_seam(tmp_path: Path) -> None:
    """Both masks end softly, so that no step is larger than with the face that is alone."""
    pixels = np.zeros((200, 260, 3), np.uint8)
    left, right = (align(landmarks_of_face(x, 20, 150)) for x in (20, 75))
    alone = pasted(pixels, tmp_path, face_of((1, 0, 0), left)).astype(int)
    both = pasted(pixels, tmp_path, face_of((1, 0, 0), left), face_of((0, 0, 1), right)).astype(int)
    assert (both[..., 0] > 200).any()
    assert (both[..., 2] > 200).any()
    for axis in (0, 1):
        assert np.abs(np.diff(both, axis=axis)).max() <= np.abs(np.diff(alone, axis=axis)).max() + 2
    inside = (weights(pixels.shape, left) > 0.99) | (weights(pixels.shape, right) > 0.99)
    assert np.abs(both[inside].sum(axis=-1) - 255).max() <= 5, "nothing of the picture shows through"


def test_faces_without_overlap_do_not_depend_on_their_order(tmp_path: Path) -> None:
    pixels = noise(120, 300)
    faces = [face_of((1, 0, 0), align(landmarks_of_face(x, 10, 100))) for x in (10, 170)]
    assert (pasted(pixels, tmp_path, *faces) == pasted(pixels, tmp_path, *reversed(faces))).all()
