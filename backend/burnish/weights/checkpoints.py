"""Reads PyTorch's checkpoint files (.pth) without running any code that they may carry."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from numpy.typing import NDArray

from burnish.weights.problems import MalformedWeights
from burnish.weights.shapes import Shape, is_counter

_NESTED_UNDER = ("params_ema", "params")
_PARALLEL_PREFIX = "module."


def read_checkpoint(path: Path, expected: Mapping[str, Shape]) -> dict[str, NDArray[Any]]:
    """The state dict in a checkpoint, which stands under ``params_ema``, under ``params`` or by itself.

    The smoothed parameters (``params_ema``) are preferred, as the networks' authors do. The prefix ``module.``,
    which training on several devices leaves in front of each name, is taken off.

    Args:
        path: the .pth file.
        expected: the names and shapes that the parameters must have. Counters of batch normalisation may be missing,
            as PyTorch itself allows.

    Returns:
        Each parameter by its name; floating point ones as float32, counters as the integers that they are.

    Raises:
        MalformedWeights: the file is not a checkpoint, or its parameters are not those expected or not finite.
    """
    state = _read_tensors(path)
    check_parameters(path, state, expected)
    return {name: _to_array(tensor) for name, tensor in state.items()}


def _read_tensors(path: Path) -> dict[str, torch.Tensor]:
    try:
        content = torch.load(path, map_location="cpu", weights_only=True)
    except Exception as error:  # torch.load raises whatever a damaged file leads its parsers to
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise MalformedWeights(f"{path} is not a PyTorch checkpoint that can be read safely: {reason}") from error
    for key in _NESTED_UNDER:
        if isinstance(content, dict) and key in content:
            content = content[key]
            break
    if not isinstance(content, dict) or not all(isinstance(value, torch.Tensor) for value in content.values()):
        raise MalformedWeights(f"{path} does not hold a network's parameters.")
    return {str(name).removeprefix(_PARALLEL_PREFIX): tensor for name, tensor in content.items()}


def check_parameters(path: Path, state: Mapping[str, torch.Tensor], expected: Mapping[str, Shape]) -> None:
    """Refuses other names, shapes and kinds of tensors before anything is computed with them; then the values.

    Raises MalformedWeights, which names the file.
    """
    missing = {name for name in expected.keys() - state.keys() if not is_counter(name)}
    unknown = state.keys() - expected.keys()
    if missing or unknown:
        raise MalformedWeights(
            f"{path} is for another network: {len(missing)} parameters are missing and {len(unknown)} are unknown "
            f"(for example {min(missing or unknown)})."
        )
    for name, tensor in state.items():
        shape = expected[name]
        right_type = tensor.dtype == torch.int64 if is_counter(name) else tensor.is_floating_point()
        if tensor.shape != shape or not right_type or tensor.layout != torch.strided:
            raise MalformedWeights(
                f"{path} is for another network: {name} is {tuple(tensor.shape)} of {tensor.dtype} and not {shape}."
            )
        if not torch.isfinite(tensor).all():
            raise MalformedWeights(f"{path} has values in {name} that are not finite.")


def _to_array(tensor: torch.Tensor) -> NDArray[Any]:
    values: NDArray[Any] = (tensor.float() if tensor.is_floating_point() else tensor).detach().contiguous().numpy()
    return values
