"""CodeFormer: Zhou et al., "Towards Robust Blind Face Restoration with Codebook Lookup Transformer", NeurIPS 2022."""

import importlib
import warnings

import torch
from torch import nn


def build() -> nn.Module:
    """CodeFormer's network as spandrel_extra_arches has it, with parameters still to be loaded.

    It applies AdaIN by itself: the features found in the codebook take over mean and deviation of the face's own.
    """
    with warnings.catch_warnings():
        # spandrel_extra_arches compiles one function with TorchScript, which PyTorch is about to give up.
        warnings.filterwarnings("ignore", "`torch.jit.script` is deprecated", FutureWarning)
        warnings.filterwarnings("ignore", "`torch.jit.script` is deprecated", DeprecationWarning)
        archs = importlib.import_module("spandrel_extra_arches.architectures.CodeFormer.__arch.codeformer")
    network: nn.Module = archs.CodeFormer(
        dim_embd=512,
        n_head=8,
        n_layers=9,
        codebook_size=1024,
        latent_size=256,
        connect_list=["32", "64", "128", "256"],
    )
    return network


def restore(network: nn.Module, faces: torch.Tensor, fidelity: float) -> torch.Tensor:
    """Aligned faces of shape (n, 3, 512, 512), R, G, B, values 0..1, restored: the same shape, not limited to 0..1.

    ``fidelity`` (0..1) is the paper's w: how much of the face's own features goes into the result.
    """
    output: torch.Tensor = network(faces * 2 - 1, weight=fidelity)[0]
    return (output + 1) / 2
