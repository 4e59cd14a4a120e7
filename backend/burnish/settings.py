"""The settings of the program: each value from a flag, else from the environment (BURNISH_*), else the default."""

from pathlib import Path
from typing import Literal

import platformdirs
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


def default_root() -> Path:
    """The platform's folder for application data, where the library is kept."""
    return Path(platformdirs.user_data_dir("burnish", appauthor=False))


class Settings(BaseSettings):
    """Every setting, with its default and the help text that the command line shows."""

    model_config = SettingsConfigDict(env_prefix="BURNISH_", extra="ignore", frozen=True, allow_inf_nan=False)

    host: str = Field(default="127.0.0.1", description="Address that the server listens on.")
    port: int = Field(default=9090, ge=0, le=65535, description="Port that the server listens on; 0 takes a free one.")
    root: Path = Field(default_factory=default_root, description="Folder of the library: images, weights, database.")
    device: str = Field(default="auto", description="Where networks run: auto, cpu, cuda, cuda:N or mps.")
    precision: Literal["auto", "float32", "bfloat16", "float16"] = Field(
        default="auto", description="Number format of the networks; auto takes a faster one where it is as good."
    )
    tile_size: int = Field(
        default=0, ge=0, le=4096, description="Side of the tiles in input pixels; 0 chooses for the network and device."
    )
    threads: int = Field(default=0, ge=0, le=1024, description="Threads of the networks on a CPU; 0 takes all cores.")
    esrgan: bool = Field(default=True, description="Offer upscaling with Real-ESRGAN.")
    restore: bool = Field(default=True, description="Offer face restoration with GFPGAN and CodeFormer.")
    generator: str = Field(
        default="painter",
        max_length=1000,
        description="Generator that is used where none is chosen: a name on the list, a folder with a diffusers "
        "pipeline, or its id on the Hugging Face hub.",
    )
    offline: bool = Field(default=False, description="Never fetch anything from the network.")
    mirrors: tuple[str, ...] = Field(
        default=(),
        description="Addresses that weights are fetched from where the official one fails: a folder with the files "
        "under their official names, or an address with {url} in it, which stands for the official one.",
    )
    ca_bundle: Path | None = Field(
        default=None, description="File with the certificate authorities that downloads trust, in PEM form."
    )
    max_pixels: int = Field(
        default=200_000_000, ge=1, description="Largest number of pixels of an image that is read or made by a decoder."
    )
    max_output_pixels: int = Field(default=1_000_000_000, ge=1, description="Largest number of pixels of a result.")
    max_upload_size: int = Field(default=512 * 1024**2, ge=1, description="Largest upload request in bytes.")
