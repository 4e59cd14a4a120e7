"""The list of models: adding, removing, and what a crash leaves."""

from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from burnish.parameters import UpscaleStep
from burnish.upscaling.models import MODELS, ModelCard
from burnish.upscaling.problems import (
    ModelDamaged,
    ModelNotRemovable,
    ModelsFolderUnusable,
    ScaleUnsupported,
    UnknownModel,
)
from burnish.upscaling.registry import ModelRegistry
from tests.foreign_models import random_parameters


@pytest.fixture(scope="module")
def added(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ModelCard]:
    """A folder with one model, which was added under a name of the catalogue."""
    folder = tmp_path_factory.mktemp("registry")
    save_file(random_parameters("compact-2x"), folder / "file")
    return folder / "models", ModelRegistry(folder / "models").add(folder / "file", "../RealESRGAN_x4plus.safetensors")


@pytest.fixture
def registry(added: tuple[Path, ModelCard], tmp_path: Path) -> ModelRegistry:
    """A registry of the test's own with that model."""
    for path in added[0].iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    return ModelRegistry(tmp_path)


def test_a_model_that_was_added_is_listed_after_the_catalogue(registry: ModelRegistry) -> None:
    *catalogued, card = registry.cards()
    assert [one.name for one in catalogued] == list(MODELS)
    assert (card.name, card.title) == ("RealESRGAN_x4plus-2", "RealESRGAN_x4plus")
    assert (card.architecture, card.network_scale, card.scales) == ("RealESRGAN Compact", 2, (2,))
    assert card.custom is not None
    assert card.custom.file_name == "RealESRGAN_x4plus.safetensors"
    assert registry.weights_of(card.custom).stat().st_size == card.custom.bytes
    registry.verify(card.custom)


def test_a_scale_that_the_network_does_not_reach_is_refused(registry: ModelRegistry) -> None:
    registry.check(UpscaleStep(model="RealESRGAN_x4plus-2", scale=2))
    with pytest.raises(ScaleUnsupported, match="enlarges 2 times"):
        registry.check(UpscaleStep(model="RealESRGAN_x4plus-2", scale=4))


@pytest.mark.parametrize("name", ["", "../RealESRGAN_x4plus-2", "realesrgan_x4plus-2", "x" * 10_000, "adding"])
def test_a_name_is_looked_up_and_never_a_path(registry: ModelRegistry, name: str) -> None:
    with pytest.raises(UnknownModel, match="RealESRGAN_x4plus-2"):
        registry.find(name)
    with pytest.raises(UnknownModel):
        registry.remove(name)


def test_a_model_that_was_removed_leaves_nothing(registry: ModelRegistry, tmp_path: Path) -> None:
    registry.remove("RealESRGAN_x4plus-2")
    assert [path.name for path in tmp_path.iterdir()] == ["adding.lock"]
    assert [card.name for card in registry.cards()] == list(MODELS)


def test_the_catalogues_models_are_not_removed(registry: ModelRegistry) -> None:
    with pytest.raises(ModelNotRemovable, match="DELETE /api/weights/RealESRGAN_x4plus"):
        registry.remove("RealESRGAN_x4plus")


def test_weights_that_changed_are_told_and_come_back_by_adding_them_again(
    registry: ModelRegistry, tmp_path: Path
) -> None:
    model = registry.cards()[-1].custom
    assert model is not None
    weights = registry.weights_of(model)
    content = weights.read_bytes()
    weights.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    assert registry.is_ready(model)
    with pytest.raises(ModelDamaged, match="have changed"):
        registry.verify(model)
    weights.write_bytes(content[:-1])
    assert not registry.is_ready(model)
    with pytest.raises(ModelDamaged, match=r"add RealESRGAN_x4plus\.safetensors again"):
        registry.weights_of(model)
    torch.save({"params": random_parameters("compact-2x")}, tmp_path / "again.pth")
    again = registry.add(tmp_path / "again.pth", "another name.pth").custom
    assert again is not None
    assert again.name == model.name
    registry.verify(again)


def test_what_a_crash_left_is_no_model_and_goes(registry: ModelRegistry, tmp_path: Path) -> None:
    for name in ("half.safetensors", "added.part", "half.json.part"):
        (tmp_path / name).write_bytes(b"half")
    (tmp_path / "strange.json").write_text("{}")
    (tmp_path / "strange.safetensors").write_bytes(b"of another release")
    (tmp_path / "copied.json").write_bytes((tmp_path / "RealESRGAN_x4plus-2.json").read_bytes())
    before = registry.cards()
    assert len(before) == len(MODELS) + 1
    (tmp_path / "file").write_bytes(b"no model")
    with pytest.raises(Exception, match="cannot be read"):
        registry.add(tmp_path / "file", "no model.pth")
    assert registry.cards() == before
    left = {path.name for path in tmp_path.iterdir()} - {"file", "copied.json", "adding.lock"}
    assert left == {
        f"{name}.{suffix}" for name in ("RealESRGAN_x4plus-2", "strange") for suffix in ("json", "safetensors")
    }


def test_a_folder_that_cannot_be_made_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ModelsFolderUnusable, match="file/models"):
        ModelRegistry(tmp_path / "file" / "models").add(tmp_path / "file", "model.pth")
