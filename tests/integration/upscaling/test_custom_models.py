"""Upscaling with networks that a person brings, against spandrel's own running of them on the whole picture."""

from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from safetensors.torch import save_file
from spandrel import MAIN_REGISTRY

from burnish.compute.weights import LoadWeights
from burnish.images.picture import Picture
from burnish.monitoring import Cancelled, ignore_progress, never_cancelled
from burnish.parameters import UpscaleStep
from burnish.upscaling.networks import Networks
from burnish.upscaling.upscaler import Upscaler, UpscalerOptions
from tests.foreign_models import random_parameters
from tests.integration.upscaling.custom_models import Array, CustomModels
from tests.integration.upscaling.pictures import scene

SCALES = {
    "compact-2x": 2,
    "compact-3x": 3,
    "compact-4x": 4,
    "compact-8x": 8,
    "compact-grey-2x": 2,
    "esrgan-2x": 2,
    "esrgan-4x": 4,
    "span-4x": 4,
    "swinir-2x": 2,
}
"""Models that can be used, with what their networks enlarge by."""


@pytest.fixture(scope="module")
def custom(tmp_path_factory: pytest.TempPathFactory) -> CustomModels:
    models = CustomModels(tmp_path_factory.mktemp("custom"))
    for name in SCALES:
        models.add(name, random_parameters(name))
    return models


