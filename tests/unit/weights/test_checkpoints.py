"""Checkpoint files as they are found in the wild, and as somebody with bad intentions would make them."""

import os
import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from burnish.weights.checkpoints import read_checkpoint
from burnish.weights.problems import MalformedWeights

SHAPES = {"a.weight": (2, 3), "a.bias": (2,)}


def good() -> dict[str, torch.Tensor]:
    return {"a.weight": torch.arange(6.0).reshape(2, 3), "a.bias": torch.tensor([0.5, -0.5])}


def saved(folder: Path, content: object) -> Path:
    path = folder / "network.pth"
    torch.save(content, path)
    return path


@pytest.mark.parametrize(
    "content",
    [good(), {"params": good()}, {"params_ema": good()}, {"params": {}, "params_ema": good()}],
    ids=["plain", "params", "params_ema", "both"],
)
def test_every_layout_of_the_official_files_is_read(tmp_path: Path, content: object) -> None:
    state = read_checkpoint(saved(tmp_path, content), SHAPES)
    np.testing.assert_array_equal(state["a.weight"], np.arange(6, dtype=np.float32).reshape(2, 3))
    np.testing.assert_array_equal(state["a.bias"], np.array([0.5, -0.5], dtype=np.float32))


def test_the_prefix_of_parallel_training_is_taken_off(tmp_path: Path) -> None:
    path = saved(tmp_path, {f"module.{name}": tensor for name, tensor in good().items()})
    assert read_checkpoint(path, SHAPES).keys() == SHAPES.keys()


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16, torch.float64])
def test_other_floating_point_types_become_float32(tmp_path: Path, dtype: torch.dtype) -> None:
    state = read_checkpoint(saved(tmp_path, {name: tensor.to(dtype) for name, tensor in good().items()}), SHAPES)
    assert {values.dtype for values in state.values()} == {np.dtype(np.float32)}
    np.testing.assert_array_equal(state["a.bias"], [0.5, -0.5])


COUNTER = "norm.num_batches_tracked"
WITH_COUNTER = {**SHAPES, COUNTER: ()}


def test_counters_of_batch_normalisation_stay_integers_without_dimensions(tmp_path: Path) -> None:
    counter = read_checkpoint(saved(tmp_path, {**good(), COUNTER: torch.tensor(7)}), WITH_COUNTER)[COUNTER]
    np.testing.assert_array_equal(counter, np.array(7), strict=True)


def test_counters_may_be_missing_as_in_old_files(tmp_path: Path) -> None:
    assert read_checkpoint(saved(tmp_path, good()), WITH_COUNTER).keys() == SHAPES.keys()


@pytest.mark.parametrize("counter", [torch.tensor(7.0), torch.tensor([7]), torch.tensor(True)])
def test_what_is_no_counter_is_refused_in_its_place(tmp_path: Path, counter: torch.Tensor) -> None:
    with pytest.raises(MalformedWeights, match="num_batches_tracked is"):
        read_checkpoint(saved(tmp_path, {**good(), COUNTER: counter}), WITH_COUNTER)


def test_a_transposed_tensor_is_read_in_its_own_order(tmp_path: Path) -> None:
    state = good()
    state["a.weight"] = torch.arange(6.0).reshape(3, 2).t()
    read = read_checkpoint(saved(tmp_path, state), SHAPES)["a.weight"]
    assert read.flags.c_contiguous
    np.testing.assert_array_equal(read, [[0, 2, 4], [1, 3, 5]])


@pytest.mark.parametrize(
    "change",
    [
        {"a.bias": torch.zeros(3)},
        {"a.bias": torch.zeros(2, 1)},
        {"a.bias": torch.zeros(2, dtype=torch.int64)},
        {"a.bias": torch.zeros(2, dtype=torch.complex64)},
        {"a.bias": torch.zeros(2).to_sparse()},
        {"a.bias": torch.zeros(1).expand(10**12)},
        {"a.bias": torch.tensor([1.0, float("nan")])},
        {"a.bias": torch.tensor([1.0, float("inf")])},
        {"a.extra": torch.zeros(2)},
        {"a.bias": [0.5, -0.5]},
        {"a.bias": None},
    ],
    ids=["length", "rank", "integer", "complex", "sparse", "huge", "nan", "infinite", "unknown", "list", "none"],
)
def test_a_checkpoint_of_something_else_is_refused(tmp_path: Path, change: dict[str, object]) -> None:
    with pytest.raises(MalformedWeights, match="network"):
        read_checkpoint(saved(tmp_path, {**good(), **change}), SHAPES)


def test_a_missing_parameter_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MalformedWeights, match="1 parameters are missing and 0 are unknown"):
        read_checkpoint(saved(tmp_path, {"a.bias": torch.zeros(2)}), SHAPES)


@pytest.mark.parametrize("content", [[1, 2], torch.zeros(3), {"params": "text"}, {"params": [1]}, {}])
def test_a_file_without_a_state_dict_is_refused(tmp_path: Path, content: object) -> None:
    with pytest.raises(MalformedWeights):
        read_checkpoint(saved(tmp_path, content), SHAPES)


class _Attack:
    """Runs a command when it is unpickled."""

    def __init__(self, victim: Path) -> None:
        self.victim = victim

    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, (str(self.victim),)


def test_code_in_a_checkpoint_is_never_run(tmp_path: Path) -> None:
    victim = tmp_path / "made-by-the-attack"
    for path in (saved(tmp_path, {**good(), "a.bias": _Attack(victim)}), tmp_path / "plain.pth"):
        if path.name == "plain.pth":
            path.write_bytes(pickle.dumps(_Attack(victim)))
        with pytest.raises(MalformedWeights, match="read safely"):
            read_checkpoint(path, SHAPES)
    assert not victim.exists()


def test_a_truncated_or_foreign_file_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path, good())
    content = path.read_bytes()
    for damaged in (b"", b"<html>", content[:1], content[: len(content) // 2], content[:-1], os.urandom(500)):
        path.write_bytes(damaged)
        with pytest.raises(MalformedWeights, match="network"):
            read_checkpoint(path, SHAPES)
