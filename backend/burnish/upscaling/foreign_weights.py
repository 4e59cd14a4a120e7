"""Reads the weights in a file from outside, without running any code that it may carry."""

import pickle
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from spandrel import canonicalize_state_dict

from burnish.compute.memory import is_out_of_memory
from burnish.upscaling.problems import NotAnUpscalingModel

StateDict = dict[str, torch.Tensor]
"""The parameters of a network, by their names."""

_LENGTH = struct.Struct("<Q")
_KEPT_TYPES = (torch.float32, torch.float16, torch.bfloat16)
_LARGEST_EXPANSION = 4
"""Parameters may take this many times the bytes of their file, for some are stored once and used several times."""


def read_foreign_weights(path: Path, name: str) -> StateDict:
    """The parameters in a safetensors file or a checkpoint of PyTorch (.pth, .pt, .ckpt), told apart by their content.

    They are on the CPU, each in memory of its own, in float32, float16 or bfloat16 or, where they are counters and
    the like, as the integers that they are. Where a checkpoint holds several, what training has smoothed is taken; a
    prefix that all names share is taken off. ``name`` is what the person calls the file.

    Raises NotAnUpscalingModel; nothing of the file is ever run.
    """
    content = _read_safetensors(path, name) if _is_safetensors(path) else _read_pickle(path, name)
    content = canonicalize_state_dict(content)
    state = {key: value for key, value in content.items() if isinstance(key, str) and isinstance(value, torch.Tensor)}
    if not state:
        raise NotAnUpscalingModel(
            f"{name} holds no weights. Choose a .safetensors or .pth file with the weights of an upscaling model."
        )
    _check(state, path.stat().st_size, name)
    return {key: _plain(value) for key, value in state.items()}


def _is_safetensors(path: Path) -> bool:
    """Whether a file begins with the length of a header in JSON, and that header."""
    with path.open("rb") as file:
        beginning = file.read(_LENGTH.size + 1)
    return len(beginning) > _LENGTH.size and beginning[_LENGTH.size :] == b"{"


def _read_safetensors(path: Path, name: str) -> dict[str, Any]:
    try:
        return dict(load_file(path))
    except (SafetensorError, OSError, ValueError, RuntimeError) as error:
        raise NotAnUpscalingModel(
            f"{name} is a damaged safetensors file ({error}). Fetch it again from where you had it."
        ) from error


def _read_pickle(path: Path, name: str) -> dict[str, Any]:
    try:
        content = torch.load(path, map_location="cpu", weights_only=True)
    except Exception as error:  # torch.load raises whatever a damaged file leads its parsers to
        if is_out_of_memory(error):
            raise MemoryError from error
        raise NotAnUpscalingModel(_why_unreadable(path, name, error)) from error
    if not isinstance(content, Mapping):
        raise NotAnUpscalingModel(f"{name} holds something else than the weights of a network.")
    return dict(content)


def _why_unreadable(path: Path, name: str, error: Exception) -> str:
    if path.stat().st_size == 0:
        return f"{name} is empty. Fetch it again from where you had it."
    if isinstance(error, pickle.UnpicklingError) and "GLOBAL" in str(error):
        return (
            f"{name} holds more than weights: objects that would have to run code to be read, which Burnish never "
            "does. Ask its author for a .safetensors file."
        )
    return (
        f"{name} cannot be read as the weights of a network. Choose a .safetensors file, or a .pth file that PyTorch "
        "has saved, and fetch it again if it should be one."
    )


def _check(state: Mapping[str, torch.Tensor], file_bytes: int, name: str) -> None:
    """Refuses what is larger than its file before it is copied, and what a network cannot compute with."""
    if sum(value.numel() * value.element_size() for value in state.values()) > _LARGEST_EXPANSION * file_bytes:
        raise NotAnUpscalingModel(f"{name} says that it holds far more weights than it has bytes. It may be damaged.")
    for key, value in state.items():
        if value.layout != torch.strided or value.device.type != "cpu" or value.is_quantized or value.is_complex():
            raise NotAnUpscalingModel(f"{name} stores {key[:100]} in a form that Burnish does not read.")
        if value.is_floating_point() and not value.float().isfinite().all():
            raise NotAnUpscalingModel(f"{name} has values in {key[:100]} that are not finite. It may be damaged.")


def _plain(value: torch.Tensor) -> torch.Tensor:
    """The tensor without what it shares with others."""
    kept = value.to(torch.float32) if value.is_floating_point() and value.dtype not in _KEPT_TYPES else value
    return kept.detach().clone(memory_format=torch.contiguous_format)
