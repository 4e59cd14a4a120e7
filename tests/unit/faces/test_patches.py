"""Where patches lie in the picture, and what is seen in them."""

import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from burnish.faces.patches import Patch, tiles, whole, window
from burnish.images.picture import Picture


def ramp(width: int, height: int) -> Picture:
    """A picture whose red is the column of the pixel and whose green its row, in half of the values."""
    pixels = np.zeros((height, width, 3), np.uint8)
    pixels[..., 0] = np.arange(width) / 2
    pixels[..., 1] = np.arange(height)[:, np.newaxis] / 2
    return Picture(pixels)


def centre_in_picture(patch: Patch, column: int, row: int) -> tuple[float, float]:
    return patch.left + (column + 0.5) / patch.scale[0], patch.top + (row + 0.5) / patch.scale[1]


@pytest.mark.parametrize("scale", [0.1, 0.31, 0.5, 0.77, 1, 1.5, 2])
def test_places_in_a_scaled_picture_are_places_in_the_picture(scale: float) -> None:
    patch = whole(ramp(431, 377), scale, margin=8)
    assert patch.width == pytest.approx(431 * scale + 16, abs=1.5 + 10 * scale)
    for fraction in (0.25, 0.5, 0.75):
        column, row = int(patch.width * fraction), int(patch.height * fraction)
        x, y = centre_in_picture(patch, column, row)
        assert patch.pixels[row, column, 0] == pytest.approx((x - 0.5) / 2, abs=1)
        assert patch.pixels[row, column, 1] == pytest.approx((y - 0.5) / 2, abs=1)


@pytest.mark.parametrize("centre", [(200.5, 100.25), (3, 370), (428, 1), (-20, -20)])
@pytest.mark.parametrize("side", [20.3, 96, 301.7])
def test_places_in_a_window_are_places_in_the_picture(centre: tuple[float, float], side: float) -> None:
    patch = window(ramp(431, 377), centre, side, 192)
    assert patch.pixels.shape == (192, 192, 3)
    seen = 0
    for column, row in itertools.product(range(8, 192, 16), repeat=2):
        x, y = centre_in_picture(patch, column, row)
        if 2 < x < 429 and 2 < y < 375:
            seen += 1
            assert patch.pixels[row, column, 0] == pytest.approx((x - 0.5) / 2, abs=1.5)
            assert patch.pixels[row, column, 1] == pytest.approx((y - 0.5) / 2, abs=1.5)
    assert seen or centre == (-20, -20)


@given(st.integers(1, 60), st.integers(1, 60), st.floats(-40, 100), st.floats(-40, 100), st.floats(1, 300))
@settings(max_examples=150)
def test_any_window_has_the_size_asked_for(width: int, height: int, x: float, y: float, side: float) -> None:
    patch = window(Picture(np.zeros((height, width, 1), np.uint8)), (x, y), side, 64)
    assert patch.pixels.shape == (64, 64, 3)


@given(st.integers(1, 3000), st.integers(1, 3000), st.integers(150_000, 2_000_000))
@settings(max_examples=60)
def test_every_face_as_large_as_the_overlap_is_whole_in_a_tile(width: int, height: int, largest: int) -> None:
    patch = Patch(np.zeros((height, width, 3), np.uint8), (1, 1), 0, 0)
    parts = [part for part, _ in tiles(patch, largest, 192)]
    assert all(part.width * part.height <= largest for part in parts)
    side = 190
    for x, y in itertools.product((0, width / 3, width / 2, width - side), (0, height / 3, height / 2, height - side)):
        assert any(
            part.left <= max(0, x)
            and part.top <= max(0, y)
            and part.right >= min(width, x + side)
            and part.bottom >= min(height, y + side)
            for part in parts
        )


def shown(pixels: NDArray[Any]) -> list[int]:
    return [int(value) for value in whole(Picture(pixels), 1, 0).pixels[0, 0]]


def test_pixels_of_any_kind_are_shown_as_rgb_and_transparent_ones_over_grey() -> None:
    assert shown(np.full((2, 2, 1), 77, np.uint8)) == [77, 77, 77]
    assert shown(np.full((2, 2, 1), 77 * 257, np.uint16)) == [77, 77, 77]
    assert shown(np.tile(np.array([200, 0], np.uint8), (2, 2, 1))) == [128, 128, 128]
    assert shown(np.tile(np.array([1, 2, 3], np.uint8), (2, 2, 1))) == [1, 2, 3]
    assert shown(np.tile(np.array([10, 20, 30, 255], np.uint8), (2, 2, 1))) == [10, 20, 30]
    assert shown(np.tile(np.array([65535, 0, 0, 32768], np.uint16), (2, 2, 1))) == [192, 64, 64]


def test_a_picture_is_made_smaller_by_averaging() -> None:
    board = (np.indices((512, 512)).sum(axis=0) % 2 * 255).astype(np.uint8)[..., np.newaxis]
    patch = whole(Picture(board), 0.23, 0)
    assert np.abs(patch.pixels.astype(int) - 127.5).max() < 16
