"""The official implementations, to compare with."""

import importlib
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from burnish.compatibility import prepare_imports

Array = NDArray[Any]


def gfpganer(weights: Path) -> Any:
    """``GFPGANer`` with its file of weights in the folder ``weights``.

    It looks for its detector and for ParseNet in ``gfpgan/weights`` below the current folder, and fetches them if they
    are not there: :func:`provide` puts them there. Its noise is that of the file of weights, not drawn anew.
    """
    prepare_imports()
    from gfpgan import GFPGANer

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        official = GFPGANer(str(weights / "GFPGANv1.4.pth"), upscale=1, device=torch.device("cpu"))
    original = official.gfpgan.forward
    official.gfpgan.forward = lambda *arguments, **options: original(*arguments, randomize_noise=False, **options)
    return official


def provide(weights: Path, folder: Path) -> None:
    """Lays the detector and ParseNet where ``GFPGANer`` looks for them from the current folder ``folder``."""
    target = folder / "gfpgan" / "weights"
    target.mkdir(parents=True)
    for name in ("detection_Resnet50_Final.pth", "parsing_parsenet.pth"):
        (target / name).symlink_to(weights / name)


def codeformer_result(weights: Path, face: Array, fidelity: float) -> Array:
    """What CodeFormer's own ``inference_codeformer.py`` makes of an aligned face: R, G, B, uint8, as the result."""
    prepare_imports()
    from basicsr.utils import img2tensor, tensor2img
    from torchvision.transforms.functional import normalize

    spandrel = importlib.import_module("spandrel")
    registry = spandrel.ArchRegistry()
    registry.add(*importlib.import_module("spandrel_extra_arches").EXTRA_REGISTRY)
    network = spandrel.ModelLoader(registry=registry).load_from_file(weights / "codeformer.pth").model.eval()
    source = img2tensor(face[..., ::-1] / 255.0, bgr2rgb=True, float32=True)
    normalize(source, (0.5, 0.5, 0.5), (0.5, 0.5, 0.5), inplace=True)
    with torch.no_grad():
        output = network(source.unsqueeze(0), weight=fidelity)[0]
    restored = tensor2img(output, rgb2bgr=True, min_max=(-1, 1))
    return np.asarray(restored, np.uint8)[..., ::-1]


def restoration_helper(weights: Path, scale: int) -> Any:
    """``FaceRestoreHelper`` with the detector that finds real faces; masks are squares."""
    prepare_imports()
    from facexlib.utils.face_restoration_helper import FaceRestoreHelper

    return FaceRestoreHelper(
        scale,
        face_size=512,
        det_model="retinaface_mobile0.25",
        use_parse=False,
        device="cpu",
        model_rootpath=str(weights),
    )


def official_parsenet(weights: Path) -> torch.nn.Module:
    """facexlib's ParseNet with its file of weights."""
    prepare_imports()
    from facexlib.parsing.parsenet import ParseNet

    network = ParseNet(in_size=512, out_size=512, parsing_ch=19)
    network.load_state_dict(torch.load(weights / "parsing_parsenet.pth"))
    evaluated: torch.nn.Module = network.eval()
    return evaluated
