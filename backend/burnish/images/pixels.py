"""Small operations on arrays of pixels, done band by band so that memory stays bounded by the band."""

import mmap
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from burnish.images.picture import Pixels

_BAND_BYTES = 1 << 20


def band_rows(pixels: Pixels, multiple_of: int = 1) -> int:
    """How many rows make a band of about a megabyte, at least one and a multiple of ``multiple_of``."""
    row_bytes = max(1, pixels.nbytes // max(1, len(pixels)))
    return max(1, _BAND_BYTES // row_bytes // multiple_of) * multiple_of


def bands(pixels: Pixels, multiple_of: int = 1) -> Iterator[Pixels]:
    """Views of the pixels' rows from top to bottom, :func:`band_rows` at a time.

    The memory of a band that is mapped from a file is given back to the system once the next band is asked for, so
    that walking through a mapped picture does not bring all of it into memory. Nothing is lost: pages of shared
    mappings stay in the file (and in the system's cache).
    """
    rows = band_rows(pixels, multiple_of)
    mapping = _shared_mapping(pixels)
    for start in range(0, len(pixels), rows):
        band = pixels[start : start + rows]
        yield band
        if mapping is not None:
            _release(mapping, band)


def to_8_bits(pixels: Pixels) -> NDArray[np.uint8]:
    """The pixels at 8 bits a channel, rounded to the nearest (65535 becomes 255, 128 becomes 0, 129 becomes 1)."""
    if pixels.dtype == np.uint8:
        return pixels.view(np.uint8)
    reduced = np.empty(pixels.shape, np.uint8)
    start = 0
    for band in bands(pixels):
        reduced[start : start + len(band)] = (band.astype(np.uint32) + 128) // 257
        start += len(band)
    return reduced


def turned_upright(pixels: Pixels, orientation: int) -> Pixels:
    """The pixels turned and mirrored as EXIF's ``orientation`` (1..8) asks for, contiguous in memory.

    The numbers are those of Exif 2.32, section 4.6.4: 1 upright, 2 mirrored, 3 half a turn, 4 flipped, 5 transposed,
    6 to be turned clockwise, 7 transposed over the other diagonal, 8 to be turned anticlockwise.
    """
    turned: Pixels = pixels.swapaxes(0, 1) if orientation >= 5 else pixels
    if orientation in (2, 3, 6, 7):
        turned = turned[:, ::-1]
    if orientation in (3, 4, 7, 8):
        turned = turned[::-1]
    return turned if turned.flags.c_contiguous else turned.copy()


def _shared_mapping(pixels: Pixels) -> mmap.mmap | None:
    """The file mapping that the array is a contiguous view of, unless its changes live in memory only."""
    if not pixels.flags.c_contiguous:
        return None
    owner: object = pixels
    while isinstance(owner, np.ndarray):
        if isinstance(owner, np.memmap) and owner.mode == "c":
            return None
        owner = owner.base
    return owner if isinstance(owner, mmap.mmap) else None


def _release(mapping: mmap.mmap, band: Pixels) -> None:
    """Gives the memory pages that the band begins in and goes through back to the system."""
    base = np.frombuffer(mapping, np.uint8).ctypes.data
    first = band.ctypes.data - base
    start = first // mmap.PAGESIZE * mmap.PAGESIZE
    end = (first + band.nbytes) // mmap.PAGESIZE * mmap.PAGESIZE
    if hasattr(mmap, "MADV_DONTNEED") and end > start:
        mapping.madvise(mmap.MADV_DONTNEED, start, end - start)
