"""Pictures with everything that shows flaws: gradients, edges, texture, noise."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray


def scene(width: int, height: int, channels: int = 3, depth: int = 8) -> NDArray[Any]:
    """Shape (height, width, channels), uint8 or uint16, the same on every call."""
    random = np.random.default_rng(1)
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    gradient = (rows / height + columns / width) / 2
    rings = 0.5 + 0.5 * np.sin(((rows - height / 3) ** 2 + (columns - width / 2) ** 2) / 300)
    text = np.zeros((height, width), np.uint8)
    cv2.putText(text, "Burnish", (4, height // 2), cv2.FONT_HERSHEY_SIMPLEX, width / 160, 1, 2)
    noise = random.normal(0, 0.02, (height, width))
    planes = [0.6 * gradient + 0.4 * rings + noise, 0.8 * gradient + 0.2 * text, 1 - gradient - 0.3 * text + noise]
    alpha = (rings > 0.4) * gradient
    chosen = {1: planes[:1], 2: [planes[0], alpha], 3: planes, 4: [*planes, alpha]}[channels]
    maximum = 255 if depth == 8 else 65535
    values = np.clip(np.stack(chosen, axis=2), 0, 1) * maximum
    pixels: NDArray[Any] = values.round().astype(np.uint8 if depth == 8 else np.uint16)
    return pixels
