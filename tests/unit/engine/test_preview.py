"""The small picture of unfinished work: its geometry and its colours."""

import io

import numpy as np
import pytest
from PIL import Image

from burnish.engine.preview import LONGEST_SIDE, PreviewCanvas, draw_estimate
from burnish.images.picture import Picture

RED_8, RED_16 = (200, 30, 10), (200 * 257, 30 * 257, 10 * 257)


def shown(canvas: PreviewCanvas) -> np.ndarray:
    with Image.open(io.BytesIO(canvas.draw().jpeg)) as image:
        assert (image.format, image.mode) == ("JPEG", "RGB")
        return np.asarray(image).astype(int)


def plain(width: int, height: int, *colour: int, deep: bool = False) -> np.ndarray:
    return np.full((height, width, len(colour)), colour, np.uint16 if deep else np.uint8)


@pytest.mark.parametrize(
    ("output", "size"),
    [((400, 300), (400, 300)), ((4096, 2048), (1024, 512)), ((100_000, 40), (LONGEST_SIDE, 1)), ((1, 5000), (1, 1024))],
)
def test_it_is_as_large_as_the_result_but_for_a_limit(output: tuple[int, int], size: tuple[int, int]) -> None:
    canvas = PreviewCanvas(Picture(plain(20, 15, *RED_8)), *output)
    assert (canvas.width, canvas.height) == size
    assert shown(canvas).shape == (size[1], size[0], 3)


@pytest.mark.parametrize(
    ("pixels", "colour"),
    [
        (plain(20, 10, *RED_8), RED_8),
        (plain(20, 10, *RED_16, deep=True), RED_8),
        (plain(20, 10, 90), (90, 90, 90)),
        (plain(20, 10, *RED_8, 255), RED_8),
        (plain(20, 10, *RED_8, 0), (128, 128, 128)),
        (plain(20, 10, 0, 128), (64, 64, 64)),
    ],
    ids=["RGB", "16 bits", "grey", "opaque", "clear", "grey and half clear"],
)
def test_colours_are_those_of_the_source(pixels: np.ndarray, colour: tuple[int, int, int]) -> None:
    assert np.abs(shown(PreviewCanvas(Picture(pixels), 40, 20)) - colour).max() <= 4


def test_tiles_take_their_places_until_the_whole_is_covered() -> None:
    canvas = PreviewCanvas(Picture(plain(30, 20, 0, 0, 0)), 3000, 2000)
    for left in range(0, 3000, 700):
        for top in range(0, 2000, 700):
            canvas.paste(plain(min(700, 3000 - left), min(700, 2000 - top), *RED_8), left, top)
    assert np.abs(shown(canvas) - RED_8).max() <= 4


def test_a_tile_changes_its_own_place_only() -> None:
    canvas = PreviewCanvas(Picture(plain(64, 64, 10, 10, 10)), 256, 256)
    canvas.paste(plain(128, 128, *RED_8), 128, 0)
    picture = shown(canvas)
    assert np.abs(picture[16:112, 144:240] - RED_8).max() <= 6
    assert np.abs(picture[144:, :] - 10).max() <= 6
    assert np.abs(picture[:, :112] - 10).max() <= 6


def test_a_tile_too_small_to_be_seen_does_no_harm() -> None:
    canvas = PreviewCanvas(Picture(plain(9, 9, 0, 0, 0)), 90_000, 90_000)
    canvas.paste(plain(3, 3, *RED_8), 89_997, 89_997)
    assert canvas.width == LONGEST_SIDE


@pytest.mark.parametrize(
    ("estimate", "drawn"),
    [
        ((64, 64), (256, 256)),
        ((96, 64), (256, 171)),
        ((300, 200), (300, 200)),
        ((1024, 768), (512, 384)),
        ((4096, 1), (512, 1)),
    ],
)
def test_an_estimate_is_large_enough_to_be_seen_and_small_enough_to_be_sent(
    estimate: tuple[int, int], drawn: tuple[int, int]
) -> None:
    drawing = draw_estimate(plain(*estimate, *RED_8))
    assert (drawing.width, drawing.height) == drawn
    with Image.open(io.BytesIO(drawing.jpeg)) as image:
        assert (image.format, image.mode, image.size) == ("JPEG", "RGB", drawn)
        assert np.abs(np.asarray(image).astype(int) - RED_8).max() <= 4
