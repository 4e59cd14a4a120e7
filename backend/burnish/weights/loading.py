"""Reads stored weights as the state dict that a network takes."""

from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file

from burnish.weights.problems import WeightsDamaged


def load_state_dict(path: Path) -> dict[str, torch.Tensor]:
    """The parameters in a stored weights file, on the CPU.

    Args:
        path: a safetensors file, as ``WeightsStore.ensure`` returns it.

    Returns:
        Each parameter by its name; floating point ones as float32, counters as the integers that they are.

    Raises:
        WeightsDamaged: the file is missing, cut off or not a safetensors file.
    """
    try:
        state = load_file(path)
    except (OSError, SafetensorError) as error:
        raise WeightsDamaged(
            f"The weights file {path} cannot be read ({error}). "
            f"Delete that file and fetch it again with `burnish configure --only {path.stem}`."
        ) from error
    return {name: tensor.float() if tensor.is_floating_point() else tensor for name, tensor in state.items()}
