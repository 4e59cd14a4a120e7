"""The labelled picture of many pictures."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from burnish.images.montage import Axis, Montage
from burnish.images.picture import Picture

COLUMNS = Axis("Upscale Strength", (0.25, 1.0))
ROWS = Axis("Denoising Strength", (0.0, 0.5, 1.0))
COLOURS = [(row * 60 + 40, column * 90 + 40, 200) for row in range(3) for column in range(2)]


def flat(colour: tuple[int, ...], width: int, height: int, depth: int = 8) -> Picture:
    shape = (height, width, len(colour))
    if depth == 16:
        return Picture(np.broadcast_to(np.array(colour, np.uint16) * np.uint16(257), shape).copy())
    return Picture(np.broadcast_to(np.array(colour, np.uint8), shape).copy())


def montage(width: int, height: int, path: Path, rows: Axis | None = ROWS, depth: int = 8) -> np.ndarray:
    """The original is red, the others have the colours of :data:`COLOURS`."""
    made = Montage(flat((255, 0, 0), width, height, depth), COLUMNS, rows)
    for number, colour in enumerate(COLOURS if rows else COLOURS[:2]):
        made.place(number // 2, number % 2, flat(colour, width, height, depth))
    made.save(path)
    with Image.open(path) as image:
        assert (image.format, image.mode) == ("PNG", "RGB")
        return np.asarray(image)


def area_of(picture: np.ndarray, colour: tuple[int, ...]) -> tuple[int, int, int, int]:
    """Left, top, width and height of the pixels with exactly that colour."""
    red, green, blue = (picture[..., channel] == value for channel, value in enumerate(colour))
    here = red & green & blue
    rows, columns = np.flatnonzero(here.any(axis=1)), np.flatnonzero(here.any(axis=0))
    return int(columns[0]), int(rows[0]), int(np.ptp(columns)) + 1, int(np.ptp(rows)) + 1


@pytest.mark.parametrize(
    ("size", "shown"), [((200, 150), (200, 150)), ((16, 20), (128, 160)), ((768, 700), (768, 700))]
)
@pytest.mark.parametrize("depth", [8, 16])
def test_every_picture_is_whole_and_in_its_place(
    tmp_path: Path, size: tuple[int, int], shown: tuple[int, int], depth: int
) -> None:
    picture = montage(*size, tmp_path / "montage.png", depth=depth)
    left, top, *seen = area_of(picture, (255, 0, 0))
    assert tuple(seen) == shown
    places = [area_of(picture, colour) for colour in COLOURS]
    assert all(place[2:] == shown for place in places)
    assert all(place[0] > left + shown[0] and place[1] >= top for place in places)
    assert [place[1] for place in places[::2]] == [place[1] for place in places[1::2]] == sorted({p[1] for p in places})
    assert places[0][1] == top, "the original stands beside the first row"


def test_the_labels_are_dark_on_white_and_cover_no_picture(tmp_path: Path) -> None:
    picture = montage(200, 150, tmp_path / "montage.png")
    left, top, width, height = area_of(picture, (255, 0, 0))
    assert (picture[:top] < 80).all(axis=2).any(), "titles and columns"
    first = area_of(picture, COLOURS[0])
    beside = picture[first[1] : first[1] + height, left + width : first[0]]
    assert (beside < 80).all(axis=2).any(), "the value of the row"
    assert (picture[0] == 255).all()


def test_one_row_has_no_column_of_values(tmp_path: Path) -> None:
    with_rows = montage(200, 150, tmp_path / "with.png")
    without = montage(200, 150, tmp_path / "without.png", rows=None)
    assert without.shape[1] < with_rows.shape[1]
    assert without.shape[0] < with_rows.shape[0] / 2


def test_large_pictures_are_made_smaller(tmp_path: Path) -> None:
    made = Montage(flat((255, 0, 0), 1400, 700), Axis("Upscale Strength", [0.5] * 63), None)
    made.place(0, 62, flat(COLOURS[0], 1400, 700))
    made.save(tmp_path / "montage.png")
    with Image.open(tmp_path / "montage.png") as image:
        assert 40_000_000 < image.width * image.height < 60_000_000
        last = np.asarray(image.crop((image.width - 1400, 0, image.width, image.height)))
    *_, width, height = area_of(last, COLOURS[0])
    assert 700 < width < 1400
    assert width == pytest.approx(2 * height, rel=0.01)


def test_what_is_transparent_shows_paper(tmp_path: Path) -> None:
    made = Montage(flat((10, 20, 30, 0), 200, 200), COLUMNS, None)
    made.place(0, 0, flat((0, 200, 0, 255), 200, 200))
    made.save(tmp_path / "montage.png")
    with Image.open(tmp_path / "montage.png") as image:
        pixels = np.asarray(image)
    assert (pixels[-20, 20] == 255).all()
    assert area_of(pixels, (0, 200, 0))[2:] == (200, 200)
