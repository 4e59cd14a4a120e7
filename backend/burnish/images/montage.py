"""One picture that shows many, in rows and columns with what each was made with."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from burnish.images import colour
from burnish.images.files import replacing
from burnish.images.picture import Picture
from burnish.images.pixels import to_8_bits

_SMALLEST_SIDE = 160
"""Smaller pictures are enlarged to at least this many pixels along the longer side, each pixel a square of them."""

_MOST_PIXELS = 40_000_000
"""Of the pictures together; larger ones are made smaller."""

_PAPER, _INK = (255, 255, 255), (32, 32, 36)
_ORIGINAL = "Original"
_TEXT_OF_CELL = 11
"""How many times as wide as its text is high a picture is."""

_SMALLEST_TEXT, _LARGEST_TEXT = 15, 56


@dataclass(frozen=True, slots=True)
class Axis:
    """What differs from column to column, or from row to row."""

    title: str
    values: Sequence[float]

    @property
    def labels(self) -> list[str]:
        """The values as they are shown."""
        return [f"{value:g}" for value in self.values]


class Montage:
    """The original in the upper left corner, and beside it a grid of pictures of the same size.

    Everything is 8-bit sRGB; what is transparent shows white paper.
    """

    def __init__(self, original: Picture, columns: Axis, rows: Axis | None) -> None:
        """``rows`` is None where there is a single row."""
        row_count = 1 if rows is None else len(rows.values)
        self._size = _shown_size(original, pictures=1 + len(columns.values) * row_count)
        width = self._size[0]
        text = min(max(width // _TEXT_OF_CELL, _SMALLEST_TEXT), _LARGEST_TEXT)
        self._font = ImageFont.load_default(text)
        self._gap, line = text // 2, round(text * 1.4)
        # Baselines of the two lines of text above the pictures.
        self._header = self._gap + text, self._gap + text + line
        self._labels_left = 2 * self._gap + width
        self._cells_left = self._labels_left + (0 if rows is None else self._widest([rows.title, *rows.labels]))
        right = max(self._left(len(columns.values)), self._left(0) + self._widest([columns.title]))
        self._canvas = Image.new("RGB", (right, self._top(row_count)), _PAPER)
        self._draw = ImageDraw.Draw(self._canvas)
        self._paste(original, self._gap, self._top(0))
        self._write_labels(columns, rows)

    def place(self, row: int, column: int, picture: Picture) -> None:
        """Puts a picture of the grid at its place; both count from 0."""
        self._paste(picture, self._left(column), self._top(row))

    def save(self, path: Path) -> None:
        """Writes a PNG, replacing what is there in one step. Raises DiskFull or OSError."""
        with replacing(path) as file:
            self._canvas.save(file, "PNG", compress_level=1)

    def _left(self, column: int) -> int:
        return self._cells_left + self._gap + column * (self._size[0] + self._gap)

    def _top(self, row: int) -> int:
        return self._header[1] + self._gap + row * (self._size[1] + self._gap)

    def _widest(self, texts: Sequence[str]) -> int:
        """Width of a column of text and the gap beside it."""
        return math.ceil(max(map(self._font.getlength, texts))) + self._gap

    def _paste(self, picture: Picture, left: int, top: int) -> None:
        image = colour.to_srgb(colour.image_of(to_8_bits(picture.pixels)), picture.metadata.icc_profile)
        enlarged = self._size[0] > image.width
        shown = image.resize(self._size, Image.Resampling.NEAREST if enlarged else Image.Resampling.LANCZOS)
        self._canvas.paste(shown, (left, top), shown.getchannel("A") if shown.mode == "RGBA" else None)

    def _write_labels(self, columns: Axis, rows: Axis | None) -> None:
        first, second = self._header
        self._write(self._gap, second, _ORIGINAL)
        self._write(self._left(0), first, columns.title)
        for column, label in enumerate(columns.labels):
            self._write(self._left(column), second, label)
        if rows is not None:
            self._write(self._labels_left, second, rows.title)
            for row, label in enumerate(rows.labels):
                self._write(self._labels_left, self._top(row) + self._size[1] // 2, label, anchor="lm")

    def _write(self, left: int, y: int, text: str, anchor: str = "ls") -> None:
        """Writes text that begins at ``left``; ``y`` is its baseline, or where the anchor says."""
        self._draw.text((left, y), text, _INK, self._font, anchor)


def _shown_size(picture: Picture, pictures: int) -> tuple[int, int]:
    """Width and height at which each picture is shown: small ones a whole number of times larger, large smaller."""
    longest, area = max(picture.width, picture.height), picture.width * picture.height * pictures
    if longest < _SMALLEST_SIDE:
        factor = float(math.ceil(_SMALLEST_SIDE / longest))
    else:
        factor = min(1.0, math.sqrt(_MOST_PIXELS / area))
    return max(1, round(picture.width * factor)), max(1, round(picture.height * factor))
