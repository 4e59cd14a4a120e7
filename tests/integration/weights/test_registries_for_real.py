"""The registries themselves: what they carry today is what the catalogue says."""

from pathlib import Path

from burnish.weights.loading import load_state_dict
from burnish.weights.store import WeightsStore


def test_the_shared_weights_are_ready_and_load(weights_root: Path) -> None:
    store = WeightsStore(weights_root / "weights", offline=True)
    assert len(load_state_dict(store.ensure("realesr-general-x4v3"))) == 101
    assert len(load_state_dict(store.ensure("RealESRGAN_x4plus"))) == 702
