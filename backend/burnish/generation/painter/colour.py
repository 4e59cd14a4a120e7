"""Colours as the painter mixes them: arrays of red, green and blue, 0..1 each (sRGB), of any leading shape."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Colour = Floats
"""Shape (3,) or (..., 3): red, green, blue, 0..1."""


def rgb(code: str) -> Colour:
    """The colour of a code like ``#ffcc00``."""
    return np.array([int(code[i : i + 2], 16) / 255 for i in (1, 3, 5)], np.float32)


def colours(codes: str) -> tuple[Colour, ...]:
    """The colours of several codes, separated by spaces."""
    return tuple(rgb(code) for code in codes.split())


def mix(first: Colour, second: Colour, share: float | Floats) -> Colour:
    """``share`` (0..1) of the second colour in the first; an array of shares gives one colour for each."""
    part = np.asarray(share, np.float32)[..., np.newaxis]
    return np.asarray(first + (second - first) * part, np.float32)


def luminance(colour: Colour) -> Floats:
    """How light the colour looks, 0..1, without the last axis."""
    return np.asarray(colour @ np.array([0.299, 0.587, 0.114], np.float32), np.float32)


def saturated(colour: Colour, factor: float) -> Colour:
    """The colour with its distance from grey multiplied by ``factor``; not clipped."""
    grey = luminance(colour)[..., np.newaxis]
    return np.asarray(grey + (colour - grey) * np.float32(factor), np.float32)


def varied(colour: Colour, chance: np.random.Generator, amount: float) -> Colour:
    """A colour close to this one: each channel up to ``amount`` apart, mostly together, as light varies."""
    common = (chance.random() * 2 - 1) * amount * 0.7
    own = (chance.random(3) * 2 - 1) * amount * 0.5
    return np.clip(colour + np.asarray(common + own, np.float32), 0, 1)
