"""Upscaling models as people find them: networks of several kinds with seeded random parameters, made for tests."""

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any

import torch
from torch import nn

from burnish.compute.precision import checking_pattern

StateDict = dict[str, torch.Tensor]


def _build(kind: str, **hyperparameters: Any) -> Callable[[], nn.Module]:
    """Makes one of spandrel's networks."""

    def build() -> nn.Module:
        network: nn.Module = getattr(import_module(f"spandrel.architectures.{kind}"), kind)(**hyperparameters)
        return network

    return build


def _compact(scale: int, channels: int = 3) -> Callable[[], nn.Module]:
    return _build("Compact", num_in_ch=channels, num_out_ch=channels, num_feat=8, num_conv=3, upscale=scale)


_WINDOWED = {"img_size": 16, "embed_dim": 12, "depths": [2, 2], "num_heads": [2, 2], "window_size": 8, "upscale": 2}

NETWORKS: Mapping[str, Callable[[], nn.Module]] = MappingProxyType(
    {
        "compact-2x": _compact(2),
        "compact-3x": _compact(3),
        "compact-4x": _compact(4),
        "compact-8x": _compact(8),
        "compact-grey-2x": _compact(2, channels=1),
        "esrgan-4x": _build("ESRGAN", num_filters=8, num_blocks=1, scale=4),
        "esrgan-2x": _build("ESRGAN", num_filters=8, num_blocks=1, scale=4, in_nc=12, shuffle_factor=2),
        "span-4x": _build("SPAN", num_in_ch=3, num_out_ch=3, feature_channels=8, upscale=4),
        "swinir-2x": _build("SwinIR", upsampler="pixelshuffledirect", **_WINDOWED),
        "compact-1x": _compact(1),
        "compact-16x": _compact(16),
        "compact-two-channels": _compact(2, channels=2),
    }
)
"""Makers of networks by names that say what they are."""

_CHANNELS = {"compact-grey-2x": 1, "compact-two-channels": 2}
"""How many channels networks take, where it is not 3."""


def random_parameters(name: str, seed: int = 0) -> StateDict:
    """The parameters of a network, such that what it makes of pictures has values of about 0..1, as pictures have."""
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        network = NETWORKS[name]().eval()
    return _exposed(network, _CHANNELS.get(name, 3))


@torch.inference_mode()
def _exposed(network: nn.Module, channels: int) -> StateDict:
    last = [module for module in network.modules() if isinstance(module, nn.Conv2d)][-1]
    made = network(checking_pattern(32)[:, :channels])
    factor = float(0.15 / made.std())
    last.weight.mul_(factor)
    if last.bias is not None:
        last.bias.mul_(factor).add_(0.5 - factor * float(made.mean()))
    return {key: value.clone() for key, value in network.state_dict().items()}
