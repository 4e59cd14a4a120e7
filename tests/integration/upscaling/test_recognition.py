"""Files from outside that are no upscaling models: refused with a sentence, and never run."""

import json
import os
import pickle
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import pytest
import torch
from safetensors.torch import save_file

from burnish.problems import Problem
from burnish.upscaling.problems import NotAnUpscalingModel
from burnish.upscaling.recognition import RecognitionRequest, recognise
from burnish.upscaling.registry import ModelRegistry
from burnish.upscaling.trial import take_weights
from tests.foreign_models import random_parameters


class Executed:
    """Makes a file when it is unpickled without care."""

    def __init__(self, marker: Path) -> None:
        self._marker = marker

    def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
        return os.system, (f"touch {self._marker}",)


class Greedy:
    """Asks for 6 GB when it is unpickled, with care or without."""

    def __reduce__(self) -> tuple[type[bytearray], tuple[int]]:
        return bytearray, (6 * 1024**3,)


def write_truncated_safetensors(path: Path) -> None:
    save_file(random_parameters("compact-2x"), path)
    path.write_bytes(path.read_bytes()[:-100])


def write_truncated_checkpoint(path: Path) -> None:
    torch.save(random_parameters("compact-2x"), path)
    path.write_bytes(path.read_bytes()[:-5000])


def write_boasting_header(path: Path) -> None:
    header = json.dumps({"a": {"dtype": "F32", "shape": [2**40], "data_offsets": [0, 2**42]}}).encode()
    path.write_bytes(struct.pack("<Q", len(header)) + header + bytes(100))


def write_endless_header(path: Path) -> None:
    path.write_bytes(struct.pack("<Q", 2**60) + b"{" * 100)


def write_expanded_tensor(path: Path) -> None:
    torch.save({"body.0.weight": torch.zeros(1).expand(2**40)}, path)


def write_zip_bomb(path: Path) -> None:
    torch.save({"a": torch.zeros(64 * 1024**2)}, path)
    with zipfile.ZipFile(path) as honest:
        members = {name: honest.read(name) for name in honest.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bomb:
        for name, content in members.items():
            bomb.writestr(name, content)


def write_sparse(path: Path) -> None:
    torch.save({"body.0.weight": torch.eye(8).to_sparse()}, path)


def write_nothing_finite(path: Path) -> None:
    save_file({**random_parameters("compact-2x"), "body.0.bias": torch.full((8,), torch.nan)}, path)


def write_numbers(path: Path) -> None:
    torch.save({"epoch": 3, "loss": 0.5}, path)


def write_list(path: Path) -> None:
    torch.save([torch.zeros(3)], path)


def write_mutilated(path: Path) -> None:
    parameters = random_parameters("esrgan-4x")
    del parameters[min(key for key in parameters if "RDB1" in key)]
    save_file(parameters, path)


def write_gfpgan(path: Path) -> None:
    torch.save(
        {"params_ema": {"toRGB.0.weight": torch.zeros(1), "stylegan_decoder.style_mlp.1.weight": torch.zeros(1)}}, path
    )


def write_codeformer(path: Path) -> None:
    names = ("position_emb", "encoder.blocks.0.weight", "quantize.embedding.weight", "ft_layers.0.linear1.weight")
    torch.save({"params_ema": {name: torch.zeros(4, 4) for name in names}}, path)


def network(name: str) -> Callable[[Path], None]:
    return lambda path: save_file(random_parameters(name), path)


REFUSED: dict[str, tuple[Callable[[Path], Any], str]] = {
    "empty": (lambda path: path.write_bytes(b""), "is empty"),
    "text": (lambda path: path.write_text("# Weights\n\nThey are elsewhere.\n" * 50), "cannot be read as the weights"),
    "image": (lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500)), "cannot be read as the weights"),
    "truncated safetensors": (write_truncated_safetensors, "damaged safetensors file"),
    "truncated checkpoint": (write_truncated_checkpoint, "cannot be read as the weights"),
    "boasting header": (write_boasting_header, "damaged safetensors file"),
    "endless header": (write_endless_header, "damaged safetensors file"),
    "expanded tensor": (write_expanded_tensor, "far more weights than it has bytes"),
    "zip bomb": (write_zip_bomb, "far more weights than it has bytes|cannot be read as the weights"),
    "sparse": (write_sparse, "in a form that Burnish does not read"),
    "not finite": (write_nothing_finite, "not finite"),
    "numbers": (write_numbers, "holds no weights"),
    "list": (write_list, "something else than the weights"),
    "mutilated": (write_mutilated, "looks like the weights of ESRGAN, but they do not fit"),
    "face restorer": (write_gfpgan, "looks like the weights of GFPGAN"),
    "another face restorer": (write_codeformer, "not for a kind of network that is recognised"),
    "of the same size": (network("compact-1x"), "does not enlarge"),
    "too large": (network("compact-16x"), "enlarges 16 times"),
    "two channels": (network("compact-two-channels"), "takes 2 channels and gives 2"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_upscaling_model_is_refused_with_a_sentence(tmp_path: Path, kind: str) -> None:
    write, reason = REFUSED[kind]
    write(tmp_path / "file")
    request = RecognitionRequest(path=tmp_path / "file", name="found.pth", target=tmp_path / "target")
    with pytest.raises(NotAnUpscalingModel, match=reason) as refused:
        take_weights(request)
    assert refused.value.detail.startswith("found.pth ")
    assert refused.value.detail.endswith(".")


@pytest.mark.parametrize("legacy", [False, True])
def test_code_in_a_checkpoint_is_never_run(tmp_path: Path, legacy: bool) -> None:
    marker, path = tmp_path / "executed", tmp_path / "evil.pth"
    content = {"params": {"body.0.weight": torch.zeros(3), "evil": Executed(marker)}}
    torch.save(content, path, _use_new_zipfile_serialization=not legacy)
    with pytest.raises(NotAnUpscalingModel, match="would have to run code"):
        take_weights(RecognitionRequest(path=path, name="evil.pth", target=tmp_path / "target"))
    path.write_bytes(pickle.dumps(Executed(marker)))
    with pytest.raises(NotAnUpscalingModel):
        take_weights(RecognitionRequest(path=path, name="evil.pth", target=tmp_path / "target"))
    assert not marker.exists()


def test_memory_that_a_file_asks_for_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "greedy.pth"
    path.write_bytes(pickle.dumps(Greedy(), protocol=2))
    registry = ModelRegistry(tmp_path / "models")
    with pytest.raises(Problem, match=r"^greedy\.pth asks for more memory") as refused:
        registry.add(path, "greedy.pth")
    assert refused.value.to_details().type == "/problems/not-an-upscaling-model"
    assert list((tmp_path / "models").iterdir()) == [tmp_path / "models" / "adding.lock"]


def test_a_file_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    save_file(random_parameters("compact-2x"), tmp_path / "file")
    request = RecognitionRequest(path=tmp_path / "file", name="slow.pth", target=tmp_path / "target")
    with pytest.raises(NotAnUpscalingModel, match=r"^slow\.pth could not be recognised\..*more than 0\.1 seconds"):
        recognise(request, timeout_seconds=0.1)
    assert not [child for child in psutil.Process().children() if "recognition" in " ".join(child.cmdline())]
