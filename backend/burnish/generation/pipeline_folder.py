"""What the files of a diffusers pipeline tell before it is loaded. Does not import torch.

A pipeline is a folder with ``model_index.json``, which names the components, and a folder for each of them with its
configuration and, of networks, its parameters (https://huggingface.co/docs/diffusers/using-diffusers/loading).
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from burnish.generation.problems import GeneratorUnusable
from burnish.generation.samplers import SAMPLERS
from burnish.parameters import SamplerName
from burnish.records import RecommendedGeneration

INDEX = "model_index.json"
"""The file that makes a folder a pipeline."""

COMPONENT_NAME = re.compile(r"[A-Za-z0-9_]+", re.ASCII)
"""Name of a component and its folder."""

WEIGHTS_FILE = re.compile(r"(?:model|diffusion_pytorch_model)(?:\.fp16)?(?:-\d{5}-of-\d{5})?\.safetensors", re.ASCII)
"""Name of a file with the parameters of a network, or a part of them."""

_MAX_CONFIG_BYTES = 1 << 20
_DEFAULT_SIDE = 512
_LARGE_SIDE = 1024
_SMALLEST_SIDE, _LARGEST_SIDE = 64, 2048
_LATENT_SCALE = 8
_DISTILLED_NAME = re.compile(r"turbo|lightning|schnell|hyper[-_]?sd|(?<![a-z])lcm(?![a-z])", re.IGNORECASE)
_EXCHANGEABLE_SCHEDULERS = {
    *(sampler.scheduler for sampler in SAMPLERS.values()),
    "DDPMScheduler",
    "DEISMultistepScheduler",
    "DPMSolverSinglestepScheduler",
    "KDPM2AncestralDiscreteScheduler",
    "KDPM2DiscreteScheduler",
}
"""Schedulers for networks that predict noise or velocity, which can take each other's place."""


@dataclass(frozen=True, slots=True)
class PipelineFolder:
    """A pipeline's files, as far as its configuration tells of them."""

    path: Path
    pipeline: str
    """Name of its class in diffusers."""
    networks: tuple[str, ...]
    """The components that have parameters."""
    recommended: RecommendedGeneration
    size_multiple: int
    samplers: tuple[SamplerName, ...]

    @property
    def family(self) -> str:
        """What kind of pipeline it is in words, for example ``Stable Diffusion XL``."""
        return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", self.pipeline.removesuffix("Pipeline"))

    @property
    def variant(self) -> str | None:
        """Which of the files with parameters are read: None for those in full precision, else ``fp16``.

        The smaller ones are read where they are all there is of a network.
        """
        is_full = all(_has_weights(self.path / name, half_precision=False) for name in self.networks)
        return None if is_full else "fp16"


def guess_recommended(name: str) -> RecommendedGeneration:
    """What probably suits a pipeline of which only the name is known."""
    side = _LARGE_SIDE if re.search(r"xl|flux|(?<![a-z])sd3", name, re.IGNORECASE) else _DEFAULT_SIDE
    return _recommended(side, side, name, is_distilled=bool(_DISTILLED_NAME.search(name)))


def read_pipeline_folder(path: Path, name: str) -> PipelineFolder:
    """Looks at the pipeline in a folder; ``name`` is what a person knows it by.

    Raises GeneratorUnusable where it is none, is not whole, has no parameters as safetensors, or needs another input
    than a prompt.
    """
    index = _read_config(path, path / INDEX)
    pipeline = index.get("_class_name")
    if not isinstance(pipeline, str):
        raise GeneratorUnusable(f"{path / INDEX} does not say which pipeline it belongs to. Save the pipeline anew.")
    components = [key for key, value in index.items() if _names_class(value)]
    _check_names(path, components)
    networks = tuple(component for component in components if _is_network(path / component, index[component]))
    for component in components:
        _check_component(path / component, is_network=component in networks)
    denoiser = next((component for component in ("unet", "transformer") if component in components), None)
    if denoiser is None:
        raise GeneratorUnusable(
            f"{path} holds a {pipeline}, which does not make images from a prompt. Choose a text-to-image pipeline."
        )
    denoising = _read_config(path, path / denoiser / "config.json")
    decoding = _read_config(path, path / "vae" / "config.json") if "vae" in components else {}
    scheduler = _read_config(path, path / "scheduler" / "scheduler_config.json") if "scheduler" in components else {}
    _check_channels(path, pipeline, denoiser, denoising, decoding)
    scale = _latent_scale(decoding)
    multiple = scale * (2 if denoiser == "transformer" else 1)
    height, width = _native_size(denoising, scale, multiple, is_large=denoiser == "transformer" or "XL" in pipeline)
    return PipelineFolder(
        path=path,
        pipeline=pipeline,
        networks=networks,
        recommended=_recommended(width, height, f"{name} {pipeline}", _is_distilled(name, scheduler)),
        size_multiple=multiple,
        samplers=_samplers(scheduler),
    )


def _names_class(value: object) -> bool:
    """Whether an entry of the index is a component that is there: ``[library, class]``."""
    return isinstance(value, list) and len(value) == 2 and all(isinstance(part, str) for part in value)


def _check_names(path: Path, components: list[str]) -> None:
    """Raises GeneratorUnusable where a component's folder could be outside the pipeline's."""
    for component in components:
        if COMPONENT_NAME.fullmatch(component) is None:
            raise GeneratorUnusable(f"{path / INDEX} names a component {component[:100]!r}, which no pipeline has.")


