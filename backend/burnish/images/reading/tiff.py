"""TIFF: grey, RGB and CMYK by tifffile, which keeps 16 bits; palettes, Lab, YCbCr and 1 to 4 bits by Pillow."""

import io
from collections.abc import Iterator
from itertools import islice

import numpy as np
from PIL.TiffImagePlugin import TiffImageFile
from tifffile import EXTRASAMPLE, PHOTOMETRIC, SAMPLEFORMAT, TiffFile, TiffPage

from burnish.images import annotations, colour, tiff_tags
from burnish.images.picture import Metadata, Pixels
from burnish.images.pixels import to_8_bits, turned_upright
from burnish.images.problems import UnsupportedPixels
from burnish.images.reading.pillow import channels_of, pixels_of
from burnish.images.reading.reader import Header

_ORIENTATION = 274
_PLAIN = {
    PHOTOMETRIC.MINISWHITE: 1,
    PHOTOMETRIC.MINISBLACK: 1,
    PHOTOMETRIC.RGB: 3,
    PHOTOMETRIC.SEPARATED: 4,
}
"""Kinds of pixels that tifffile decodes to what they mean, and how many samples their colour takes."""


class TiffReader:
    """A TIFF or BigTIFF file. Pages that are thumbnails of the first do not count as further pictures."""

    def __init__(self, file: bytes) -> None:
        self._file = file
        self._tiff = TiffFile(io.BytesIO(file))
        self._page = self._tiff.pages.first
        first_extra = self._page.extrasamples[:1]
        self._has_alpha = first_extra in ((EXTRASAMPLE.ASSOCALPHA,), (EXTRASAMPLE.UNASSALPHA,))
        self.header = self._read_header()

    def metadata(self) -> Metadata:
        """See :class:`~burnish.images.reading.reader.Reader`."""
        tags = tiff_tags.first_directory(self._file)
        packet = tags.get(tiff_tags.XMP)
        packet = packet.rstrip(b"\0") if isinstance(packet, bytes) else None
        return Metadata(
            icc_profile=colour.fitting_profile(self._profile(), self.header.channels),
            exif=tiff_tags.exif_of(tags),
            xmp=packet,
            dpi=tiff_tags.dpi_of(tags),
            text=annotations.text_in_packet(packet),
        )

    def pixels(self) -> Pixels:
        """See :class:`~burnish.images.reading.reader.Reader`."""
        if not self._is_plain():
            with TiffImageFile(io.BytesIO(self._file)) as image:
                return pixels_of(image)
        samples = self._samples()
        if self._page.photometric == PHOTOMETRIC.SEPARATED:
            inks = np.ascontiguousarray(to_8_bits(samples[:, :, :4]))
            return turned_upright(colour.cmyk_to_rgb(inks, self._profile()), self.header.orientation)
        pixels = samples[:, :, : self.header.channels]
        if self._page.photometric == PHOTOMETRIC.MINISWHITE:
            pixels = _inverted(pixels)
        if self._has_alpha and self._page.extrasamples[0] == EXTRASAMPLE.ASSOCALPHA:
            pixels = _unpremultiplied(pixels)
        return turned_upright(pixels, self.header.orientation)

    def _read_header(self) -> Header:
        page = self._page
        self._refuse_unsupported_numbers()
        if self._is_plain():
            colours = 3 if page.photometric == PHOTOMETRIC.SEPARATED else _PLAIN[PHOTOMETRIC(page.photometric)]
            has_alpha = self._has_alpha and page.photometric != PHOTOMETRIC.SEPARATED
            channels = colours + (1 if has_alpha else 0)
        else:
            channels = self._channels_in_pillow()
        is_deep = page.bitspersample == 16 and page.photometric != PHOTOMETRIC.SEPARATED
        orientation = page.tags.valueof(_ORIENTATION, 1)
        return Header(
            width=page.imagewidth,
            height=page.imagelength,
            channels=channels,
            bits=16 if is_deep else 8,
            orientation=orientation if orientation in range(1, 9) else 1,
            pictures=len(list(islice(self._full_pages(), 2))),
        )

    def _channels_in_pillow(self) -> int:
        try:
            with TiffImageFile(io.BytesIO(self._file)) as image:
                return channels_of(image)
        except SyntaxError as error:
            raise UnsupportedPixels(
                f"Its pixels are stored in an unusual way ({error}). "
                "Save it as grey or RGB with 8 or 16 bits a channel."
            ) from error

    def _full_pages(self) -> Iterator[TiffPage]:
        """The first page, and the others that are no thumbnails."""
        yield self._page
        for page in islice(self._tiff.pages, 1, None):
            if isinstance(page, TiffPage) and not page.is_reduced:
                yield page

    def _refuse_unsupported_numbers(self) -> None:
        page = self._page
        bits = page.bitspersample
        is_whole = page.sampleformat in (SAMPLEFORMAT.UINT, SAMPLEFORMAT.VOID)
        if not is_whole or bits not in (1, 2, 4, 8, 16) or (bits == 16 and page.photometric not in _PLAIN):
            kind = "whole" if is_whole else "floating-point, signed or complex"
            raise UnsupportedPixels(
                f"Its pixels are {kind} numbers of {bits} bits (photometric interpretation {int(page.photometric)}), "
                "whose range of brightness cannot be known. Save it as grey or RGB with 8 or 16 bits a channel."
            )

    def _is_plain(self) -> bool:
        return self._page.photometric in _PLAIN and self._page.bitspersample in (8, 16)

    def _profile(self) -> bytes | None:
        return self._page.iccprofile

    def _samples(self) -> Pixels:
        """All samples as (height, width, samples), in the machine's byte order.

        tifffile's five axes are separate planes, depth, height, width and samples beside each other.
        """
        stored = self._page.asarray().reshape(self._page.shaped)
        separate_planes = self._page.shaped[0] > 1
        samples = stored[:, 0, :, :, 0].transpose(1, 2, 0) if separate_planes else stored[0, 0]
        return samples.astype(np.uint16, copy=False) if self.header.bits == 16 else samples.astype(np.uint8, copy=False)


def _inverted(pixels: Pixels) -> Pixels:
    """Grey pixels, with or without alpha, of which 0 was white."""
    inverted = pixels.copy()
    inverted[:, :, 0] = np.iinfo(pixels.dtype).max - pixels[:, :, 0]
    return inverted


def _unpremultiplied(pixels: Pixels) -> Pixels:
    """Pixels whose colours were multiplied by their alpha, divided by it again; black where alpha is 0."""
    most = np.iinfo(pixels.dtype).max
    restored = pixels.copy()
    for row, source in zip(restored, pixels, strict=True):
        alpha = np.maximum(source[:, -1:].astype(np.uint32), 1)
        row[:, :-1] = np.minimum((source[:, :-1].astype(np.uint32) * most + alpha // 2) // alpha, most)
    return restored
