"""Real-ESRGAN's own program with the weights that the server has."""

from pathlib import Path

import numpy as np

from burnish.compatibility import prepare_imports

GENERAL = "realesr-general-x4v3"


def official_upscale(rgb: np.ndarray, scale: int, weights: Path, folder: Path) -> np.ndarray:
    """RGB pixels (height, width, 3), uint8, upscaled in one piece in float32 by ``realesrgan.RealESRGANer``.

    ``weights`` is the server's folder of weights; ``folder`` takes a checkpoint in the official layout.
    """
    prepare_imports()
    import torch
    from realesrgan import RealESRGANer
    from realesrgan.archs.srvgg_arch import SRVGGNetCompact
    from safetensors.torch import load_file

    checkpoint = folder / f"{GENERAL}.pth"
    torch.save({"params": load_file(weights / f"{GENERAL}.safetensors")}, checkpoint)
    network = SRVGGNetCompact(3, 3, num_feat=64, num_conv=32, upscale=4, act_type="prelu")
    program = RealESRGANer(4, str(checkpoint), model=network, tile=0, pre_pad=0, half=False, device="cpu")
    bgr, _ = program.enhance(np.ascontiguousarray(rgb[..., ::-1]), outscale=scale)
    return np.asarray(bgr)[..., ::-1]
