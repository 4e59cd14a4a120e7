"""What detectors are shown of a picture: 8-bit RGB patches at a scale that suits them. Does not import torch."""

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from burnish.images.picture import Picture, Pixels
from burnish.images.pixels import bands, to_8_bits

RgbPixels = NDArray[np.uint8]
"""Shape (height, width, 3), R, G, B, 0..255."""

_GREY = 128
"""What lies under transparent pixels."""
_SURROUNDINGS = (123, 117, 104)
"""Beyond the picture, R, G, B: the mean that RetinaFace subtracts, so that nothing is there."""


@dataclass(frozen=True, slots=True)
class Patch:
    """A piece of a picture, scaled."""

    pixels: RgbPixels
    scale: tuple[float, float]
    """Pixels of the patch for a pixel of the picture, across and down."""
    left: float
    """Where the patch begins, in pixels of the picture; it may be outside."""
    top: float

    @property
    def width(self) -> int:
        """Columns."""
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        """Rows."""
        return int(self.pixels.shape[0])

    @property
    def right(self) -> float:
        """Where the patch ends, in pixels of the picture."""
        return self.left + self.width / self.scale[0]

    @property
    def bottom(self) -> float:
        """Where the patch ends, in pixels of the picture."""
        return self.top + self.height / self.scale[1]

    def part(self, left: int, top: int, right: int, bottom: int) -> "Patch":
        """The piece with the given edges, in pixels of this patch."""
        return Patch(
            self.pixels[top:bottom, left:right],
            self.scale,
            self.left + left / self.scale[0],
            self.top + top / self.scale[1],
        )


def whole(picture: Picture, scale: float, margin: int) -> Patch:
    """The whole picture at ``scale``, with ``margin`` pixels of nothing around it."""
    pixels, scales = _scaled(picture.pixels, scale)
    framed = cv2.copyMakeBorder(pixels, margin, margin, margin, margin, cv2.BORDER_CONSTANT, value=_SURROUNDINGS)
    return Patch(_rgb(framed), scales, -margin / scales[0], -margin / scales[1])


def window(picture: Picture, centre: tuple[float, float], side: float, cell: int) -> Patch:
    """A square of ``side`` pixels of the picture around ``centre``, as a patch of ``cell`` x ``cell`` pixels.

    What is beyond the picture is filled.
    """
    left, right = _inside(centre[0] - side / 2, centre[0] + side / 2, picture.width)
    top, bottom = _inside(centre[1] - side / 2, centre[1] + side / 2, picture.height)
    pixels, scales = _scaled(picture.pixels[top:bottom, left:right], cell / side)
    column = round((left - centre[0] + side / 2) * scales[0])
    row = round((top - centre[1] + side / 2) * scales[1])
    patch = np.full((cell, cell, 3), _SURROUNDINGS, np.uint8)
    visible = pixels[max(0, -row) : max(0, cell - row), max(0, -column) : max(0, cell - column)]
    patch[max(0, row) :, max(0, column) :][: visible.shape[0], : visible.shape[1]] = visible
    return Patch(patch, scales, left - column / scales[0], top - row / scales[1])


def _inside(first: float, last: float, length: int) -> tuple[int, int]:
    """The whole pixels from ``first`` to ``last`` that a side of ``length`` pixels has; at least one."""
    start = min(max(0, math.floor(first)), length - 1)
    return start, max(start + 1, min(length, math.ceil(last)))


def tiles(patch: Patch, largest_area: int, overlap: int) -> Iterator[tuple[Patch, NDArray[np.bool_]]]:
    """Parts of a patch, row by row, that overlap by ``overlap`` pixels and have about ``largest_area`` pixels at most.

    With each part comes whether there is more of the patch beyond its left, top, right and bottom edge. Sides become
    no shorter than twice the overlap.
    """
    columns, rows = _grid(patch.width, patch.height, largest_area, overlap)
    for top, bottom in _spans(patch.height, rows, overlap):
        for left, right in _spans(patch.width, columns, overlap):
            more = np.array([left > 0, top > 0, right < patch.width, bottom < patch.height])
            yield patch.part(left, top, right, bottom), more


def _grid(width: int, height: int, largest_area: int, overlap: int) -> tuple[int, int]:
    """Columns and rows: the longer side of the tiles is divided until they are small enough or cannot be divided."""
    columns = rows = 1
    while True:
        tile_width, tile_height = (
            math.ceil(length / parts) + (overlap if parts > 1 else 0)
            for length, parts in ((width, columns), (height, rows))
        )
        if tile_width * tile_height <= largest_area or max(tile_width, tile_height) <= 2 * overlap:
            return columns, rows
        if tile_width >= tile_height:
            columns += 1
        else:
            rows += 1


def _spans(length: int, parts: int, overlap: int) -> list[tuple[int, int]]:
    """``length`` divided into ``parts`` that reach half the overlap into their neighbours."""
    edges = [length * part // parts for part in range(parts + 1)]
    reach = overlap // 2
    return [(max(0, start - reach), min(length, end + reach)) for start, end in itertools.pairwise(edges)]


def _scaled(pixels: Pixels, scale: float) -> tuple[RgbPixels, tuple[float, float]]:
    """Pixels at about ``scale`` times their size, and how many times across and down they really are.

    Made smaller by averaging areas, in bands so that a mapped picture is never in memory as a whole; made larger by
    cubic interpolation.
    """
    factor = max(1, int(1 / scale))
    averaged = np.concatenate([_averaged(_shown(band), factor) for band in bands(pixels, factor)])
    height, width = averaged.shape[:2]
    size = max(1, round(width * factor * scale)), max(1, round(height * factor * scale))
    if size != (width, height):
        averaged = _rgb(cv2.resize(averaged, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC))
    return averaged, (size[0] / (width * factor), size[1] / (height * factor))


def _averaged(pixels: RgbPixels, factor: int) -> RgbPixels:
    """Each ``factor`` x ``factor`` pixels as one; blocks cut off by the edge are filled up with its last pixels."""
    if factor == 1:
        return pixels
    height, width = (-(-length // factor) for length in pixels.shape[:2])
    missing = height * factor - pixels.shape[0], width * factor - pixels.shape[1]
    filled = cv2.copyMakeBorder(pixels, 0, missing[0], 0, missing[1], cv2.BORDER_REPLICATE)
    return _rgb(cv2.resize(filled, (width, height), interpolation=cv2.INTER_AREA))


def _shown(pixels: Pixels) -> RgbPixels:
    """Pixels of any channels and depth as 8-bit RGB; what is transparent over mid-grey."""
    eight = to_8_bits(pixels)
    channels = eight.shape[2]
    if channels in (2, 4):
        alpha = eight[..., -1:].astype(np.uint16)
        over = (eight[..., :-1] * alpha + _GREY * (255 - alpha) + 127) // 255
        eight = over.astype(np.uint8)
    return np.repeat(eight, 3, axis=2) if channels <= 2 else np.ascontiguousarray(eight)


def _rgb(array: NDArray[np.generic]) -> RgbPixels:
    """OpenCV's answer with the type that it has."""
    return array.view(np.uint8)
