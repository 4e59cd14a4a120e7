"""The layers of the upscaling networks in the order in which they are applied, with the parameters of each.

The order gives the unnamed parameters of an ncnn file their names.
"""

from dataclasses import dataclass

from burnish.weights.shapes import Shapes


@dataclass(frozen=True, slots=True)
class Convolution:
    """A 3x3 convolution: ``name.weight`` of shape (outputs, inputs, 3, 3) and ``name.bias`` of shape (outputs,)."""

    name: str
    outputs: int
    inputs: int

    @property
    def shapes(self) -> Shapes:
        """The shape of each parameter by its name."""
        return {f"{self.name}.weight": (self.outputs, self.inputs, 3, 3), f"{self.name}.bias": (self.outputs,)}


@dataclass(frozen=True, slots=True)
class PReLU:
    """A rectifier with a learned slope for each channel: ``name.weight`` of shape (channels,)."""

    name: str
    channels: int

    @property
    def shapes(self) -> Shapes:
        """The shape of each parameter by its name."""
        return {f"{self.name}.weight": (self.channels,)}


Layout = tuple[Convolution | PReLU, ...]
"""The layers of a network that have parameters, in the order in which they are applied."""


def shapes_of(layout: Layout) -> Shapes:
    """The shape of every parameter of a network by its name in the state dict."""
    return {name: shape for layer in layout for name, shape in layer.shapes.items()}


def _compact_layout(features: int, convolutions: int, scale: int) -> Layout:
    """basicsr's ``SRVGGNetCompact`` with PReLU: a plain chain of convolutions, each but the last with a slope."""
    inputs = [3] + [features] * convolutions
    chain: list[Convolution | PReLU] = []
    for count in inputs:
        chain.append(Convolution(f"body.{len(chain)}", features, count))
        chain.append(PReLU(f"body.{len(chain)}", features))
    chain.append(Convolution(f"body.{len(chain)}", 3 * scale * scale, features))
    return tuple(chain)


def _rrdb_layout(features: int, blocks: int, growth: int) -> Layout:
    """basicsr's ``RRDBNet`` for 4x: blocks of three densely connected groups of five convolutions."""
    dense = [
        Convolution(
            f"body.{block}.rdb{group}.conv{index}",
            features if index == 5 else growth,
            features + (index - 1) * growth,
        )
        for block in range(blocks)
        for group in (1, 2, 3)
        for index in range(1, 6)
    ]
    tail = [Convolution(name, features, features) for name in ("conv_body", "conv_up1", "conv_up2", "conv_hr")]
    return (Convolution("conv_first", features, 3), *dense, *tail, Convolution("conv_last", 3, features))


GENERAL_X4V3 = _compact_layout(features=64, convolutions=32, scale=4)
"""realesr-general-x4v3 and its weak-denoising twin: ``SRVGGNetCompact(3, 3, 64, 32, 4, "prelu")``."""

X4PLUS = _rrdb_layout(features=64, blocks=23, growth=32)
"""RealESRGAN_x4plus: ``RRDBNet(3, 3, 64, 23, 32, scale=4)``."""
