"""The whole way of a face: cut out, through a network whose output is known, and pasted."""

from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from burnish.faces.masks import template_mask
from burnish.faces.monochrome import ToneCurve, luma
from burnish.faces.restorer import FaceDone, FaceRestorer
from burnish.faces.selection import FaceToRestore
from burnish.images.decode import decode
from burnish.images.picture import Metadata, Picture
from burnish.monitoring import Cancelled, ignore_progress, never_cancelled
from burnish.parameters import Box, RestoreFacesStep
from tests.integration.faces.conftest import CPU, MakeRestorer
from tests.unit.faces.test_alignment import landmarks_of_face, noise

Array = NDArray[Any]
STEP = RestoreFacesStep()
RED = {"mixing": [[0.0] * 3] * 3, "shift": (1.0, 0.0, 0.0)}
"""A network that makes every face red."""


def face_at(left: float, top: float, side: float, strength: float = 1) -> FaceToRestore:
    box = Box(left=left + side / 4, top=top + side / 4, right=left + side * 3 / 4, bottom=top + side * 3 / 4)
    return FaceToRestore(box, landmarks_of_face(left, top, side), strength)


def restore(
    restorer: FaceRestorer,
    source: Picture,
    faces: list[FaceToRestore],
    folder: Path,
    target: Picture | None = None,
    monochrome: bool = False,
) -> Picture:
    """Without parsing, so that the outline is the template's."""
    return restorer.restore(
        source, target or source, faces, STEP, monochrome, False, folder, ignore_progress, never_cancelled
    )


def test_red_stays_red(tiny_restorer: MakeRestorer, tmp_path: Path) -> None:
    result = restore(tiny_restorer(**RED), Picture(noise(200, 200)), [face_at(20, 20, 150)], tmp_path)
    assert (result.pixels[100, 95] == (255, 0, 0)).all()


def test_networks_are_given_red_as_red(tiny_restorer: MakeRestorer, tmp_path: Path) -> None:
    """A network that takes the first of its colours for all three sees the red channel of the picture."""
    pixels = np.zeros((200, 200, 3), np.uint8)
    pixels[...] = (200, 100, 50)
    mixing = [[1.0, 0.0, 0.0]] * 3
    result = restore(tiny_restorer(mixing), Picture(pixels), [face_at(20, 20, 150)], tmp_path)
    assert (result.pixels[100, 95] == 200).all()


def test_what_is_not_a_face_stays_to_the_bit_with_its_metadata(tiny_restorer: MakeRestorer, tmp_path: Path) -> None:
    picture = Picture(noise(300, 400), Metadata(icc_profile=b"profile", dpi=(300, 300)))
    result = restore(tiny_restorer(**RED), picture, [face_at(20, 20, 100), face_at(250, 150, 120)], tmp_path)
    assert result.metadata == picture.metadata
    changed = (result.pixels != picture.pixels).any(axis=-1)
    expected = np.zeros(changed.shape, bool)
    expected[20:121, 20:121] = expected[150:271, 250:371] = True
    assert not changed[~expected].any()
    assert changed[expected].mean() > 0.3
    assert not list(tmp_path.iterdir())


def test_no_strength_gives_the_input_and_loads_nothing(tmp_path: Path) -> None:
    def load(name: str) -> dict[str, Any]:
        raise AssertionError(f"{name} is not needed")

    picture = Picture(noise(100, 100))
    restorer = FaceRestorer(load, CPU, "float32")
    result = restore(restorer, picture, [face_at(10, 10, 80, strength=0)], tmp_path)
    assert (result.pixels == picture.pixels).all()


def test_each_face_has_its_own_strength(tiny_restorer: MakeRestorer, tmp_path: Path) -> None:
    picture = Picture(np.zeros((200, 500, 3), np.uint8))
    faces = [face_at(10, 20, 100, 0.25), face_at(170, 20, 110, 0.8), face_at(340, 20, 120, 0)]
    result = restore(tiny_restorer(**RED), picture, faces, tmp_path).pixels
    assert [int(result[70, x, 0]) for x in (60, 225, 400)] == [64, 204, 0]


def test_two_pictures_in_turn_do_not_mix(tiny_restorer: MakeRestorer, tmp_path: Path) -> None:
    """The network turns colours round, so that what is left of another picture would show."""
    restorer = tiny_restorer([[0.0, 0, 1], [1, 0, 0], [0, 1, 0]])
    pictures = [Picture(np.full((120, 120, 3), colour, np.uint8)) for colour in ((250, 10, 90), (10, 200, 40))]
    faces = [[face_at(10, 10, 100)], [face_at(0, 5, 90), face_at(30, 25, 95)]]
    first = restore(restorer, pictures[0], faces[0], tmp_path)
    second = restore(restorer, pictures[1], faces[1], tmp_path)
    assert (restore(restorer, pictures[0], faces[0], tmp_path).pixels == first.pixels).all()
    for picture, result in zip(pictures, (first, second), strict=True):
        colour = picture.pixels[0, 0]
        assert np.abs(result.pixels[60, 60].astype(int) - colour[[2, 0, 1]]).max() <= 1


