"""Which networks upscale, how they are built, and the one place that holds them in memory."""

import importlib
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import torch
from torch import nn

from burnish.compatibility import prepare_imports
from burnish.compute.weights import LoadWeights, fill
from burnish.upscaling.geometry import NETWORK_SCALE
from burnish.upscaling.models import MODELS
from burnish.upscaling.tiles import Overlap

_BLENDS_KEPT = 4


@dataclass(frozen=True, slots=True)
class Architecture:
    """A kind of network: how it is built and how it is best run.

    The network takes float values 0..1 of shape (1, 3, height, width) in R, G, B order and gives the same with four
    times the height and width, not clamped.
    """

    build: Callable[[], nn.Module]
    """Makes the network, with parameters still to be loaded."""
    overlap: Overlap
    """How far its tiles overlap; see docs/performance.md for the receptive fields measured."""
    tile_area: int
    """Largest input of one tile, in pixels: as large as pays and as fits into memory."""


def _build_compact() -> nn.Module:
    """SRVGGNetCompact of realesr-general-x4v3: 34 convolutions at the size of the input."""
    prepare_imports()
    archs = importlib.import_module("realesrgan.archs.srvgg_arch")
    network: nn.Module = archs.SRVGGNetCompact(
        num_in_ch=3, num_out_ch=3, num_feat=64, num_conv=32, upscale=NETWORK_SCALE, act_type="prelu"
    )
    return network


def _build_residual_dense() -> nn.Module:
    """RRDBNet of RealESRGAN_x4plus: 23 residual-in-residual dense blocks."""
    prepare_imports()
    archs = importlib.import_module("basicsr.archs.rrdbnet_arch")
    network: nn.Module = archs.RRDBNet(
        num_in_ch=3, num_out_ch=3, scale=NETWORK_SCALE, num_feat=64, num_block=23, num_grow_ch=32
    )
    return network


ARCHITECTURES: Mapping[str, Architecture] = MappingProxyType(
    {
        "realesr-general-x4v3": Architecture(
            build=_build_compact,
            overlap=Overlap(context=26, feather=2),
            tile_area=512 * 512,
        ),
        "RealESRGAN_x4plus": Architecture(
            build=_build_residual_dense,
            overlap=Overlap(context=48, feather=4),
            tile_area=320 * 320,
        ),
    }
)


class Networks:
    """The networks in memory on one device. Parameters are loaded at most once; the last few blends are kept."""

    def __init__(self, load_weights: LoadWeights, device: torch.device) -> None:
        self.device = device
        self._load_weights = load_weights
        self._parameters: dict[str, Mapping[str, torch.Tensor]] = {}
        self._networks: OrderedDict[tuple[str, float, torch.dtype], nn.Module] = OrderedDict()

    def get(self, model: str, denoising_strength: float, dtype: torch.dtype) -> nn.Module:
        """The network, ready to run on the device in ``dtype``.

        ``denoising_strength`` d (0..1) blends parameters: ``d * general + (1 - d) * weak denoising`` (deep network
        interpolation: Wang et al., "Deep Network Interpolation for Continuous Imagery Effect Transition", CVPR
        2019). A model without a weakly denoising twin ignores it; at 1 the twin is not loaded.
        """
        strength = 1.0 if MODELS[model].twin is None else denoising_strength
        key = (model, strength, dtype)
        if key not in self._networks:
            self._networks[key] = self._build(model, strength, dtype)
        self._networks.move_to_end(key)
        while len(self._networks) > _BLENDS_KEPT:
            self._networks.popitem(last=False)
        return self._networks[key]

    def clear(self) -> None:
        """Free all memory; what is asked for next is loaded again."""
        self._networks.clear()
        self._parameters.clear()

    def _build(self, model: str, denoising_strength: float, dtype: torch.dtype) -> nn.Module:
        network = fill(ARCHITECTURES[model].build(), self._blend(model, denoising_strength), model)
        return network.to(self.device, dtype).to(memory_format=torch.channels_last)

    def _blend(self, model: str, denoising_strength: float) -> Mapping[str, torch.Tensor]:
        general = self._load(model)
        twin = MODELS[model].twin
        if twin is None or denoising_strength == 1:
            return general
        weak = self._load(twin)
        return {
            name: denoising_strength * values + (1 - denoising_strength) * weak[name]
            for name, values in general.items()
        }

    def _load(self, name: str) -> Mapping[str, torch.Tensor]:
        if name not in self._parameters:
            self._parameters[name] = self._load_weights(name)
        return self._parameters[name]
