"""The small pictures that show an image while its tiles or faces, or it itself, are being made."""

import io
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from burnish.images.picture import Picture, Pixels
from burnish.images.pixels import to_8_bits

LONGEST_SIDE = 1024
"""Pixels of the longer side at most, of a preview of a result."""

LONGEST_SIDE_OF_ESTIMATES = 512
"""Pixels of the longer side at most, of a preview of an image that is being generated: it is sent again and again."""

SHORTEST_LONGER_SIDE = 256
"""Smaller estimates are enlarged smoothly, so that nobody sees the pixels of a latent."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A small picture as it is sent."""

    width: int
    height: int
    jpeg: bytes


class PreviewCanvas:
    """Starts as the source, blurred by enlarging, and becomes the result part by part.

    The canvas is RGB uint8; alpha is shown over mid grey.
    """

    def __init__(self, source: Picture, output_width: int, output_height: int) -> None:
        self._shrink = min(1.0, LONGEST_SIDE / max(output_width, output_height))
        self.width = max(1, round(output_width * self._shrink))
        self.height = max(1, round(output_height * self._shrink))
        self._canvas = _resized(_as_rgb(source.pixels), self.width, self.height)

    def paste(self, pixels: Pixels, left: int, top: int) -> None:
        """Puts finished output pixels (height, width, channels) at their place, given in output pixels."""
        x0, y0 = round(left * self._shrink), round(top * self._shrink)
        x1 = min(self.width, round((left + pixels.shape[1]) * self._shrink))
        y1 = min(self.height, round((top + pixels.shape[0]) * self._shrink))
        if x1 > x0 and y1 > y0:
            self._canvas[y0:y1, x0:x1] = _resized(_as_rgb(pixels), x1 - x0, y1 - y0)

    def draw(self) -> Drawing:
        """The canvas as it is now."""
        return _drawing_of(self._canvas)


def draw_estimate(rgb: NDArray[np.uint8]) -> Drawing:
    """An image of shape (height, width, 3), RGB, as far as it can be told, at the size of a preview."""
    height, width = rgb.shape[:2]
    longer = max(width, height)
    factor = min(max(longer, SHORTEST_LONGER_SIDE), LONGEST_SIDE_OF_ESTIMATES) / longer
    return _drawing_of(_resized(rgb, max(1, round(width * factor)), max(1, round(height * factor))))


def _drawing_of(rgb: NDArray[np.uint8]) -> Drawing:
    file = io.BytesIO()
    Image.fromarray(rgb).save(file, "JPEG", quality=80)
    return Drawing(rgb.shape[1], rgb.shape[0], file.getvalue())


def _resized(rgb: NDArray[np.uint8], width: int, height: int) -> NDArray[np.uint8]:
    shrinks = width < rgb.shape[1]
    return np.asarray(
        cv2.resize(rgb, (width, height), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC), dtype=np.uint8
    )


def _as_rgb(pixels: Pixels) -> NDArray[np.uint8]:
    """Pixels of any channels and depth as RGB uint8, alpha laid over mid grey."""
    narrow = to_8_bits(pixels)
    has_alpha = narrow.shape[2] in (2, 4)
    colour = narrow[..., : narrow.shape[2] - has_alpha]
    if colour.shape[2] == 1:
        colour = np.repeat(colour, 3, axis=2)
    if has_alpha:
        alpha = narrow[..., -1:].astype(np.uint16)
        colour = ((colour * alpha + 128 * (255 - alpha)) // 255).astype(np.uint8)
    return np.ascontiguousarray(colour)
