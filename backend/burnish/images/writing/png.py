"""PNG, written in bands of rows.

Pillow and OpenCV want the whole picture in memory, and Pillow takes longer for it than upscaling does. Here a band is
filtered with Up (each row minus the row above), which numpy does at the speed of memory, and compressed with igzip,
which comes close to the size of zlib's default in a thirtieth of its time.
"""

from collections.abc import Iterator
from typing import BinaryIO

import numpy as np
from isal import isal_zlib
from numpy.typing import NDArray

from burnish.images import xmp
from burnish.images.picture import Metadata, Picture, Pixels
from burnish.images.pixels import band_rows, bands
from burnish.images.png_chunks import (
    GREY,
    GREY_ALPHA,
    METRES_PER_INCH,
    RGB,
    RGB_ALPHA,
    SIGNATURE,
    XMP_KEYWORD,
    chunk_bytes,
    international_text_chunk,
    text_chunk,
)

_COLOUR_TYPES = {1: GREY, 2: GREY_ALPHA, 3: RGB, 4: RGB_ALPHA}
_UP = 2
_COMPRESSION_LEVEL = 1
_PROFILE_NAME = b"ICC profile"
_PERCEPTUAL = b"\0"


def write_png(file: BinaryIO, picture: Picture) -> None:
    """Writes any picture, 8 or 16 bits, 1 to 4 channels, as PNG; a mapped picture is never in memory as a whole."""
    file.write(SIGNATURE)
    file.write(_header(picture))
    for chunk in _metadata_chunks(picture.metadata):
        file.write(chunk)
    for data in _compressed(picture.pixels):
        file.write(chunk_bytes(b"IDAT", data))
    file.write(chunk_bytes(b"IEND", b""))


def _header(picture: Picture) -> bytes:
    bits = picture.pixels.dtype.itemsize * 8
    size = picture.width.to_bytes(4, "big") + picture.height.to_bytes(4, "big")
    return chunk_bytes(b"IHDR", size + bytes([bits, _COLOUR_TYPES[picture.channels], 0, 0, 0]))


def _metadata_chunks(metadata: Metadata) -> Iterator[bytes]:
    if metadata.icc_profile is not None:
        yield chunk_bytes(b"iCCP", _PROFILE_NAME + b"\0\0" + isal_zlib.compress(metadata.icc_profile))
    else:
        yield chunk_bytes(b"sRGB", _PERCEPTUAL)
    if metadata.dpi is not None:
        horizontal, vertical = (round(dots / METRES_PER_INCH) for dots in metadata.dpi)
        yield chunk_bytes(b"pHYs", horizontal.to_bytes(4, "big") + vertical.to_bytes(4, "big") + b"\1")
    if metadata.exif is not None:
        yield chunk_bytes(b"eXIf", metadata.exif)
    if metadata.xmp is not None:
        yield international_text_chunk(XMP_KEYWORD, xmp.without_properties(metadata.xmp).decode())
    for keyword, text in metadata.text.items():
        yield text_chunk(keyword, text)


def _compressed(pixels: Pixels) -> Iterator[bytes]:
    """The zlib stream of the filtered rows, a piece for each band."""
    compressor = isal_zlib.compressobj(_COMPRESSION_LEVEL)
    row_bytes = pixels.shape[1] * pixels.shape[2] * pixels.dtype.itemsize
    filtered = np.empty((band_rows(pixels), 1 + row_bytes), np.uint8)
    filtered[:, 0] = _UP
    above = np.zeros(row_bytes, np.uint8)
    for band in bands(pixels):
        rows = _big_endian_bytes(band)
        np.subtract(rows[0], above, out=filtered[0, 1:])
        np.subtract(rows[1:], rows[:-1], out=filtered[1 : len(rows), 1:])
        above = rows[-1].copy()
        if data := compressor.compress(filtered[: len(rows)]):
            yield data
    yield compressor.flush()


def _big_endian_bytes(band: Pixels) -> NDArray[np.uint8]:
    """The band's rows as bytes, (rows, bytes), with the more significant byte of 16-bit samples first."""
    ordered = np.ascontiguousarray(band, band.dtype.newbyteorder(">"))
    return ordered.reshape(len(band), -1).view(np.uint8)
