from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from burnish.faces.masks import mask_of_classes, template_mask

FACEXLIB_COLOURS = [0, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 0, 255, 0, 0, 0]
"""What facexlib makes of ParseNet's 19 classes."""


def head(side: int) -> NDArray[np.int64]:
    """Classes as ParseNet gives them: hair (13) around skin (1), a hat (14), an eye (4), clothes (18)."""
    classes = np.zeros((side, side), np.uint8)
    scale = side / 512
    ellipse = [((256, 240), (150, 190), 13), ((256, 280), (110, 150), 1), ((200, 230), (20, 10), 4)]
    for (x, y), (half_width, half_height), value in ellipse:
        centre, axes = (round(x * scale), round(y * scale)), (round(half_width * scale), round(half_height * scale))
        cv2.ellipse(classes, centre, axes, 0, 0, 360, value, -1)
    classes[: round(80 * scale)] = 14
    classes[round(470 * scale) :] = 18
    return classes.astype(np.int64)


@pytest.mark.parametrize("side", [256, 512])
def test_a_mask_is_that_of_facexlib(side: int) -> None:
    """facexlib works at 512 pixels and blurs twice."""
    expected: NDArray[Any] = np.zeros((512, 512))
    for number, colour in enumerate(FACEXLIB_COLOURS):
        expected[head(512) == number] = colour
    for _ in range(2):
        expected = np.asarray(cv2.GaussianBlur(expected, (101, 101), 11))
    expected = np.asarray(cv2.resize(expected / 255, (side, side), interpolation=cv2.INTER_AREA))
    inner = slice(side // 8, -side // 8)
    difference = np.abs(mask_of_classes(head(side)) - expected)[inner, inner]
    assert difference.max() < 0.05


@pytest.mark.parametrize("value", range(19))
def test_each_class_is_pasted_as_by_facexlib(value: int) -> None:
    mask = mask_of_classes(np.full((256, 256), value))
    assert mask[128, 128] == pytest.approx(FACEXLIB_COLOURS[value] / 255, abs=1e-5)


@pytest.mark.parametrize("mask", [mask_of_classes(np.full((256, 256), 1)), template_mask()])
def test_a_mask_ends_softly_before_the_border(mask: NDArray[np.float32]) -> None:
    assert mask.min() == 0
    assert mask.max() == pytest.approx(1, abs=1e-4)
    border = np.concatenate([mask[:5].ravel(), mask[-5:].ravel(), mask[:, :5].ravel(), mask[:, -5:].ravel()])
    assert (border == 0).all()
    assert max(np.abs(np.diff(mask, axis=axis)).max() for axis in (0, 1)) < 0.1


def test_the_template_holds_the_face_and_not_the_corners() -> None:
    mask = template_mask()
    for x, y in ((193, 240), (319, 240), (257, 314), (201, 371), (313, 371)):
        assert mask[y // 2, x // 2] > 0.99
    for x, y in ((60, 60), (450, 60), (60, 450), (450, 450)):
        assert mask[y // 2, x // 2] == pytest.approx(0, abs=1e-3)
