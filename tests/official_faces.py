"""The official classes of the face networks, as the official programs build them."""

import importlib

from torch import nn

from burnish.compatibility import prepare_imports


def official_gfpgan() -> nn.Module:
    """``GFPGANv1Clean`` as ``GFPGANer`` builds it for GFPGAN 1.4, with parameters that nobody has trained."""
    prepare_imports()
    archs = importlib.import_module("gfpgan.archs.gfpganv1_clean_arch")
    network: nn.Module = archs.GFPGANv1Clean(
        out_size=512,
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
    return network
