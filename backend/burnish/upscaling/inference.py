"""Running a network on one tile, whatever goes wrong: out of memory, or half precision that overflows."""

from collections.abc import Callable

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from burnish.compute.layers import told_of_layers
from burnish.compute.memory import OutOfMemory, UnusableOutput, is_out_of_memory
from burnish.compute.precision import looks_broken
from burnish.monitoring import CheckCancelled, ReportProgress, ignore_progress
from burnish.upscaling.assembly import FeatheredAssembly, FloatPixels
from burnish.upscaling.networks import NetworkTraits
from burnish.upscaling.tiles import Region, divide


class Inference:
    """Runs one network on patches of a picture.

    A patch that does not fit into memory is divided into smaller tiles, which are then kept to.
    """

    def __init__(
        self,
        network: nn.Module,
        float32_network: Callable[[], nn.Module],
        device: torch.device,
        traits: NetworkTraits,
        check_cancelled: CheckCancelled,
        report: ReportProgress = ignore_progress,
    ) -> None:
        """``float32_network`` gives the same network in float32; it is called only when ``network`` fails.

        ``check_cancelled`` and ``report`` are called before each layer: a patch may take many seconds. What is
        reported is the share of the network's layers that are done, beginning anew with each run of the network.
        """
        self._network = network
        self._float32_network = float32_network
        self._device = device
        self._traits = traits
        self._check_cancelled = check_cancelled
        self._report = report
        self._largest_area: int | None = None

    @property
    def traits(self) -> NetworkTraits:
        """What is known of the network."""
        return self._traits

    def run(self, patch: FloatPixels) -> FloatPixels:
        """The patch enlarged as the network does it.

        ``patch`` has the shape (height, width, 3), R, G, B, values 0..1; so has the result, limited to 0..1. For a
        network of one channel it may have one. Raises ``Cancelled``, :class:`OutOfMemory` and :class:`UnusableOutput`.
        """
        area = patch.shape[0] * patch.shape[1]
        if self._largest_area is None or area <= self._largest_area:
            try:
                return self._run_whole(patch)
            except (MemoryError, RuntimeError) as error:
                if not is_out_of_memory(error):
                    raise
            self._divide_further(area)
        return self._run_in_tiles(patch)

    def _divide_further(self, area: int) -> None:
        """Halve the sides of tiles after a patch of ``area`` pixels did not fit into memory."""
        if self._device.type == "cuda":
            torch.cuda.empty_cache()
        smallest = self._traits.overlap.smallest_side**2
        if area <= smallest:
            raise OutOfMemory(
                f"Even a tile of {area} pixels does not fit into the memory of {self._device}. "
                "Close other programs that use it, or choose the smaller model."
            )
        self._largest_area = max(area // 4, smallest)

    def _run_in_tiles(self, patch: FloatPixels) -> FloatPixels:
        height, width, channels = patch.shape
        scale = self._traits.scale
        result = np.empty((height * scale, width * scale, channels), np.float32)

        def write(region: Region, pixels: FloatPixels) -> None:
            result[region.slices] = pixels

        assembly = FeatheredAssembly(width, height, scale, channels, self._traits.overlap.feather, write)
        assert self._largest_area is not None
        for tile in divide(width, height, self._largest_area, self._traits.overlap):
            enlarged = self.run(patch[tile.input.slices])
            blended = tile.blended.relative_to(tile.input).scaled(scale)
            assembly.add(tile, enlarged[blended.slices])
        return result

    @torch.inference_mode()
    def _run_whole(self, patch: FloatPixels) -> NDArray[np.float32]:
        source = torch.from_numpy(np.ascontiguousarray(patch)).permute(2, 0, 1).unsqueeze(0).to(self._device)
        output = self._compute(self._network, source.to(next(self._network.parameters()).dtype))
        if output.dtype != torch.float32 and looks_broken(output, source):
            output = self._compute(self._float32_network(), source)
        if not output.isfinite().all():
            raise UnusableOutput(
                "The network gave values that are not numbers. Its weights may be damaged: fetch or add them again."
            )
        enlarged: NDArray[np.float32] = output[0].float().clamp_(0, 1).permute(1, 2, 0).contiguous().cpu().numpy()
        return enlarged

    def _compute(self, network: nn.Module, source: torch.Tensor) -> torch.Tensor:
        with told_of_layers(network, self._check_cancelled, self._report):
            output: torch.Tensor = network(source)
        return output
