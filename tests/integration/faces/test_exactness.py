"""Burnish computes what the official code computes: networks of full size, real detections, the same pictures."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import nn

from burnish.compute.weights import LoadWeights
from burnish.faces.alignment import align, compose, crop, rescaling, scaled_target
from burnish.faces.inference import BatchInference
from burnish.faces.masks import template_mask
from burnish.faces.networks import FaceNetworks, Restoration
from burnish.faces.restorer import FaceRestorer
from burnish.faces.selection import FaceToRestore
from burnish.images.picture import Picture
from burnish.monitoring import ignore_progress, never_cancelled
from burnish.parameters import Box, FaceAlgorithm, Landmarks, RestoreFacesStep
from tests.integration.faces.conftest import CPU
from tests.integration.faces.official import (
    codeformer_result,
    gfpganer,
    official_parsenet,
    provide,
    restoration_helper,
)

Array = NDArray[Any]


@pytest.fixture(scope="module")
def aligned_face(test_data: Path) -> Array:
    """A damaged face, 512 x 512, R, G, B, uint8."""
    path = sorted((test_data / "photos" / "cropped_faces").glob("*.png"))[0]
    return np.asarray(cv2.imread(str(path)), np.uint8)[..., ::-1].copy()


@pytest.fixture(scope="module")
def networks(load_face_weights: LoadWeights) -> FaceNetworks:
    return FaceNetworks(load_face_weights, CPU, "float32")


def run(networks: FaceNetworks, face: Array, step: RestoreFacesStep) -> Array:
    """The network's output for one face, rounded to 8 bits."""
    faces = torch.from_numpy(face.astype(np.float32) / 255).permute(2, 0, 1).unsqueeze(0)
    inference = BatchInference(CPU, never_cancelled)
    output = inference.run(networks.restoring(step), faces, ignore_progress)
    return (output[0].clamp(0, 1) * 255).round().to(torch.uint8).permute(1, 2, 0).numpy()


def largest_difference(first: Array, second: Array) -> int:
    return int(np.abs(first.astype(int) - second).max())


