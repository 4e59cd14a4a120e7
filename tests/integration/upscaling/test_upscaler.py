import itertools
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from burnish.compute.memory import OutOfMemory, UnusableOutput
from burnish.compute.weights import LoadWeights
from burnish.images.picture import Metadata, Picture
from burnish.monitoring import Cancelled, ignore_progress, never_cancelled
from burnish.parameters import UpscaleStep
from burnish.upscaling.inference import Inference
from burnish.upscaling.networks import ARCHITECTURES, Networks, NetworkTraits
from burnish.upscaling.tiles import Overlap
from burnish.upscaling.upscaler import TileDone, Upscaler, UpscalerOptions
from tests.integration.upscaling.official import official_result
from tests.integration.upscaling.pictures import scene

Array = NDArray[Any]
PLAIN = UpscaleStep(denoising_strength=1, upscale_strength=1)
FLOAT32 = UpscalerOptions(precision="float32")


def upscale(networks: Networks, pixels: Array, step: UpscaleStep, scratch: Path, tile_size: int = 0) -> Array:
    upscaler = Upscaler(networks, UpscalerOptions(precision="float32", tile_size=tile_size))
    return upscaler.upscale(Picture(pixels), step, scratch, ignore_progress, never_cancelled).pixels


def differences(one: Array, other: Array) -> Array:
    assert one.shape == other.shape
    assert one.dtype == other.dtype
    difference: Array = np.abs(one.astype(int) - other.astype(int))
    return difference / (257 if one.dtype == np.uint16 else 1)


@pytest.mark.parametrize("scale", [2, 4])
@pytest.mark.parametrize(("channels", "depth"), [(1, 8), (3, 8), (4, 8), (1, 16), (3, 16), (4, 16)])
def test_untiled_equals_the_official_implementation(
    networks: Networks, load_weights: LoadWeights, tmp_path: Path, channels: int, depth: int, scale: int
) -> None:
    pixels = scene(96, 64, channels, depth)
    result = upscale(networks, pixels, PLAIN.model_copy(update={"scale": scale}), tmp_path)
    assert differences(result, official_result(pixels, scale, load_weights, tmp_path)).max() <= 1


@pytest.mark.parametrize("size", [(1, 1), (1, 7), (9, 1), (3, 2)])
def test_tiny_pictures_equal_the_official_implementation(
    networks: Networks, load_weights: LoadWeights, tmp_path: Path, size: tuple[int, int]
) -> None:
    pixels = scene(64, 64)[: size[0], : size[1]].copy()
    result = upscale(networks, pixels, PLAIN, tmp_path)
    assert differences(result, official_result(pixels, 4, load_weights, tmp_path)).max() <= 1


@pytest.mark.parametrize("denoising_strength", [0.0, 0.3, 0.75])
def test_denoising_equals_the_official_interpolation(
    test_data: Path, tmp_path: Path, denoising_strength: float
) -> None:
    def load(name: str) -> Mapping[str, torch.Tensor]:
        parameters: dict[str, torch.Tensor] = torch.load(test_data / "weights" / f"{name}.pth")["params"]
        return parameters

    pixels = np.array(cv2.imread(str(test_data / "photos" / "boy_lowres.jpg")))[40:120, 40:120, ::-1].copy()
    step = PLAIN.model_copy(update={"denoising_strength": denoising_strength})
    result = upscale(Networks(load, torch.device("cpu")), pixels, step, tmp_path)
    expected = official_result(pixels, 4, load, tmp_path, denoising_strength)
    assert differences(result, expected).max() <= 1
    undenoised = upscale(Networks(load, torch.device("cpu")), pixels, PLAIN, tmp_path)
    assert differences(result, undenoised).max() > 2


