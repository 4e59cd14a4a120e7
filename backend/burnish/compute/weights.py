"""How networks come by their parameters: whoever builds networks is given this function."""

from collections.abc import Callable, Mapping

import torch

LoadWeights = Callable[[str], Mapping[str, torch.Tensor]]
"""Gives the parameters of the weights with this name: float32, by layer, on the CPU. Raises a ``Problem``."""
