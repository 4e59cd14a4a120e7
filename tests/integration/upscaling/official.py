"""The official implementation, to compare with."""

from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from burnish.compatibility import prepare_imports
from burnish.compute.weights import LoadWeights
from burnish.upscaling.networks import ARCHITECTURES

Array = NDArray[Any]


def official_result(
    pixels: Array, scale: int, load_weights: LoadWeights, folder: Path, denoising_strength: float = 1
) -> Array:
    """What ``RealESRGANer`` makes, in one piece, of pixels of shape (height, width, 1, 3 or 4), in R, G, B, A order."""
    prepare_imports()
    from realesrgan import RealESRGANer

    names = ["realesr-general-x4v3"] + (["realesr-general-wdn-x4v3"] if denoising_strength < 1 else [])
    paths = [str(_saved(name, load_weights, folder)) for name in names]
    official = RealESRGANer(
        scale=4,
        model_path=paths if len(paths) > 1 else paths[0],
        dni_weight=[denoising_strength, 1 - denoising_strength] if len(paths) > 1 else None,
        model=ARCHITECTURES["realesr-general-x4v3"].build(),
        tile=0,
        pre_pad=0,
        half=False,
    )
    order = {1: [0], 3: [2, 1, 0], 4: [2, 1, 0, 3]}[pixels.shape[2]]
    source = pixels[..., 0] if len(order) == 1 else pixels[..., order]
    result, _ = official.enhance(np.ascontiguousarray(source), outscale=scale)
    return np.atleast_3d(np.asarray(result))[..., order]


def _saved(name: str, load_weights: LoadWeights, folder: Path) -> Path:
    path = folder / f"{name}.pth"
    torch.save({"params": dict(load_weights(name))}, path)
    return path
