"""How fast the upscaling models are on this machine, so that a page can say how long a job will take."""

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from burnish.engine.messages import SpeedMeasured
from burnish.engine.reporter import send
from burnish.images.picture import Picture
from burnish.monitoring import ignore_progress, never_cancelled
from burnish.parameters import UpscaleStep, UpscalingModelName
from burnish.processes.channel import Channel
from burnish.upscaling.models import MODELS
from burnish.upscaling.upscaler import Upscaler

TRIAL_SIDE = 128
"""Side, in pixels, of the picture that is upscaled to measure the speed before any work was done."""

TRUSTED_PIXELS = 64 * 64
"""A smaller picture says little about the speed of larger ones."""


class Speedometer:
    """Measures models at work; of those not yet measured the time is estimated from their arithmetic."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._measured: set[UpscalingModelName] = set()

    def measure(self, upscaler: Upscaler, step: UpscaleStep) -> None:
        """Upscales a small picture twice, the first time to load and warm what the step needs."""
        upscaler.warm_up(step)
        pixels = np.full((TRIAL_SIDE, TRIAL_SIDE, 3), 128, np.uint8)
        with self.timing(step.model, pixels.shape[0] * pixels.shape[1]):
            scratch = Path(tempfile.gettempdir())
            upscaler.upscale(Picture(pixels), step, scratch, ignore_progress, never_cancelled)

    @contextmanager
    def timing(self, model: UpscalingModelName, pixels: int) -> Iterator[None]:
        """Takes the time of a block that upscales ``pixels`` input pixels, and tells the speed if it succeeds."""
        began = time.perf_counter()
        yield
        if pixels >= TRUSTED_PIXELS:
            self._measured.add(model)
            self._tell(model, (time.perf_counter() - began) / pixels * 1e6)

    def _tell(self, model: UpscalingModelName, seconds_per_megapixel: float) -> None:
        send(self._channel, SpeedMeasured(model=model, seconds_per_megapixel=seconds_per_megapixel))
        for other, card in MODELS.items():
            if other not in self._measured:
                estimate = seconds_per_megapixel * card.arithmetic / MODELS[model].arithmetic
                send(self._channel, SpeedMeasured(model=other, seconds_per_megapixel=estimate))
