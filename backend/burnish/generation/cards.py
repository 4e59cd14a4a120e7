"""What is known of a generator before it is loaded. Does not import torch."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from burnish.parameters import SamplerName
from burnish.records import RecommendedGeneration

PAINTER = "painter"
"""Name of the built-in generator."""

Ignorable = Literal["negative_prompt", "guidance"]


@dataclass(frozen=True, slots=True)
class GeneratorCard:
    """One generator."""

    name: str
    """Lower-case letters, digits, dots, hyphens and underscores."""
    title: str
    description: str
    model: str
    """What is written into images, for example ``stabilityai/sd-turbo``."""
    recommended: RecommendedGeneration
    hub_id: str | None = None
    """Id on the Hugging Face hub; None for a folder of a person's own and for the built-in generator."""
    folder: Path | None = None
    """Where its files are, or will be once they are fetched; None for the built-in generator."""
    bytes: int | None = None
    """Size of what is fetched, where it is known."""
    licence: str | None = None
    licence_url: str | None = None
    licence_summary: str | None = None
    size_multiple: int = 8
    samplers: tuple[SamplerName, ...] = get_args(SamplerName)
    ignores: tuple[Ignorable, ...] = ()
    removable: bool = False

    @property
    def source(self) -> str | None:
        """The id on the hub, or the folder of a person's own; None for the built-in generator."""
        return self.hub_id or (None if self.folder is None else str(self.folder))


PAINTER_CARD = GeneratorCard(
    name=PAINTER,
    title="Painter",
    description="Built in, without a download: paints landscapes, towns and still lifes within seconds. It does not "
    "understand language: it knows some single words, such as sea, night or red; the rest only rolls the dice, as the "
    "seed does.",
    model="Burnish Painter",
    recommended=RecommendedGeneration(width=512, height=512, steps=20, guidance=7.5),
    samplers=(),
    ignores=("negative_prompt", "guidance"),
)

SD_TURBO_CARD = GeneratorCard(
    name="sd-turbo",
    title="SD-Turbo",
    description="Stable Diffusion 2.1, distilled so that one to four steps are enough. Understands prompts, and is "
    "quick for a network that does, on a computer without a graphics card too.",
    model="stabilityai/sd-turbo",
    recommended=RecommendedGeneration(width=512, height=512, steps=2, guidance=0.0),
    hub_id="stabilityai/sd-turbo",
    bytes=2_580_000_000,
    licence="Stability AI Community License",
    licence_url="https://huggingface.co/stabilityai/sd-turbo/blob/main/LICENSE.md",
    licence_summary="Free for research and non-commercial use, and for commercial use with less than one million US "
    "dollars of revenue a year; others need a licence from Stability AI.",
)
