"""GFPGAN 1.4: Wang et al., "Towards Real-World Blind Face Restoration with Generative Facial Prior", CVPR 2021."""

import importlib

import torch
from torch import nn

from burnish.compatibility import prepare_imports
from burnish.faces.alignment import FACE_SIDE

_NOISES = "stylegan_decoder.noises."


def build() -> nn.Module:
    """``GFPGANv1Clean`` of the gfpgan package, as ``GFPGANer`` builds it, with parameters still to be loaded."""
    prepare_imports()
    archs = importlib.import_module("gfpgan.archs.gfpganv1_clean_arch")
    network: nn.Module = archs.GFPGANv1Clean(
        out_size=FACE_SIDE,
        num_style_feat=512,
        channel_multiplier=2,
        decoder_load_path=None,
        fix_decoder=False,
        num_mlp=8,
        input_is_latent=True,
        different_w=True,
        narrow=1,
        sft_half=True,
    )
    # The network takes a view of this output that channels_last does not allow.
    network.get_submodule("final_conv").register_forward_hook(lambda _layer, _inputs, output: output.contiguous())
    return network


def restore(network: nn.Module, faces: torch.Tensor, seed: int) -> torch.Tensor:
    """Aligned faces of shape (n, 3, 512, 512), R, G, B, values 0..1, restored: the same shape, not limited to 0..1.

    The decoder adds noise to its features, which becomes fine detail of skin and hair. With the ``seed`` 0 it is the
    noise that the weights hold: the result is the one that the network was published with, calling it with
    ``randomize_noise=False``. Any other seed draws noise of its own, the same for all faces and on every device.
    """
    noise = {} if seed == 0 else _draw_noise(network, seed)
    options = {"return_rgb": False, "randomize_noise": False}
    output: torch.Tensor = torch.func.functional_call(network, noise, (faces * 2 - 1,), options)[0]
    return (output + 1) / 2


def _draw_noise(network: nn.Module, seed: int) -> dict[str, torch.Tensor]:
    """Normally distributed noise for each layer of the decoder, by the names of the buffers that it replaces."""
    generator = torch.Generator().manual_seed(seed)
    return {
        name: torch.randn(stored.shape, generator=generator).to(stored)
        for name, stored in network.named_buffers()
        if name.startswith(_NOISES)
    }
