"""TIFF, written strip by strip; BigTIFF where 4 GB do not suffice.

tifffile cannot write EXIF directories and Pillow has no 16-bit RGB, so the strips are written here, and Pillow writes
the directories of tags.
"""

from collections.abc import Iterator
from itertools import accumulate
from typing import BinaryIO

import numpy as np
from isal import isal_zlib
from PIL.TiffImagePlugin import ImageFileDirectory_v2

from burnish.images import tiff_tags
from burnish.images.annotations import packet_with
from burnish.images.picture import Picture, Pixels
from burnish.images.pixels import band_rows, bands

_WIDTH, _HEIGHT, _BITS, _COMPRESSION, _PHOTOMETRIC = 256, 257, 258, 259, 262
_STRIP_OFFSETS, _SAMPLES, _ROWS_PER_STRIP, _STRIP_BYTES = 273, 277, 278, 279
_PREDICTOR, _EXTRA_SAMPLES, _PROFILE = 317, 338, 34675
_BLACK_IS_ZERO, _RGB = 1, 2
_DEFLATE, _HORIZONTAL_DIFFERENCES, _UNASSOCIATED_ALPHA, _INCH = 8, 2, 2, 2
_LONG, _LONG8 = 4, 16
_COMPRESSION_LEVEL = 1
_MOST_CLASSIC_BYTES = 2**32 - 2**26
_CLASSIC_HEADER = b"II\x2a\0\x08\0\0\0"
_BIG_HEADER = b"II\x2b\0\x08\0\0\0\x10\0\0\0\0\0\0\0"


def write_tiff(file: BinaryIO, picture: Picture, *, big: bool | None = None) -> None:
    """Writes any picture, 8 or 16 bits, 1 to 4 channels, as TIFF with Deflate compression.

    ``big`` asks for BigTIFF or against it; by default it is used where the pixels might not fit into 4 GB. A mapped
    picture is never in memory as a whole.
    """
    if big is None:
        big = picture.pixels.nbytes > _MOST_CLASSIC_BYTES
    header = _BIG_HEADER if big else _CLASSIC_HEADER
    directory = _directory(picture, header)
    strips = -(-picture.height // band_rows(picture.pixels))
    _set_strips(directory, [0] * strips, big)
    file.seek(len(header) + len(directory.tobytes(len(header))))
    _set_strips(directory, [file.write(strip) for strip in _compressed(picture.pixels)], big)
    file.seek(0)
    directory.save(file)


def _directory(picture: Picture, header: bytes) -> ImageFileDirectory_v2:
    """All tags of the file but those that say where the strips are."""
    metadata = picture.metadata
    directory = ImageFileDirectory_v2(header)
    for tag, value in tiff_tags.descriptive_of_exif(metadata.exif).items():
        directory[tag] = value
    directory[_WIDTH] = picture.width
    directory[_HEIGHT] = picture.height
    directory[_BITS] = (picture.pixels.dtype.itemsize * 8,) * picture.channels
    directory[_COMPRESSION] = _DEFLATE
    directory[_PHOTOMETRIC] = _BLACK_IS_ZERO if picture.is_grey else _RGB
    directory[_SAMPLES] = picture.channels
    directory[_ROWS_PER_STRIP] = band_rows(picture.pixels)
    directory[_PREDICTOR] = _HORIZONTAL_DIFFERENCES
    if picture.has_alpha:
        directory[_EXTRA_SAMPLES] = _UNASSOCIATED_ALPHA
    if metadata.dpi is not None:
        directory[tiff_tags.X_RESOLUTION], directory[tiff_tags.Y_RESOLUTION] = metadata.dpi
        directory[tiff_tags.RESOLUTION_UNIT] = _INCH
    if metadata.icc_profile is not None:
        directory[_PROFILE] = metadata.icc_profile
    packet = packet_with(metadata.xmp, metadata.text)
    if packet is not None:
        directory[tiff_tags.XMP] = packet
    return directory


def _set_strips(directory: ImageFileDirectory_v2, sizes: list[int], big: bool) -> None:
    """Notes the sizes of the strips and where they begin, counted from the directory's end as Pillow wants it."""
    for tag in (_STRIP_OFFSETS, _STRIP_BYTES):
        directory.tagtype[tag] = _LONG8 if big else _LONG
    directory[_STRIP_OFFSETS] = tuple(accumulate(sizes[:-1], initial=0))
    directory[_STRIP_BYTES] = tuple(sizes)


def _compressed(pixels: Pixels) -> Iterator[bytes]:
    """The strips: each sample minus the one to its left, in little-endian order, as a zlib stream."""
    for band in bands(pixels):
        differences = np.array(band, band.dtype.newbyteorder("<"), order="C")
        np.subtract(band[:, 1:], band[:, :-1], out=differences[:, 1:])
        yield isal_zlib.compress(differences, _COMPRESSION_LEVEL)
