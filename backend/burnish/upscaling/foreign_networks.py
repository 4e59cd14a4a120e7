"""Networks of models that a person added, as spandrel builds them, behind the interface of the catalogue's."""

from collections.abc import Mapping
from typing import Any

import torch
from spandrel import MAIN_REGISTRY, ImageModelDescriptor
from torch import nn

_SMALLEST_SIDE = 16
"""Windows of attention and reflected borders need pictures of some size."""


class ForeignNetwork(nn.Module):
    """A network that takes values 0..1 of shape (1, 3 or 1, height, width), in R, G, B order, and enlarges them.

    What it gives has as many channels and values 0..1. A network for one channel is run for each of them. Pictures
    of a size that the network cannot take are continued with their reflection, and cropped again.
    """

    def __init__(self, descriptor: "ImageModelDescriptor[Any]") -> None:
        super().__init__()
        self.model: nn.Module = descriptor.model
        self._descriptor = descriptor

    def forward(self, picture: torch.Tensor) -> torch.Tensor:
        """The picture enlarged."""
        height, width = picture.shape[-2:]
        continued = _continued(picture.contiguous())
        if self._descriptor.input_channels == 1:
            parts = [self._descriptor(channel.contiguous()) for channel in continued.chunk(continued.shape[1], dim=1)]
            enlarged = torch.cat(parts, dim=1)
        else:
            enlarged = self._descriptor(continued)
        scale = self._descriptor.scale
        return enlarged[..., : height * scale, : width * scale]


def build_foreign_network(parameters: Mapping[str, torch.Tensor]) -> ForeignNetwork:
    """The network that stored parameters are for, ready for inference. They are those of a recognised model."""
    descriptor = MAIN_REGISTRY.load(dict(parameters))
    assert isinstance(descriptor, ImageModelDescriptor)
    network = ForeignNetwork(descriptor)
    return network.requires_grad_(False).eval()


def _continued(picture: torch.Tensor) -> torch.Tensor:
    """The picture with at least the smallest sides: reflected as far as it goes, its last pixels repeated beyond."""
    for axis in (-2, -1):
        missing = max(0, _SMALLEST_SIDE - picture.shape[axis])
        reflected = min(missing, picture.shape[axis] - 1)
        for length, mode in ((reflected, "reflect"), (missing - reflected, "replicate")):
            if length:
                padding = (0, length, 0, 0) if axis == -1 else (0, 0, 0, length)
                picture = nn.functional.pad(picture, padding, mode)
    return picture