@pytest.mark.parametrize("scale", [2, 4])
def test_tiles_do_not_show(networks: Networks, tmp_path: Path, scale: int) -> None:
    pixels = scene(200, 150)
    step = PLAIN.model_copy(update={"scale": scale})
    difference = differences(
        upscale(networks, pixels, step, tmp_path, tile_size=100), upscale(networks, pixels, step, tmp_path)
    )
    assert (difference <= 1).mean() >= 0.999
    assert difference.max() <= 2


def test_tiles_of_the_large_network_do_not_show(networks: Networks, tmp_path: Path) -> None:
    """At 16 bits, so that rounding does not hide steps; no column's may grow by more than a fiftieth of 1/255."""
    pixels = scene(160, 79, depth=16)
    step = PLAIN.model_copy(update={"model": "RealESRGAN_x4plus"})
    whole = upscale(networks, pixels, step, tmp_path)
    borders: set[int] = set()
    upscaler = Upscaler(networks, UpscalerOptions(precision="float32", tile_size=112))
    tiled = upscaler.upscale(
        Picture(pixels), step, tmp_path, ignore_progress, never_cancelled, lambda tile: borders.add(tile.left)
    ).pixels
    mean_square = (differences(tiled, whole) ** 2).mean()
    assert 10 * np.log10(255**2 / mean_square) > 50
    steps_whole, steps_tiled = (
        np.abs(np.diff(image.astype(int), axis=1)).mean((0, 2)) / 257 for image in (whole, tiled)
    )
    mixed = 2 * ARCHITECTURES["RealESRGAN_x4plus"].overlap.feather * 4
    assert len(borders) == 2
    stripe = slice(max(borders) - 1, max(borders) + mixed)
    assert (steps_tiled[stripe] <= steps_whole[stripe] + 0.02).all()


def test_no_strength_is_a_plain_enlargement(networks: Networks, tmp_path: Path) -> None:
    pixels = scene(60, 40)
    step = UpscaleStep(denoising_strength=1, upscale_strength=0)
    source = torch.from_numpy(pixels).permute(2, 0, 1)[None].double()
    expected = torch.nn.functional.interpolate(source, scale_factor=4, mode="bicubic").clamp(0, 255).round()
    result = upscale(networks, pixels, step, tmp_path, tile_size=60)
    assert differences(result, expected[0].permute(1, 2, 0).to(torch.uint8).numpy()).max() <= 1


def test_strength_mixes_network_and_original_and_rounds(networks: Networks, tmp_path: Path) -> None:
    pixels = scene(60, 40)
    results = {
        strength: upscale(networks, pixels, UpscaleStep(denoising_strength=1, upscale_strength=strength), tmp_path)
        for strength in (0, 0.3, 1)
    }
    expected = 0.3 * results[1].astype(float) + 0.7 * results[0]
    error = results[0.3] - expected
    assert np.abs(error).max() <= 1
    assert abs(error.mean()) < 0.02


def test_a_constant_alpha_stays_and_colour_under_transparency_is_upscaled(networks: Networks, tmp_path: Path) -> None:
    colour = scene(40, 30)
    for alpha in (0, 128, 255):
        pixels = np.dstack([colour, np.full(colour.shape[:2], alpha, np.uint8)])
        result = upscale(networks, pixels, PLAIN, tmp_path)
        assert (result[..., 3] == alpha).all()
        assert (result[..., :3] == upscale(networks, colour, PLAIN, tmp_path)).all()


@pytest.mark.parametrize(("constant", "runs"), [(True, 1), (False, 2)])
def test_only_an_alpha_that_changes_goes_through_the_network(
    networks: Networks, tmp_path: Path, constant: bool, runs: int
) -> None:
    pixels = scene(40, 30, 4)
    if constant:
        pixels[..., 3] = 128
    counted: list[object] = []
    hook = networks.get("realesr-general-x4v3", 1, torch.float32).register_forward_hook(
        lambda *arguments: counted.append(arguments)
    )
    try:
        upscale(networks, pixels, PLAIN, tmp_path)
    finally:
        hook.remove()
    assert len(counted) == runs


