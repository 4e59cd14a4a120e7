from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from burnish.faces.monochrome import ToneCurve, is_monochrome, luma
from burnish.images.decode import decode
from burnish.images.picture import Picture

Array = NDArray[Any]
COLOURED = ["family_1980s.png", "group_of_four.jpg", "band_lowres.jpg", "children_alpha.png", "tree_alpha_16bit.png"]


def sepia(grey: Array) -> Array:
    """A toned print: shape (..., 1), values 0..1, becomes (..., 3). Warm in the middle tones, a yellowish white."""
    return np.concatenate([grey + 0.12 * np.sin(np.pi * grey), grey * 0.97, grey * 0.84], axis=-1).clip(0, 1)


def toned(path: Path, quality: int | None = None) -> Picture:
    """A photo made sepia, with the noise of a scanner, and with the damage of JPEG at a quality."""
    pixels = decode(path).pixels
    grey = luma((pixels[..., :3] / np.iinfo(pixels.dtype).max).astype(np.float32))
    noise = np.random.default_rng(0).normal(0, 2, (*grey.shape[:2], 3))
    result = (sepia(grey) * 255 + noise).round().clip(0, 255).astype(np.uint8)
    if quality is not None:
        encoded = cv2.imencode(".jpg", result[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
        result = np.asarray(cv2.imdecode(encoded, cv2.IMREAD_COLOR), np.uint8)[..., ::-1]
    return Picture(result)


@pytest.mark.parametrize("name", [*COLOURED, "building.png", "boy_lowres.jpg", "anime.jpg"])
def test_photos_in_colour_are_not_monochrome(test_data: Path, name: str) -> None:
    assert not is_monochrome(decode(test_data / "photos" / name))


def test_of_the_portraits_only_the_black_and_white_one_is_monochrome(test_data: Path) -> None:
    portraits = sorted((test_data / "faces").glob("*.jpg"))
    assert [path.name for path in portraits if is_monochrome(decode(path))] == ["synthetic_41.jpg"]


def test_grey_photos_are_monochrome_whatever_their_channels(test_data: Path) -> None:
    photos = test_data / "photos"
    assert is_monochrome(decode(photos / "couple_grey_8bit.png"))
    aligned = sorted((photos / "cropped_faces").glob("*.png"))
    assert [is_monochrome(decode(path)) for path in aligned] == [False] * (len(aligned) - 2) + [True, True]
    assert [decode(path).channels for path in aligned[-2:]] == [3, 3]


@pytest.mark.parametrize("quality", [None, 75, 40])
@pytest.mark.parametrize("name", COLOURED)
def test_toned_photos_are_monochrome(test_data: Path, name: str, quality: int | None) -> None:
    assert is_monochrome(toned(test_data / "photos" / name, quality))


@pytest.mark.parametrize("shape", [(1, 1), (1, 5000), (7, 9), (5000, 1)])
def test_pictures_of_any_size_can_be_judged(shape: tuple[int, int]) -> None:
    assert is_monochrome(Picture(np.full((*shape, 3), 90, np.uint8)))
    assert is_monochrome(Picture(np.full((*shape, 4), 0, np.uint16)))


def test_colours_of_a_sixteen_bit_picture_are_seen(test_data: Path) -> None:
    pixels = decode(test_data / "photos" / "family_1980s.png").pixels
    assert not is_monochrome(Picture(pixels.astype(np.uint16) * 257))


def test_colour_under_transparency_does_not_count() -> None:
    pixels = np.full((64, 64, 4), 120, np.uint8)
    pixels[:, 32:] = (255, 0, 0, 0)
    assert is_monochrome(Picture(pixels))
    pixels[..., 3] = 255
    pixels[:, 40:] = (0, 200, 0, 255)
    assert not is_monochrome(Picture(pixels))


def test_a_tone_curve_gives_grey_its_tone_back(test_data: Path) -> None:
    picture = toned(test_data / "photos" / "family_1980s.png", 75)
    curve = ToneCurve.of(picture)
    grey = np.linspace(0.05, 0.85, 40, dtype=np.float32)[:, np.newaxis]
    expected = sepia(grey)
    level = luma(expected.astype(np.float32))
    result = curve.tone(level)
    assert np.abs(result - expected).max() * 255 < 4
    assert np.abs(luma(result) - level).max() * 255 < 0.5


def test_the_tone_of_a_grey_picture_is_grey(test_data: Path) -> None:
    pixels = np.tile(np.asarray(decode(test_data / "photos" / "couple_grey_8bit.png").pixels, np.uint8), 3)
    grey = np.linspace(0, 1, 256, dtype=np.float32)[:, np.newaxis]
    assert np.abs(ToneCurve.of(Picture(pixels)).tone(grey) - grey).max() < 1e-5