@pytest.mark.parametrize("scale", [2, 4])
def test_faces_of_the_source_are_pasted_into_a_larger_target(
    tiny_restorer: MakeRestorer, tmp_path: Path, scale: int
) -> None:
    """The target has another colour everywhere; what is pasted has that of the source, at its place.

    Half a pixel of the source beside the landmarks, as facexlib has it.
    """
    source = Picture(np.full((100, 120, 3), (90, 60, 30), np.uint8))
    target = Picture(np.full((100 * scale, 120 * scale, 3), (0, 0, 200), np.uint8))
    result = restore(tiny_restorer(), source, [face_at(30, 10, 70)], tmp_path, target).pixels
    assert result.shape == target.pixels.shape
    weight = (result[..., 0] / 90)[..., np.newaxis]
    assert np.abs(result - (weight * (90, 60, 30) + (1 - weight) * (0, 0, 200))).max() <= 3
    pasted_at = (np.argwhere(weight[..., 0] > 0.5).mean(axis=0) + 0.5) / scale
    on_template = (np.argwhere(template_mask() > 0.5).mean(axis=0) + 0.5) * 2 - 0.5
    assert pasted_at == pytest.approx(np.array([10, 30]) + on_template * 70 / 512 + 0.5, abs=0.05)


def test_sixteen_bits_stay_and_are_used(tiny_restorer: MakeRestorer, tmp_path: Path) -> None:
    pixels = np.full((100, 100, 3), 12345, np.uint16)
    result = restore(tiny_restorer(shift=(0.1,) * 3), Picture(pixels), [face_at(5, 5, 90)], tmp_path).pixels
    assert result.dtype == np.uint16
    assert np.abs(result[55, 50].astype(int) - (12345 + 6553.5)).max() <= 2


@pytest.mark.parametrize("channels", [1, 2, 3, 4])
def test_every_kind_of_picture_keeps_its_channels(tiny_restorer: MakeRestorer, tmp_path: Path, channels: int) -> None:
    picture = Picture(noise(120, 120, channels))
    result = restore(tiny_restorer(**RED), picture, [face_at(10, 10, 100)], tmp_path).pixels
    assert result.shape == picture.pixels.shape
    if channels in (2, 4):
        assert (result[..., -1] == picture.pixels[..., -1]).all()
    colour = (255, 0, 0) if channels >= 3 else (round(255 * 0.299),)
    assert (result[60, 60, : len(colour)] == colour).all()


def test_a_mapped_target_is_not_changed(tiny_restorer: MakeRestorer, tmp_path: Path) -> None:
    """Not even where its file could be written."""
    pixels = noise(700, 900)
    mapped: Any = np.memmap(tmp_path / "target", np.uint8, "w+", shape=pixels.shape)
    mapped[:] = pixels
    result = restore(tiny_restorer(**RED), Picture(mapped), [face_at(100, 100, 300)], tmp_path).pixels
    assert (mapped == pixels).all()
    assert (result[500:] == pixels[500:]).all()
    assert (result[250, 250] == (255, 0, 0)).all()


@pytest.mark.parametrize("monochrome", [True, False])
def test_a_toned_photo_keeps_its_tone(
    tiny_restorer: MakeRestorer, test_data: Path, tmp_path: Path, monochrome: bool
) -> None:
    """Whatever colours the network gives: in the faces they lie on the photo's tone curve."""
    grey = luma((decode(test_data / "photos" / "family_1980s.png").pixels / 255).astype(np.float32))
    sepia = np.concatenate([grey + 0.1 * np.sin(np.pi * grey), grey, grey * 0.85], axis=-1)
    picture = Picture((sepia * 255).round().clip(0, 255).astype(np.uint8))
    faces = [face_at(200, 130, 220), face_at(420, 200, 200)]
    result = restore(tiny_restorer(shift=(0.2, 0, -0.1)), picture, faces, tmp_path, monochrome=monochrome)
    faces_only = (result.pixels[130:350, 200:420] / 255).reshape(-1, 3).astype(np.float32)
    off_the_curve = np.abs(faces_only - ToneCurve.of(picture).tone(luma(faces_only))).max(axis=-1) * 255
    assert (result.pixels != picture.pixels).any()
    assert (np.percentile(off_the_curve, 99) < 4) == monochrome


