"""Enlarging a patch of a picture, of any channels and depth: through a network, or plainly."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from burnish.images.picture import Pixels
from burnish.upscaling.assembly import FloatPixels
from burnish.upscaling.inference import Inference
from burnish.upscaling.tiles import Region

_LUMA = np.array([0.299, 0.587, 0.114], np.float32)
"""Weights of R, G and B in grey (ITU-R BT.601), as OpenCV's conversion and with it Real-ESRGAN use them."""

_CUBIC_REACH = 2
"""How many source pixels to each side bicubic interpolation reads."""


def enlarge_with_network(patch: Pixels, scale: int, inference: Inference) -> FloatPixels:
    """The patch enlarged ``scale`` times (2 or 4) as Real-ESRGAN's own program does it.

    ``patch`` is of shape (height, width, channels); so is the result, with values up to the maximum of the patch's
    type, not rounded where the network enlarges as much. Colour goes through the network as it is, also where it is
    transparent; grey and alpha as three equal channels each, of which the luma is taken, unless the network is one
    for single channels. What the network makes larger than ``scale`` is rounded and made smaller with Lanczos
    interpolation over 8 x 8 pixels.
    """
    colours = 3 if patch.shape[2] >= 3 else 1
    planes = [patch[..., :colours]] if patch.shape[2] == colours else [patch[..., :colours], patch[..., colours:]]
    return np.concatenate([_enlarge_planes(part, scale, inference) for part in planes], axis=2)


def _enlarge_planes(planes: Pixels, scale: int, inference: Inference) -> FloatPixels:
    """Three planes, or one, of shape (height, width, planes)."""
    maximum = float(np.iinfo(planes.dtype).max)
    values = planes.astype(np.float32) / np.float32(maximum)
    if planes.shape[2] < inference.traits.channels:
        enlarged = (inference.run(np.repeat(values, 3, axis=2)) @ _LUMA)[..., np.newaxis]
    else:
        enlarged = inference.run(values)
    enlarged *= maximum
    if inference.traits.scale == scale:
        return enlarged
    return _reduce(np.rint(enlarged).astype(planes.dtype), inference.traits.scale, scale)


def _reduce(pixels: Pixels, network_scale: int, scale: int) -> FloatPixels:
    """Pixels enlarged ``network_scale`` times made as small as if they were enlarged ``scale`` times.

    By no more than half at once, for the interpolation reads only the pixels around.
    """
    height, width, channels = pixels.shape
    reduced: NDArray[Any] = pixels
    while network_scale > scale:
        smaller = max(scale, network_scale // 2)
        width, height = width * smaller // network_scale, height * smaller // network_scale
        reduced = cv2.resize(reduced, (width, height), interpolation=cv2.INTER_LANCZOS4)
        network_scale = smaller
    return reduced.reshape(height, width, channels).astype(np.float32)


def enlarge_plainly(pixels: Pixels, region: Region, scale: int) -> FloatPixels:
    """``region`` of a picture enlarged ``scale`` times with bicubic interpolation, not rounded.

    ``pixels`` is the whole picture, of shape (height, width, channels); the surroundings of the region are taken
    from it, so that regions enlarged one by one fit together without a seam.
    """
    surroundings = region.expanded(_CUBIC_REACH, Region(0, 0, pixels.shape[1], pixels.shape[0]))
    patch: NDArray[np.float32] = pixels[surroundings.slices].astype(np.float32)
    size = surroundings.width * scale, surroundings.height * scale
    enlarged = cv2.resize(patch, size, interpolation=cv2.INTER_CUBIC).reshape(size[1], size[0], -1)
    limited: FloatPixels = np.clip(enlarged, 0, np.iinfo(pixels.dtype).max)
    return limited[region.relative_to(surroundings).scaled(scale).slices]
