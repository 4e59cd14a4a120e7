"""Where in an image file the numbers stand that tell a decoder how much there is of something."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

PNG_START = b"\x89PNG\r\n\x1a\n"

_BOX_CONTAINERS = (b"meta", b"iprp", b"ipco", b"moov", b"trak", b"dinf", b"iref", b"grpl")
_TIFF_SIZES = (256, 257, 258, 277, 278, 322, 323)
"""Tags that tell how large the picture, its samples, strips and tiles are."""


@dataclass(frozen=True)
class Field:
    """An unsigned number in a file."""

    offset: int
    size: int
    """Bytes that it takes: 1, 2, 4 or 8."""
    order: Literal["big", "little"]
    counts: Literal["bytes", "pixels"]
    """What it is the number of, roughly: how long a part of the file is, or how large the picture."""


def fields_of(file: bytes) -> list[Field]:
    """The numbers found in a valid file."""
    if file.startswith(PNG_START):
        return list(_of_png(file))
    if file.startswith(b"\xff\xd8"):
        return list(_of_jpeg(file))
    if file.startswith(b"RIFF"):
        return list(_of_webp(file))
    if file[:2] in (b"II", b"MM"):
        return list(_of_tiff(file))
    if file.startswith(b"BM"):
        return list(_of_bmp())
    return list(_of_boxes(file, 0, len(file)))


def png_chunks(file: bytes) -> list[bytes]:
    """The chunks of a PNG file, each with its length and checksum."""
    chunks, position = [], len(PNG_START)
    while position + 12 <= len(file):
        end = position + 12 + int.from_bytes(file[position : position + 4], "big")
        chunks.append(file[position:end])
        position = end
    return chunks


def _of_png(file: bytes) -> Iterator[Field]:
    position = len(PNG_START)
    for chunk in png_chunks(file):
        yield Field(position, 4, "big", "bytes")
        if chunk[4:8] == b"IHDR":
            yield Field(position + 8, 4, "big", "pixels")
            yield Field(position + 12, 4, "big", "pixels")
            yield Field(position + 16, 1, "big", "pixels")
            yield Field(position + 17, 1, "big", "pixels")
        position += len(chunk)


def _of_jpeg(file: bytes) -> Iterator[Field]:
    position = 2
    while file[position] == 0xFF and file[position + 1] != 0xDA:
        yield Field(position + 2, 2, "big", "bytes")
        if file[position + 1] in (0xC0, 0xC1, 0xC2):
            yield Field(position + 4, 1, "big", "pixels")
            yield Field(position + 5, 2, "big", "pixels")
            yield Field(position + 7, 2, "big", "pixels")
            yield Field(position + 9, 1, "big", "pixels")
        position += 2 + int.from_bytes(file[position + 2 : position + 4], "big")


def _of_webp(file: bytes) -> Iterator[Field]:
    position = 12
    yield Field(4, 4, "little", "bytes")
    while position + 8 <= len(file):
        yield Field(position + 4, 4, "little", "bytes")
        sizes = {b"VP8X": (12, 15), b"VP8 ": (14, 16), b"VP8L": (9, 11)}.get(file[position : position + 4], ())
        for start in sizes:
            yield Field(position + start, 2, "little", "pixels")
        length = int.from_bytes(file[position + 4 : position + 8], "little")
        position += 8 + length + length % 2


def _of_tiff(file: bytes) -> Iterator[Field]:
    order: Literal["big", "little"] = "little" if file[:2] == b"II" else "big"
    is_big = file[2:4] in (b"+\0", b"\0+")
    word, entry_size, count_size = (8, 20, 8) if is_big else (4, 12, 2)
    yield Field(word if is_big else 4, word, order, "bytes")
    start = int.from_bytes(file[word if is_big else 4 :][:word], order)
    count = int.from_bytes(file[start : start + count_size], order)
    yield Field(start, count_size, order, "bytes")
    for entry in range(start + count_size, start + count_size + count * entry_size, entry_size):
        tag = int.from_bytes(file[entry : entry + 2], order)
        kind = int.from_bytes(file[entry + 2 : entry + 4], order)
        yield Field(entry + 2, 2, order, "bytes")
        yield Field(entry + 4, word, order, "bytes")
        value_size = 2 if kind == 3 else word
        yield Field(entry + 4 + word, value_size, order, "pixels" if tag in _TIFF_SIZES else "bytes")


def _of_bmp() -> Iterator[Field]:
    for offset in (2, 10, 14, 34):
        yield Field(offset, 4, "little", "bytes")
    for offset, size in ((18, 4), (22, 4), (28, 2), (30, 4), (46, 4)):
        yield Field(offset, size, "little", "pixels")


def _of_boxes(file: bytes, start: int, end: int) -> Iterator[Field]:
    """The lengths of boxes, and the sizes in image spatial extents (ISO/IEC 14496-12 and 23008-12)."""
    while start + 8 <= end:
        length, name = struct.unpack_from(">I4s", file, start)
        yield Field(start, 4, "big", "bytes")
        if name == b"ispe":
            yield Field(start + 12, 4, "big", "pixels")
            yield Field(start + 16, 4, "big", "pixels")
        elif name in _BOX_CONTAINERS:
            yield from _of_boxes(file, start + (12 if name in (b"meta", b"iref") else 8), start + length)
        elif name == b"iloc":
            yield from (Field(offset, 4, "big", "bytes") for offset in range(start + 12, start + length - 3, 2))
        start += max(8, length)
