"""ParseNet, which tells what each pixel of an aligned face shows: skin, hair, background and so on.

Chen et al., "Progressive Semantic-Aware Style Transformation for Blind Face Restoration", CVPR 2021, as in facexlib.
"""

import importlib

import torch
from torch import nn

from burnish.compatibility import prepare_imports
from burnish.faces.alignment import FACE_SIDE

_CLASSES = 19
_SHRINKING = 2
"""The network sees faces at half their size: at full size it would take longer than GFPGAN itself."""


def build() -> nn.Module:
    """``ParseNet`` of facexlib, with parameters still to be loaded."""
    prepare_imports()
    archs = importlib.import_module("facexlib.parsing.parsenet")
    network: nn.Module = archs.ParseNet(in_size=FACE_SIDE, out_size=FACE_SIDE, parsing_ch=_CLASSES)
    return network


def score_classes(network: nn.Module, faces: torch.Tensor) -> torch.Tensor:
    """The score of each of the 19 classes, of shape (n, 19, 256, 256).

    ``faces`` are of shape (n, 3, 512, 512), R, G, B, values 0..1.
    """
    small = nn.functional.avg_pool2d(faces, _SHRINKING)
    scores: torch.Tensor = network(small * 2 - 1)[0]
    return scores
