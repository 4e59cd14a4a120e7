"""One of the two sides of ``burnish bench upscale``, in a process of its own.

Started as ``python -m burnish.upscaling.benchmark SIDE FOLDER``; FOLDER holds the weights as .pth files. For each line
of JSON (a :class:`Run`) on the standard input it answers with one (a :class:`Measurement`).
"""

import contextlib
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from pydantic import BaseModel
from torch import nn

from burnish.compatibility import prepare_imports
from burnish.compute.measuring import Timing, answer_requests, peak_bytes
from burnish.compute.precision import Precision
from burnish.images.decode import decode
from burnish.images.encode import encode
from burnish.images.picture import Picture, Pixels
from burnish.monitoring import ignore_progress, never_cancelled
from burnish.parameters import OutputOptions, UpscaleStep
from burnish.upscaling.models import MODELS
from burnish.upscaling.networks import ARCHITECTURES, Networks
from burnish.upscaling.upscaler import Upscaler, UpscalerOptions

_TILES_BEFORE_STAND_IN = 2


class Run(BaseModel):
    """What is to be measured."""

    photo: Path
    step: UpscaleStep
    precision: Precision = "auto"
    stand_in: bool = False
    """Whether a plain enlargement stands in for the network after the first tiles: enough to measure memory."""


class Measurement(Timing):
    """What one run took: ``seconds`` is the time of the upscaling."""

    png_seconds: float
    """Time of writing the result as PNG."""


def synthetic_photo(width: int, height: int) -> NDArray[np.uint8]:
    """Shape (height, width, 3): smooth areas, edges and grain as in a photo, the same on every call."""
    random = np.random.default_rng(0)
    coarse = random.random((max(2, height // 64), max(2, width // 64), 3), np.float32)
    photo = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)
    patches = random.random((max(2, height // 24), max(2, width // 24)), np.float32)
    edges = cv2.resize(patches, (width, height), interpolation=cv2.INTER_NEAREST)
    result = np.empty((height, width, 3), np.uint8)
    for top in range(0, height, 256):
        rows = slice(top, top + 256)
        grain = random.normal(0, 0.015, (*edges[rows].shape, 3))
        values = photo[rows] * (0.7 + 0.3 * edges[rows, :, np.newaxis]) + grain
        result[rows] = np.clip(values, 0, 1) * 255
    return result


def count_operations(network: nn.Module, width: int, height: int) -> int:
    """Floating-point operations of the convolutions, a product and a sum each, for one picture of this size."""
    with torch.device("meta"):
        picture = torch.empty(1, 3, height, width)
    operations = 0

    def count(module: nn.Module, _: tuple[torch.Tensor, ...], output: torch.Tensor) -> None:
        nonlocal operations
        operations += 2 * module.get_parameter("weight").numel() * output.shape[2] * output.shape[3]

    for module in network.modules():
        if isinstance(module, nn.Conv2d):
            module.register_forward_hook(count)
    network.to("meta")(picture)
    return operations


def _official_side(folder: Path) -> Callable[[Run], Measurement]:
    prepare_imports()

    def measure(run: Run) -> Measurement:
        photo = decode(run.photo).pixels
        with contextlib.redirect_stdout(sys.stderr):
            start = time.perf_counter()
            result = _upscale_as_the_ancestor_did(photo, run, folder)
            seconds = time.perf_counter() - start
        return Measurement(seconds=seconds, png_seconds=_write(Picture(result.copy())), peak_bytes=peak_bytes())

    return measure


def _upscale_as_the_ancestor_did(pixels: Pixels, run: Run, folder: Path) -> Pixels:
    """As InvokeAI 2.3 called Real-ESRGAN: everything built and read from disk for each picture."""
    from realesrgan import RealESRGANer

    strength = run.step.denoising_strength
    twin = MODELS[run.step.model].twin
    blended = twin is not None and strength < 1
    paths = [str(folder / f"{run.step.model}.pth")] + ([str(folder / f"{twin}.pth")] if blended else [])
    upsampler = RealESRGANer(
        scale=4,
        model_path=paths if blended else paths[0],
        dni_weight=[strength, 1 - strength] if blended else None,
        model=ARCHITECTURES[run.step.model].build(),
        tile=400,
        tile_pad=10,
        pre_pad=0,
        half=False,
    )
    result, _ = upsampler.enhance(np.ascontiguousarray(pixels[..., ::-1]), outscale=run.step.scale)
    enlarged: Pixels = result[..., ::-1]
    return enlarged


def _burnish_side(folder: Path) -> Callable[[Run], Measurement]:
    def load_weights(name: str) -> Mapping[str, torch.Tensor]:
        parameters: Mapping[str, torch.Tensor] = torch.load(folder / f"{name}.pth")["params"]
        return parameters

    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    networks = Networks(load_weights, device)
    first_tiles = _NetworksOfFirstTiles(load_weights, device)

    def measure(run: Run) -> Measurement:
        upscaler = Upscaler(first_tiles if run.stand_in else networks, UpscalerOptions(precision=run.precision))
        upscaler.warm_up(run.step)
        with TemporaryDirectory() as scratch:
            photo = decode(run.photo)
            start = time.perf_counter()
            result = upscaler.upscale(photo, run.step, Path(scratch), ignore_progress, never_cancelled)
            seconds = time.perf_counter() - start
            return Measurement(seconds=seconds, png_seconds=_write(result), peak_bytes=peak_bytes())

    return measure


class _NetworksOfFirstTiles(Networks):
    """Networks for which a plain enlargement stands in after the first tiles of each picture."""

    def get(self, model: str, denoising_strength: float, dtype: torch.dtype) -> nn.Module:
        return _NetworkOfFirstTiles(super().get(model, denoising_strength, dtype), self.traits(model).scale)


class _NetworkOfFirstTiles(nn.Module):
    def __init__(self, network: nn.Module, scale: int) -> None:
        super().__init__()
        self.network = network
        self.scale = scale
        self.tiles_left = _TILES_BEFORE_STAND_IN

    def forward(self, source: torch.Tensor) -> torch.Tensor:
        if self.tiles_left == 0:
            return nn.functional.interpolate(source, scale_factor=float(self.scale))
        self.tiles_left -= 1
        enlarged: torch.Tensor = self.network(source)
        return enlarged


def _write(picture: Picture) -> float:
    with TemporaryDirectory() as folder:
        start = time.perf_counter()
        encode(picture, Path(folder) / "result.png", OutputOptions())
        return time.perf_counter() - start


def _main(side: str, folder: str) -> None:
    answer_requests(Run, {"official": _official_side, "burnish": _burnish_side}[side](Path(folder)))


if __name__ == "__main__":
    _main(*sys.argv[1:])
