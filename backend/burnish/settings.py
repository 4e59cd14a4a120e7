"""The settings of the program: one definition, which flags, environment variables, file and documentation follow."""

import re
from pathlib import Path
from typing import Annotated, Literal

import platformdirs
from pydantic import ByteSize, Field, field_validator
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

from burnish.addresses import is_web_address

_DEVICE = re.compile(r"auto|cpu|mps|cuda(:\d{1,3})?", re.ASCII)


def default_root() -> Path:
    """The platform's folder for application data, where the library is kept."""
    return Path(platformdirs.user_data_dir("burnish", appauthor=False))


class Settings(BaseSettings):
    """Every setting, with its default and the help text that the command line and the documentation show.

    An instance takes nothing but the values that it is given and the defaults, so that every process of a run works
    with the same ones. :mod:`burnish.cli.setting_sources` gathers them from flags, environment and file.
    """

    model_config = SettingsConfigDict(
        env_prefix="BURNISH_", env_ignore_empty=True, extra="forbid", frozen=True, allow_inf_nan=False
    )

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
    mirrors: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description="Addresses that weights are fetched from where the official one fails: a folder with the files "
        "under their official names, or an address in which {url} stands for the official one, or {file_name} for the "
        "name.",
    )
    ca_bundle: Path | None = Field(
        default=None, description="File with the certificate authorities that downloads trust, in PEM form."
    )
    max_pixels: int = Field(
        default=200_000_000, ge=1, description="Largest number of pixels of an image that is read or made by a decoder."
    )
    max_output_pixels: int = Field(default=1_000_000_000, ge=1, description="Largest number of pixels of a result.")
    max_upload_size: ByteSize = Field(
        default=ByteSize(512 * 1024**2),
        ge=1,
        description="Largest upload request: a number of bytes, or a size such as 800MB or 2GiB.",
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What an instance is made from: the values that it is given."""
        return (init_settings,)

    @field_validator("device")
    @classmethod
    def _check_device(cls, device: str) -> str:
        if not _DEVICE.fullmatch(device):
            raise ValueError("it must be auto, cpu, cuda, cuda:N (the N-th card, from 0) or mps")
        return device

    @field_validator("mirrors", mode="before")
    @classmethod
    def _split_mirrors(cls, mirrors: object) -> object:
        """In one text, as in an environment variable, addresses stand apart by spaces or commas."""
        return tuple(re.split(r"[\s,]+", mirrors.strip())) if isinstance(mirrors, str) else mirrors

    @field_validator("mirrors")
    @classmethod
    def _check_mirrors(cls, mirrors: tuple[str, ...]) -> tuple[str, ...]:
        if not all(is_web_address(mirror) for mirror in mirrors):
            raise ValueError("each must be an address that begins with http:// or https:// and names a host")
        return mirrors

    @field_validator("root", "ca_bundle")
    @classmethod
    def _expand_home(cls, path: Path | None) -> Path | None:
        try:
            return path and path.expanduser()
        except RuntimeError as error:
            raise ValueError("there is no such user's home folder") from error

    @field_validator("ca_bundle")
    @classmethod
    def _check_ca_bundle(cls, ca_bundle: Path | None) -> Path | None:
        if ca_bundle and not ca_bundle.is_file():
            raise ValueError("there is no such file")
        return ca_bundle
