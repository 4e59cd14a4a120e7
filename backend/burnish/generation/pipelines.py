"""Making images with the pipelines of diffusers."""

import inspect
from contextlib import ExitStack
from typing import Any, Self

import diffusers
import numpy as np
import psutil
import torch
from numpy.typing import NDArray

from burnish.compute.freeing import give_back_memory
from burnish.compute.layers import told_of_layers
from burnish.compute.memory import OutOfMemory, UnusableOutput, is_out_of_memory
from burnish.compute.precision import Precision
from burnish.generation.cards import GeneratorCard
from burnish.generation.generator import RgbImage, ShowStep
from burnish.generation.latent_previews import EstimateKeeper, LatentProjection, flat_picture
from burnish.generation.pipeline_folder import read_pipeline_folder
from burnish.generation.pipeline_loading import choose_dtype, load_pipeline, networks_of
from burnish.generation.problems import GenerationRefused, GenerationUnsupported, GeneratorUnusable
from burnish.generation.samplers import SAMPLERS
from burnish.monitoring import CheckCancelled, ignore_progress
from burnish.records import ImageGeneration

_DECODING_BYTES_PER_PIXEL = 8192
"""What decoding a picture in one go takes at most, in float32."""

FloatImage = NDArray[np.float32]
"""A picture of shape (height, width, 3), RGB, 0..1."""


