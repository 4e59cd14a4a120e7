"""JPEG: the picture by libjpeg-turbo straight from the array, the metadata segments before it."""

import logging
import struct
from collections.abc import Iterator
from typing import BinaryIO

import imagecodecs

from burnish.images.annotations import DOCUMENT, packet_with
from burnish.images.picture import Metadata, Picture
from burnish.images.pixels import to_8_bits

_START_OF_IMAGE = b"\xff\xd8"
_APP0, _APP1, _APP2 = 0xE0, 0xE1, 0xE2
_MOST_SEGMENT_BYTES = 65_533
_EXIF = b"Exif\0\0"
_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_ICC = b"ICC_PROFILE\0"
_JFIF = b"JFIF\0\1\1"
_DOTS_PER_INCH = 1
_NO_UNIT = 0
_FULL_COLOUR_FROM_QUALITY = 90

logger = logging.getLogger(__name__)


def write_jpeg(file: BinaryIO, picture: Picture, quality: int) -> None:
    """Writes a picture without alpha as JPEG, 16 bits rounded to 8.

    From quality 90 on colour keeps its full resolution (4:4:4), below it is halved (4:2:0).
    """
    pixels = to_8_bits(picture.pixels)
    encoded = imagecodecs.jpeg8_encode(
        pixels[:, :, 0] if picture.channels == 1 else pixels,
        level=quality,
        subsampling="444" if quality >= _FULL_COLOUR_FROM_QUALITY else "420",
    )
    file.write(_START_OF_IMAGE)
    for segment in _metadata_segments(picture.metadata):
        file.write(segment)
    file.write(memoryview(encoded)[_position_after_jfif(encoded) :])


def _metadata_segments(metadata: Metadata) -> Iterator[bytes]:
    horizontal, vertical = (round(dots) for dots in metadata.dpi or (1, 1))
    unit = _NO_UNIT if metadata.dpi is None else _DOTS_PER_INCH
    yield _segment(_APP0, _JFIF + struct.pack(">BHHBB", unit, min(horizontal, 65_535), min(vertical, 65_535), 0, 0))
    if metadata.exif is not None:
        if len(metadata.exif) <= _MOST_SEGMENT_BYTES - len(_EXIF):
            yield _segment(_APP1, _EXIF + metadata.exif)
        else:
            logger.warning("The EXIF block of %d bytes does not fit into a JPEG and is left out", len(metadata.exif))
    packet = _packet(metadata)
    if packet is not None:
        yield _segment(_APP1, _XMP + packet)
    if metadata.icc_profile is not None:
        yield from _profile_segments(metadata.icc_profile)


def _packet(metadata: Metadata) -> bytes | None:
    """The most of the XMP and the texts, of these Burnish's own document first, that one segment can hold."""
    document = {name: text for name, text in metadata.text.items() if name == DOCUMENT}
    attempts = (
        packet_with(metadata.xmp, metadata.text),
        packet_with(None, metadata.text),
        packet_with(None, document),
    )
    for packet in attempts:
        if packet is None or len(packet) <= _MOST_SEGMENT_BYTES - len(_XMP):
            return packet
        logger.warning("XMP or texts of %d bytes do not fit into a JPEG and are left out", len(packet))
    return None


def _profile_segments(profile: bytes) -> Iterator[bytes]:
    """The profile in numbered parts (ICC.1:2010, annex B.4)."""
    part = _MOST_SEGMENT_BYTES - len(_ICC) - 2
    parts = [profile[start : start + part] for start in range(0, len(profile), part)]
    if len(parts) > 255:
        logger.warning("The colour profile of %d bytes does not fit into a JPEG and is left out", len(profile))
        return
    for number, content in enumerate(parts, 1):
        yield _segment(_APP2, _ICC + bytes([number, len(parts)]) + content)


def _segment(marker: int, content: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(content) + 2) + content


def _position_after_jfif(encoded: bytes | bytearray) -> int:
    """Where the encoder's own JFIF segment ends, or the start marker when it wrote none."""
    if encoded[2:4] == bytes([0xFF, _APP0]):
        return 4 + int(struct.unpack_from(">H", encoded, 4)[0])
    return 2
