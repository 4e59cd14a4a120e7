"""Networks that fail: memory exhausted, half precision that overflows, weights of another network."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import torch
from torch import nn

from burnish.compute.memory import OutOfMemory, UnusableOutput
from burnish.compute.precision import Precision
from burnish.compute.weights import LoadWeights
from burnish.faces.inference import BatchInference, NetworkRun
from burnish.faces.networks import FaceNetworks, Restoration
from burnish.faces.restorer import FaceRestorer
from burnish.images.picture import Picture, Pixels
from burnish.monitoring import Cancelled, ignore_progress, never_cancelled
from burnish.parameters import FaceAlgorithm, RestoreFacesStep
from burnish.weights.loading import load_state_dict
from burnish.weights.problems import WeightsDamaged
from tests.integration.faces.conftest import CPU, TINY
from tests.integration.faces.test_restorer import face_at, restore
from tests.unit.faces.test_alignment import noise


class Limited(nn.Module):
    """A network that has memory for batches of up to ``largest`` faces, and counts those that it has done."""

    def __init__(self, largest: int) -> None:
        super().__init__()
        self.scale = nn.Parameter(torch.ones(1), requires_grad=False)
        self.largest = largest
        self.done: list[int] = []

    def forward(self, faces: torch.Tensor) -> torch.Tensor:
        if len(faces) > self.largest:
            torch.empty(2**60)
        self.done.append(len(faces))
        return faces * self.scale


class Constant(nn.Module):
    """A network that gives one constant."""

    def __init__(self, constant: float, dtype: torch.dtype) -> None:
        super().__init__()
        self.constant = nn.Parameter(torch.tensor(constant, dtype=dtype), requires_grad=False)

    def forward(self, faces: torch.Tensor) -> torch.Tensor:
        return torch.zeros_like(faces) + self.constant


def run(network: nn.Module, faces: torch.Tensor, float32_network: nn.Module | None = None) -> torch.Tensor:
    network_run = NetworkRun("some", network, lambda: float32_network or network, lambda module, given: module(given))
    return BatchInference(CPU, never_cancelled).run(network_run, faces, ignore_progress)


@pytest.fixture
def faces() -> torch.Tensor:
    return torch.rand(7, 3, 16, 16, generator=torch.Generator().manual_seed(0))


@pytest.mark.parametrize(("largest", "batches"), [(7, [7]), (4, [3, 3, 1]), (2, [1] * 7), (1, [1] * 7)])
def test_out_of_memory_makes_batches_smaller(faces: torch.Tensor, largest: int, batches: list[int]) -> None:
    network = Limited(largest)
    assert (run(network, faces) == faces).all()
    assert network.done == batches


def test_what_was_done_before_memory_was_exhausted_is_not_done_again(faces: torch.Tensor) -> None:
    class GettingTight(Limited):
        def forward(self, given: torch.Tensor) -> torch.Tensor:
            result = super().forward(given)
            self.largest = 1 if self.done else 3
            return result

    network = GettingTight(3)
    assert (run(network, faces) == faces).all()
    assert network.done == [3, 1, 1, 1, 1]


def test_a_face_that_does_not_fit_by_itself_is_a_problem(faces: torch.Tensor) -> None:
    with pytest.raises(OutOfMemory, match="single face"):
        run(Limited(0), faces)


def test_other_errors_are_not_taken_for_exhausted_memory(faces: torch.Tensor) -> None:
    with pytest.raises(RuntimeError, match="weight"):
        run(nn.Conv2d(5, 3, 1), faces)


@pytest.mark.parametrize("constant", [float("nan"), float("inf"), 0.0])
def test_broken_half_precision_is_computed_again_in_float32(faces: torch.Tensor, constant: float) -> None:
    assert (run(Constant(constant, torch.bfloat16), faces, Limited(9)) == faces).all()


def test_one_black_face_of_a_batch_is_noticed(faces: torch.Tensor) -> None:
    class FirstBlack(Limited):
        def forward(self, given: torch.Tensor) -> torch.Tensor:
            return super().forward(given) * (torch.arange(len(given)) > 0).reshape(-1, 1, 1, 1)

    assert (run(FirstBlack(9).bfloat16(), faces, Limited(9)) == faces).all()


@pytest.mark.parametrize("constant", [float("nan"), float("inf")])
def test_values_that_are_no_numbers_in_float32_are_a_problem(faces: torch.Tensor, constant: float) -> None:
    with pytest.raises(UnusableOutput, match=r"configure --only some"):
        run(Constant(constant, torch.float32), faces)


def test_a_network_that_fails_never_gives_the_input_back(tmp_path: Path) -> None:
    parameters = {"weight": torch.full((3, 3, 1, 1), float("nan")), "bias": torch.zeros(3)}
    restorer = FaceRestorer(lambda _: parameters, CPU, "float32", TINY)
    picture = Picture(noise(100, 100))
    with pytest.raises(UnusableOutput):
        restore(restorer, picture, [face_at(5, 5, 90)], tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_network_that_overflows_in_half_precision_is_loaded_in_float32(tmp_path: Path) -> None:
    """The largest number of float16 is 65504."""
    parameters = {"weight": torch.full((3, 3, 1, 1), 1e6), "bias": torch.zeros(3)}
    picture = Picture(noise(100, 100))

    def restored(precision: Precision) -> Pixels:
        restorer = FaceRestorer(lambda _: parameters, CPU, precision, TINY)
        return restore(restorer, picture, [face_at(5, 5, 90), face_at(8, 0, 80)], tmp_path).pixels

    assert (restored("float16") == restored("float32")).all()
    assert (restored("float16")[50, 50] == 255).all()


DEEP: Mapping[FaceAlgorithm, Restoration] = {
    "gfpgan": Restoration(
        build=lambda: nn.Sequential(*(nn.Conv2d(3, 3, 1) for _ in range(20))),
        run=lambda network, faces, _: network(faces),
        stands_half_precision=True,
    )
}


def test_cancelling_within_a_network_runs_no_further_layer() -> None:
    parameters = {
        f"{layer}.{name}": torch.zeros(shape)
        for layer in range(20)
        for name, shape in (("weight", (3, 3, 1, 1)), ("bias", (3,)))
    }
    network_run = FaceNetworks(lambda _: parameters, CPU, "float32", DEEP).restoring(RestoreFacesStep())
    layers_run: list[object] = []
    for layer in network_run.network.children():
        layer.register_forward_hook(lambda *arguments: layers_run.append(arguments[0]))

    def check_cancelled() -> None:
        if len(layers_run) == 5:
            raise Cancelled

    with pytest.raises(Cancelled):
        BatchInference(CPU, check_cancelled).run(network_run, torch.zeros(1, 3, 8, 8), ignore_progress)
    assert len(layers_run) == 5


def test_half_precision_is_taken_if_it_was_asked_for_and_the_network_stands_it() -> None:
    parameters = {"weight": torch.eye(3).reshape(3, 3, 1, 1), "bias": torch.zeros(3)}
    networks = FaceNetworks(lambda _: parameters, CPU, "bfloat16", TINY)
    network_run = networks.restoring(RestoreFacesStep())
    assert next(network_run.network.parameters()).dtype == torch.bfloat16
    assert next(network_run.float32_network().parameters()).dtype == torch.float32
    sensitive: Mapping[FaceAlgorithm, Restoration] = {
        "codeformer": Restoration(TINY["gfpgan"].build, TINY["gfpgan"].run, stands_half_precision=False)
    }
    kept = FaceNetworks(lambda _: parameters, CPU, "bfloat16", sensitive)
    network = kept.restoring(RestoreFacesStep(algorithm="codeformer")).network
    assert next(network.parameters()).dtype == torch.float32


def test_networks_are_loaded_once_until_memory_is_freed() -> None:
    asked: list[str] = []
    parameters = {"weight": torch.eye(3).reshape(3, 3, 1, 1), "bias": torch.zeros(3)}

    def load(name: str) -> Mapping[str, torch.Tensor]:
        asked.append(name)
        return parameters

    networks = FaceNetworks(load, CPU, "float32", TINY)
    first = networks.restoring(RestoreFacesStep()).network
    assert networks.restoring(RestoreFacesStep(seed=3, strength=0.1)).network is first
    assert asked == ["GFPGANv1.4"]
    networks.clear()
    assert networks.restoring(RestoreFacesStep()).network is not first


@pytest.mark.parametrize(
    ("step", "parsing", "name"),
    [
        (RestoreFacesStep(), False, "GFPGANv1.4"),
        (RestoreFacesStep(algorithm="codeformer"), False, "codeformer"),
        (RestoreFacesStep(), True, "parsing_parsenet"),
    ],
)
def test_weights_of_another_network_are_named(
    load_face_weights: LoadWeights, step: RestoreFacesStep, parsing: bool, name: str
) -> None:
    networks = FaceNetworks(lambda _: load_face_weights("detection_mobilenet0.25_Final"), CPU, "float32")
    ask: Callable[[], object] = networks.parsing if parsing else lambda: networks.restoring(step)
    with pytest.raises(WeightsDamaged, match=rf"{name}\.safetensors .* configure --only {name}"):
        ask()


def test_weights_that_are_cut_off_are_named(face_weights_root: Path, tmp_path: Path) -> None:
    content = (face_weights_root / "weights" / "GFPGANv1.4.safetensors").read_bytes()
    path = tmp_path / "GFPGANv1.4.safetensors"
    path.write_bytes(content[:1_000_000])
    networks = FaceNetworks(lambda _: load_state_dict(path), CPU, "float32")
    with pytest.raises(WeightsDamaged, match=r"GFPGANv1\.4\.safetensors"):
        networks.restoring(RestoreFacesStep())
