"""Reads the parameters of a network from ncnn's pair of files into a state dict.

The .param file lists the layers as text; the .bin file holds their parameters one after the other, in that order
and without names. A convolution's weights stand behind a tag of four bytes that says how they are stored; its
bias and a PReLU's slopes are plain float32. The format is described in ncnn's wiki ("param and model file
structure"); all numbers are little-endian.
"""

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from burnish.weights.layouts import Convolution, Layout, PReLU
from burnish.weights.problems import MalformedWeights

_MAGIC = "7767517"
_FLOAT16_TAG = 0x01306B47
_FLOAT32_TAG = 0
_WITHOUT_PARAMETERS = {"Input", "Split", "Concat", "Eltwise", "BinaryOp", "Interp", "PixelShuffle"}


@dataclass(frozen=True, slots=True)
class _ListedLayer:
    """A line of the .param file: a layer's type, name and numbered settings."""

    kind: str
    name: str
    settings: dict[str, str]


def read_ncnn(structure: str, parameters: bytes, layout: Layout) -> dict[str, NDArray[np.float32]]:
    """The state dict of a network of which ncnn's files are given.

    Args:
        structure: the text of the .param file.
        parameters: the content of the .bin file.
        layout: the layers that the network must have; they give the parameters their names and shapes.

    Returns:
        For each parameter of ``layout`` a float32 array of its shape.

    Raises:
        MalformedWeights: the layers are not those of ``layout``, a value is not finite, or the .bin file is too
            short, too long or stored in another way.
    """
    listed = [layer for layer in _parse_structure(structure) if layer.kind not in _WITHOUT_PARAMETERS]
    if len(listed) != len(layout):
        raise MalformedWeights(
            f"The .param file lists {len(listed)} layers with parameters; the network has {len(layout)}."
        )
    reader = _Reader(parameters)
    state: dict[str, NDArray[np.float32]] = {}
    for found, expected in zip(listed, layout, strict=True):
        _check_layer(found, expected)
        for name, shape in expected.shapes.items():
            tagged = len(shape) > 1
            values = reader.take(name, int(np.prod(shape)), tagged)
            if not np.isfinite(values).all():
                raise MalformedWeights(f"The .bin file has values in {name} that are not finite.")
            state[name] = values.reshape(shape)
    reader.check_finished()
    return state


def _parse_structure(structure: str) -> list[_ListedLayer]:
    lines = [line.split() for line in structure.splitlines() if line.strip()]
    if len(lines) < 2 or lines[0] != [_MAGIC] or len(lines[1]) != 2:
        raise MalformedWeights("The .param file does not begin as ncnn's files do.")
    layers = [_parse_layer(fields) for fields in lines[2:]]
    if str(len(layers)) != lines[1][0]:
        raise MalformedWeights(f"The .param file announces {lines[1][0]} layers and has {len(layers)}.")
    return layers


def _parse_layer(fields: list[str]) -> _ListedLayer:
    """A layer from ``type name inputs outputs blob... key=value...``."""
    if len(fields) < 4 or not all(re.fullmatch(r"\d{1,6}", count) for count in fields[2:4]):
        raise MalformedWeights(f"The .param file has a line that is not a layer: {' '.join(fields)[:80]!r}.")
    blobs = int(fields[2]) + int(fields[3])
    settings = dict(field.split("=", 1) for field in fields[4 + blobs :] if "=" in field)
    return _ListedLayer(fields[0], fields[1], settings)


def _check_layer(found: _ListedLayer, expected: Convolution | PReLU) -> None:
    """Refuse a listed layer that is not the one expected; numbers are ncnn's setting numbers of that layer type."""
    if isinstance(expected, Convolution):
        kind = "Convolution"
        weights = expected.outputs * expected.inputs * 9
        settings = {"0": expected.outputs, "1": 3, "5": 1, "6": weights}
    else:
        kind = "PReLU"
        settings = {"0": expected.channels}
    if found.kind != kind or any(found.settings.get(key) != str(value) for key, value in settings.items()):
        raise MalformedWeights(
            f"The .param file's layer {found.name} ({found.kind}) is not the network's {expected.name} ({kind})."
        )


class _Reader:
    """Takes arrays from the front of a .bin file's content."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._position = 0

    def take(self, name: str, count: int, tagged: bool) -> NDArray[np.float32]:
        """The next ``count`` values; ``tagged`` ones say themselves how they are stored."""
        tag = int.from_bytes(self._take_bytes(name, 4), "little") if tagged else _FLOAT32_TAG
        if tag == _FLOAT32_TAG:
            return np.frombuffer(self._take_bytes(name, 4 * count), "<f4").astype(np.float32)
        if tag == _FLOAT16_TAG:
            padding = -2 * count % 4
            stored = self._take_bytes(name, 2 * count + padding)
            return np.frombuffer(stored, "<f2", count).astype(np.float32)
        raise MalformedWeights(f"The .bin file stores {name} in an unknown way (tag 0x{tag:08X}).")

    def check_finished(self) -> None:
        """Refuse a file that goes on after the last layer."""
        rest = len(self._content) - self._position
        if rest:
            raise MalformedWeights(f"The .bin file has {rest} bytes more than the network has parameters.")

    def _take_bytes(self, name: str, count: int) -> bytes:
        taken = self._content[self._position : self._position + count]
        if len(taken) < count:
            raise MalformedWeights(f"The .bin file ends in the middle of {name}.")
        self._position += count
        return taken
