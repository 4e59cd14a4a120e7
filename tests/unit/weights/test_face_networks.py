"""The parameters written down for the face networks are those of the official implementations."""

import importlib

import torch
from torch import nn

from burnish.weights.face_networks import CODEFORMER, GFPGAN, PARSENET, RETINAFACE_MOBILENET, RETINAFACE_RESNET50
from burnish.weights.shapes import Shapes, is_counter
from tests.official_faces import official_gfpgan

CPU = torch.device("cpu")


def check(network: nn.Module, shapes: Shapes) -> None:
    """Names, shapes and which parameters are integers."""
    state = network.state_dict()
    assert {name: tuple(tensor.shape) for name, tensor in state.items()} == shapes
    assert all((tensor.dtype == torch.int64) == is_counter(name) for name, tensor in state.items())


def test_gfpgan() -> None:
    with torch.device("meta"):
        network = official_gfpgan()
    check(network, GFPGAN)


def test_codeformer() -> None:
    module = importlib.import_module("spandrel_extra_arches.architectures.CodeFormer.__arch.codeformer")
    with torch.device("meta"):
        network = module.CodeFormer(
            dim_embd=512, n_head=8, n_layers=9, codebook_size=1024, connect_list=("32", "64", "128", "256")
        )
    check(network, CODEFORMER)


def test_retinaface_with_resnet50() -> None:
    from facexlib.detection.retinaface import RetinaFace

    check(RetinaFace(network_name="resnet50", device=CPU), RETINAFACE_RESNET50)


def test_retinaface_with_mobilenet() -> None:
    from facexlib.detection.retinaface import RetinaFace

    check(RetinaFace(network_name="mobile0.25", device=CPU), RETINAFACE_MOBILENET)


def test_parsenet() -> None:
    from facexlib.parsing.parsenet import ParseNet

    with torch.device("meta"):
        network = ParseNet(in_size=512, out_size=512, parsing_ch=19)
    check(network, PARSENET)
