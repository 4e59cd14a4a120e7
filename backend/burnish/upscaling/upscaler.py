"""Upscaling a whole picture: tile by tile through a network, mixed with the plainly enlarged original."""

import itertools
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch

from burnish.compute.precision import NumberFormats, Precision, is_exact_enough
from burnish.images.picture import Picture, Pixels
from burnish.images.scratch import ScratchPixels
from burnish.monitoring import CheckCancelled, ReportProgress, ignore_progress, never_cancelled
from burnish.parameters import UpscaleStep
from burnish.upscaling.assembly import FeatheredAssembly, FloatPixels
from burnish.upscaling.enlarging import enlarge_plainly, enlarge_with_network
from burnish.upscaling.geometry import predict_output_size
from burnish.upscaling.inference import Inference
from burnish.upscaling.networks import Networks, NetworkTraits
from burnish.upscaling.tiles import Region, divide

_Finish = Callable[[Region, FloatPixels, int], None]
"""Takes a region of the result, in pixels of the whole enlarged picture, as the network made it, and the number of
tiles."""


@dataclass(frozen=True, slots=True)
class UpscalerOptions:
    """How networks are run."""

    precision: Precision = "auto"
    tile_size: int = 0
    """Side of a square tile in pixels of the source, its overlap included; 0 chooses for the network."""


@dataclass(frozen=True, slots=True)
class TileDone:
    """A part of the result that is finished."""

    left: int
    top: int
    """Its place, in pixels of the result."""
    pixels: Pixels
    """Shape (height, width, channels), channels and type as in the result."""
    number: int
    """Which tile it is, from 1."""
    count: int
    """How many tiles there are."""


class Upscaler:
    """Upscales pictures, one at a time, with networks that stay in memory."""

    def __init__(self, networks: Networks, options: UpscalerOptions) -> None:
        self._networks = networks
        self._options = options
        self._formats = NumberFormats(options.precision, networks.device)

    def upscale(
        self,
        picture: Picture,
        step: UpscaleStep,
        scratch: Path,
        report: ReportProgress,
        check_cancelled: CheckCancelled,
        on_tile: Callable[[TileDone], None] | None = None,
    ) -> Picture:
        """The picture enlarged, with the same channels, depth and metadata.

        Its pixels are a read-only ``numpy.memmap`` of a nameless file in the folder ``scratch``, so that memory is
        bounded by the tile; the file is gone when the array is. ``on_tile`` is given each part as it is finished,
        row by row. Raises ``Cancelled`` and what :class:`Inference`, :class:`ScratchPixels` and the loading of weights
        raise; nothing is left behind then.
        """
        check_cancelled()
        width, height = predict_output_size(picture.width, picture.height, step)
        progress = _Progress(report, picture.width * picture.height)
        inference = self._inference(step, check_cancelled, progress.report_layers)
        with ScratchPixels(scratch, (height, width, picture.channels), picture.pixels.dtype) as target:
            whole = Region(0, 0, picture.width, picture.height)
            numbers = itertools.count(1)

            def finish(region: Region, enlarged: FloatPixels, tiles: int) -> None:
                pixels = _finish(enlarged, picture.pixels, region, step.scale, step.upscale_strength)
                target.write(region.left, region.top, pixels)
                if on_tile is not None:
                    on_tile(TileDone(region.left, region.top, pixels, next(numbers), tiles))

            self._enlarge(picture, whole, step, inference, progress, finish)
            return replace(picture, pixels=target.mapped())

    def compare(
        self,
        picture: Picture,
        part: Region,
        step: UpscaleStep,
        strengths: Sequence[float],
        scratch: Path,
        report: ReportProgress,
        check_cancelled: CheckCancelled,
    ) -> list[Picture]:
        """What a part of the picture becomes when the whole is enlarged, with each of some upscale strengths.

        The network runs once, over the part and as much around it as it sees; the step's own strength is not looked at.
        Pixels, and what is raised, are as :meth:`upscale` has them.
        """
        check_cancelled()
        traits = self._networks.traits(step.model)
        seen = traits.overlap.input_of(part, Region(0, 0, picture.width, picture.height))
        progress = _Progress(report, seen.area)
        inference = self._inference(step, check_cancelled, progress.report_layers)
        wanted = part.scaled(step.scale)
        shape = (wanted.height, wanted.width, picture.channels)
        with ExitStack() as closing:
            targets = [closing.enter_context(ScratchPixels(scratch, shape, picture.pixels.dtype)) for _ in strengths]

            def finish(region: Region, enlarged: FloatPixels, _tiles: int) -> None:
                inside = region.intersection(wanted)
                if inside.area == 0:
                    return
                pixels = enlarged[inside.relative_to(region).slices]
                place = inside.relative_to(wanted)
                for target, strength in zip(targets, strengths, strict=True):
                    finished = _finish(pixels, picture.pixels, inside, step.scale, strength)
                    target.write(place.left, place.top, finished)

            self._enlarge(picture, seen, step, inference, progress, finish)
            return [replace(picture, pixels=target.mapped()) for target in targets]

    def warm_up(self, step: UpscaleStep) -> None:
        """Load what ``step`` needs and run it once, so that the first picture does not wait for that."""
        self._inference(step, never_cancelled, ignore_progress).run(np.zeros((16, 16, 3), np.float32))

    def _enlarge(
        self,
        picture: Picture,
        part: Region,
        step: UpscaleStep,
        inference: Inference,
        progress: "_Progress",
        finish: _Finish,
    ) -> None:
        """Enlarges a part of the picture tile by tile; ``finish`` takes each region, which lacks a constant alpha."""
        overlap = inference.traits.overlap
        changing = _without_constant_alpha(picture)[part.slices]
        tiles = divide(part.width, part.height, self._tile_area(inference.traits), overlap)
        in_result = part.scaled(step.scale)

        def place(region: Region, enlarged: FloatPixels) -> None:
            finish(region.placed_in(in_result), enlarged, len(tiles))

        assembly = FeatheredAssembly(part.width, part.height, step.scale, changing.shape[2], overlap.feather, place)
        for tile in tiles:
            progress.begin(tile.core.area)
            enlarged = enlarge_with_network(changing[tile.input.slices], step.scale, inference)
            assembly.add(tile, enlarged[tile.blended.relative_to(tile.input).scaled(step.scale).slices])
            progress.end()

    def _tile_area(self, traits: NetworkTraits) -> int:
        if self._options.tile_size == 0:
            return traits.tile_area
        return max(self._options.tile_size, traits.overlap.smallest_side) ** 2

    def _inference(self, step: UpscaleStep, check_cancelled: CheckCancelled, report: ReportProgress) -> Inference:
        def float32_network() -> torch.nn.Module:
            return self._networks.get(step.model, step.denoising_strength, torch.float32)

        network = self._networks.get(step.model, step.denoising_strength, self.dtype(step))
        traits = self._networks.traits(step.model)
        return Inference(network, float32_network, self._networks.device, traits, check_cancelled, report)

    def dtype(self, step: UpscaleStep) -> torch.dtype:
        """The format asked for, where the network can run in it; one that ``auto`` chose only if it shows a test
        pattern as float32 does.
        """

        formats = self._networks.traits(step.model).number_formats

        def shows_the_same(dtype: torch.dtype) -> bool:
            if dtype not in formats:
                return False
            network = self._networks.get(step.model, step.denoising_strength, dtype)
            reference = self._networks.get(step.model, step.denoising_strength, torch.float32)
            return is_exact_enough(network, reference, self._networks.device)

        dtype = self._formats.choose(self._networks.identity(step.model), shows_the_same)
        return dtype if dtype in formats else torch.float32


