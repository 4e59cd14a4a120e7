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
            f"The weights file {path} cannot be read ({error}). Check it on the page Models or with "
            "`burnish configure --check`: what is found damaged is fetched anew at its next use."
        ) from error
    # Copied, for the whole file would stay mapped into memory as long as one of its tensors is used as it is.
    return {
        name: tensor.to(torch.float32 if tensor.is_floating_point() else tensor.dtype, copy=True)
        for name, tensor in state.items()
    }