def _read_config(pipeline: Path, path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > _MAX_CONFIG_BYTES:
            raise ValueError("it is too large")
        config = json.loads(path.read_bytes())
    except FileNotFoundError as error:
        raise GeneratorUnusable(
            f"{pipeline} is not a whole diffusers pipeline: it has no {path.relative_to(pipeline)}. Choose a folder "
            "that save_pretrained() of diffusers wrote, or the id of such a pipeline on the Hugging Face hub."
        ) from error
    except (OSError, ValueError, RecursionError) as error:
        raise GeneratorUnusable(f"{path} cannot be read ({error}). Save or fetch the pipeline anew.") from error
    if not isinstance(config, dict):
        raise GeneratorUnusable(f"{path} does not hold a configuration. Save or fetch the pipeline anew.")
    return config


def _is_network(folder: Path, entry: list[str]) -> bool:
    """Whether a component has parameters: its configuration tells that, or that it has files of them."""
    return (folder / "config.json").is_file() and "Tokenizer" not in entry[1]


def _check_component(folder: Path, is_network: bool) -> None:
    if not folder.is_dir():
        raise GeneratorUnusable(
            f"The pipeline in {folder.parent} is not whole: the folder {folder.name} is missing. Save or fetch it anew."
        )
    if not is_network or any(_has_weights(folder, half_precision=half) for half in (False, True)):
        return
    if any(folder.glob("*.bin")) or any(folder.glob("*.ckpt")):
        raise GeneratorUnusable(
            f"The parameters in {folder} are pickled (.bin), which can run foreign code when they are read; only "
            "safetensors are used. Convert the pipeline where you trust it: load it with diffusers and save it with "
            "save_pretrained(folder, safe_serialization=True)."
        )
    raise GeneratorUnusable(f"{folder} has no .safetensors file with parameters. Save or fetch the pipeline anew.")


def _has_weights(folder: Path, *, half_precision: bool) -> bool:
    """Whether a component has its parameters as safetensors, in full or in half precision."""
    names = [path.name for path in folder.glob("*.safetensors") if WEIGHTS_FILE.fullmatch(path.name)]
    return any(is_half_precision(name) == half_precision for name in names)


def is_half_precision(file_name: str) -> bool:
    """Whether a file belongs to a network's parameters in half precision, as ``model.fp16.safetensors`` does."""
    return ".fp16" in file_name


def _check_channels(
    path: Path, pipeline: str, denoiser: str, denoising: dict[str, Any], decoding: dict[str, Any]
) -> None:
    """Networks that fill in, enlarge or follow a picture take its channels besides those of the latents."""
    taken, decoded = denoising.get("in_channels"), decoding.get("latent_channels")
    if denoiser == "unet" and isinstance(taken, int) and isinstance(decoded, int) and taken != decoded:
        raise GeneratorUnusable(
            f"{path} holds a {pipeline} whose network needs a picture besides the prompt ({taken} channels instead of "
            f"{decoded}), as those for inpainting do. Choose a text-to-image pipeline."
        )


def _latent_scale(decoding: dict[str, Any]) -> int:
    """How many pixels along each side one place of the latents stands for, at least 8."""
    blocks = decoding.get("block_out_channels") or decoding.get("encoder_block_out_channels")
    scale: int = 2 ** (len(blocks) - 1) if isinstance(blocks, list) and blocks else _LATENT_SCALE
    return min(max(scale, _LATENT_SCALE), _SMALLEST_SIDE)


def _native_size(denoising: dict[str, Any], scale: int, multiple: int, is_large: bool) -> tuple[int, int]:
    """Rows and columns that the network was trained for."""
    known = denoising.get("sample_size")
    sides = [side for side in (known if isinstance(known, list) else [known, known]) if isinstance(side, int)]
    if len(sides) != 2:
        side = _LARGE_SIDE if is_large else _DEFAULT_SIDE
        return side, side
    height, width = (min(max(side * scale // multiple * multiple, _SMALLEST_SIDE), _LARGEST_SIDE) for side in sides)
    return height, width


def _is_distilled(name: str, scheduler: dict[str, Any]) -> bool:
    """Whether the network makes images in a few steps and without guidance."""
    kind = scheduler.get("_class_name")
    trailing = scheduler.get("timestep_spacing") == "trailing"
    return (
        bool(_DISTILLED_NAME.search(name))
        or kind == "LCMScheduler"
        or (trailing and kind in ("EulerDiscreteScheduler", "EulerAncestralDiscreteScheduler"))
    )


def _recommended(width: int, height: int, name: str, is_distilled: bool) -> RecommendedGeneration:
    if is_distilled:
        return RecommendedGeneration(width=width, height=height, steps=4, guidance=0.0)
    guidance = 6.0 if "xl" in name.lower() else 3.5 if "flux" in name.lower() else 7.5
    return RecommendedGeneration(width=width, height=height, steps=25, guidance=guidance)


def _samplers(scheduler: dict[str, Any]) -> tuple[SamplerName, ...]:
    is_exchangeable = scheduler.get("_class_name") in _EXCHANGEABLE_SCHEDULERS
    flows = bool(scheduler.get("use_flow_sigmas")) or scheduler.get("prediction_type") == "flow_prediction"
    return get_args(SamplerName) if is_exchangeable and not flows else ()