class DiffusersGenerator:
    """A text-to-image pipeline in memory. Letting go of it frees all that."""

    def __init__(self, card: GeneratorCard, pipeline: Any, device: torch.device, dtype: torch.dtype) -> None:
        self._card = card
        self._pipeline = pipeline
        self._device = device
        self._dtype = dtype
        self._own_scheduler = pipeline.scheduler
        self._accepted = inspect.signature(pipeline.__call__).parameters.keys()
        self._projection = _fit_projection(pipeline)
        self._saves_memory = False

    @classmethod
    def load(cls, card: GeneratorCard, device: torch.device, precision: Precision) -> Self:
        """Loads the pipeline in the card's folder.

        Raises GeneratorUnusable, which names the folder and the remedy, and OutOfMemory.
        """
        if card.folder is None:
            raise GeneratorUnusable(f"{card.title} is not a pipeline.")
        dtype = choose_dtype(precision, device)
        pipeline = load_pipeline(read_pipeline_folder(card.folder, card.model), device, dtype)
        return cls(card, pipeline, device, dtype)

    @property
    def name(self) -> str:
        """Name on the list of generators."""
        return self._card.name

    def generate(self, wanted: ImageGeneration, show_step: ShowStep, check_cancelled: CheckCancelled) -> RgbImage:
        """Makes the image that diffusers makes with these values, its seed being that of a generator on the CPU.

        Raises Cancelled; OutOfMemory where slicing and tiling do not help; UnusableOutput where the picture is no
        numbers in float32 too; GenerationRefused by the pipeline's own safety checker; GenerationUnsupported.
        """
        picture = self._make_within_memory(wanted, show_step, check_cancelled)
        if self._dtype != torch.float32 and _looks_broken(picture):
            picture = self._make_in_full_precision(wanted, show_step, check_cancelled)
        if not np.isfinite(picture).all():
            raise UnusableOutput(
                f"{self._card.title} gave values that are not numbers. Try another sampler, size or seed; if that does "
                "not help its files may be damaged: fetch or save them anew."
            )
        finished = (picture * 255).round().astype(np.uint8)
        steps = wanted.steps or 1
        show_step(steps, steps, lambda: finished)
        return finished

    def _make_in_full_precision(
        self, wanted: ImageGeneration, show_step: ShowStep, check_cancelled: CheckCancelled
    ) -> FloatImage:
        """Makes one image in float32, which half precision failed on."""
        self._pipeline.to(torch.float32)
        try:
            return self._make_within_memory(wanted, show_step, check_cancelled)
        finally:
            self._pipeline.to(self._dtype)

    def _make_within_memory(
        self, wanted: ImageGeneration, show_step: ShowStep, check_cancelled: CheckCancelled
    ) -> FloatImage:
        """Makes the image; where memory runs out, once more and from then on in slices and tiles."""
        try:
            return self._make(wanted, show_step, check_cancelled)
        except Exception as error:
            if not is_out_of_memory(error):
                raise
            if self._saves_memory:
                raise OutOfMemory(
                    f"There is not enough memory to make an image of that size with {self._card.title}. Choose a "
                    "smaller size, or close other programs."
                ) from error
        # Only here nothing holds the tensors of the failed attempt any more.
        self._save_memory()
        return self._make_within_memory(wanted, show_step, check_cancelled)

    def _save_memory(self) -> None:
        give_back_memory()
        self._pipeline.enable_attention_slicing()
        self._saves_memory = True

    def _make(self, wanted: ImageGeneration, show_step: ShowStep, check_cancelled: CheckCancelled) -> FloatImage:
        check_cancelled()
        scheduler = self._new_scheduler(wanted.sampler)
        self._pipeline.scheduler = scheduler
        self._tile_decoding(wanted)
        with ExitStack() as stack:
            for network in networks_of(self._pipeline):
                stack.enter_context(told_of_layers(network, check_cancelled, ignore_progress))
            made = self._pipeline(
                **self._arguments(wanted), **self._callback(scheduler, wanted, show_step, check_cancelled)
            )
        if any(getattr(made, "nsfw_content_detected", None) or []):
            raise GenerationRefused(
                f"The safety checker of {self._card.title} blanked this image. Change the prompt or the seed."
            )
        picture: FloatImage = made.images[0]
        return picture

    def _new_scheduler(self, sampler: str | None) -> Any:
        """A scheduler of its own for each image, because it keeps what it did.

        Raises GenerationUnsupported.
        """
        configuration = self._own_scheduler.config
        if sampler is None:
            return type(self._own_scheduler).from_config(configuration)
        for name, known in SAMPLERS.items():
            if name == sampler:
                return getattr(diffusers, known.scheduler).from_config(configuration, **known.options)
        raise GenerationUnsupported(f"{self._card.title} has no sampler {sampler}.")

    def _tile_decoding(self, wanted: ImageGeneration) -> None:
        """Decodes the picture in tiles, or in one go where memory allows that: tiles change it a little."""
        vae = getattr(self._pipeline, "vae", None)
        if vae is None or not hasattr(vae, "enable_tiling"):
            return
        needed = _DECODING_BYTES_PER_PIXEL * (wanted.width or 0) * (wanted.height or 0)
        is_short = self._device.type == "cpu" and needed > psutil.virtual_memory().available
        if self._saves_memory or is_short:
            vae.enable_tiling()
        else:
            vae.disable_tiling()

    def _arguments(self, wanted: ImageGeneration) -> dict[str, Any]:
        """What the pipeline is called with; those of other families know some of it by no name."""
        arguments = {
            "prompt": wanted.prompt,
            "negative_prompt": wanted.negative_prompt or None,
            "width": wanted.width,
            "height": wanted.height,
            "num_inference_steps": wanted.steps,
            "guidance_scale": wanted.guidance,
            "generator": torch.Generator("cpu").manual_seed(wanted.seed or 0),
            "output_type": "np",
        }
        return {name: value for name, value in arguments.items() if name in self._accepted}

    def _callback(
        self, scheduler: Any, wanted: ImageGeneration, show_step: ShowStep, check_cancelled: CheckCancelled
    ) -> dict[str, Any]:
        """What makes the pipeline tell of its steps, the last of which is told of when the picture is decoded."""
        if "callback_on_step_end" not in self._accepted:
            return {}
        steps = wanted.steps or 1
        estimates = EstimateKeeper(scheduler)
        shown = 0

        def after_step(_pipeline: Any, index: int, _timestep: Any, tensors: dict[str, Any]) -> dict[str, Any]:
            nonlocal shown
            check_cancelled()
            # Samplers of second order call their network more than once a step.
            done = (index + 1) * steps // len(scheduler.timesteps)
            if shown < done < steps:
                shown = done
                show_step(done, steps, lambda: self._picture_of(estimates.latest(tensors["latents"]), wanted))
            return {}

        return {"callback_on_step_end": after_step, "callback_on_step_end_tensor_inputs": ["latents"]}

    def _picture_of(self, latents: torch.Tensor, wanted: ImageGeneration) -> RgbImage:
        """A small picture of latents, grey where these cannot be read."""
        width, height = wanted.width or 1, wanted.height or 1
        if latents.ndim == 3 and hasattr(self._pipeline, "_unpack_latents"):
            latents = self._pipeline._unpack_latents(latents, height, width, self._pipeline.vae_scale_factor)
        if self._projection is None or latents.ndim != 4:
            return flat_picture(width, height)
        return self._projection.picture(latents[0])


def _fit_projection(pipeline: Any) -> LatentProjection | None:
    """The map from latents to colours; None where the pipeline has no autoencoder that one is known for."""
    vae = getattr(pipeline, "vae", None)
    if not isinstance(vae, diffusers.AutoencoderKL):
        return None
    dtype = vae.dtype
    vae.to(torch.float32)
    try:
        return LatentProjection.fit(vae)
    finally:
        vae.to(dtype)


def _looks_broken(picture: FloatImage) -> bool:
    """Whether half precision failed: values that are not numbers, or nothing but black."""
    return not np.isfinite(picture).all() or bool(picture.max() < 1 / 255)
