"""What is recorded of an upscaling model that a person added. Does not import torch."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

NumberFormat = Literal["float32", "bfloat16", "float16"]
Tiling = Literal["supported", "discouraged", "internal"]


class NetworkFacts(BaseModel):
    """What is known of a network after it was recognised and tried out."""

    model_config = ConfigDict(frozen=True)

    architecture: str
    """Its kind, as spandrel calls it, for example ``ESRGAN``."""
    scale: int
    """How many times it enlarges: 2, 3, 4 or 8."""
    channels: Literal[1, 3]
    """3 for R, G, B; 1 for a network that each channel goes through by itself."""
    number_formats: tuple[NumberFormat, ...]
    """The formats that it can run in; float32 is one of them."""
    arithmetic: float
    """Millions of multiplications for each input pixel."""
    tiling: Tiling
    """Whether its results suffer, by its kind, when a picture is divided into tiles."""
    endless: bool
    """Whether the whole picture decides every pixel, so that no overlap makes tiles equal to the whole."""
    context: int
    """How far tiles reach into their neighbours, in pixels of the source."""
    feather: int
    """Half the width of the stripe in which neighbours are mixed, in pixels of the source."""
    alignment: int
    """Tiles begin at multiples of this, in pixels of the source: attention works in windows that must fall alike."""
    tile_area: int
    """Largest input of one tile, in pixels."""


class CustomModel(BaseModel):
    """A model that a person added, as it is stored in ``NAME.json`` beside its weights, ``NAME.safetensors``."""

    model_config = ConfigDict(frozen=True)

    name: str
    """Letters, digits and ``. _ -`` alone; made from the file's name."""
    title: str
    """What a person knows it by: the file's name without its suffix."""
    network: NetworkFacts
    sha256: str
    """SHA-256 of the stored weights, which tells models apart."""
    bytes: int
    """Size of the stored weights."""
    file_name: str
    """The file that it came in."""
    file_sha256: str
    """SHA-256 of that file."""
    added_at: datetime
