"""RetinaFace: facexlib's network with our own anchors and decoding.

Deng et al., "RetinaFace: Single-shot Multi-level Face Localisation in the Wild", CVPR 2020. Boxes, landmarks and
confidences are those of facexlib's ``RetinaFace.detect_faces`` at the size of the input.
"""

import importlib
import warnings
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

import numpy as np
import torch
from torch import nn

from burnish.compatibility import prepare_imports
from burnish.compute.layers import told_of_layers
from burnish.compute.memory import UnusableOutput
from burnish.compute.weights import LoadWeights, fill
from burnish.faces.cards import DETECTORS
from burnish.faces.findings import Findings
from burnish.faces.patches import RgbPixels
from burnish.monitoring import CheckCancelled, ReportProgress

Backbone = Literal["resnet50", "mobilenet0.25"]

_NETWORK_NAMES: Mapping[Backbone, str] = MappingProxyType({"resnet50": "resnet50", "mobilenet0.25": "mobile0.25"})
"""What facexlib calls the backbones."""

_MEAN_BGR = (104.0, 117.0, 123.0)
_ANCHORS = ((8, (16, 32)), (16, (64, 128)), (32, (256, 512)))
"""Of each feature level: pixels between its places, and the sides of the square anchors at each place."""
_VARIANCES = (0.1, 0.2)
_LARGEST_OVERLAP = 0.4
_LARGEST_LOGARITHM = 3.0
"""Limit of how much larger than its anchor a face may be: 20 times. Untrained networks give any number."""


class RetinaFace:
    """Finds faces of about 12 to 700 pixels in a patch; the network stays in memory."""

    largest_area = 2_200_000
    """Pixels of a patch; with ResNet50 it takes about 1 GB of memory."""

    def __init__(self, backbone: Backbone, load_weights: LoadWeights, device: torch.device) -> None:
        """Raises what ``load_weights`` raises, and :class:`WeightsDamaged` if the parameters do not fit."""
        self._name = str(DETECTORS[backbone])
        self._device = device
        network = _build(backbone, load_weights(self._name), self._name)
        self._network = network.to(device).to(memory_format=torch.channels_last)

    @torch.inference_mode()
    def find(
        self, patch: RgbPixels, confidence: float, check_cancelled: CheckCancelled, report: ReportProgress
    ) -> Findings:
        """The faces in a patch (height, width, 3), R, G, B, of which the detector is surer than ``confidence``.

        Raises ``Cancelled``, :class:`UnusableOutput` and PyTorch's own error when memory is exhausted.
        """
        source = torch.from_numpy(np.ascontiguousarray(patch)).to(self._device)
        source = source.flip(2).float() - torch.tensor(_MEAN_BGR, device=self._device)
        with told_of_layers(self._network, check_cancelled, report):
            # A batch of one whose colours are innermost in memory already: channels_last without a copy.
            outputs = self._network(source.permute(2, 0, 1).unsqueeze(0))
        offsets, probabilities, landmark_offsets = (output[0].float() for output in outputs)
        if not all(output.isfinite().all() for output in (offsets, probabilities, landmark_offsets)):
            raise UnusableOutput.of(self._name)
        confidences = probabilities[:, 1]
        likely = confidences > confidence
        anchors = anchors_of(patch.shape[1], patch.shape[0]).to(self._device)[likely]
        boxes = _decode_boxes(offsets[likely], anchors)
        landmarks = _decode_landmarks(landmark_offsets[likely], anchors)
        return _without_repetitions(boxes, landmarks, confidences[likely])


def _build(backbone: Backbone, parameters: Mapping[str, torch.Tensor], name: str) -> nn.Module:
    prepare_imports()
    facexlib = importlib.import_module("facexlib.detection.retinaface")
    meta = torch.device("meta")
    with warnings.catch_warnings(), meta:
        warnings.simplefilter("ignore")  # facexlib builds torchvision's ResNet in the way of old versions.
        network: nn.Module = facexlib.RetinaFace(network_name=_NETWORK_NAMES[backbone], device=meta)
    return fill(network, parameters, name)


def anchors_of(width: int, height: int) -> torch.Tensor:
    """Centre x, centre y and side, in pixels, of each anchor, in the order of the network's outputs.

    Shape (anchors, 3): level by level, row by row, place by place, the smaller anchor first.
    """
    levels = []
    for step, sides in _ANCHORS:
        rows = (torch.arange(-(-height // step)) + 0.5) * step
        columns = (torch.arange(-(-width // step)) + 0.5) * step
        grid = torch.meshgrid(rows, columns, torch.tensor(sides, dtype=torch.float32), indexing="ij")
        levels.append(torch.stack([grid[1], grid[0], grid[2]], dim=3).reshape(-1, 3))
    return torch.cat(levels)


def _decode_boxes(offsets: torch.Tensor, anchors: torch.Tensor) -> torch.Tensor:
    """Shape (n, 4): left, top, right, bottom in pixels."""
    sides = anchors[:, 2:]
    centres = anchors[:, :2] + offsets[:, :2] * _VARIANCES[0] * sides
    halves = sides * torch.exp((offsets[:, 2:] * _VARIANCES[1]).clamp(max=_LARGEST_LOGARITHM)) / 2
    return torch.cat([centres - halves, centres + halves], dim=1)


def _decode_landmarks(offsets: torch.Tensor, anchors: torch.Tensor) -> torch.Tensor:
    """Shape (n, 5, 2): x, y in pixels."""
    sides = anchors[:, 2:].unsqueeze(1)
    return anchors[:, :2].unsqueeze(1) + offsets.view(-1, 5, 2) * _VARIANCES[0] * sides


def _without_repetitions(boxes: torch.Tensor, landmarks: torch.Tensor, confidences: torch.Tensor) -> Findings:
    """Of boxes that overlap by more than 0.4 (intersection over union) only the surest."""
    operations = importlib.import_module("torchvision.ops")
    kept = operations.nms(boxes, confidences, _LARGEST_OVERLAP)
    return Findings(
        boxes[kept].cpu().double().numpy(),
        landmarks[kept].cpu().double().numpy(),
        confidences[kept].cpu().double().numpy(),
        np.ones(len(kept)),
    )
