"""How far a network sees: what cutting a picture off changes in the result, by the distance from the cut.

This decides how far tiles have to overlap: what is told here of the overlap less its feather is all that they change.
"""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from burnish.images.picture import Pixels

_SHORT_SIDE = 64
_LONG_SIDE = 192
_BAND = 4


@dataclass(frozen=True, slots=True)
class Influence:
    """What a cut changes at one distance."""

    distance: int
    """Pixels of the source between the cut and the nearest of the pixels meant."""
    largest: float
    """Largest difference of any pixel that is this far away or further, in 1/255."""
    mean_square: float
    """Mean of the squared differences of the pixels at this distance and the three behind it, in (1/255)^2."""


@torch.inference_mode()
def measure_influence(network: nn.Module, photos: list[Pixels]) -> list[Influence]:
    """The influence of a cut on ``photos`` (at least one; each of shape (height, width, 3), 8 bits), worst of all.

    Of each photo a strip of at most 192 x 64 pixels from its middle is enlarged as a whole and without its right third.
    """
    squares = [_squared_differences(network, _strip(photo)) for photo in photos]
    longest = max(len(columns) for columns in squares)
    influences = []
    for distance in range(0, longest, _BAND):
        beyond = [columns[distance:] for columns in squares if len(columns) > distance]
        influences.append(
            Influence(
                distance,
                largest=max(float(columns.max()) for columns in beyond) ** 0.5,
                mean_square=max(float(columns[:_BAND].mean()) for columns in beyond),
            )
        )
    return influences


def _strip(photo: Pixels) -> Pixels:
    height, width = photo.shape[:2]
    top, left = max(0, (height - _SHORT_SIDE) // 2), max(0, (width - _LONG_SIDE) // 2)
    return photo[top : top + _SHORT_SIDE, left : left + _LONG_SIDE]


def _squared_differences(network: nn.Module, strip: Pixels) -> NDArray[np.float32]:
    """Shape (columns of the source, counted from the cut; values in such a column), in (1/255)^2."""
    source = torch.from_numpy(strip.astype(np.float32) / 255).permute(2, 0, 1).unsqueeze(0).contiguous()
    kept = strip.shape[1] * 2 // 3
    cut = network(source[..., :kept].contiguous()).clamp(0, 1)
    whole = network(source).clamp(0, 1)[..., : cut.shape[-1]]
    squares = ((whole - cut) * 255).square()[0]
    columns: NDArray[np.float32] = squares.permute(2, 0, 1).reshape(kept, -1).flip(0).numpy()
    return columns
