"""The chunks that a PNG file is made of (ISO/IEC 15948)."""

import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

SIGNATURE = b"\x89PNG\r\n\x1a\n"
XMP_KEYWORD = "XML:com.adobe.xmp"
METRES_PER_INCH = 0.0254

GREY, RGB, PALETTE, GREY_ALPHA, RGB_ALPHA = 0, 2, 3, 4, 6
"""Colour types as IHDR holds them."""

_TEXT_CHUNKS = (b"tEXt", b"zTXt", b"iTXt")

_MOST_BYTES = 64 << 20
_LATIN_KEYWORD_CHARACTERS = 79


@dataclass(frozen=True, slots=True)
class Chunk:
    """A chunk's four-letter name and its data."""

    name: bytes
    data: bytes


def chunks(file: bytes) -> Iterator[Chunk]:
    """All chunks up to IEND but those of pixels (IDAT, fdAT); stops quietly where a damaged file ends."""
    position = len(SIGNATURE)
    while position + 8 <= len(file):
        length, name = struct.unpack_from(">I4s", file, position)
        start = position + 8
        if name == b"IEND" or start + length > len(file):
            return
        if name not in (b"IDAT", b"fdAT"):
            yield Chunk(name, file[start : start + length])
        position = start + length + 4


def chunk_bytes(name: bytes, data: bytes) -> bytes:
    """A chunk as it stands in the file: length, name, data and CRC."""
    checksum = zlib.crc32(data, zlib.crc32(name))
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", checksum)


def texts_of(chunks: Iterable[Chunk]) -> dict[str, str]:
    """Keywords and texts of the tEXt, zTXt and iTXt chunks among some; without those that cannot be read.

    Together they hold at most 64 MiB; a text that takes them beyond that is left out.
    """
    texts: dict[str, str] = {}
    room = _MOST_BYTES
    for chunk in chunks:
        found = _text_of(chunk, room) if chunk.name in _TEXT_CHUNKS else None
        if found is not None:
            texts.update([found])
            room -= len(found[1])
    return texts


def _text_of(chunk: Chunk, most_bytes: int) -> tuple[str, str] | None:
    """Keyword and text of a chunk; None for a text that cannot be read or is longer than ``most_bytes``."""
    keyword, separator, rest = chunk.data.partition(b"\0")
    if not separator or len(rest) > most_bytes:
        return None
    try:
        if chunk.name == b"tEXt":
            text = rest.decode("latin-1")
        elif chunk.name == b"zTXt":
            text = inflated(rest[1:], most_bytes).decode("latin-1")
        else:
            compressed = rest[:1] == b"\1"
            content = rest[2:].split(b"\0", 2)[2]
            text = (inflated(content, most_bytes) if compressed else content).decode("utf-8")
    except (zlib.error, ValueError, IndexError):
        return None
    return keyword.decode("latin-1"), text


def text_chunk(keyword: str, text: str) -> bytes:
    """A tEXt chunk, which more programs read, or an iTXt chunk for a text that is not Latin-1; neither compressed.

    What a keyword cannot hold (not Latin-1, over 79 characters) is replaced or cut.
    """
    try:
        content = text.replace("\0", "").encode("latin-1")
    except UnicodeEncodeError:
        return international_text_chunk(keyword, text)
    return chunk_bytes(b"tEXt", _keyword(keyword) + b"\0" + content)


def international_text_chunk(keyword: str, text: str) -> bytes:
    """An uncompressed iTXt chunk; the keyword is treated as by :func:`text_chunk`."""
    content = text.replace("\0", "").encode("utf-8", errors="replace")
    return chunk_bytes(b"iTXt", _keyword(keyword) + b"\0\0\0\0\0" + content)


def _keyword(keyword: str) -> bytes:
    usable = "".join(letter for letter in keyword if letter.isprintable()).encode("latin-1", errors="replace")
    return usable[:_LATIN_KEYWORD_CHARACTERS].strip() or b"Comment"


def inflated(data: bytes, most_bytes: int = _MOST_BYTES) -> bytes:
    """Decompressed data of a chunk. Raises ``ValueError`` above ``most_bytes``: no honest chunk holds 64 MiB."""
    inflater = zlib.decompressobj()
    content = inflater.decompress(data, most_bytes + 1)
    if len(content) > most_bytes:
        raise ValueError(f"a compressed chunk is larger than {most_bytes} bytes")
    return content
