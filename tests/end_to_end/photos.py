"""Photos on the disk, as a person has them."""

from pathlib import Path

import numpy as np
from PIL import Image
from skimage.data import data_dir


def portrait(width: int, height: int) -> Image.Image:
    """A photo with a face, fabric and metal in it: NASA's portrait of Eileen Collins, in the public domain."""
    with Image.open(Path(data_dir) / "astronaut.png") as image:
        return image.resize((width, height), Image.Resampling.LANCZOS)


def save_portrait(path: Path, width: int = 96, height: int = 72) -> Path:
    """That photo as a file, in the format that the path's suffix names."""
    path.parent.mkdir(parents=True, exist_ok=True)
    portrait(width, height).save(path)
    return path


def save_plain(path: Path, shade: int = 0) -> Path:
    """A tiny file of one colour."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (16, 12), (shade % 256, 90, 160)).save(path)
    return path


def pixels_of(path: Path) -> np.ndarray:
    """A file's pixels as RGB: (height, width, 3), uint8."""
    with Image.open(path) as image:
        assert image.mode == "RGB"
        return np.asarray(image)