@torch.inference_mode()
def reference(name: str, pixels: Array) -> Array:
    """What spandrel makes of 8-bit pixels of shape (height, width, channels), in one piece."""
    descriptor = MAIN_REGISTRY.load(random_parameters(name))
    picture = torch.from_numpy(pixels).permute(2, 0, 1)[None].float().contiguous() / 255
    groups = picture.chunk(picture.shape[1] // descriptor.input_channels, dim=1)
    made = torch.cat([descriptor(group.contiguous()) for group in groups], dim=1)
    enlarged: Array = (made[0].permute(1, 2, 0) * 255).round().to(torch.uint8).numpy()
    return enlarged


def differences(one: Array, other: Array) -> Array:
    assert (one.shape, one.dtype) == (other.shape, other.dtype)
    difference: Array = np.abs(one.astype(int) - other.astype(int))
    return difference


def enlarged_by_network(name: str, pixels: Array) -> Array:
    """The reference as large as the network makes it, made smaller where no such scale is offered."""
    made = reference(name, pixels)
    scale = {3: 2, 8: 4}.get(SCALES[name], SCALES[name])
    size = pixels.shape[1] * scale, pixels.shape[0] * scale
    return made if made.shape[1] == size[0] else np.asarray(cv2.resize(made, size, interpolation=cv2.INTER_LANCZOS4))


@pytest.mark.parametrize("size", [(48, 40), (37, 51)])
@pytest.mark.parametrize("name", SCALES)
def test_untiled_equals_the_network_itself(custom: CustomModels, name: str, size: tuple[int, int]) -> None:
    pixels = scene(*size)
    expected = enlarged_by_network(name, pixels)
    assert expected.std() > 10, "a picture"
    result = custom.upscale(name, pixels, expected.shape[0] // pixels.shape[0])
    assert differences(result, expected).max() <= 1


@pytest.mark.parametrize(
    ("name", "scale"), [(name, scale) for name, own_scale in SCALES.items() for scale in (2, 4) if scale <= own_scale]
)
def test_tiles_do_not_show(custom: CustomModels, name: str, scale: int) -> None:
    pixels = scene(200, 150)
    tiled = custom.upscale(name, pixels, scale, tile_size=100)
    assert differences(tiled, custom.upscale(name, pixels, scale)).max() <= 1


@pytest.mark.parametrize("size", [(1, 1), (1, 7), (9, 1), (3, 2), (17, 16)])
@pytest.mark.parametrize("name", ["compact-3x", "esrgan-2x", "swinir-2x", "compact-grey-2x"])
def test_the_smallest_pictures_have_the_right_size(custom: CustomModels, name: str, size: tuple[int, int]) -> None:
    pixels = scene(64, 64)[: size[0], : size[1]].copy()
    assert custom.upscale(name, pixels, 2).shape == (2 * size[0], 2 * size[1], 3)


@pytest.mark.parametrize(("name", "scale"), [("compact-8x", 4), ("compact-8x", 2), ("compact-3x", 2)])
def test_what_is_made_smaller_shows_the_same_in_the_same_place(custom: CustomModels, name: str, scale: int) -> None:
    """Compared where the texture that a random network invents is blurred away."""
    pixels = scene(60, 50)
    averaged = cv2.resize(reference(name, pixels), (60 * scale, 50 * scale), interpolation=cv2.INTER_AREA)
    expected, result = (
        cv2.GaussianBlur(image.astype(np.float32), (0, 0), scale)
        for image in (averaged, custom.upscale(name, pixels, scale))
    )
    misplaced_by_a_pixel = np.abs(expected[:, scale:] - expected[:, :-scale]).mean()
    assert np.abs(result - expected).mean() < misplaced_by_a_pixel / 2


@pytest.mark.parametrize("channels", [1, 2, 4])
def test_grey_and_alpha_go_through_networks_for_one_channel(custom: CustomModels, channels: int) -> None:
    pixels = scene(40, 30, channels)
    result = custom.upscale("compact-grey-2x", pixels, 2)
    assert differences(result, reference("compact-grey-2x", pixels)).max() <= 1


@pytest.mark.parametrize("name", ["realesr-general-x4v3", "RealESRGAN_x4plus"])
def test_the_catalogues_weights_from_outside_give_the_same(
    tmp_path: Path, networks: Networks, load_weights: LoadWeights, name: str
) -> None:
    pixels = scene(40, 30)
    custom = CustomModels(tmp_path)
    custom.add("mine", {"params_ema": {f"module.{key}": value for key, value in load_weights(name).items()}})
    step = UpscaleStep(model=name, denoising_strength=1, upscale_strength=1)
    expected = Upscaler(networks, UpscalerOptions("float32")).upscale(
        Picture(pixels), step, tmp_path, ignore_progress, never_cancelled
    )
    assert differences(custom.upscale("mine", pixels, 4), expected.pixels).max() <= 1


def test_a_file_of_either_kind_holds_the_same_model(tmp_path: Path) -> None:
    custom, parameters = CustomModels(tmp_path), random_parameters("compact-2x")
    half = {key: value.half() for key, value in parameters.items()}
    pickled = custom.add("pickled", {"params": parameters, "epoch": 3})
    plain = custom.add("plain", parameters, save_file)
    halved = custom.add("halved", half, save_file)
    assert pickled.sha256 == plain.sha256 != halved.sha256
    assert pickled.file_sha256 != plain.file_sha256
    pixels = scene(30, 20)
    assert differences(custom.upscale("halved", pixels, 2), custom.upscale("plain", pixels, 2)).max() <= 1


def test_what_is_found_out_of_a_network(custom: CustomModels) -> None:
    facts = {name: model.network for name, model in custom.models.items()}
    assert {name: network.scale for name, network in facts.items()} == SCALES
    assert (facts["esrgan-4x"].architecture, facts["swinir-2x"].architecture) == ("ESRGAN", "SwinIR")
    assert (facts["span-4x"].channels, facts["compact-grey-2x"].channels) == (3, 1)
    assert (facts["span-4x"].tiling, facts["swinir-2x"].tiling) == ("supported", "discouraged")
    assert not any(network.endless for network in facts.values())
    assert "float16" in facts["span-4x"].number_formats
    assert "float16" not in facts["swinir-2x"].number_formats
    assert (facts["span-4x"].alignment, facts["esrgan-2x"].alignment, facts["swinir-2x"].alignment) == (1, 4, 32)
    body = (3 * 8 + 3 * 8 * 8 + 8 * 3 * 4) * 9 / 1e6
    assert facts["compact-2x"].arithmetic == pytest.approx(body, abs=1e-3)


def test_a_network_runs_only_in_formats_that_it_can(custom: CustomModels) -> None:
    upscaler = Upscaler(custom.networks, UpscalerOptions("float16"))
    assert upscaler.dtype(UpscaleStep(model="compact-2x", scale=2)) == torch.float16
    assert upscaler.dtype(UpscaleStep(model="swinir-2x", scale=2)) == torch.float32


@pytest.mark.parametrize("name", ["esrgan-4x", "swinir-2x", "span-4x"])
def test_progress_and_cancelling_reach_into_the_network(custom: CustomModels, name: str) -> None:
    told: list[float] = []

    def cancel_midway() -> None:
        if len(told) > 3:
            raise Cancelled

    upscaler = Upscaler(custom.networks, UpscalerOptions("float32"))
    step = UpscaleStep(model=name, scale=2)
    with pytest.raises(Cancelled):
        upscaler.upscale(Picture(scene(20, 20)), step, custom.folder, told.append, cancel_midway)
    assert told == sorted(told)
    assert told[-1] < 1


def test_few_networks_stay_in_memory(custom: CustomModels) -> None:
    custom.networks.clear()
    custom.dropped.clear()
    first = custom.networks.get("compact-2x", 1, torch.float32)
    custom.networks.get("compact-4x", 1, torch.float32)
    assert custom.networks.get("compact-2x", 1, torch.float32) is first
    custom.networks.get("span-4x", 1, torch.float32)
    assert custom.dropped == ["compact-4x"]


def test_other_weights_under_the_same_name_are_another_network(tmp_path: Path) -> None:
    custom, pixels = CustomModels(tmp_path), scene(30, 20)
    custom.add("mine", random_parameters("compact-2x", seed=1))
    before = custom.upscale("mine", pixels, 2)
    custom.add("mine", random_parameters("compact-2x", seed=2))
    assert differences(custom.upscale("mine", pixels, 2), before).max() > 5
