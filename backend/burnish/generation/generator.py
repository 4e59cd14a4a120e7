"""What a generator does. Does not import torch."""

from collections.abc import Callable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from burnish.monitoring import CheckCancelled
from burnish.records import ImageGeneration

RgbImage = NDArray[np.uint8]
"""A picture of shape (height, width, 3), RGB, 0..255."""


class ShowStep(Protocol):
    """Called after each step of an image, at its end too: progress, and a preview for whoever wants to see one."""

    def __call__(self, step: int, steps: int, estimate: Callable[[], RgbImage]) -> None:
        """``step`` of ``steps`` are done. ``estimate`` gives the picture as far as it can be told, of any size that has
        about the image's proportions; it is called only if the preview is shown, and before this call returns."""


class Generator(Protocol):
    """Makes images, one at a time; what it needs stays in memory until it is let go."""

    @property
    def name(self) -> str:
        """Name on the list of generators."""

    def generate(self, wanted: ImageGeneration, show_step: ShowStep, check_cancelled: CheckCancelled) -> RgbImage:
        """Makes the image; ``wanted`` has every value set but what the generator ignores, and ``sampler``, whose None
        is the generator's own.

        The same values give the same picture on the same device, bit for bit. Raises Cancelled, OutOfMemory,
        UnusableOutput or GenerationRefused.
        """
