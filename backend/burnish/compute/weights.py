"""How networks come by their parameters: whoever builds networks is given a function that loads them."""

from collections.abc import Callable, Mapping

import torch
from torch import nn

from burnish.weights.problems import WeightsDamaged

LoadWeights = Callable[[str], Mapping[str, torch.Tensor]]
"""Gives the parameters of the weights with this name: float32, by layer, on the CPU. Raises a ``Problem``."""


def fill(network: nn.Module, parameters: Mapping[str, torch.Tensor], name: str) -> nn.Module:
    """The network, which may have been built on the meta device, with the parameters of the weights called ``name``.

    It takes over the tensors themselves, and is ready for inference. Raises :class:`WeightsDamaged` where they are
    the parameters of another network.
    """
    try:
        network.load_state_dict(parameters, assign=True)
    except RuntimeError as error:
        raise WeightsDamaged(
            f"The weights file {name}.safetensors holds the parameters of another network. Delete it from the weights "
            f"folder and fetch it again with `burnish configure --only {name}`."
        ) from error
    return network.requires_grad_(False).eval()
