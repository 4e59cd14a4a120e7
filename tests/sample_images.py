"""Small images with something to see in them, made when they are needed."""

import io

import numpy as np
from PIL import Image


def sample_pixels(width: int, height: int, channels: int = 3, seed: int = 0) -> np.ndarray:
    """Smooth colours with some noise, the same for the same arguments: (height, width, channels), uint8."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float64)
    waves = [128 + 90 * np.sin(x / (7 + channel) + y / (11 - channel) + seed) for channel in range(channels)]
    noise = np.random.default_rng(seed).normal(0, 6, (height, width, channels))
    return np.clip(np.stack(waves, axis=-1) + noise, 0, 255).astype(np.uint8)


def image_file(width: int, height: int, channels: int = 3, seed: int = 0, image_format: str = "PNG") -> bytes:
    """Such pixels as an image file."""
    file = io.BytesIO()
    Image.fromarray(sample_pixels(width, height, channels, seed).squeeze()).save(file, image_format)
    return file.getvalue()
