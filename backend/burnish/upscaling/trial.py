"""Trying out a network from outside: whether it can be used for upscaling, and how it is best run."""

import importlib.metadata
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal

import torch
from safetensors.torch import save_file
from spandrel import MAIN_REGISTRY, ImageModelDescriptor, ModelTiling

from burnish.compute.memory import is_out_of_memory
from burnish.disk import sha256_of, sync_file
from burnish.upscaling.custom_model import NetworkFacts, NumberFormat, Tiling
from burnish.upscaling.foreign_networks import ForeignNetwork
from burnish.upscaling.foreign_weights import read_foreign_weights
from burnish.upscaling.measuring import TRIAL_SIDE, measure_reach, run_once, tile_area
from burnish.upscaling.problems import NotAnUpscalingModel
from burnish.upscaling.recognition import Recognised, RecognitionRequest
from burnish.weights.loading import load_state_dict

SCALES = (2, 3, 4, 8)
"""How many times a network may enlarge."""

_TILING: Mapping[ModelTiling, Tiling] = MappingProxyType(
    {
        ModelTiling.SUPPORTED: "supported",
        ModelTiling.DISCOURAGED: "discouraged",
        ModelTiling.INTERNAL: "internal",
    }
)


def take_weights(request: RecognitionRequest) -> Recognised:
    """Reads a file, writes its weights as safetensors, and tries out the network that they are for.

    What is tried out is what was written, as the engine will read it. Raises NotAnUpscalingModel.
    """
    save_file(read_foreign_weights(request.path, request.name), request.target)
    sync_file(request.target)
    descriptor = _recognise(load_state_dict(request.target), request.name)
    try:
        facts = _try_out(descriptor, request.name)
    except NotAnUpscalingModel:
        raise
    except Exception as error:  # whatever strange weights lead a network to
        if is_out_of_memory(error):
            raise MemoryError from error
        raise NotAnUpscalingModel(
            f"{request.name} is recognised as {descriptor.architecture.name}, but the network does not run: {error}."
        ) from error
    return Recognised(
        network=facts,
        sha256=sha256_of(request.target),
        bytes=request.target.stat().st_size,
        file_sha256=sha256_of(request.path),
    )


def _recognise(state: dict[str, torch.Tensor], name: str) -> "ImageModelDescriptor[Any]":
    """The network that the weights are for, if it is one that upscales."""
    kinds = (support.architecture for support in MAIN_REGISTRY.architectures("detection") if support.detect(state))
    kind = next(kinds, None)
    if kind is None:
        version = importlib.metadata.version("spandrel")
        raise NotAnUpscalingModel(
            f"{name} is not for a kind of network that is recognised. Those are the upscaling models that spandrel "
            f"{version} knows, such as ESRGAN (Real-ESRGAN), Compact, SPAN, SwinIR, HAT, DAT and RealCUGAN."
        )
    try:
        descriptor = kind.load(state)
    except Exception as error:  # what strange weights lead the many kinds of networks to
        if is_out_of_memory(error):
            raise MemoryError from error
        raise NotAnUpscalingModel(
            f"{name} looks like the weights of {kind.name}, but they do not fit it. The file may be damaged, or of a "
            "variant that is not known."
        ) from error
    _check_purpose(descriptor, name)
    assert isinstance(descriptor, ImageModelDescriptor)
    return descriptor


def _check_purpose(descriptor: Any, name: str) -> None:
    kind = descriptor.architecture.name
    if descriptor.purpose == "FaceSR":
        raise NotAnUpscalingModel(f"{name} is not an upscaling model: it is {kind}, which restores faces.")
    if descriptor.purpose == "Inpainting":
        raise NotAnUpscalingModel(f"{name} is not an upscaling model: it is {kind}, which fills in what is missing.")
    if descriptor.scale == 1:
        raise NotAnUpscalingModel(f"{name} does not enlarge: it is {kind}, which keeps the size of the picture.")
    if descriptor.scale not in SCALES:
        raise NotAnUpscalingModel(
            f"{name} enlarges {descriptor.scale} times. Networks that enlarge 2, 3, 4 or 8 times can be used."
        )
    channels = descriptor.input_channels, descriptor.output_channels
    if channels not in ((1, 1), (3, 3)):
        raise NotAnUpscalingModel(
            f"{name} takes {channels[0]} channels and gives {channels[1]}. Networks that take and give 3 channels "
            "(colour) or 1 (grey) can be used."
        )


@torch.inference_mode()
def _try_out(descriptor: "ImageModelDescriptor[Any]", name: str) -> NetworkFacts:
    """Runs the network on small pictures. Raises NotAnUpscalingModel, or whatever running it leads to."""
    network = ForeignNetwork(descriptor).requires_grad_(False).eval()
    channels: Literal[1, 3] = 1 if descriptor.input_channels == 1 else 3
    enlarged, cost = run_once(network, channels)
    side = TRIAL_SIDE * descriptor.scale
    if enlarged.shape != (1, channels, side, side):
        raise NotAnUpscalingModel(f"{name} does not give pictures of the size that its kind of network should.")
    if not enlarged.isfinite().all():
        raise NotAnUpscalingModel(f"{name} gives values that are not numbers. It may be damaged.")
    reach = measure_reach(network, channels, descriptor.scale, descriptor.size_requirements.multiple_of, cost)
    tiling = _TILING[descriptor.tiling]
    return NetworkFacts(
        architecture=descriptor.architecture.name,
        scale=descriptor.scale,
        channels=channels,
        number_formats=_number_formats(descriptor),
        arithmetic=round(cost.arithmetic * (1 if channels == 3 else 3), 3),
        tiling=tiling,
        endless=reach.endless,
        context=reach.context,
        feather=reach.feather,
        alignment=reach.alignment,
        tile_area=tile_area(cost, whole=tiling != "supported"),
    )


def _number_formats(descriptor: "ImageModelDescriptor[Any]") -> tuple[NumberFormat, ...]:
    formats: list[NumberFormat] = ["float32"]
    if descriptor.supports_bfloat16:
        formats.append("bfloat16")
    if descriptor.supports_half:
        formats.append("float16")
    return tuple(formats)
