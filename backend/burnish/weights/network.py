"""How Burnish may use the network for what it fetches."""

from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict

from burnish.settings import Settings


class Network(BaseModel):
    """What the settings say of fetching files."""

    model_config = ConfigDict(frozen=True)

    offline: bool = False
    """Whether nothing may be fetched at all."""
    mirrors: tuple[str, ...] = ()
    """Addresses that are tried after a file's official one; see :class:`burnish.settings.Settings`."""
    ca_bundle: Path | None = None
    """File with the certificate authorities to trust; None leaves that to the environment."""

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """What these settings say."""
        return cls(offline=settings.offline, mirrors=settings.mirrors, ca_bundle=settings.ca_bundle)


UNRESTRICTED = Network()
"""Everything may be fetched, from the official addresses and the registries."""
