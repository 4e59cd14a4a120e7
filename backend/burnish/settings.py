"""The settings of the program: one definition, which flags, environment variables, file and documentation follow."""

import re
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Literal

import platformdirs
from pydantic import ByteSize, Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

from burnish.addresses import is_origin, is_web_address

_TOKEN = re.compile(r"[\w.~+/=-]{16,200}", re.ASCII)
_HOST_NAME = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*", re.ASCII)
_DEVICE = re.compile(r"auto|cpu|mps|cuda(:\d{1,3})?", re.ASCII)

LogLevel = Literal["debug", "info", "warning", "error"]


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
    token: SecretStr | None = Field(
        default=None,
        exclude=True,
        description="Secret that whoever opens the page from elsewhere has to know: 16 letters, digits or -._~+/= at "
        "least. Without one a token is made as soon as one is needed, and kept in the root as access-token.",
    )
    allowed_hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(), description="Names under which the server is reached besides this machine's own, without port."
    )
    certfile: Path | None = Field(
        default=None, description="File with the certificate to speak HTTPS with, in PEM form, and those it rests on."
    )
    keyfile: Path | None = Field(
        default=None, description="File with the certificate's private key, in PEM form, where it is not in certfile."
    )
    proxy: str | None = Field(
        default=None,
        description="Address under which a reverse proxy shows this server, such as https://burnish.example.org.",
    )
    proxy_networks: Annotated[tuple[str, ...], NoDecode] = Field(
        default=("127.0.0.1", "::1"),
        description="Addresses that the reverse proxy calls from, or networks such as 172.16.0.0/12. What others say "
        "on behalf of clients is not believed.",
    )
    proxy_authenticates: bool = Field(
        default=False, description="The reverse proxy asks for a password itself; who comes through it needs no token."
    )
    root: Path = Field(default_factory=default_root, description="Folder of the library: images, weights, database.")
    device: str = Field(default="auto", description="Where networks run: auto, cpu, cuda, cuda:N or mps.")
    precision: Literal["auto", "float32", "bfloat16", "float16"] = Field(
        default="auto", description="Number format of the networks; auto takes a faster one where it is as good."
    )
    tile_size: int = Field(
        default=0, ge=0, le=4096, description="Side of the tiles in input pixels; 0 chooses for the network and device."
    )
    threads: int = Field(default=0, ge=0, le=1024, description="Threads of the networks on a CPU; 0 takes all cores.")
    engine_memory_limit: ByteSize = Field(
        default=ByteSize(0),
        ge=0,
        description="Memory that the engine may hold when a job ends, for example 12GB; with more it is started anew. "
        "0 takes 80 % of the machine's or the container's memory.",
    )
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
    decoder_memory_limit: ByteSize = Field(
        default=ByteSize(0),
        ge=0,
        description="Memory that each of the two processes that decode uploads may take, for example 4GB; 0 takes what "
        "the largest image needs, at most three quarters of the machine's.",
    )
    max_output_pixels: int = Field(default=1_000_000_000, ge=1, description="Largest number of pixels of a result.")
    max_upload_size: ByteSize = Field(
        default=ByteSize(512 * 1024**2),
        ge=1,
        description="Largest upload request: a number of bytes, or a size such as 800MB or 2GiB.",
    )
    log_level: LogLevel = Field(default="info", description="What is written into the files of the folder logs.")

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

    @field_validator("mirrors", "allowed_hosts", "proxy_networks", mode="before")
    @classmethod
    def _split_list(cls, elements: object) -> object:
        """In one text, as in an environment variable, the elements stand apart by spaces or commas."""
        return tuple(re.split(r"[\s,]+", elements.strip())) if isinstance(elements, str) else elements

    @field_validator("mirrors")
    @classmethod
    def _check_mirrors(cls, mirrors: tuple[str, ...]) -> tuple[str, ...]:
        if not all(is_web_address(mirror) for mirror in mirrors):
            raise ValueError("each must be an address that begins with http:// or https:// and names a host")
        return mirrors

    @field_validator("token")
    @classmethod
    def _check_token(cls, token: SecretStr | None) -> SecretStr | None:
        if token is not None and not _TOKEN.fullmatch(token.get_secret_value()):
            raise ValueError("it must have 16 to 200 characters, and no others than letters, digits and -._~+/=")
        return token

    @field_validator("allowed_hosts")
    @classmethod
    def _check_allowed_hosts(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        lowered = tuple(name.lower() for name in names)
        if not all(_HOST_NAME.fullmatch(name) for name in lowered):
            raise ValueError("each must be the name of a host, without http:// and without a port")
        return lowered

    @field_validator("proxy")
    @classmethod
    def _check_proxy(cls, proxy: str | None) -> str | None:
        if proxy is not None and not is_origin(proxy):
            raise ValueError("it must begin with http:// or https:// and name a host, without a path")
        return proxy

    @field_validator("proxy_networks")
    @classmethod
    def _check_proxy_networks(cls, networks: tuple[str, ...]) -> tuple[str, ...]:
        for network in networks:
            ip_network(network, strict=False)
        return networks

    @field_validator("root", "ca_bundle", "certfile", "keyfile")
    @classmethod
    def _expand_home(cls, path: Path | None) -> Path | None:
        try:
            return path and path.expanduser()
        except RuntimeError as error:
            raise ValueError("there is no such user's home folder") from error

    @field_validator("ca_bundle", "certfile", "keyfile")
    @classmethod
    def _check_file(cls, file: Path | None) -> Path | None:
        if file and not file.is_file():
            raise ValueError("there is no such file")
        return file
