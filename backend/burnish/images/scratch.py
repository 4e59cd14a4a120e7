"""A picture in a file instead of in memory: written region by region, read in bands. Does not import torch."""

import tempfile
from pathlib import Path
from typing import Self

import numpy as np

from burnish.images.files import check_disk_space
from burnish.images.picture import Pixels


class ScratchPixels:
    """Pixels of shape (height, width, channels) in a file that has no name and vanishes with its last user.

    Used in a ``with`` block, after which nothing can be written any more.
    """

    def __init__(
        self, folder: Path, shape: tuple[int, int, int], dtype: np.dtype[np.uint8] | np.dtype[np.uint16]
    ) -> None:
        """Raises ``DiskFull`` if the disk of ``folder`` has not enough room."""
        height, width, channels = shape
        self._shape = shape
        self._dtype = dtype
        self._row_bytes = width * channels * dtype.itemsize
        check_disk_space(folder, height * self._row_bytes)
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - it outlives this method; __exit__ closes it
        self._file.truncate(height * self._row_bytes)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def write(self, left: int, top: int, pixels: Pixels) -> None:
        """Write the region whose upper left corner is given. Its rows of the file are mapped into memory meanwhile."""
        _, width, channels = self._shape
        rows: Pixels = np.memmap(
            self._file,
            self._dtype,
            mode="r+",
            offset=top * self._row_bytes,
            shape=(pixels.shape[0], width, channels),
        )
        rows[:, left : left + pixels.shape[1]] = pixels

    def mapped(self) -> Pixels:
        """All pixels, for reading; the file lives as long as they do."""
        pixels: Pixels = np.memmap(self._file, self._dtype, mode="r", shape=self._shape)
        return pixels
