"""The sheet that a scene is drawn on: what colour, which way strokes should run, and where detail matters."""

import cv2
import numpy as np
from numpy.typing import ArrayLike, NDArray

from burnish.generation.painter.colour import Colour, Floats, mix
from burnish.monitoring import CheckCancelled

Points = NDArray[np.float64]
"""Shape (n, 2): x and y in pixels of the sheet."""

_SHIFT = 4
"""Bits of the fraction of a pixel in what OpenCV draws, so that coordinates are whole numbers everywhere."""


def fixed(points: ArrayLike) -> NDArray[np.int32]:
    """Coordinates in pixels as OpenCV's drawing takes them, in 1/16 pixel."""
    return np.asarray(np.rint(np.asarray(points, np.float64) * 2**_SHIFT), np.int32)


class Sheet:
    """A scene being drawn. Places are in pixels; ``x``, ``y`` and ``unit`` take them from shares of the sheet."""

    def __init__(self, width: int, height: int, check_cancelled: CheckCancelled) -> None:
        self.width = width
        self.height = height
        self.unit = float(min(width, height))
        """The shorter side: sizes of things are shares of it, so that they fit sheets of every shape."""
        self.colour: Colour = np.zeros((height, width, 3), np.float32)
        self.flow: Floats = np.zeros((height, width, 2), np.float32)
        """Which way strokes should run: cosine and sine of twice the angle, as long as the wish is strong (0..1)."""
        self.detail: Floats = np.full((height, width), 0.4, np.float32)
        """How much detail matters there, 0..1."""
        self.columns: Floats = np.arange(width, dtype=np.float32)[np.newaxis, :]
        self.rows: Floats = np.arange(height, dtype=np.float32)[:, np.newaxis]
        self._check_cancelled = check_cancelled

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        return self.width, self.height

    @property
    def aspect(self) -> float:
        """How many units the sheet is wide, at least 1."""
        return self.width / self.unit

    def x(self, share: float) -> float:
        """The column at that share of the width."""
        return share * self.width

    def y(self, share: float) -> float:
        """The row at that share of the height."""
        return share * self.height

    def lay(
        self, mask: Floats, colour: Colour, angle: float | Floats | None = None, detail: float | None = None
    ) -> None:
        """Covers the sheet with a colour (one, or one for each pixel) as far as the mask (height, width; 0..1) says.

        ``angle`` is which way strokes run there, in radians, 0 being level and growing clockwise.
        """
        self._check_cancelled()
        self.colour = mix(self.colour, colour, mask)
        if angle is not None:
            self.flow = mix(self.flow, _doubled(angle), mask)
        if detail is not None:
            self.detail += (np.float32(detail) - self.detail) * mask

    def below(self, line: Floats) -> Floats:
        """The mask of everything below a line that gives the row for each column."""
        return np.asarray(np.clip(self.rows - line[np.newaxis, :], 0, 1), np.float32)

    def glow(self, x: float, y: float, radius: float, colour: Colour, strength: float) -> None:
        """Light around a point that fades out at the radius; ``strength`` 0..1 in the middle."""
        left, right = max(0, int(x - radius)), min(self.width, int(x + radius) + 1)
        top, bottom = max(0, int(y - radius)), min(self.height, int(y + radius) + 1)
        if left >= right or top >= bottom:
            return
        across, down = self.columns[:, left:right] - np.float32(x), self.rows[top:bottom] - np.float32(y)
        share = np.clip(1 - np.sqrt(across * across + down * down) / np.float32(radius), 0, 1)
        part = self.colour[top:bottom, left:right]
        part[:] = mix(part, colour, share * share * np.float32(strength))

    def polygon(
        self, points: ArrayLike, colour: Colour, angle: float | None = None, detail: float | None = None
    ) -> None:
        """A filled polygon of one colour."""
        outline = [fixed(points)]
        cv2.fillPoly(self.colour, outline, _scalar(colour), cv2.LINE_8, _SHIFT)
        if angle is not None:
            cv2.fillPoly(self.flow, outline, _scalar(_doubled(angle)), cv2.LINE_8, _SHIFT)
        if detail is not None:
            cv2.fillPoly(self.detail, outline, (detail,), cv2.LINE_8, _SHIFT)

    def ellipse(
        self,
        x: float,
        y: float,
        radii: tuple[float, float],
        colour: Colour,
        tilt: float = 0.0,
        angle: float | None = None,
        detail: float | None = None,
    ) -> None:
        """A filled ellipse, ``tilt`` radians turned clockwise."""
        turn = np.linspace(0, 2 * np.pi, 28, endpoint=False)
        across, down = radii[0] * np.cos(turn), radii[1] * np.sin(turn)
        cos, sin = np.cos(tilt), np.sin(tilt)
        self.polygon(np.stack([x + across * cos - down * sin, y + across * sin + down * cos], 1), colour, angle, detail)

    def line(self, points: ArrayLike, colour: Colour, thickness: float, detail: float | None = None) -> None:
        """An open line through the points; strokes follow it by themselves."""
        path, width = [fixed(points)], max(1, round(thickness))
        cv2.polylines(self.colour, path, False, _scalar(colour), width, cv2.LINE_8, _SHIFT)
        if detail is not None:
            cv2.polylines(self.detail, path, False, (detail,), width, cv2.LINE_8, _SHIFT)


def _doubled(angle: float | Floats) -> Floats:
    """Cosine and sine of twice the angle: the same for a direction and its opposite."""
    twice = np.asarray(angle, np.float32) * 2
    return np.stack([np.cos(twice), np.sin(twice)], -1)


def _scalar(values: Floats) -> tuple[float, ...]:
    return tuple(float(value) for value in values)