def test_gfpgan_gives_what_the_official_code_gives(
    networks: FaceNetworks,
    official_face_weights: Path,
    aligned_face: Array,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With the seed 0; another one draws other noise."""
    provide(official_face_weights, tmp_path)
    monkeypatch.chdir(tmp_path)
    official = gfpganer(official_face_weights)
    _, restored, _ = official.enhance(aligned_face[..., ::-1].copy(), has_aligned=True)
    expected = restored[0][..., ::-1]
    result = run(networks, aligned_face, RestoreFacesStep(seed=0))
    assert result.std() > 10
    assert largest_difference(result, expected) <= 1
    seeded = run(networks, aligned_face, RestoreFacesStep(seed=7))
    assert largest_difference(seeded, expected) > 3
    assert np.abs(seeded.astype(float) - expected).mean() < 20, "of the same face"


def test_codeformer_gives_what_the_official_code_gives(
    networks: FaceNetworks, official_face_weights: Path, aligned_face: Array
) -> None:
    expected = codeformer_result(official_face_weights, aligned_face, 0.3)
    result = run(networks, aligned_face, RestoreFacesStep(algorithm="codeformer", fidelity=0.3))
    assert result.std() > 10
    assert largest_difference(result, expected) <= 1


def test_faces_are_parsed_as_by_facexlibs_network(
    networks: FaceNetworks, official_face_weights: Path, aligned_face: Array
) -> None:
    """Which sees them at 256 pixels."""
    parsenet = official_parsenet(official_face_weights)
    faces = torch.from_numpy(aligned_face.astype(np.float32) / 255).permute(2, 0, 1).unsqueeze(0)
    small = torch.nn.functional.interpolate(faces, (256, 256), mode="area")
    with torch.inference_mode():
        expected = parsenet(small * 2 - 1)[0].argmax(1)
    classes = BatchInference(CPU, never_cancelled).run(networks.parsing(), faces, ignore_progress).argmax(1)
    assert len(np.unique(classes.numpy())) > 5
    assert (classes == expected).float().mean() > 0.999


BLUR: Mapping[FaceAlgorithm, Restoration] = {
    "gfpgan": Restoration(
        build=lambda: nn.Conv2d(3, 3, 21, padding=10, padding_mode="replicate", groups=3, bias=False),
        run=lambda network, faces, _: network(faces),
        stands_half_precision=False,
    )
}
"""In the place of GFPGAN a blur, which makes of a face something that other interpolations show alike."""


def blur_weights(_: str) -> dict[str, torch.Tensor]:
    kernel = torch.from_numpy(cv2.getGaussianKernel(21, 3.5)).float()
    return {"weight": (kernel @ kernel.T).expand(3, 1, 21, 21).contiguous()}


@pytest.mark.parametrize("scale", [1, 2])
@pytest.mark.parametrize(("name", "count"), [("family_1980s.png", 3), ("couple_grey_8bit.png", 2)])
def test_a_whole_photo_is_cut_and_pasted_as_by_facexlib(
    official_face_weights: Path, test_data: Path, tmp_path: Path, scale: int, name: str, count: int
) -> None:
    """The faces come from facexlib's detector and go through the same network on both sides.

    At twice the size facexlib pastes half a pixel too far to the right and below, which is taken back here.
    """
    photo = np.asarray(cv2.imread(str(test_data / "photos" / name)), np.uint8)
    helper = restoration_helper(official_face_weights, scale)
    helper.read_image(photo)
    helper.get_face_landmarks_5()
    helper.align_warp_face()
    helper.get_inverse_affine()
    assert len(helper.cropped_faces) == count
    source = Picture(photo[..., ::-1].copy())
    faces = [face_to_restore(landmarks) for landmarks in helper.all_landmarks_5]
    assert_same_crops(helper, source, faces)

    restorer = FaceRestorer(blur_weights, CPU, "float32", BLUR)
    enlarged = cv2.resize(source.pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_LANCZOS4)
    target = Picture(np.asarray(enlarged, np.uint8))
    result = restorer.restore(
        source, target, faces, RestoreFacesStep(), False, False, tmp_path, ignore_progress, never_cancelled
    ).pixels
    blur = BLUR["gfpgan"].build()
    blur.load_state_dict(blur_weights(""))
    for crop_of_face, inverse in zip(helper.cropped_faces, helper.inverse_affine_matrices, strict=True):
        with torch.inference_mode():
            blurred = blur(torch.from_numpy(crop_of_face.astype(np.float32)).permute(2, 0, 1).unsqueeze(0))[0]
        helper.add_restored_face(blurred.round().clamp(0, 255).to(torch.uint8).permute(1, 2, 0).numpy())
        inverse[:, 2] -= 0 if scale == 1 else 0.5
    expected = helper.paste_faces_to_input_image()[..., ::-1]

    inside = np.zeros(result.shape[:2], bool)
    for face in faces:
        inside |= template_over(result.shape[:2], scaled_target(align(face.landmarks), scale, scale)) > 0.999
    assert inside.mean() > 0.003
    assert largest_difference(result[inside], expected[inside]) <= 3
    assert largest_difference(result[inside], target.pixels[inside]) > 10


def assert_same_crops(helper: Any, source: Picture, faces: list[FaceToRestore]) -> None:
    """The transforms to within 0.05 pixels all over the aligned face, the crops to within 1/255."""
    corners = np.array([[0, 511, 0, 511], [0, 0, 511, 511], [1, 1, 1, 1]])
    for face, matrix, cropped in zip(faces, helper.affine_matrices, helper.cropped_faces, strict=True):
        assert np.abs((align(face.landmarks) - matrix) @ corners).max() < 0.05
        assert largest_difference(crop(source.pixels, align(face.landmarks)), cropped[..., ::-1]) <= 1


def face_to_restore(landmarks: Array) -> FaceToRestore:
    eye, other_eye, nose, mouth, other_mouth = ((float(x), float(y)) for x, y in landmarks)
    (left, top), (right, bottom) = landmarks.min(axis=0).tolist(), landmarks.max(axis=0).tolist()
    places: Landmarks = (eye, other_eye, nose, mouth, other_mouth)
    return FaceToRestore(Box(left=left, top=top, right=right, bottom=bottom), places, 1)


def template_over(shape: tuple[int, ...], to_face: Array) -> Array:
    """The template mask as it lies over a picture."""
    matrix = compose(rescaling(0.5, 0.5), to_face)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return np.asarray(cv2.warpAffine(template_mask(), matrix, (shape[1], shape[0]), flags=flags))
