"""The upscaling models: what they are called and what they need. Does not import torch."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What is said of a model where a person chooses one."""

    title: str
    description: str
    architecture: str
    """What kind of network it is."""
    twin: str | None
    """Name of the weakly denoising weights that the model's own are blended with to set the denoising strength."""
    arithmetic: float
    """Millions of multiplications for each input pixel, counted over the network's convolutions."""


MODELS: dict[str, ModelCard] = {
    "realesr-general-x4v3": ModelCard(
        "General (quick)",
        "For photos of every kind; lets you choose the denoising.",
        "SRVGGNetCompact",
        "realesr-general-wdn-x4v3",
        1.21,
    ),
    "RealESRGAN_x4plus": ModelCard(
        "x4plus (slow)",
        "A much larger network that invents more texture and takes about twenty times as long.",
        "RRDBNet",
        None,
        17.9,
    ),
}
