"""In which number format networks run: the fastest that the device has and that a self-check found exact enough."""

from collections.abc import Callable
from typing import Literal

import torch
from torch import nn

Precision = Literal["auto", "float32", "bfloat16", "float16"]

_LOWEST_PSNR = 50.0
_PATTERN_SIDE = 64
_DTYPES = {"float32": torch.float32, "bfloat16": torch.bfloat16, "float16": torch.float16}


def preferred_dtype(requested: Precision, device: torch.device) -> torch.dtype:
    """The format to run in. ``auto`` takes the fastest one of the device, which is still to be checked with
    :func:`is_exact_enough`: float16 on CUDA, bfloat16 on a CPU with instructions for it, else float32.
    """
    if requested != "auto":
        return _DTYPES[requested]
    if device.type == "cuda":
        return torch.float16
    if device.type == "cpu" and _cpu_multiplies_bfloat16():
        return torch.bfloat16
    return torch.float32


class NumberFormats:
    """Decides which format networks run in, and checks each of them only once."""

    def __init__(self, requested: Precision, device: torch.device) -> None:
        self._requested = requested
        self._dtype = preferred_dtype(requested, device)
        self._exact_enough: dict[str, bool] = {}

    def choose(self, name: str, is_exact_enough: Callable[[torch.dtype], bool]) -> torch.dtype:
        """The format asked for; one that ``auto`` chose only if the network called ``name`` is exact enough in it."""
        if self._requested != "auto" or self._dtype == torch.float32:
            return self._dtype
        if name not in self._exact_enough:
            self._exact_enough[name] = is_exact_enough(self._dtype)
        return self._dtype if self._exact_enough[name] else torch.float32


def _cpu_multiplies_bfloat16() -> bool:
    """Whether the CPU has instructions for products of bfloat16; without them it is slower than float32."""
    capabilities = torch.cpu.get_capabilities()
    return any(bool(capabilities.get(name)) for name in ("avx512_bf16", "amx_bf16", "bf16"))


@torch.inference_mode()
def is_exact_enough(network: nn.Module, reference: nn.Module, device: torch.device) -> bool:
    """Whether ``network``, in half precision, shows a test pattern as ``reference`` does in float32.

    Both take and give pictures with values of about 0..1.
    """
    pattern = checking_pattern(_PATTERN_SIDE).to(device, memory_format=torch.channels_last)
    expected = reference(pattern)
    dtype = next(network.parameters()).dtype
    return is_close_enough(network(pattern.to(dtype)), expected)


def is_close_enough(computed: torch.Tensor, expected: torch.Tensor) -> bool:
    """Whether what half precision gave is what float32 gave, for outputs of one shape whose values are about 0..1.

    True if all values are finite and the peak signal-to-noise ratio, of values limited to 0..1, is above 50 dB.
    """
    if not computed.isfinite().all():
        return False
    mean_square = float((computed.float().clamp(0, 1) - expected.clamp(0, 1)).square().mean())
    return mean_square < float(10 ** (-_LOWEST_PSNR / 10))


def checking_pattern(side: int) -> torch.Tensor:
    """A picture with smooth gradients, hard edges, fine texture and noise, the same on every call.

    Shape (1, 3, side, side), values 0..1.
    """
    steps = torch.linspace(0, 1, side)
    rows, columns = torch.meshgrid(steps, steps, indexing="ij")
    rings = 0.5 + 0.5 * torch.sin(60 * (rows.square() + columns.square()))
    board = ((rows * 8).floor() + (columns * 8).floor()) % 2
    noise = torch.rand(side, side, generator=torch.Generator().manual_seed(0))
    picture = torch.stack([0.5 * rings + 0.5 * columns, 0.7 * rows + 0.3 * board, 0.8 * board + 0.2 * noise])
    return picture.unsqueeze(0)


def looks_broken(output: torch.Tensor, source: torch.Tensor) -> bool:
    """Whether half precision failed on a tile: values that are not finite, or black where the source is not.

    Both are of shape (1, 3, height, width) with values of about 0..1.
    """
    if not output.isfinite().all():
        return True
    return bool(output.mean() < 0.25 * source.mean() - 1 / 255)
