"""WebP: the RIFF chunks read here, pixels decoded by libwebp.

Pillow's own reader allocates the canvas while it opens a file and checks its size against a global limit; here the
size is known before anything is allocated.
"""

import struct
from collections.abc import Iterator

import imagecodecs

from burnish.images import annotations, colour, exif
from burnish.images.picture import Metadata, Pixels
from burnish.images.pixels import turned_upright
from burnish.images.reading.reader import Header, with_channel_axis

_ANIMATION_FLAG = 0x02
_ALPHA_FLAG = 0x10


class WebpReader:
    """A WebP file (https://developers.google.com/speed/webp/docs/riff_container)."""

    def __init__(self, file: bytes) -> None:
        self._file = file
        self._chunks: dict[bytes, bytes] = {}
        for name, data in _riff_chunks(file):
            self._chunks.setdefault(name, data)
        self.header = self._read_header()

    def metadata(self) -> Metadata:
        """See :class:`~burnish.images.reading.reader.Reader`."""
        block = self._exif()
        packet = self._chunks.get(b"XMP ")
        return Metadata(
            icc_profile=colour.fitting_profile(self._chunks.get(b"ICCP"), self.header.channels),
            exif=exif.upright(block) if block else None,
            xmp=packet,
            dpi=exif.resolution_of(block),
            text=annotations.text_in_packet(packet),
        )

    def pixels(self) -> Pixels:
        """See :class:`~burnish.images.reading.reader.Reader`."""
        decoded = with_channel_axis(imagecodecs.webp_decode(self._file, hasalpha=self.header.channels == 4))
        return turned_upright(decoded, self.header.orientation)

    def _exif(self) -> bytes | None:
        return exif.checked(self._chunks.get(b"EXIF"))

    def _read_header(self) -> Header:
        width, height, has_alpha, is_animated = self._canvas()
        return Header(
            width=width,
            height=height,
            channels=4 if has_alpha else 3,
            bits=8,
            orientation=exif.orientation_of(self._exif()),
            pictures=2 if is_animated else 1,
        )

    def _canvas(self) -> tuple[int, int, bool, bool]:
        """Width, height, whether there is alpha and whether it is an animation."""
        if b"VP8X" in self._chunks:
            extended = self._chunks[b"VP8X"]
            flags = extended[0]
            width = int.from_bytes(extended[4:7], "little") + 1
            height = int.from_bytes(extended[7:10], "little") + 1
            return width, height, bool(flags & _ALPHA_FLAG), bool(flags & _ANIMATION_FLAG)
        if b"VP8L" in self._chunks:
            signature, bits = struct.unpack_from("<BI", self._chunks[b"VP8L"])
            if signature != 0x2F:
                raise ValueError("not a lossless WebP bitstream")
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1, bool(bits >> 28 & 1), False
        lossy = self._chunks[b"VP8 "]
        if lossy[3:6] != b"\x9d\x01\x2a":
            raise ValueError("not a lossy WebP bitstream")
        width, height = struct.unpack_from("<HH", lossy, 6)
        return width & 0x3FFF, height & 0x3FFF, False, False


def _riff_chunks(file: bytes) -> Iterator[tuple[bytes, bytes]]:
    position = 12
    while position + 8 <= len(file):
        name, length = struct.unpack_from("<4sI", file, position)
        yield name, file[position + 8 : position + 8 + length]
        position += 8 + length + length % 2
