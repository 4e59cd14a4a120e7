"""Real weights for tests, fetched as a user's machine does it and kept from one run to the next."""

from pathlib import Path

import pytest

from burnish.weights.store import WeightsStore

CACHE = Path(__file__).parents[1] / ".setup" / "test-weights"
"""In the folder of the repository that version control ignores."""


@pytest.fixture(scope="session")
def weights_root() -> Path:
    """A root folder whose ``weights`` folder holds realesr-general-x4v3 and RealESRGAN_x4plus; not to be changed."""
    store = WeightsStore(CACHE / "weights")
    store.ensure("realesr-general-x4v3")
    store.ensure("RealESRGAN_x4plus")
    return CACHE
