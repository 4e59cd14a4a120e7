"""Reading weights that a person brought: a file of the official name, or a copy of what another store holds."""

from pathlib import Path

from burnish.monitoring import CheckCancelled, ReportProgress
from burnish.weights.acquisition import Acquired, read_file
from burnish.weights.catalogue import WeightsFile
from burnish.weights.problems import MalformedWeights, SourceRefused
from burnish.weights.stored import StoredWeights

BY_HAND = "placed by hand"
"""The source of weights whose file a person put into a folder."""


def read_official(entry: WeightsFile, path: Path) -> Acquired:
    """Reads a file of the official name.

    Raises:
        MalformedWeights: it does not hold the network's parameters.
        SourceRefused: it cannot be read.
    """
    try:
        return read_file(entry, path, BY_HAND)
    except OSError as error:
        raise SourceRefused(f"{path} cannot be read: {error}.") from error


def read_copy(
    entry: WeightsFile, copy: StoredWeights, report: ReportProgress, check_cancelled: CheckCancelled
) -> Acquired:
    """Reads stored weights that were copied from another machine; their source stays the one that they had there.

    Raises:
        WeightsDamaged: they are not what was stored there, or cannot be read.
        MalformedWeights: their record is not beside them, or they are not the network's parameters.
        Cancelled: by ``check_cancelled``.
    """
    # PyTorch takes seconds to import, and the server process never may.
    from burnish.weights.checkpoints import check_parameters
    from burnish.weights.loading import load_state_dict

    if copy.origin() is None:
        raise MalformedWeights(f"{copy.path} has no {copy.origin_path.name} beside it that can be read: copy both.")
    origin = copy.check(report, check_cancelled)
    state = load_state_dict(copy.path)
    check_parameters(copy.path, state, entry.shapes)
    arrays = {name: tensor.numpy() for name, tensor in state.items()}
    return Acquired(arrays, origin.source, origin.fetched_sha256, origin.official, copy.path)
