"""Running a network on aligned faces, whatever goes wrong: out of memory, or half precision that overflows."""

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import nn

from burnish.compute.layers import told_of_layers
from burnish.compute.memory import OutOfMemory, UnusableOutput, is_out_of_memory
from burnish.compute.precision import looks_broken
from burnish.monitoring import CheckCancelled, ReportProgress, part_of

_LARGEST_BATCH = 4
"""Faces at a time on an accelerator. On a CPU one face keeps all cores busy, and GFPGAN is slower with several."""

RunNetwork = Callable[[nn.Module, torch.Tensor], torch.Tensor]
"""Runs a network on faces of shape (n, 3, side, side), values 0..1; the first axis of its output is n as well."""


def largest_batch(device: torch.device) -> int:
    """How many faces are best given to a network at a time."""
    return 1 if device.type == "cpu" else _LARGEST_BATCH


@dataclass(frozen=True, slots=True)
class NetworkRun:
    """A network and how it is run."""

    weights: str
    """Name of its weights, for messages."""
    network: nn.Module
    float32_network: Callable[[], nn.Module]
    """Gives the same network in float32; called only when ``network`` fails in half precision."""
    run: RunNetwork


class BatchInference:
    """Runs networks on batches of faces. A batch that does not fit into memory is halved, and smaller ones kept to."""

    def __init__(self, device: torch.device, check_cancelled: CheckCancelled) -> None:
        self._device = device
        self._check_cancelled = check_cancelled
        self._largest_batch: int | None = None

    def run(self, network_run: NetworkRun, faces: torch.Tensor, report: ReportProgress) -> torch.Tensor:
        """The network's output for all faces, in float32 and on the CPU, as ``faces`` are.

        ``check_cancelled`` and ``report`` are called before each layer; reported is the share of the work that is
        done. Raises ``Cancelled``, :class:`OutOfMemory` when not even one face fits into memory, and
        :class:`UnusableOutput`.
        """
        outputs: list[torch.Tensor] = []
        done = 0
        while done < len(faces):
            batch = faces[done : done + (self._largest_batch or len(faces))]
            share = part_of(report, done / len(faces), len(batch) / len(faces))
            output = self._run_if_it_fits(network_run, batch, share)
            if output is None:
                self._make_batches_smaller(len(batch))
            else:
                outputs.append(output)
                done += len(batch)
        return torch.cat(outputs)

    def _run_if_it_fits(
        self, network_run: NetworkRun, batch: torch.Tensor, report: ReportProgress
    ) -> torch.Tensor | None:
        """The output; None when memory is exhausted, of which nothing is held any more then."""
        try:
            return self._run(network_run, batch, report)
        except (MemoryError, RuntimeError) as error:
            if not is_out_of_memory(error):
                raise
            return None

    def _make_batches_smaller(self, size: int) -> None:
        if self._device.type == "cuda":
            torch.cuda.empty_cache()
        if size == 1:
            raise OutOfMemory(
                f"Not even a single face fits into the memory of {self._device}. Close other programs that use it."
            )
        self._largest_batch = size // 2

    @torch.inference_mode()
    def _run(self, network_run: NetworkRun, batch: torch.Tensor, report: ReportProgress) -> torch.Tensor:
        network = network_run.network
        faces = batch.to(self._device)
        output = self._compute(network_run.run, network, faces, report)
        if _dtype(network) != torch.float32 and _any_looks_broken(output, faces):
            output = self._compute(network_run.run, network_run.float32_network(), faces, report)
        if not output.isfinite().all():
            raise UnusableOutput.of(network_run.weights)
        return output.cpu()

    def _compute(
        self, run: RunNetwork, network: nn.Module, faces: torch.Tensor, report: ReportProgress
    ) -> torch.Tensor:
        with told_of_layers(network, self._check_cancelled, report):
            return run(network, faces.to(_dtype(network))).float()


def _dtype(network: nn.Module) -> torch.dtype:
    return next(network.parameters()).dtype


def _any_looks_broken(output: torch.Tensor, faces: torch.Tensor) -> bool:
    return any(looks_broken(output[i : i + 1], faces[i : i + 1]) for i in range(len(faces)))
