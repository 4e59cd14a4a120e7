"""The upscaling models: what they are called and what they need. Does not import torch."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from burnish.upscaling.custom_model import CustomModel
from burnish.upscaling.problems import UnknownModel
from burnish.upscaling.tiles import Overlap

_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What is said of a model where a person chooses one."""

    name: str
    title: str
    description: str
    architecture: str
    """What kind of network it is."""
    network_scale: int
    """How many times the network itself enlarges."""
    twin: str | None
    """Name of the weakly denoising weights that the model's own are blended with to set the denoising strength."""
    arithmetic: float
    """Millions of multiplications for each input pixel, counted over the network's convolutions and matrix products."""
    overlap: Overlap
    """How far its tiles overlap; see docs/performance.md for the receptive fields measured."""
    custom: CustomModel | None = None
    """What is recorded of a model that a person added; None of one of the catalogue."""

    @property
    def scales(self) -> tuple[Literal[2, 4], ...]:
        """The scales that can be chosen with it: what the network makes is made smaller where need be."""
        return (2, 4) if self.network_scale >= 4 else (2,)


MODELS: Mapping[str, ModelCard] = MappingProxyType(
    {
        card.name: card
        for card in (
            ModelCard(
                name="realesr-general-x4v3",
                title="General (quick)",
                description="For photos of every kind; lets you choose the denoising.",
                architecture="SRVGGNetCompact",
                network_scale=4,
                twin="realesr-general-wdn-x4v3",
                arithmetic=1.21,
                overlap=Overlap(context=26, feather=2),
            ),
            ModelCard(
                name="RealESRGAN_x4plus",
                title="x4plus (slow)",
                description="A much larger network that invents more texture and takes about twenty times as long.",
                architecture="RRDBNet",
                network_scale=4,
                twin=None,
                arithmetic=17.9,
                overlap=Overlap(context=48, feather=4),
            ),
        )
    }
)
"""The models of the catalogue, by their names."""


def card_of(model: CustomModel) -> ModelCard:
    """The card of a model that a person added."""
    network = model.network
    return ModelCard(
        name=model.name,
        title=model.title,
        description=f"Added from {model.file_name}.{_on_tiles(model)}",
        architecture=network.architecture,
        network_scale=network.scale,
        twin=None,
        arithmetic=network.arithmetic,
        overlap=Overlap(network.context, network.feather, network.alignment),
        custom=model,
    )


def find_in_catalogue(name: str) -> ModelCard:
    """The catalogue's model of that name. Raises UnknownModel."""
    return pick(name, list(MODELS.values()))


def pick(name: str, cards: list[ModelCard]) -> ModelCard:
    """The one of ``cards`` that has that name. Raises UnknownModel, which names them all."""
    for card in cards:
        if card.name == name:
            return card
    names = ", ".join(card.name for card in cards)
    raise UnknownModel(f"There is no upscaling model called {name[:_LONGEST_NAME]!r}. There are: {names}.")


def _on_tiles(model: CustomModel) -> str:
    if model.network.tiling == "supported" and not model.network.endless:
        return ""
    return " How far it looks has no known end: where a large picture is divided into tiles, they may show faintly."
