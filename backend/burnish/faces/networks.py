"""Which networks restore and parse faces, how they are run, and the one place that holds them in memory."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import torch
from torch import nn

from burnish.compute.precision import NumberFormats, Precision, checking_pattern, is_close_enough
from burnish.compute.weights import LoadWeights, fill
from burnish.faces import codeformer, gfpgan, parsing
from burnish.faces.alignment import FACE_SIDE
from burnish.faces.cards import ALGORITHMS, PARSING_WEIGHTS
from burnish.faces.inference import NetworkRun
from burnish.parameters import FaceAlgorithm, RestoreFacesStep


@dataclass(frozen=True, slots=True)
class Restoration:
    """An algorithm: how its network is built and run."""

    build: Callable[[], nn.Module]
    """Makes the network, with parameters still to be loaded."""
    run: Callable[[nn.Module, torch.Tensor, RestoreFacesStep], torch.Tensor]
    """Restores aligned faces: shape (n, 3, 512, 512), R, G, B, values 0..1, not limited to that in the result."""
    stands_half_precision: bool
    """Whether it may run in half precision. CodeFormer looks up codes, and a rounded one is another one."""


RESTORATIONS: Mapping[FaceAlgorithm, Restoration] = MappingProxyType(
    {
        "gfpgan": Restoration(
            build=gfpgan.build,
            run=lambda network, faces, step: gfpgan.restore(network, faces, step.seed),
            stands_half_precision=True,
        ),
        "codeformer": Restoration(
            build=codeformer.build,
            run=lambda network, faces, step: codeformer.restore(network, faces, step.fidelity),
            stands_half_precision=False,
        ),
    }
)


class FaceNetworks:
    """The networks in memory on one device; each is loaded once, when it is first asked for."""

    def __init__(
        self,
        load_weights: LoadWeights,
        device: torch.device,
        precision: Precision,
        restorations: Mapping[FaceAlgorithm, Restoration] = RESTORATIONS,
    ) -> None:
        self.device = device
        self._load_weights = load_weights
        self._restorations = restorations
        self._networks: dict[tuple[str, torch.dtype], nn.Module] = {}
        self._formats = NumberFormats(precision, device)

    def restoring(self, step: RestoreFacesStep) -> NetworkRun:
        """The network that a step asks for, in the number format that suits it.

        It takes and gives aligned faces of shape (n, 3, 512, 512), R, G, B, values 0..1, not limited to that in the
        result. Raises :class:`WeightsDamaged` where the parameters are those of another network, and what loading them
        raises.
        """
        return NetworkRun(
            weights=ALGORITHMS[step.algorithm].weights,
            network=self._restoring(step.algorithm, self._dtype(step.algorithm)),
            float32_network=lambda: self._restoring(step.algorithm, torch.float32),
            run=lambda network, faces: self._restorations[step.algorithm].run(network, faces, step),
        )

    def parsing(self) -> NetworkRun:
        """ParseNet, in float32: its output is decided by which of two scores is the higher.

        It takes the same faces and gives scores of shape (n, 19, 256, 256). Raises the same.
        """
        network = self._get(PARSING_WEIGHTS, parsing.build, torch.float32)
        return NetworkRun(PARSING_WEIGHTS, network, lambda: network, parsing.score_classes)

    def clear(self) -> None:
        """Free all memory; what is asked for next is loaded again."""
        self._networks.clear()

    def _restoring(self, algorithm: FaceAlgorithm, dtype: torch.dtype) -> nn.Module:
        return self._get(ALGORITHMS[algorithm].weights, self._restorations[algorithm].build, dtype)

    def _get(self, name: str, build: Callable[[], nn.Module], dtype: torch.dtype) -> nn.Module:
        if (name, dtype) not in self._networks:
            self._networks[name, dtype] = _load(build, name, self._load_weights(name), self.device, dtype)
        return self._networks[name, dtype]

    def _dtype(self, algorithm: FaceAlgorithm) -> torch.dtype:
        """The format that suits the algorithm: float32 where half precision would change more than rounding."""
        if not self._restorations[algorithm].stands_half_precision:
            return torch.float32
        return self._formats.choose(algorithm, lambda dtype: self._is_exact_enough(algorithm, dtype))

    @torch.inference_mode()
    def _is_exact_enough(self, algorithm: FaceAlgorithm, dtype: torch.dtype) -> bool:
        pattern = checking_pattern(FACE_SIDE).to(self.device)
        step = RestoreFacesStep(algorithm=algorithm)
        run = self._restorations[algorithm].run
        expected = run(self._restoring(algorithm, torch.float32), pattern, step)
        return is_close_enough(run(self._restoring(algorithm, dtype), pattern.to(dtype), step), expected)


def _load(
    build: Callable[[], nn.Module],
    name: str,
    parameters: Mapping[str, torch.Tensor],
    device: torch.device,
    dtype: torch.dtype,
) -> nn.Module:
    """The network with its parameters, ready to run. It is built without memory: nothing is initialised in vain."""
    with torch.device("meta"):
        network = build()
    fill(network, parameters, name).to(device, dtype)
    if device.type == "cpu":
        _lay_out_for_cpu(network)
    return network


def _lay_out_for_cpu(network: nn.Module) -> None:
    """Colours innermost in memory, which is quicker. GFPGAN's modulated parameters have an axis more and stay."""
    for parameter in network.parameters():
        if parameter.dim() == 4:
            parameter.data = parameter.data.contiguous(memory_format=torch.channels_last)
