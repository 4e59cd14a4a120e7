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
from burnish.upscaling.custom_model import CustomModel
from burnish.upscaling.models import MODELS, ModelCard, card_of, find_in_catalogue
from burnish.upscaling.tiles import Overlap

FindModel = Callable[[str], ModelCard]
"""Gives the card of the model with this name. Raises UnknownModel."""

_SCALE = 4
"""How many times the catalogue's networks enlarge."""

_BLENDS_KEPT = 4
_CUSTOM_KEPT = 2
"""One model in two number formats, or two models: they may be large."""

_DTYPES = {"float32": torch.float32, "bfloat16": torch.bfloat16, "float16": torch.float16}


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkTraits:
    """How a kind of network is best run.

    The network takes float values 0..1 of shape (1, channels, height, width), in R, G, B order, and gives the same
    with ``scale`` times the height and width, not clamped. One for 1 channel takes 3 all the same.
    """

    overlap: Overlap
    """How far its tiles overlap."""
    tile_area: int
    """Largest input of one tile, in pixels: as large as pays and as fits into memory."""
    scale: int = _SCALE
    channels: int = 3
    number_formats: tuple[torch.dtype, ...] = (torch.float32, torch.bfloat16, torch.float16)
    """The formats that it can run in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Architecture(NetworkTraits):
    """A kind of network of the catalogue."""

    build: Callable[[], nn.Module]
    """Makes the network, with parameters still to be loaded."""


def _build_compact() -> nn.Module:
    """SRVGGNetCompact of realesr-general-x4v3: 34 convolutions at the size of the input."""
    prepare_imports()
    archs = importlib.import_module("realesrgan.archs.srvgg_arch")
    network: nn.Module = archs.SRVGGNetCompact(
        num_in_ch=3, num_out_ch=3, num_feat=64, num_conv=32, upscale=_SCALE, act_type="prelu"
    )
    return network


def _build_residual_dense() -> nn.Module:
    """RRDBNet of RealESRGAN_x4plus: 23 residual-in-residual dense blocks."""
    prepare_imports()
    archs = importlib.import_module("basicsr.archs.rrdbnet_arch")
    network: nn.Module = archs.RRDBNet(
        num_in_ch=3, num_out_ch=3, scale=_SCALE, num_feat=64, num_block=23, num_grow_ch=32
    )
    return network


ARCHITECTURES: Mapping[str, Architecture] = MappingProxyType(
    {
        "realesr-general-x4v3": Architecture(
            build=_build_compact,
            overlap=MODELS["realesr-general-x4v3"].overlap,
            tile_area=512 * 512,
        ),
        "RealESRGAN_x4plus": Architecture(
            build=_build_residual_dense,
            overlap=MODELS["RealESRGAN_x4plus"].overlap,
            tile_area=320 * 320,
        ),
    }
)


class Networks:
    """The networks in memory on one device: the last few that were used.

    The parameters of the catalogue's networks are loaded at most once, for they are blended.
    """

    def __init__(
        self,
        load_weights: LoadWeights,
        device: torch.device,
        find_model: FindModel = find_in_catalogue,
        on_dropped: Callable[[str], None] = lambda name: None,
    ) -> None:
        """``on_dropped`` is told the name of a model that a person added when its network has left memory."""
        self.device = device
        self._load_weights = load_weights
        self._find_model = find_model
        self._on_dropped = on_dropped
        self._parameters: dict[str, Mapping[str, torch.Tensor]] = {}
        self._blends: OrderedDict[tuple[str, float, torch.dtype], nn.Module] = OrderedDict()
        self._custom: OrderedDict[tuple[CustomModel, torch.dtype], nn.Module] = OrderedDict()

    def traits(self, model: str) -> NetworkTraits:
        """How the model's network is best run. Raises UnknownModel."""
        custom = self._find_model(model).custom
        return ARCHITECTURES[model] if custom is None else _traits_of(custom)

    def identity(self, model: str) -> str:
        """What tells the model's weights from all others, also from those that had its name before.

        Raises UnknownModel.
        """
        custom = self._find_model(model).custom
        return model if custom is None else custom.sha256

    def get(self, model: str, denoising_strength: float, dtype: torch.dtype) -> nn.Module:
        """The network, ready to run on the device in ``dtype``.

        ``denoising_strength`` d (0..1) blends parameters: ``d * general + (1 - d) * weak denoising`` (deep network
        interpolation: Wang et al., "Deep Network Interpolation for Continuous Imagery Effect Transition", CVPR
        2019). A model without a weakly denoising twin ignores it; at 1 the twin is not loaded.
        Raises UnknownModel, and what loading the weights raises.
        """
        card = self._find_model(model)
        if card.custom is not None:
            return self._get_custom(card.custom, dtype)
        key = (model, 1.0 if card.twin is None else denoising_strength, dtype)
        if key not in self._blends:
            self._blends[key] = self._build(card, denoising_strength, dtype)
        self._blends.move_to_end(key)
        while len(self._blends) > _BLENDS_KEPT:
            self._blends.popitem(last=False)
        return self._blends[key]

    def clear(self) -> None:
        """Free all memory; what is asked for next is loaded again."""
        self._blends.clear()
        self._custom.clear()
        self._parameters.clear()

    def _get_custom(self, model: CustomModel, dtype: torch.dtype) -> nn.Module:
        key = (model, dtype)
        if key not in self._custom:
            while len(self._custom) >= _CUSTOM_KEPT:
                self._drop_least_used()
            foreign_networks = importlib.import_module("burnish.upscaling.foreign_networks")
            network: nn.Module = foreign_networks.build_foreign_network(self._load_weights(model.name))
            self._custom[key] = network.to(self.device, dtype)
        self._custom.move_to_end(key)
        return self._custom[key]

    def _drop_least_used(self) -> None:
        (dropped, _), _ = self._custom.popitem(last=False)
        if all(model.name != dropped.name for model, _ in self._custom):
            self._on_dropped(dropped.name)

    def _build(self, card: ModelCard, denoising_strength: float, dtype: torch.dtype) -> nn.Module:
        network = fill(ARCHITECTURES[card.name].build(), self._blend(card, denoising_strength), card.name)
        return network.to(self.device, dtype).to(memory_format=torch.channels_last)

    def _blend(self, card: ModelCard, denoising_strength: float) -> Mapping[str, torch.Tensor]:
        general = self._load(card.name)
        if card.twin is None or denoising_strength == 1:
            return general
        weak = self._load(card.twin)
        return {
            name: denoising_strength * values + (1 - denoising_strength) * weak[name]
            for name, values in general.items()
        }

    def _load(self, name: str) -> Mapping[str, torch.Tensor]:
        if name not in self._parameters:
            self._parameters[name] = self._load_weights(name)
        return self._parameters[name]


def _traits_of(model: CustomModel) -> NetworkTraits:
    network = model.network
    return NetworkTraits(
        overlap=card_of(model).overlap,
        tile_area=network.tile_area,
        scale=network.scale,
        channels=network.channels,
        number_formats=tuple(_DTYPES[name] for name in network.number_formats),
    )
