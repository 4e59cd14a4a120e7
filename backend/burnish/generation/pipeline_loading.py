"""Bringing a diffusers pipeline into memory: safetensors only, no foreign code, nothing from the network."""

from typing import Any

import diffusers
import torch
import transformers

from burnish.compute.memory import OutOfMemory, is_out_of_memory
from burnish.compute.precision import Precision, preferred_dtype
from burnish.generation.pipeline_folder import PipelineFolder
from burnish.generation.problems import GeneratorUnusable

_WORKING_BYTES = 2 * 1024**3
"""What denoising and decoding take on an accelerator besides the parameters."""


def choose_dtype(precision: Precision, device: torch.device) -> torch.dtype:
    """The number format of a pipeline: with ``auto`` float16 on CUDA, else float32, which is always exact."""
    if precision == "auto" and device.type != "cuda":
        return torch.float32
    return preferred_dtype(precision, device)


def load_pipeline(folder: PipelineFolder, device: torch.device, dtype: torch.dtype) -> Any:
    """The pipeline, ready to make images on the device.

    On a CUDA card that it does not fit into, each network is moved there only while it is needed. Raises
    GeneratorUnusable and OutOfMemory.
    """
    quieten_libraries()
    try:
        pipeline = diffusers.AutoPipelineForText2Image.from_pretrained(
            folder.path,
            dtype=dtype,
            variant=folder.variant,
            use_safetensors=True,
            local_files_only=True,
        )
        pipeline.set_progress_bar_config(disable=True)
        _move(pipeline, device)
    except Exception as error:  # files that others made can be wrong in every way
        if is_out_of_memory(error):
            raise OutOfMemory(
                f"There is not enough memory to load the pipeline in {folder.path}. Close other programs, choose a "
                "smaller pipeline, or one with its parameters in half precision."
            ) from error
        reason = (str(error) or type(error).__name__).strip().splitlines()[0]
        raise GeneratorUnusable(
            f"The pipeline in {folder.path} cannot be loaded ({reason}). Its files may be damaged, or it is not one "
            "that makes images from a prompt: fetch or save it anew, or choose another one."
        ) from error
    return pipeline


def networks_of(pipeline: Any) -> list[torch.nn.Module]:
    """The components with parameters."""
    return [component for component in pipeline.components.values() if isinstance(component, torch.nn.Module)]


def _move(pipeline: Any, device: torch.device) -> None:
    if device.type == "cuda" and _size_of(pipeline) + _WORKING_BYTES > torch.cuda.mem_get_info(device)[0]:
        pipeline.enable_model_cpu_offload(device=device)
    else:
        pipeline.to(device)


def _size_of(pipeline: Any) -> int:
    """Bytes of all parameters."""
    return sum(value.nbytes for network in networks_of(pipeline) for value in network.parameters())


def quieten_libraries() -> None:
    """Keeps the libraries from writing progress bars and advice to the terminal."""
    diffusers.utils.logging.set_verbosity_error()
    diffusers.utils.logging.disable_progress_bar()
    transformers.utils.logging.set_verbosity_error()
    transformers.utils.logging.disable_progress_bar()