def test_metadata_is_carried_over(networks: Networks, tmp_path: Path) -> None:
    metadata = Metadata(icc_profile=b"profile", dpi=(300, 300))
    picture = Picture(scene(20, 10), metadata)
    result = Upscaler(networks, FLOAT32).upscale(picture, PLAIN, tmp_path, ignore_progress, never_cancelled)
    assert result.metadata == metadata


def test_finished_tiles_and_progress_are_reported(networks: Networks, tmp_path: Path) -> None:
    picture = Picture(scene(160, 120, 4))
    tiles: list[TileDone] = []
    progress: list[float] = []
    upscaler = Upscaler(networks, UpscalerOptions(precision="float32", tile_size=100))
    result = upscaler.upscale(
        picture, UpscaleStep(scale=2, denoising_strength=1), tmp_path, progress.append, never_cancelled, tiles.append
    )
    canvas = np.zeros_like(result.pixels)
    for tile in tiles:
        height, width, _ = tile.pixels.shape
        canvas[tile.top : tile.top + height, tile.left : tile.left + width] = tile.pixels
    assert (canvas == result.pixels).all()
    assert [tile.number for tile in tiles] == list(range(1, tiles[0].count + 1))
    assert progress == sorted(progress)
    assert progress[-1] == 1


def test_progress_goes_on_within_a_tile(networks: Networks, tmp_path: Path) -> None:
    progress: list[float] = []
    upscaler = Upscaler(networks, UpscalerOptions(precision="float32"))
    upscaler.upscale(Picture(scene(60, 40)), PLAIN, tmp_path, progress.append, never_cancelled)
    assert len(set(progress)) > 20, "one tile, and many layers in it"
    assert progress == sorted(progress)
    assert (progress[0], progress[-1]) == (0, 1)


def test_cancelling_between_tiles_leaves_nothing_behind(networks: Networks, tmp_path: Path) -> None:
    checks = 0

    def check_cancelled() -> None:
        nonlocal checks
        checks += 1
        if checks == 3:
            raise Cancelled

    upscaler = Upscaler(networks, UpscalerOptions(precision="float32", tile_size=90))
    with pytest.raises(Cancelled):
        upscaler.upscale(Picture(scene(160, 120)), PLAIN, tmp_path, ignore_progress, check_cancelled)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("model", ["realesr-general-x4v3", "RealESRGAN_x4plus"])
def test_cancelling_within_a_tile_runs_no_further_layer(networks: Networks, tmp_path: Path, model: str) -> None:
    network = networks.get(model, 1, torch.float32)
    layers_run = 0
    cancelled = False

    def count(*_: object) -> None:
        nonlocal layers_run, cancelled
        assert not cancelled
        layers_run += 1
        cancelled = layers_run == 10

    def check_cancelled() -> None:
        if cancelled:
            raise Cancelled

    layers = [module for module in network.modules() if not list(module.children())]
    counters = [layer.register_forward_hook(count) for layer in layers]
    try:
        with pytest.raises(Cancelled):
            Upscaler(networks, FLOAT32).upscale(
                Picture(scene(40, 30)),
                PLAIN.model_copy(update={"model": model}),
                tmp_path,
                ignore_progress,
                check_cancelled,
            )
    finally:
        for counter in counters:
            counter.remove()
    assert 10 == layers_run < len(layers)
    assert not list(tmp_path.iterdir())


def test_a_cancelled_run_does_not_cancel_the_next(networks: Networks, tmp_path: Path) -> None:
    pixels = scene(40, 30)
    expected = upscale(networks, pixels, PLAIN, tmp_path)
    checks = itertools.count()

    def check_cancelled() -> None:
        if next(checks) == 20:
            raise Cancelled

    with pytest.raises(Cancelled):
        Upscaler(networks, FLOAT32).upscale(Picture(pixels), PLAIN, tmp_path, ignore_progress, check_cancelled)
    assert (upscale(networks, pixels, PLAIN, tmp_path) == expected).all()
    assert next(checks) == 21


