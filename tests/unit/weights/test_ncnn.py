"""ncnn's pair of files: written here from the format's description, read by the code under test."""

import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from burnish.weights.layouts import Convolution, Layout, PReLU
from burnish.weights.ncnn import read_ncnn
from burnish.weights.problems import MalformedWeights

SMALL: Layout = (Convolution("first", 3, 1), PReLU("slopes", 3), Convolution("last", 1, 3))
"""The odd counts of weights (27 each) make float16 arrays end off the border of four bytes."""

STRUCTURE = """7767517
5 5
Input      data    0 1 data
Convolution Conv_0 1 1 data 1 0=3 1=3 4=1 5=1 6=27
PReLU      PRelu_1 1 1 1 2 0=3
Convolution Conv_2 1 1 2 3 0=1 1=3 4=1 5=1 6=27 9=2 -23310=1,2.000000e-01
PixelShuffle Shuffle 1 1 3 output 0=4
"""

State = dict[str, NDArray[np.float32]]


def random_state(seed: int = 0) -> State:
    """Values that float16 holds exactly, so that reading must give them back exactly."""
    generator = np.random.default_rng(seed)
    shapes = {name: shape for layer in SMALL for name, shape in layer.shapes.items()}
    return {name: generator.normal(size=shape).astype(np.float16).astype(np.float32) for name, shape in shapes.items()}


def write_bin(state: State, half: bool) -> bytes:
    """The content of a .bin file: tag and weights of convolutions (padded to 4 bytes), everything else plain."""
    parts: list[bytes] = []
    for values in state.values():
        if values.ndim == 4 and half:
            stored = values.astype("<f2").tobytes()
            parts.append(struct.pack("<I", 0x01306B47) + stored + b"\0" * (-len(stored) % 4))
        elif values.ndim == 4:
            parts.append(struct.pack("<I", 0) + values.astype("<f4").tobytes())
        else:
            parts.append(values.astype("<f4").tobytes())
    return b"".join(parts)


@pytest.mark.parametrize("half", [True, False], ids=["float16", "float32"])
def test_what_was_written_is_read_back_exactly(half: bool) -> None:
    written = random_state()
    read = read_ncnn(STRUCTURE, write_bin(written, half), SMALL)
    assert list(read) == ["first.weight", "first.bias", "slopes.weight", "last.weight", "last.bias"]
    for name, values in written.items():
        assert read[name].dtype == np.float32
        np.testing.assert_array_equal(read[name], values)


@pytest.mark.parametrize("half", [True, False], ids=["float16", "float32"])
def test_a_file_cut_anywhere_is_refused(half: bool) -> None:
    content = write_bin(random_state(), half)
    for length in range(len(content)):
        with pytest.raises(MalformedWeights, match="ends in the middle of"):
            read_ncnn(STRUCTURE, content[:length], SMALL)


def test_bytes_after_the_last_layer_are_refused() -> None:
    with pytest.raises(MalformedWeights, match="4 bytes more"):
        read_ncnn(STRUCTURE, write_bin(random_state(), half=True) + b"\0\0\0\0", SMALL)


@pytest.mark.parametrize("tag", [0x000D4B38, 0x0002C056, 0x00000001, 0xFFFFFFFF])
def test_weights_stored_in_another_way_are_refused(tag: int) -> None:
    content = struct.pack("<I", tag) + write_bin(random_state(), half=True)[4:]
    with pytest.raises(MalformedWeights, match=f"0x{tag:08X}"):
        read_ncnn(STRUCTURE, content, SMALL)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("name", ["first.weight", "slopes.weight", "last.bias"])
def test_values_that_are_not_finite_are_refused(name: str, value: float) -> None:
    state = random_state()
    state[name].flat[1 % state[name].size] = value
    with pytest.raises(MalformedWeights, match=f"{name} that are not finite"):
        read_ncnn(STRUCTURE, write_bin(state, half=True), SMALL)


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("7767517", "7767518"),
        ("7767517\n", ""),
        ("5 5", "6 5"),
        ("5 5", "5"),
        ("0=3 1=3", "0=4 1=3"),
        ("1=3", "1=5"),
        ("5=1", "5=0"),
        ("6=27", "6=28"),
        ("PRelu_1 1 1 1 2 0=3", "PRelu_1 1 1 1 2 0=2"),
        ("PReLU ", "ReLU "),
        ("Convolution Conv_2", "InnerProduct Conv_2"),
        ("PixelShuffle Shuffle", "Convolution Shuffle"),
        ("PRelu_1 1 1", "PRelu_1 one 1"),
        ("PRelu_1 1 1", "PRelu_1 " + "9" * 5000 + " 1"),
        ("Input      data    0 1 data", "Input"),
    ],
)
def test_another_structure_is_refused(was: str, becomes: str) -> None:
    assert was in STRUCTURE
    with pytest.raises(MalformedWeights):
        read_ncnn(STRUCTURE.replace(was, becomes), write_bin(random_state(), half=True), SMALL)


def test_a_network_with_fewer_layers_is_refused() -> None:
    with pytest.raises(MalformedWeights, match="lists 3 layers with parameters; the network has 2"):
        read_ncnn(STRUCTURE, write_bin(random_state(), half=True), SMALL[:2])


@given(structure=st.text(), parameters=st.binary())
def test_any_other_input_is_a_malformed_file(structure: str, parameters: bytes) -> None:
    with pytest.raises(MalformedWeights):
        read_ncnn(structure, parameters, SMALL)
    with pytest.raises(MalformedWeights):
        read_ncnn("7767517\n" + structure, parameters, SMALL)


@given(position=st.integers(0, len(STRUCTURE) - 1), character=st.characters())
def test_a_structure_with_one_changed_character_is_read_or_refused(position: int, character: str) -> None:
    changed = STRUCTURE[:position] + character + STRUCTURE[position + 1 :]
    expected = random_state()
    try:
        read = read_ncnn(changed, write_bin(expected, half=True), SMALL)
    except MalformedWeights:
        return
    for name, values in expected.items():
        np.testing.assert_array_equal(read[name], values)
