"""Reads PyTorch's checkpoint files (.pth) without running any code that they may carry."""

from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from burnish.weights.problems import MalformedWeights

_NESTED_UNDER = ("params_ema", "params")
_PARALLEL_PREFIX = "module."


def read_checkpoint(path: Path) -> dict[str, NDArray[Any]]:
    """The state dict in a checkpoint, which stands under ``params_ema``, under ``params`` or by itself.

    The smoothed parameters (``params_ema``) are preferred, as the networks' authors do. The prefix ``module.``,
    which training on several devices leaves in front of each name, is taken off.

    Returns:
        Each parameter by its name; floating point ones as float32, counters as the integers that they are.

    Raises:
        MalformedWeights: the file is not a checkpoint, or holds something else than a state dict.
    """
    try:
        content = torch.load(path, map_location="cpu", weights_only=True)
    except Exception as error:  # torch.load raises whatever a damaged file leads its parsers to
        raise MalformedWeights(f"{path.name} is not a PyTorch checkpoint that can be read safely: {error}") from error
    for key in _NESTED_UNDER:
        if isinstance(content, dict) and key in content:
            content = content[key]
            break
    if not isinstance(content, dict) or not content:
        raise MalformedWeights(f"{path.name} does not hold a state dict.")
    return {_plain_name(name): _to_array(path, name, value) for name, value in content.items()}


def _plain_name(name: object) -> str:
    return str(name).removeprefix(_PARALLEL_PREFIX)


def _to_array(path: Path, name: object, value: object) -> NDArray[Any]:
    if not isinstance(value, torch.Tensor):
        raise MalformedWeights(f"{path.name} holds something that is not a tensor: {name}.")
    tensor = value.detach().float() if value.is_floating_point() else value.detach()
    return np.ascontiguousarray(tensor.numpy())
