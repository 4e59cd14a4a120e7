"""Networks for restoring faces: those of full size, and tiny ones whose output is known."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import torch
from torch import nn

from burnish.compute.weights import LoadWeights
from burnish.faces.networks import Restoration
from burnish.faces.restorer import FaceRestorer
from burnish.parameters import FaceAlgorithm
from burnish.weights.loading import load_state_dict

CPU = torch.device("cpu")

TINY: Mapping[FaceAlgorithm, Restoration] = {
    "gfpgan": Restoration(
        build=lambda: nn.Conv2d(3, 3, 1), run=lambda network, faces, _: network(faces), stands_half_precision=True
    )
}
"""In the place of GFPGAN a network that mixes the three colours of each pixel."""

MakeRestorer = Callable[..., FaceRestorer]


@pytest.fixture(scope="session")
def load_face_weights(face_weights_root: Path) -> LoadWeights:
    """Loads the networks of full size as a stored weights file is loaded."""
    return lambda name: load_state_dict(face_weights_root / "weights" / f"{name}.safetensors")


@pytest.fixture(scope="session")
def tiny_restorer() -> MakeRestorer:
    """Makes a restorer whose network gives ``mixing @ colours + shift`` (the identity when nothing is given)."""

    def make(mixing: list[list[float]] | None = None, shift: tuple[float, float, float] = (0, 0, 0)) -> FaceRestorer:
        matrix = torch.eye(3) if mixing is None else torch.tensor(mixing, dtype=torch.float32)
        parameters = {"weight": matrix.reshape(3, 3, 1, 1), "bias": torch.tensor(shift, dtype=torch.float32)}
        return FaceRestorer(lambda _: parameters, CPU, "float32", TINY)

    return make
