"""Face networks of full size for tests, in the layouts of the official checkpoints.

Their parameters are random but seeded: trained ones cannot be had everywhere, and that Burnish computes what the
official code computes can be seen with any. Made once, and kept from one run of the tests to the next.
"""

import importlib
import json
import math
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
import torch
from filelock import FileLock
from safetensors.numpy import save_file
from torch import nn

from burnish.compatibility import prepare_imports
from burnish.compute.precision import checking_pattern
from burnish.disk import sha256_of
from tests.official_faces import official_gfpgan

CACHE = Path(__file__).parents[1] / ".setup" / "test-weights" / "faces-1"
"""In the folder of the repository that version control ignores. The number grows when what is made changes."""

MOBILENET = "detection_mobilenet0.25_Final.pth"
"""The one face network whose trained parameters the tests are given."""

_FACE_SIDE = 512


@dataclass(frozen=True, slots=True)
class _Checkpoint:
    """How a checkpoint is laid out."""

    build: Callable[[], nn.Module]
    nested_under: str | None = None
    prefix: str = ""

    def content(self, state: dict[str, torch.Tensor]) -> dict[str, Any]:
        """What the .pth file holds."""
        prefixed = {f"{self.prefix}{name}": values for name, values in state.items()}
        return {self.nested_under: prefixed} if self.nested_under else prefixed


def _gfpgan() -> nn.Module:
    network = official_gfpgan()
    _disturb(network)
    for layer in network.get_submodule("stylegan_decoder.to_rgbs").children():
        _scale(layer.get_submodule("modulated_conv").get_parameter("weight"), 0.6)
    return network


def _codeformer() -> nn.Module:
    archs = importlib.import_module("spandrel_extra_arches.architectures.CodeFormer.__arch.codeformer")
    network: nn.Module = archs.CodeFormer()
    _disturb(network)
    return network


def _resnet50() -> nn.Module:
    """RetinaFace that finds nothing: with random parameters it would find thousands of faces."""
    archs = importlib.import_module("facexlib.detection.retinaface")
    network: nn.Module = archs.RetinaFace(network_name="resnet50", device=torch.device("cpu"))
    _disturb(network)
    for head in network.get_submodule("ClassHead").children():
        convolution = head.get_submodule("conv1x1")
        _scale(convolution.get_parameter("weight"), 0)
        nothing_and_face = torch.tensor([20.0, -20.0]).repeat(len(convolution.get_parameter("bias")) // 2)
        convolution.get_parameter("bias").data.copy_(nothing_and_face)
    return network


def _parsenet() -> nn.Module:
    """ParseNet whose 19 classes all win somewhere: the scores of each are brought to mean 0 and variance 1."""
    archs = importlib.import_module("facexlib.parsing.parsenet")
    network: nn.Module = archs.ParseNet(in_size=_FACE_SIDE, out_size=_FACE_SIDE, parsing_ch=19)
    _disturb(network)
    network.eval()
    with torch.inference_mode():
        scores = network(checking_pattern(_FACE_SIDE // 2) * 2 - 1)[0]
    mean, deviation = scores.mean((0, 2, 3)), scores.std((0, 2, 3))
    last = network.get_submodule("out_mask_conv.conv2d")
    last.get_parameter("weight").data.div_(deviation.reshape(-1, 1, 1, 1))
    bias = last.get_parameter("bias").data
    bias.copy_((bias - mean) / deviation)
    return network


def _disturb(network: nn.Module) -> None:
    """Gives what begins as zeros and ones (biases, noise strengths, running statistics) values that matter."""
    for values in network.parameters():
        if values.numel() == math.prod(values.shape[:2]):
            values.data.add_(torch.randn_like(values), alpha=0.05)
    for name, statistics in network.named_buffers():
        if name.endswith("running_mean"):
            statistics.copy_(0.1 * torch.randn_like(statistics))
        elif name.endswith("running_var"):
            statistics.copy_(1 + 0.2 * torch.rand_like(statistics))


def _scale(parameter: nn.Parameter, factor: float) -> None:
    parameter.data.mul_(factor)


_CHECKPOINTS: Mapping[str, _Checkpoint] = MappingProxyType(
    {
        "GFPGANv1.4": _Checkpoint(_gfpgan, nested_under="params_ema"),
        "codeformer": _Checkpoint(_codeformer, nested_under="params_ema"),
        "detection_Resnet50_Final": _Checkpoint(_resnet50, prefix="module."),
        "parsing_parsenet": _Checkpoint(_parsenet),
    }
)


@pytest.fixture(scope="session")
def official_face_weights(test_data: Path) -> Path:
    """A folder with the five face networks as .pth files, named and laid out as the official ones; not to be changed.

    The parameters are random, but for those of RetinaFace with mobilenet0.25, which finds real faces. The one with
    ResNet50 never finds any.
    """
    folder = CACHE / "official"
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(CACHE / "lock"):
        for seed, (name, checkpoint) in enumerate(_CHECKPOINTS.items()):
            if not (folder / f"{name}.pth").exists():
                _make(folder / f"{name}.pth", checkpoint, seed)
        if not (folder / MOBILENET).exists():
            shutil.copyfile(test_data / "weights" / MOBILENET, folder / MOBILENET)
    return folder


@pytest.fixture(scope="session")
def face_weights_root(official_face_weights: Path) -> Path:
    """A root folder whose ``weights`` folder holds the same networks as the store keeps them; not to be changed.

    No licence is accepted in it.
    """
    folder = CACHE / "root" / "weights"
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(CACHE / "lock"):
        for path in official_face_weights.glob("*.pth"):
            if not (folder / f"{path.stem}.json").exists():
                _store(path, folder)
    return folder.parent


def _make(path: Path, checkpoint: _Checkpoint, seed: int) -> None:
    prepare_imports()
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        network = checkpoint.build()
    unfinished = path.with_suffix(".part")
    torch.save(checkpoint.content(network.state_dict()), unfinished)
    unfinished.rename(path)


def _store(path: Path, folder: Path) -> None:
    """Puts a checkpoint into a folder of weights, as the weights store does."""
    content = torch.load(path, map_location="cpu")
    state = content.get("params_ema", content)
    target = folder / f"{path.stem}.safetensors"
    save_file({name.removeprefix("module."): values.numpy() for name, values in state.items()}, target)
    origin = {
        "name": path.stem,
        "source": "made for tests",
        "official": False,
        "fetched_sha256": sha256_of(path),
        "sha256": sha256_of(target),
        "bytes": target.stat().st_size,
        "licence": "none",
        "installed_at": datetime.now(UTC).isoformat(),
    }
    target.with_suffix(".json").write_text(json.dumps(origin))
