"""Pictures of what a pipeline is working on, told from its latents by a linear map instead of the slow decoder."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Self

import numpy as np
import torch
from torch.nn import functional

from burnish.generation.generator import RgbImage

_FIELDS = 12
_FIELD_SIDE = 128
_COARSEST, _FINEST = 2, 16
_COLOUR = 0.6
"""How much colours vary, measured in how much brightness does."""


class LatentProjection:
    """Turns latents into a small picture: each pixel's colour is a linear function of the values at its place.

    Such a map exists because autoencoders of images keep place and colour. It is found for each autoencoder by least
    squares, from pictures of known colours and what the autoencoder makes of them.
    """

    def __init__(self, matrix: torch.Tensor) -> None:
        """``matrix`` of shape (channels + 1, 3), float64 on the CPU; its last row is what is added."""
        self._matrix = matrix

    @classmethod
    @torch.inference_mode()
    def fit(cls, vae: Any) -> Self:
        """The map for an autoencoder of diffusers (``AutoencoderKL``) in float32."""
        fields = colour_fields(_FIELDS, _FIELD_SIDE)
        device = next(vae.parameters()).device
        encoded = [vae.encode(field[None].to(device)).latent_dist.mode().cpu() for field in 2 * fields - 1]
        latents = _as_pipelines_have_them(torch.cat(encoded), vae.config)
        places = latents.movedim(1, -1).flatten(0, 2).double()
        averages = functional.interpolate(fields, size=latents.shape[-2:], mode="area")
        colours = averages.movedim(1, -1).flatten(0, 2).double()
        return cls(torch.linalg.lstsq(_with_ones(places), colours).solution)

    def picture(self, latents: torch.Tensor) -> RgbImage:
        """The picture of latents of shape (channels, height, width); it has a pixel for each place."""
        colours = _with_ones(latents.cpu().double().movedim(0, -1)) @ self._matrix
        pixels: RgbImage = (colours.nan_to_num().clamp(0, 1) * 255).round().byte().numpy()
        return pixels


def colour_fields(count: int, side: int) -> torch.Tensor:
    """Pictures of coarse and fine blotches of all colours, always the same.

    As in photographs brightness varies more than colour, which autoencoders of photographs expect. Shape
    (count, 3, side, side), values 0..1.
    """
    randomness = torch.Generator().manual_seed(0)
    fields = []
    for grid in torch.linspace(_COARSEST, _FINEST, count).round().int().tolist():
        brightness = torch.rand(1, 1, grid, grid, generator=randomness)
        colour = torch.rand(1, 3, grid, grid, generator=randomness) - 0.5
        blotches = brightness + _COLOUR * colour
        fields.append(functional.interpolate(blotches, size=(side, side), mode="bicubic"))
    return torch.cat(fields).clamp(0, 1)


def flat_picture(width: int, height: int) -> RgbImage:
    """A small grey picture of these proportions, for latents that nobody can tell the colours of."""
    return np.full((max(1, height // 8), max(1, width // 8), 3), 128, dtype=np.uint8)


class EstimateKeeper:
    """Keeps what a scheduler estimates the finished latents to be, which are far clearer than the noisy ones."""

    def __init__(self, scheduler: Any) -> None:
        """Listens to the scheduler's steps from now on."""
        self._scheduler = scheduler
        self._estimate: torch.Tensor | None = None
        scheduler.step = self._listening(scheduler.step)

    def latest(self, latents: torch.Tensor) -> torch.Tensor:
        """The estimate of the last step, whose outcome are ``latents``.

        Those themselves, brought to the spread of finished ones, where the scheduler tells none.
        """
        if self._estimate is not None:
            return self._estimate
        outputs = getattr(self._scheduler, "model_outputs", [])
        if self._predicts_pictures() and outputs and outputs[-1] is not None:
            predicted: torch.Tensor = outputs[-1]
            return predicted
        return latents / latents.std().clamp(min=1)

    def _predicts_pictures(self) -> bool:
        """Whether a scheduler of several steps remembers estimates of the picture rather than of the noise."""
        config = self._scheduler.config
        return str(config.get("algorithm_type", "")).endswith("++") or bool(config.get("predict_x0"))

    def _listening(self, step: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(step)
        def step_and_keep(*arguments: Any, **options: Any) -> Any:
            result = step(*arguments, **options)
            estimated = len(result) > 1 and isinstance(result[1], torch.Tensor)
            self._estimate = result[1] if estimated else None
            return result

        return step_and_keep


def _as_pipelines_have_them(encoded: torch.Tensor, config: Any) -> torch.Tensor:
    """Latents as the denoising network knows them: shifted and scaled to the spread of noise."""
    mean, deviation = config.get("latents_mean"), config.get("latents_std")
    if mean is not None and deviation is not None:
        shape = (1, -1, 1, 1)
        encoded = (encoded - torch.tensor(mean).view(shape)) / torch.tensor(deviation).view(shape)
    latents: torch.Tensor = (encoded - (config.get("shift_factor") or 0.0)) * config.get("scaling_factor", 1.0)
    return latents


def _with_ones(values: torch.Tensor) -> torch.Tensor:
    """The values with a 1 after those of each place."""
    return torch.cat([values, values.new_ones((*values.shape[:-1], 1))], dim=-1)