def test_a_grey_photo_in_colour_channels_stays_grey(tiny_restorer: MakeRestorer, tmp_path: Path) -> None:
    picture = Picture(np.repeat(noise(150, 150, 1), 3, axis=2))
    result = restore(tiny_restorer(**RED), picture, [face_at(10, 10, 120)], tmp_path, monochrome=True).pixels
    assert (result == result[..., :1]).all()
    assert result[75, 70, 0] == round(0.299 * 255)


def test_networks_see_a_toned_photo_as_grey(tiny_restorer: MakeRestorer, tmp_path: Path) -> None:
    """Fed with its tone, they would paint skin of that colour: what this network gives is blue minus red."""
    pixels = np.full((150, 150, 3), (200, 150, 100), np.uint8)
    difference = [[-1.0, 0.0, 1.0]] * 3
    result = restore(
        tiny_restorer(difference, (0.5,) * 3), Picture(pixels), [face_at(10, 10, 120)], tmp_path, monochrome=True
    )
    assert luma(result.pixels[75, 70].astype(np.float32)[np.newaxis])[0, 0] == pytest.approx(127.5, abs=2)


def test_faces_that_are_done_are_told_from_the_smallest_on(tiny_restorer: MakeRestorer, tmp_path: Path) -> None:
    picture = Picture(noise(200, 500))
    faces = [face_at(300, 20, 140), face_at(10, 20, 60), face_at(120, 20, 100), face_at(5000, 5000, 90)]
    told: list[tuple[int, int, int, int]] = []
    canvas = picture.pixels.copy()

    def on_face(face: FaceDone) -> None:
        told.append((face.number, face.count, face.left, face.top))
        height, width, _ = face.pixels.shape
        canvas[face.top : face.top + height, face.left : face.left + width] = face.pixels

    progress: list[float] = []
    result = tiny_restorer(**RED).restore(
        picture, picture, faces, STEP, False, False, tmp_path, progress.append, never_cancelled, on_face
    )
    assert [number for number, *_ in told] == [1, 2, 3, 4]
    assert {count for _, count, *_ in told} == {4}
    assert told[0][2] < 120 <= told[2][2] + 60
    assert (canvas == result.pixels).all()
    assert progress == sorted(progress)
    assert progress[-1] == 1
    assert len(progress) > len(faces)


def test_of_overlapping_faces_the_larger_covers_the_other(tiny_restorer: MakeRestorer, tmp_path: Path) -> None:
    """The network gives the picture's own colours, so that a face covered by another still shows the picture."""
    picture = Picture(np.asarray(cv2.GaussianBlur(noise(300, 300), (0, 0), 3), np.uint8))
    for faces in ([face_at(20, 20, 240), face_at(90, 100, 50)], [face_at(90, 100, 50), face_at(20, 20, 240)]):
        told: list[FaceDone] = []
        result = tiny_restorer().restore(
            picture, picture, faces, STEP, False, False, tmp_path, ignore_progress, never_cancelled, told.append
        )
        assert told[0].pixels.shape[0] < 100 < told[1].pixels.shape[0]
        assert np.abs(result.pixels.astype(int) - picture.pixels).max() <= 6


def test_cancelling_between_faces_leaves_nothing_behind(tiny_restorer: MakeRestorer, tmp_path: Path) -> None:
    told: list[FaceDone] = []

    def check_cancelled() -> None:
        if told:
            raise Cancelled

    faces = [face_at(10, 10, 60), face_at(100, 10, 60)]
    picture = Picture(noise(100, 200))
    with pytest.raises(Cancelled):
        tiny_restorer().restore(
            picture, picture, faces, STEP, False, False, tmp_path, ignore_progress, check_cancelled, told.append
        )
    assert len(told) == 1
    assert not list(tmp_path.iterdir())
    assert restore(tiny_restorer(), picture, faces, tmp_path).pixels.shape == picture.pixels.shape


@pytest.mark.parametrize("shape", [(1, 1), (1, 400), (300, 1), (3, 20000)])
def test_pictures_of_any_size_can_be_given(tiny_restorer: MakeRestorer, tmp_path: Path, shape: tuple[int, int]) -> None:
    picture = Picture(noise(*shape))
    faces = [face_at(-40, -40, 90), face_at(-2000, -3000, 30000)]
    assert restore(tiny_restorer(**RED), picture, faces, tmp_path).pixels.shape == picture.pixels.shape


def test_a_hundred_faces_are_restored(tiny_restorer: MakeRestorer, tmp_path: Path) -> None:
    picture = Picture(np.zeros((200, 800, 3), np.uint8))
    faces = [face_at(x, y, 36) for x in range(0, 800, 40) for y in range(0, 200, 40)]
    result = restore(tiny_restorer(**RED), picture, faces, tmp_path).pixels
    assert (result[20::40, 18::40, 0] == 255).all()