class _Progress:
    """Progress over the tiles of a picture and, within a tile, over the layers of the network. It never falls."""

    def __init__(self, report: ReportProgress, pixels: int) -> None:
        self._report = report
        self._pixels = pixels
        self._done = 0
        self._begun = 0
        self._highest = 0.0

    def begin(self, area: int) -> None:
        """A tile with a core of ``area`` pixels is begun."""
        self._begun = area

    def report_layers(self, fraction: float) -> None:
        """Of the tile's layers, ``fraction`` (0..1) are done."""
        self._tell(self._done + self._begun * fraction)

    def end(self) -> None:
        """The tile is finished."""
        self._done += self._begun
        self._begun = 0
        self._tell(self._done)

    def _tell(self, pixels: float) -> None:
        self._highest = max(self._highest, pixels / self._pixels)
        self._report(self._highest)


def _without_constant_alpha(picture: Picture) -> Pixels:
    """The channels that have to go through the network: all, or all but an alpha that is the same everywhere."""
    alpha = picture.pixels[..., -1]
    if picture.has_alpha and alpha.min() == alpha.max():
        return picture.pixels[..., :-1]
    return picture.pixels


def enlarged_plainly(picture: Picture, part: Region, scale: int) -> Picture:
    """A part of the picture enlarged without a network: what upscaling with an upscale strength of 0 makes of it."""
    nothing: FloatPixels = np.zeros((part.height * scale, part.width * scale, picture.channels), np.float32)
    return replace(picture, pixels=_finish(nothing, picture.pixels, part.scaled(scale), scale, 0))


def _finish(enlarged: FloatPixels, original: Pixels, region: Region, scale: int, upscale_strength: float) -> Pixels:
    """A region of the result, given in its pixels: mixed with the original by upscale strength, and rounded.

    Where ``enlarged`` lacks the alpha of ``original``, that is constant and taken over.
    """
    result = np.empty((region.height, region.width, original.shape[2]), original.dtype)
    channels = enlarged.shape[2]
    strength = np.float32(upscale_strength)
    if strength < 1:
        plain = enlarge_plainly(original[..., :channels], region.divided(scale), scale)
        enlarged = strength * enlarged + (1 - strength) * plain
    result[..., :channels] = np.clip(np.rint(enlarged), 0, np.iinfo(original.dtype).max)
    result[..., channels:] = original[0, 0, channels:]
    return result
