"""PNG: chunks read here, pixels decoded by libpng, which checks every checksum and keeps 16 bits."""

import struct
import zlib

import imagecodecs

from burnish.images import colour, exif, png_chunks
from burnish.images.picture import Metadata, Pixels
from burnish.images.pixels import turned_upright
from burnish.images.reading.reader import Header, with_channel_axis

_CHANNELS = {
    png_chunks.GREY: 1,
    png_chunks.RGB: 3,
    png_chunks.PALETTE: 3,
    png_chunks.GREY_ALPHA: 2,
    png_chunks.RGB_ALPHA: 4,
}


class PngReader:
    """A PNG file. Palettes become RGB, 1, 2 and 4 bits become 8, a transparent colour becomes alpha."""

    def __init__(self, file: bytes) -> None:
        self._file = file
        self._chunks = list(png_chunks.chunks(file))
        self.header = self._read_header()

    def metadata(self) -> Metadata:
        """See :class:`~burnish.images.reading.reader.Reader`."""
        texts = png_chunks.texts_of(self._chunks)
        packet = texts.pop(png_chunks.XMP_KEYWORD, None)
        block = exif.checked(self._data_of(b"eXIf"))
        return Metadata(
            icc_profile=colour.fitting_profile(self._profile(), self.header.channels),
            exif=exif.upright(block) if block else None,
            xmp=packet.encode() if packet else None,
            dpi=self._dpi(),
            text=texts,
        )

    def pixels(self) -> Pixels:
        """See :class:`~burnish.images.reading.reader.Reader`."""
        decoded = with_channel_axis(imagecodecs.png_decode(self._file))
        return turned_upright(decoded, self.header.orientation)

    def _read_header(self) -> Header:
        header = self._chunks[0]
        if header.name != b"IHDR":
            raise ValueError("the first chunk is not IHDR")
        width, height, bits, colour_type = struct.unpack_from(">IIBB", header.data)
        has_transparent_colour = self._data_of(b"tRNS") is not None
        frames = self._data_of(b"acTL")
        return Header(
            width=width,
            height=height,
            channels=_CHANNELS[colour_type] + (1 if has_transparent_colour else 0),
            bits=max(8, bits),
            orientation=exif.orientation_of(exif.checked(self._data_of(b"eXIf"))),
            pictures=struct.unpack_from(">I", frames)[0] if frames else 1,
        )

    def _data_of(self, name: bytes) -> bytes | None:
        return next((chunk.data for chunk in self._chunks if chunk.name == name), None)

    def _profile(self) -> bytes | None:
        chunk = self._data_of(b"iCCP")
        if chunk is None:
            return None
        _, _, compressed = chunk.partition(b"\0")
        try:
            return png_chunks.inflated(compressed[1:])
        except (zlib.error, ValueError):
            return None

    def _dpi(self) -> tuple[float, float] | None:
        chunk = self._data_of(b"pHYs")
        if chunk is None:
            return None
        horizontal, vertical, unit = struct.unpack_from(">IIB", chunk)
        if unit != 1 or not horizontal or not vertical:
            return None
        return horizontal * png_chunks.METRES_PER_INCH, vertical * png_chunks.METRES_PER_INCH
