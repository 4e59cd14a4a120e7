"""Joining tiles: neighbours are mixed where they overlap, and each pixel leaves as soon as it is finished.

Does not import torch.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from burnish.upscaling.tiles import Region, Tile

FloatPixels = NDArray[np.float32]
"""Pixels of shape (height, width, channels)."""

WriteRegion = Callable[[Region, FloatPixels], None]
"""Takes a finished region, in pixels of the result, and its pixels."""


class FeatheredAssembly:
    """Joins tiles that arrive row by row, each row from left to right.

    Where tiles overlap, each is weighted by a linear ramp along both axes; the weights of a pixel sum to 1. Only the
    stripes that still wait for a neighbour are held: one column of the height of a tile, one row of the width of
    the picture. Every pixel is given to ``write`` exactly once.
    """

    def __init__(self, width: int, height: int, scale: int, channels: int, feather: int, write: WriteRegion) -> None:
        """``width``, ``height`` and ``feather`` are in pixels of the source; the result is ``scale`` times larger."""
        self._picture = Region(0, 0, width, height)
        self._scale = scale
        self._feather = feather
        self._write = write
        stripe = 2 * feather * scale
        self._ramp: FloatPixels = ((np.arange(stripe) + 0.5) / max(stripe, 1)).astype(np.float32)[:, np.newaxis]
        self._below = np.zeros((stripe, width * scale, channels), np.float32)
        self._beside: FloatPixels = np.zeros((0, stripe, channels), np.float32)

    def add(self, tile: Tile, pixels: FloatPixels) -> None:
        """Take the pixels of a tile's blended region, enlarged; they are changed in place."""
        finished = self._mix_columns(tile, pixels)
        region = tile.blended
        if tile.core.right < self._picture.right:
            region = Region(region.left, region.top, tile.core.right - self._feather, region.bottom)
        columns = slice(region.left * self._scale, region.right * self._scale)
        finished = self._mix_rows(tile, finished, columns)
        if tile.core.bottom < self._picture.bottom:
            region = Region(region.left, region.top, region.right, tile.core.bottom - self._feather)
        self._write(region.scaled(self._scale), finished)

    def _mix_columns(self, tile: Tile, pixels: FloatPixels) -> FloatPixels:
        """Mix with the tile to the left; keep back what the tile to the right is still to be mixed with."""
        stripe = len(self._ramp)
        if tile.core.left > self._picture.left:
            pixels[:, :stripe] *= self._ramp
            pixels[:, :stripe] += self._beside
        if tile.core.right == self._picture.right:
            return pixels
        finished, waiting = np.split(pixels, [pixels.shape[1] - stripe], axis=1)
        self._beside = waiting * self._ramp[::-1]
        return finished

    def _mix_rows(self, tile: Tile, pixels: FloatPixels, columns: slice) -> FloatPixels:
        """Mix with the tiles above; keep back what the tiles below are still to be mixed with."""
        stripe = len(self._ramp)
        ramp = self._ramp[:, np.newaxis]
        if tile.core.top > self._picture.top:
            pixels[:stripe] *= ramp
            pixels[:stripe] += self._below[:, columns]
        if tile.core.bottom == self._picture.bottom:
            return pixels
        finished, waiting = np.split(pixels, [len(pixels) - stripe])
        self._below[:, columns] = waiting * ramp[::-1]
        return finished
