"""Reading and correcting a few fields of an EXIF block in place, so that every other byte of it survives.

A block is a TIFF header with directories of 12-byte entries (Exif 2.32, section 4.6). Rewriting it with a library
would lose what the library does not know, maker notes above all.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from PIL import Image, TiffImagePlugin

_ORIENTATION = 0x0112
_X_RESOLUTION = 0x011A
_Y_RESOLUTION = 0x011B
_RESOLUTION_UNIT = 0x0128
_EXIF_DIRECTORY = 0x8769
_PIXEL_WIDTH = 0xA002
_PIXEL_HEIGHT = 0xA003
_USER_COMMENT = 0x9286
_BYTE = 1
_SHORT = 3
_LONG = 4
_RATIONAL = 5
_UNDEFINED = 7
_UNICODE = b"UNICODE\0"
"""How a comment in UTF-16 begins."""
_ENCODING_BYTES = 8
_CENTIMETRES_PER_INCH = 2.54


@dataclass(frozen=True)
class _Directory:
    order: Literal["<", ">"]
    entries: dict[int, tuple[int, int]]
    """Tag to (type, position of the four bytes that hold the value or its position)."""
    end: int
    """Position of the four bytes that point to the next directory."""


def checked(block: bytes | None) -> bytes | None:
    """The block without the ``Exif`` prefix that some formats put before it; None for what is not an EXIF block."""
    if block is None:
        return None
    bare = block.removeprefix(b"Exif\0\0")
    return bare if _first_directory(bare) else None


def orientation_of(block: bytes | None) -> int:
    """How the stored picture must be turned: 1..8 as EXIF numbers them, 1 when nothing valid is said."""
    directory = _first_directory(block) if block else None
    if block is None or directory is None:
        return 1
    value = _integer(block, directory, _ORIENTATION)
    return value if value is not None and 1 <= value <= 8 else 1


def upright(block: bytes) -> bytes:
    """The block with orientation 1 and without its thumbnail, which shows the picture as it was before."""
    directory = _first_directory(block)
    if directory is None:
        return block
    changed = bytearray(block)
    _set_integer(changed, directory, _ORIENTATION, 1)
    struct.pack_into(f"{directory.order}I", changed, directory.end, 0)
    return bytes(changed)


def with_size(block: bytes, width: int, height: int) -> bytes:
    """The block with its PixelXDimension and PixelYDimension, where it has them, set to the given pixels."""
    directory = _first_directory(block)
    photographic = _nested(block, directory) if directory else None
    if photographic is None:
        return block
    changed = bytearray(block)
    _set_integer(changed, photographic, _PIXEL_WIDTH, width)
    _set_integer(changed, photographic, _PIXEL_HEIGHT, height)
    return bytes(changed)


def resolution_of(block: bytes | None) -> tuple[float, float] | None:
    """Horizontal and vertical dots per inch, or None when the block does not say."""
    directory = _first_directory(block) if block else None
    if block is None or directory is None:
        return None
    horizontal = _rational(block, directory, _X_RESOLUTION)
    vertical = _rational(block, directory, _Y_RESOLUTION)
    if not horizontal or not vertical:
        return None
    unit = _CENTIMETRES_PER_INCH if _integer(block, directory, _RESOLUTION_UNIT) == 3 else 1.0
    return horizontal * unit, vertical * unit


def with_resolution(block: bytes | None, dpi: tuple[float, float]) -> bytes:
    """The block with the given dots per inch; a block that lacks these fields is written anew with them."""
    current = resolution_of(block)
    if block is not None and current is not None and all(abs(a - b) < 0.01 for a, b in zip(current, dpi, strict=True)):
        return block
    exif = Image.Exif()
    if block is not None:
        exif.load(block)
    exif[_X_RESOLUTION] = TiffImagePlugin.IFDRational(round(dpi[0] * 1000), 1000)
    exif[_Y_RESOLUTION] = TiffImagePlugin.IFDRational(round(dpi[1] * 1000), 1000)
    exif[_RESOLUTION_UNIT] = 2
    return exif.tobytes().removeprefix(b"Exif\0\0")


def with_comment(comment: str) -> bytes:
    """A new block that holds nothing but a UserComment."""
    content = _UNICODE + comment.encode("utf-16-be", errors="replace")
    first = struct.pack(">HHHIII", 1, _EXIF_DIRECTORY, _LONG, 1, 26, 0)
    photographic = struct.pack(">HHHIII", 1, _USER_COMMENT, _UNDEFINED, len(content), 44, 0)
    return b"MM\0*" + struct.pack(">I", 8) + first + photographic + content


def comment_of(block: bytes | None) -> str | None:
    """The UserComment, however it is encoded; None when the block has none."""
    directory = _first_directory(block) if block else None
    photographic = _nested(block, directory) if block and directory else None
    if block is None or photographic is None:
        return None
    kind, position = photographic.entries.get(_USER_COMMENT, (0, 0))
    if kind not in (_UNDEFINED, _BYTE):
        return None
    length, start = struct.unpack_from(f"{photographic.order}II", block, position - 4)
    return _decoded_comment(block[start : start + length])


def _decoded_comment(content: bytes) -> str:
    """The text of a comment after the eight bytes that name its encoding (Exif 2.32, section 4.6.5)."""
    encoding, text = content[:_ENCODING_BYTES], content[_ENCODING_BYTES:]
    if encoding != _UNICODE:
        return text.decode("utf-8", errors="replace").strip("\0 ")
    # Programs differ in the order of bytes, and few mark it. In most texts the higher byte is often 0.
    big_endian = text[::2].count(0) >= text[1::2].count(0)
    return text.decode("utf-16-be" if big_endian else "utf-16-le", errors="replace").strip("\0 \ufeff")


def _first_directory(block: bytes) -> _Directory | None:
    if block[:4] == b"II*\0":
        order: Literal["<", ">"] = "<"
    elif block[:4] == b"MM\0*":
        order = ">"
    else:
        return None
    if len(block) < 8:
        return None
    return _directory_at(block, order, struct.unpack_from(f"{order}I", block, 4)[0])


def _nested(block: bytes, directory: _Directory) -> _Directory | None:
    """The directory with what tells of taking the photo, to which the first one points."""
    start = _integer(block, directory, _EXIF_DIRECTORY)
    return None if start is None else _directory_at(block, directory.order, start)


def _directory_at(block: bytes, order: Literal["<", ">"], start: int) -> _Directory | None:
    """The directory at a position, or None when it does not lie within the block."""
    if start + 2 > len(block):
        return None
    count = struct.unpack_from(f"{order}H", block, start)[0]
    end = start + 2 + 12 * count
    if end + 4 > len(block):
        return None
    return _Directory(order, dict(_entries(block, order, start + 2, end)), end)


def _entries(block: bytes, order: str, start: int, end: int) -> Iterator[tuple[int, tuple[int, int]]]:
    for position in range(start, end, 12):
        tag, kind = struct.unpack_from(f"{order}HH", block, position)
        yield tag, (kind, position + 8)


def _integer(block: bytes, directory: _Directory, tag: int) -> int | None:
    kind, position = directory.entries.get(tag, (0, 0))
    if kind == _SHORT:
        return int(struct.unpack_from(f"{directory.order}H", block, position)[0])
    if kind == _LONG:
        return int(struct.unpack_from(f"{directory.order}I", block, position)[0])
    return None


def _set_integer(block: bytearray, directory: _Directory, tag: int, value: int) -> None:
    """Sets a tag that is there to one LONG, which fits into its entry whatever was in it."""
    if tag not in directory.entries:
        return
    position = directory.entries[tag][1]
    if tag == _ORIENTATION:
        struct.pack_into(f"{directory.order}HIHH", block, position - 6, _SHORT, 1, value, 0)
    else:
        struct.pack_into(f"{directory.order}HII", block, position - 6, _LONG, 1, value)


def _rational(block: bytes, directory: _Directory, tag: int) -> float | None:
    kind, position = directory.entries.get(tag, (0, 0))
    if kind != _RATIONAL:
        return None
    start = struct.unpack_from(f"{directory.order}I", block, position)[0]
    if start + 8 > len(block):
        return None
    numerator, denominator = struct.unpack_from(f"{directory.order}II", block, start)
    return float(numerator / denominator) if denominator else None
