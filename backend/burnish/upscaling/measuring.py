"""Measuring how a network from outside is best run: its arithmetic, its memory, and how far its tiles must overlap."""

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import torch
from torch import nn
from torch.utils.flop_counter import FlopCounterMode

from burnish.compute.precision import checking_pattern

TRIAL_SIDE = 64
"""Side of the picture that a network is first run on."""

WINDOW_ALIGNMENT = 32
"""The windows that attention works in have sides that divide this."""

_STRIP_WIDTH, _STRIP_HEIGHT = 96, 32
_RIGHT_CUT = 64
"""Where the strip is cut off on its right; windows of attention end there, too."""
_LEFT_CUT = 31
"""Where it is cut off on its left, at most; no windows begin there."""

_VISIBLE = 1 / 255
_MARGIN = 1.1
"""What some photo needs beyond what the strip does."""
_LONGEST_REACH = 60
_LONGEST_CONTEXT = 64
_CONTEXT_WITHOUT_END = 32
"""Where no context is enough: the more of it, the less of a tile is used. The wide feather mixes what remains."""
_FEATHER, _WIDE_FEATHER = 4, 16
_LONGEST_MEASURING = 45.0

_MEMORY_OF_TILE = 2e9
_MEMORY_OF_WHOLE = 4e9
_COPIES = 2
"""A network holds about twice what the most demanding of its layers reads and writes."""
_TILE_SIDES = 128, 512
_WHOLE_SIDES = 128, 2048


@dataclass(frozen=True, slots=True)
class Cost:
    """What running a network takes, for each pixel of the source."""

    arithmetic: float
    """Millions of multiplications, counted over convolutions and matrix products."""
    memory: float
    """Bytes beyond its weights."""
    seconds: float
    """Time on this machine's CPU."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How far tiles have to overlap, in pixels of the source; see :class:`burnish.upscaling.tiles.Overlap`."""

    context: int
    feather: int
    alignment: int
    endless: bool = False
    """Whether the whole picture decides every pixel, as far as was measured, or it could not be measured."""


def run_once(network: nn.Module, channels: int) -> tuple[torch.Tensor, Cost]:
    """What the network makes of a small picture, 64 pixels wide and high, and what that took."""
    picture = checking_pattern(TRIAL_SIDE)[:, :channels]
    began = time.perf_counter()
    with FlopCounterMode(display=False) as operations, _noting_memory(network) as bytes_of_layers:
        enlarged: torch.Tensor = network(picture)
    pixels = TRIAL_SIDE**2
    return enlarged, Cost(
        arithmetic=operations.get_total_flops() / 2 / 1e6 / pixels,
        memory=_COPIES * max(bytes_of_layers) / pixels,
        seconds=(time.perf_counter() - began) / pixels,
    )


def measure_reach(network: nn.Module, channels: int, scale: int, multiple_of: int, cost: Cost) -> Reach:
    """How far the network sees: what cutting a strip off changes in the result, by the distance from the cut.

    A cut where no window of attention ends moves all windows, which changes the result everywhere: tiles of such a
    network have to begin where its windows do. ``multiple_of`` is what sides have to be a multiple of in any case.
    """
    alignment = math.lcm(multiple_of, WINDOW_ALIGNMENT)
    without_end = Reach(_CONTEXT_WITHOUT_END, _WIDE_FEATHER, alignment, endless=True)
    pixels = _STRIP_HEIGHT * (_STRIP_WIDTH + _RIGHT_CUT + _STRIP_WIDTH - _LEFT_CUT)
    if cost.seconds * pixels > _LONGEST_MEASURING:
        return without_end
    strip = checking_pattern(_STRIP_WIDTH)[:, :channels, :_STRIP_HEIGHT]
    whole = network(strip)
    right = whole[..., : _RIGHT_CUT * scale] - network(strip[..., :_RIGHT_CUT])
    left_cut = _LEFT_CUT // multiple_of * multiple_of
    left = whole[..., left_cut * scale :] - network(strip[..., left_cut:])
    reach = _distance(right.flip(-1), scale)
    if reach >= _LONGEST_REACH:
        return without_end
    context = min(math.ceil(reach * _MARGIN) + _FEATHER, _LONGEST_CONTEXT)
    windows_moved = _distance(left, scale) > context
    return Reach(context, _FEATHER, alignment if windows_moved else multiple_of)


def tile_area(cost: Cost, whole: bool) -> int:
    """Largest input of one tile in pixels, as memory allows; ``whole`` where pictures are best not divided."""
    memory, (shortest, longest) = (_MEMORY_OF_WHOLE, _WHOLE_SIDES) if whole else (_MEMORY_OF_TILE, _TILE_SIDES)
    side = math.sqrt(memory / max(cost.memory, 1))
    return int(min(max(side, shortest), longest)) ** 2


def _distance(differences: torch.Tensor, scale: int) -> int:
    """How far from the cut, in pixels of the source, something visible changes; the first column is next to the cut."""
    columns = differences.abs().amax(dim=(0, 1, 2)).reshape(-1, scale).amax(dim=1)
    visible = (columns > _VISIBLE).nonzero()
    return int(visible.max()) + 1 if len(visible) else 0


@contextmanager
def _noting_memory(network: nn.Module) -> Iterator[list[int]]:
    """Within the block, what each layer of the network reads and writes is appended to the list, in bytes."""
    noted: list[int] = []

    def note(_: nn.Module, inputs: tuple[object, ...], output: object) -> None:
        tensors = [tensor for tensor in (*inputs, output) if isinstance(tensor, torch.Tensor)]
        noted.append(sum(tensor.numel() * tensor.element_size() for tensor in tensors))

    hooks = [module.register_forward_hook(note) for module in network.modules()]
    try:
        yield noted
    finally:
        for hook in hooks:
            hook.remove()
