"""Writes down what parameters a network has, by composing the parameters of its parts as PyTorch composes modules.

A foreign checkpoint is checked against them, without constructing the network and without importing PyTorch.
"""

Shape = tuple[int, ...]

Shapes = dict[str, Shape]
"""The shape of each parameter of a network, or of a part of one, by its name in the state dict."""

_COUNTER = "num_batches_tracked"

WITHOUT_PARAMETERS: Shapes = {}
"""A part that has none, such as an activation: in a sequence it takes a number all the same."""


def is_counter(name: str) -> bool:
    """Whether a parameter counts what batch normalisation has seen in training: an integer that inference ignores.

    Checkpoints of PyTorch before 0.4.1 do not have it, and PyTorch loads them nevertheless.
    """
    return name.rpartition(".")[2] == _COUNTER


def named(**parts: Shapes) -> Shapes:
    """A module of which each part has a name."""
    return {f"{part}.{name}": shape for part, shapes in parts.items() for name, shape in shapes.items()}


def sequence(*parts: Shapes) -> Shapes:
    """A module of which the parts are numbered from 0."""
    return named(**{str(number): shapes for number, shapes in enumerate(parts)})


def convolution(outputs: int, inputs: int, kernel: int, bias: bool = True) -> Shapes:
    """A convolution with a square kernel."""
    weight: Shapes = {"weight": (outputs, inputs, kernel, kernel)}
    return {**weight, "bias": (outputs,)} if bias else weight


def linear(outputs: int, inputs: int) -> Shapes:
    """A fully connected layer."""
    return {"weight": (outputs, inputs), "bias": (outputs,)}


def normalisation(channels: int) -> Shapes:
    """Group or layer normalisation, with a factor and an offset for each channel."""
    return {"weight": (channels,), "bias": (channels,)}


def batch_normalisation(channels: int) -> Shapes:
    """Batch normalisation with the statistics of its training."""
    return {
        **normalisation(channels),
        "running_mean": (channels,),
        "running_var": (channels,),
        _COUNTER: (),
    }
