"""Photos without colours: how they are told, and how a restored face gets their tone. Does not import torch."""

from typing import Self

import numpy as np
from numpy.typing import NDArray

from burnish.faces.alignment import FloatPixels
from burnish.images.picture import Picture, Pixels

_LUMA = np.array([0.299, 0.587, 0.114], np.float32)
"""Weights of R, G and B in grey: ITU-R BT.601."""

_BLOCK = 8
_BLOCKS_ALONG = 96
"""How many blocks of pixels are looked at along each side. Their means hardly have a JPEG's noise in the colours."""

_LEVELS = 33
_SMOOTHING_LEVELS = 2.0
_CLOSE = 10 / 255
_SHARE_CLOSE = 0.99


def is_monochrome(picture: Picture) -> bool:
    """Whether a picture has no colour channels, or shows no colours but one tone: grey, sepia, blueprint.

    In a toned photo the colour of a pixel follows from how light it is. So colours are compared with the tone curve
    of the picture (:class:`ToneCurve`): nearly all have to lie within a few levels of it. A colour cast over a colour
    photo leaves colours on both sides of the curve.
    """
    if picture.is_grey:
        return True
    samples = _block_means(picture.pixels)
    deviation = np.abs(samples - ToneCurve.of_samples(samples).tone(luma(samples)))
    return float((deviation.max(axis=-1) <= _CLOSE).mean()) >= _SHARE_CLOSE


def luma(pixels: FloatPixels) -> FloatPixels:
    """How light pixels are: shape (..., 3), in R, G, B order, becomes (..., 1)."""
    grey: FloatPixels = pixels @ _LUMA
    return grey[..., np.newaxis]


class ToneCurve:
    """Which colour each level of grey has in a toned photo."""

    def __init__(self, differences: NDArray[np.float64]) -> None:
        """``differences``: how much more R, G and B are than the grey of each of the levels (which go evenly from 0 to
        1); shape (levels, 3).
        """
        self._differences = differences

    @classmethod
    def of(cls, picture: Picture) -> Self:
        """The curve of a picture, of any depth, with colour channels."""
        return cls.of_samples(_block_means(picture.pixels))

    @classmethod
    def of_samples(cls, samples: FloatPixels) -> Self:
        """The curve of pixels of shape (count, 3): medians of the colours around each level, smoothed.

        Below the darkest of the pixels the colours fade in proportion, so that black is black.
        """
        grey = luma(samples)[:, 0]
        levels = np.clip(np.rint(grey * (_LEVELS - 1)), 0, _LEVELS - 1).astype(int)
        medians = np.zeros((_LEVELS, 3))
        counts = np.bincount(levels, minlength=_LEVELS).astype(float)
        for level in np.flatnonzero(counts):
            there = levels == level
            medians[level] = np.median(samples[there] - grey[there, np.newaxis], axis=0)
        every = np.arange(_LEVELS)
        nearness = np.exp(-(((every[:, np.newaxis] - every) / _SMOOTHING_LEVELS) ** 2) / 2) * np.sqrt(counts)
        nearness += 1e-12 * (counts > 0) / (1 + np.abs(every[:, np.newaxis] - every))
        differences = nearness @ medians / nearness.sum(axis=1, keepdims=True)
        darkest = int(levels.min())
        differences[:darkest] = np.linspace(0, 1, darkest, endpoint=False)[:, np.newaxis] * differences[darkest]
        return cls(differences - (differences @ _LUMA)[:, np.newaxis])

    def tone(self, grey: FloatPixels) -> FloatPixels:
        """The colours of grey pixels: shape (..., 1) becomes (..., 3), in R, G, B order."""
        levels = np.linspace(0, 1, _LEVELS)
        flat = grey[..., 0]
        shifts = [np.interp(flat, levels, self._differences[:, colour]) for colour in range(3)]
        toned: FloatPixels = np.clip(grey + np.stack(shifts, axis=-1), 0, 1).astype(np.float32)
        return toned


def _block_means(pixels: Pixels) -> FloatPixels:
    """Colours averaged over blocks of a picture, at most 96 x 96 of them: shape (count, 3), values 0..1.

    Blocks whose alpha is 0 somewhere are left out, unless there are no others.
    """
    rows, columns = (_starts(length) for length in pixels.shape[:2])
    means, opaque = [], []
    for row in rows:
        band = pixels[row : row + _BLOCK]
        for column in columns:
            block = band[:, column : column + _BLOCK]
            means.append(block[..., :3].mean(axis=(0, 1)))
            opaque.append(block.shape[2] == 3 or block[..., 3].min() > 0)
    samples = (np.array(means) / np.iinfo(pixels.dtype).max).astype(np.float32)
    chosen: FloatPixels = samples[np.array(opaque)] if any(opaque) else samples
    return chosen


def _starts(length: int) -> NDArray[np.int64]:
    """Where blocks begin along a side of the picture."""
    count = min(_BLOCKS_ALONG, max(1, length // _BLOCK))
    return np.linspace(0, max(0, length - _BLOCK), count).astype(np.int64) // _BLOCK * _BLOCK
