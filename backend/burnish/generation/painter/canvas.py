"""The canvas: primed with a tone, painted on in colour and thickness, and seen in a light from the upper left."""

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from burnish.generation.generator import RgbImage
from burnish.generation.painter.colour import Colour, Floats

_FINE_SIDE = 1024
"""Canvases are painted at least this large (in the mean of both sides), up to 8 times as large as the picture."""

_PREVIEW_SIDE = 768
"""The longer side of estimates, at most."""

_BAND = 256
"""Rows of the picture that are finished at a time, which bounds memory."""

_RELIEF = np.float32(0.2)
"""How much light and shade the thickness of the paint makes."""

_WEAVE = np.float32(0.022)
"""How much light and shade the threads of bare canvas make."""


class Canvas:
    """Paint on linen, larger than the picture by a whole factor so that strokes have smooth edges."""

    def __init__(self, width: int, height: int, ground: Colour) -> None:
        self.width = width
        self.height = height
        self.factor = int(np.clip(round(_FINE_SIDE / (width * height) ** 0.5), 1, 8))
        """Pixels of the canvas for each pixel of the picture, across and down."""
        tone = [round(float(channel) * 255) for channel in ground]
        self.paint: NDArray[np.uint8] = np.empty((height * self.factor, width * self.factor, 4), np.uint8)
        """Red, green, blue and the thickness of the paint, 0..255 each."""
        self.paint[:] = (*tone, 0)

    def seen(self, width: int, height: int) -> Floats:
        """The colours so far, without light and shade, at another size: (height, width, 3), 0..1."""
        resized = cv2.resize(self.paint, (width, height), interpolation=cv2.INTER_AREA)
        return np.asarray(resized, np.float32)[..., :3] / np.float32(255)

    def estimate(self) -> RgbImage:
        """The picture as it looks now, the longer side at most 768 pixels."""
        scale = min(1.0, _PREVIEW_SIDE / max(self.width, self.height))
        return self._finished(max(1, round(self.width * scale)), max(1, round(self.height * scale)))

    def finished(self) -> RgbImage:
        """The picture as it looks now: (height, width, 3), RGB."""
        return self._finished(self.width, self.height)

    def _finished(self, width: int, height: int) -> RgbImage:
        picture = np.empty((height, width, 3), np.uint8)
        if (width, height) != (self.width, self.height):
            paint = np.asarray(cv2.resize(self.paint, (width, height), interpolation=cv2.INTER_AREA), np.uint8)
            picture[:] = _in_light(paint, 0)
            return picture
        for start, end, above, below in _bands(height):
            rows = self.paint[(start - above) * self.factor : (end + below) * self.factor]
            paint = np.asarray(
                cv2.resize(rows, (width, end + below - start + above), interpolation=cv2.INTER_AREA), np.uint8
            )
            picture[start:end] = _in_light(paint, start - above)[above : above + end - start]
        return picture


def _bands(height: int) -> Iterator[tuple[int, int, int, int]]:
    """Start and end of each band of rows, and how many rows above and below it are looked at as well."""
    for start in range(0, height, _BAND):
        end = min(start + _BAND, height)
        yield start, end, min(2, start), min(2, height - end)


def _in_light(paint: NDArray[np.uint8], first_row: int) -> RgbImage:
    """Paint (height, width, 4) with the light and shade of its relief and of the canvas under it."""
    colour = paint[..., :3].astype(np.float32)
    thickness = paint[..., 3].astype(np.float32) / np.float32(255)
    slope = np.asarray(cv2.filter2D(thickness, cv2.CV_32F, _LIGHT_FROM_UPPER_LEFT), np.float32)
    rows = np.arange(first_row, first_row + paint.shape[0], dtype=np.float32)[:, np.newaxis]
    columns = np.arange(paint.shape[1], dtype=np.float32)[np.newaxis, :]
    threads = np.sin(columns * np.float32(2.1)) * np.sin(rows * np.float32(2.1)) * (np.float32(1.15) - thickness)
    light = np.clip(slope * _RELIEF, -0.14, 0.14) + threads * _WEAVE
    shone = colour * (1 + light[..., np.newaxis]) + np.clip(light, 0, 1)[..., np.newaxis] * np.float32(60)
    return np.asarray(np.clip(np.rint(shone), 0, 255), np.uint8)


_LIGHT_FROM_UPPER_LEFT = np.array([[-1, -1, 0], [-1, 0, 1], [0, 1, 1]], np.float32)
