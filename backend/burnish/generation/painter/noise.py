"""Smooth random curves and surfaces: value noise summed over octaves (fractional Brownian motion)."""

import cv2
import numpy as np

from burnish.generation.painter.colour import Floats


def surface(
    chance: np.random.Generator, size: tuple[int, int], cells: tuple[float, float], octaves: int, gain: float = 0.5
) -> Floats:
    """A surface of shape (height, width), 0..1 with a mean of about 0.5.

    ``size`` is (width, height) in pixels and ``cells`` how many hills fit across and down in the first octave; each
    further octave has twice as many, ``gain`` times as high.
    """
    width, height = size
    total = np.zeros((height, width), np.float32)
    amplitude = 1.0
    for octave in range(octaves):
        columns = min(width, 2 + int(np.ceil(cells[0] * 2**octave)))
        rows = min(height, 2 + int(np.ceil(cells[1] * 2**octave)))
        grid = (chance.random((rows, columns)) - 0.5).astype(np.float32)
        total += np.float32(amplitude) * np.asarray(cv2.resize(grid, size, interpolation=cv2.INTER_CUBIC), np.float32)
        amplitude *= gain
    spread = max(float(np.std(total)), 1e-6)
    return np.asarray(np.clip(0.5 + total * np.float32(0.2 / spread), 0, 1), np.float32)


def curve(chance: np.random.Generator, length: int, cells: float, octaves: int, gain: float = 0.5) -> Floats:
    """A curve of ``length`` values, 0..1 with a mean of about 0.5; the other arguments are as for a surface."""
    total = np.zeros(length, np.float32)
    amplitude = 1.0
    for octave in range(octaves):
        count = 3 + int(np.ceil(cells * 2**octave))
        knots = (chance.random((1, count)) - 0.5).astype(np.float32)
        stretched = cv2.resize(knots, (length, 1), interpolation=cv2.INTER_CUBIC)
        total += np.float32(amplitude) * np.asarray(stretched, np.float32)[0]
        amplitude *= gain
    spread = max(float(np.std(total)), 1e-6)
    return np.asarray(np.clip(0.5 + total * np.float32(0.22 / spread), 0, 1), np.float32)


def smoothstep(values: Floats, start: float, end: float) -> Floats:
    """0 up to ``start``, 1 from ``end`` on (which may be the smaller one), a smooth curve between."""
    share = np.clip((values - np.float32(start)) / np.float32(end - start), 0, 1)
    return np.asarray(share * share * (3 - 2 * share), np.float32)
