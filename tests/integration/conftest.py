from collections.abc import Mapping
from pathlib import Path

import pytest
import torch

from burnish.compute.weights import LoadWeights
from burnish.upscaling.networks import Networks
from burnish.weights.loading import load_state_dict


@pytest.fixture(scope="session")
def load_weights(weights_root: Path) -> LoadWeights:
    """Loads the real weights that every machine can fetch."""

    def load(name: str) -> Mapping[str, torch.Tensor]:
        return load_state_dict(weights_root / "weights" / f"{name}.safetensors")

    return load


@pytest.fixture(scope="session")
def networks(load_weights: LoadWeights) -> Networks:
    return Networks(load_weights, torch.device("cpu"))
