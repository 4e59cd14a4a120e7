"""RetinaFace against facexlib's own detection, and what is wrong with weights."""

import importlib
import itertools
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from burnish.compatibility import prepare_imports
from burnish.compute.memory import UnusableOutput
from burnish.faces.patches import RgbPixels
from burnish.faces.retinaface import Backbone, RetinaFace
from burnish.images.decode import decode
from burnish.monitoring import Cancelled, ignore_progress, never_cancelled
from burnish.weights.problems import WeightsDamaged
from tests.integration.faces.detectors import CPU, mobilenet_parameters

Parameters = Mapping[str, torch.Tensor]


def official(backbone: str, parameters: Parameters | None = None) -> Any:
    prepare_imports()
    module = importlib.import_module("facexlib.detection.retinaface")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        network = module.RetinaFace(network_name=backbone, device=CPU)
    if parameters is not None:
        network.load_state_dict(parameters)
    return network


@pytest.fixture(scope="module")
def random_resnet50() -> Parameters:
    """Random parameters with which some places, and not all, are taken for faces."""
    torch.manual_seed(3)
    parameters: dict[str, torch.Tensor] = official("resnet50").state_dict()
    for name, values in parameters.items():
        if name.endswith("running_mean"):
            values.normal_(0, 0.1)
        elif name.startswith("ClassHead") and name.endswith("weight"):
            values.normal_(0, 0.002)
        elif name.startswith("ClassHead"):
            values.copy_(torch.tensor([1.0, -1.0, 1.0, -1.0]))
        elif name.startswith("BboxHead"):
            values.mul_(0.02)
    return parameters


def assert_equals_official(ours: RetinaFace, theirs: Any, pixels: RgbPixels, confidence: float) -> None:
    with torch.inference_mode():
        expected = theirs.detect_faces(pixels[..., ::-1].copy(), confidence)
    found = ours.find(pixels, confidence, never_cancelled, ignore_progress)
    assert len(found) == len(expected) > 0
    distances = np.abs(expected[:, np.newaxis, :4] - found.boxes).max(axis=2)
    order = distances.argmin(axis=1)
    assert len(set(order)) == len(order)
    np.testing.assert_allclose(found.boxes[order], expected[:, :4], atol=0.05)
    np.testing.assert_allclose(found.confidences[order], expected[:, 4], atol=1e-4)
    np.testing.assert_allclose(found.landmarks[order].reshape(-1, 10), expected[:, 5:], atol=0.05)


@pytest.mark.parametrize("photo", ["group_of_four.jpg", "band_lowres.jpg", "boy_lowres.jpg"])
@pytest.mark.parametrize("confidence", [0.1, 0.8])
def test_faces_are_those_of_facexlib(test_data: Path, photo: str, confidence: float) -> None:
    parameters = mobilenet_parameters(test_data)
    ours = RetinaFace("mobilenet0.25", lambda name: parameters, CPU)
    pixels = decode(test_data / "photos" / photo).pixels.astype(np.uint8)
    assert_equals_official(ours, official("mobile0.25", parameters), pixels, confidence)


def test_places_found_by_a_random_resnet50_are_those_of_facexlib(random_resnet50: Parameters) -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (101, 150, 3)).astype(np.uint8)
    ours = RetinaFace("resnet50", lambda name: random_resnet50, CPU)
    assert_equals_official(ours, official("resnet50", random_resnet50), pixels, 0.1)


def test_the_weights_asked_for_are_those_of_the_catalogue(random_resnet50: Parameters) -> None:
    asked: list[str] = []

    def load(name: str) -> Parameters:
        asked.append(name)
        return random_resnet50

    RetinaFace("resnet50", load, CPU)
    assert asked == ["detection_Resnet50_Final"]


@pytest.mark.parametrize("backbone", ["resnet50", "mobilenet0.25"])
def test_weights_of_another_network_are_refused_by_name(
    test_data: Path, random_resnet50: Parameters, backbone: Backbone
) -> None:
    other = mobilenet_parameters(test_data) if backbone == "resnet50" else random_resnet50
    with pytest.raises(WeightsDamaged, match=r"detection_.*_Final\.safetensors .*burnish configure --only detection_"):
        RetinaFace(backbone, lambda name: other, CPU)


def test_weights_that_lack_a_layer_are_refused(test_data: Path) -> None:
    parameters = dict(mobilenet_parameters(test_data))
    del parameters["LandmarkHead.2.conv1x1.bias"]
    with pytest.raises(WeightsDamaged):
        RetinaFace("mobilenet0.25", lambda name: parameters, CPU)


def test_output_that_is_not_numbers_is_a_problem_and_not_an_absence_of_faces(test_data: Path) -> None:
    parameters = dict(mobilenet_parameters(test_data))
    parameters["body.stage1.0.0.weight"] = parameters["body.stage1.0.0.weight"] * float("nan")
    ours = RetinaFace("mobilenet0.25", lambda name: parameters, CPU)
    with pytest.raises(UnusableOutput, match="detection_mobilenet0"):
        ours.find(np.zeros((64, 64, 3), np.uint8), 0.1, never_cancelled, ignore_progress)


def test_cancelling_stops_before_the_next_layer(test_data: Path) -> None:
    parameters = mobilenet_parameters(test_data)
    ours = RetinaFace("mobilenet0.25", lambda name: parameters, CPU)
    checks = itertools.count(1)

    def check_cancelled() -> None:
        if next(checks) == 7:
            raise Cancelled

    with pytest.raises(Cancelled):
        ours.find(np.zeros((64, 64, 3), np.uint8), 0.1, check_cancelled, ignore_progress)
    assert next(checks) == 8


def test_red_is_not_taken_for_blue(test_data: Path) -> None:
    """The photo with red and blue exchanged is seen otherwise, so that the equality above proves the order."""
    parameters = mobilenet_parameters(test_data)
    ours = RetinaFace("mobilenet0.25", lambda name: parameters, CPU)
    pixels = decode(test_data / "photos" / "band_lowres.jpg").pixels.astype(np.uint8)
    found, exchanged = (ours.find(each, 0.5, never_cancelled, ignore_progress) for each in (pixels, pixels[..., ::-1]))
    assert not np.array_equal(found.confidences, exchanged.confidences)