def test_the_result_outlives_its_file_name(networks: Networks, tmp_path: Path) -> None:
    result = upscale(networks, scene(20, 10), PLAIN, tmp_path)
    assert isinstance(result, np.memmap)
    assert not list(tmp_path.iterdir())
    assert result.mean() > 0


def test_parameters_are_loaded_once_and_the_twin_only_when_needed(load_weights: LoadWeights) -> None:
    asked: list[str] = []

    def load(name: str) -> Mapping[str, torch.Tensor]:
        asked.append(name)
        return load_weights("realesr-general-x4v3")

    networks = Networks(load, torch.device("cpu"))
    first = networks.get("realesr-general-x4v3", 1, torch.float32)
    assert networks.get("realesr-general-x4v3", 1, torch.float32) is first
    assert asked == ["realesr-general-x4v3"]
    for strength in (0.5, 0.6, 0.7, 0.8, 0.9, 0.5):
        networks.get("realesr-general-x4v3", strength, torch.float32)
    assert asked == ["realesr-general-x4v3", "realesr-general-wdn-x4v3"]


class _Limited(torch.nn.Module):
    """A network that has memory for inputs up to ``largest_area`` only."""

    def __init__(self, network: torch.nn.Module, largest_area: int) -> None:
        super().__init__()
        self.network = network
        self.largest_area = largest_area

    def forward(self, source: torch.Tensor) -> torch.Tensor:
        if source.shape[2] * source.shape[3] > self.largest_area:
            torch.empty(2**60)
        result: torch.Tensor = self.network(source)
        return result


def test_out_of_memory_makes_tiles_smaller_and_never_gives_back_the_input(networks: Networks) -> None:
    network = networks.get("realesr-general-x4v3", 1, torch.float32)
    traits = ARCHITECTURES["realesr-general-x4v3"]
    patch = (scene(150, 120) / 255).astype(np.float32)

    def inference(largest_area: int) -> Inference:
        return Inference(_Limited(network, largest_area), lambda: network, torch.device("cpu"), traits, never_cancelled)

    whole = inference(10**9).run(patch)
    assert np.abs(inference(8000).run(patch) - whole).max() * 255 < 2
    with pytest.raises(OutOfMemory, match="does not fit into the memory"):
        inference(1000).run(patch)


class _Overflowing(torch.nn.Module):
    """A network whose half precision gives one constant."""

    def __init__(self, constant: float, dtype: torch.dtype) -> None:
        super().__init__()
        self.constant = torch.nn.Parameter(torch.tensor(constant, dtype=dtype), requires_grad=False)

    def forward(self, source: torch.Tensor) -> torch.Tensor:
        return torch.nn.functional.interpolate(source, scale_factor=4.0) * 0 + self.constant


@pytest.mark.parametrize("constant", [float("nan"), float("inf"), 0.0])
def test_broken_half_precision_is_computed_again_in_float32(networks: Networks, constant: float) -> None:
    network = networks.get("realesr-general-x4v3", 1, torch.float32)
    patch = (scene(40, 40) / 255).astype(np.float32)
    traits = NetworkTraits(overlap=Overlap(0, 0), tile_area=1)
    cpu = torch.device("cpu")
    expected = Inference(network, lambda: network, cpu, traits, never_cancelled).run(patch)
    broken = _Overflowing(constant, torch.bfloat16)
    assert (Inference(broken, lambda: network, cpu, traits, never_cancelled).run(patch) == expected).all()


def test_values_that_are_no_numbers_in_float32_are_a_problem() -> None:
    broken = _Overflowing(float("nan"), torch.float32)
    traits = NetworkTraits(overlap=Overlap(0, 0), tile_area=1)
    inference = Inference(broken, lambda: broken, torch.device("cpu"), traits, never_cancelled)
    with pytest.raises(UnusableOutput):
        inference.run(np.zeros((8, 8, 3), np.float32))
