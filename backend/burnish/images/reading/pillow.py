"""JPEG, BMP, AVIF and HEIC through Pillow.

Each format's own class is opened directly: ``Image.open`` would try every format that Pillow knows and apply its global
limit of pixels, which cannot be changed for one call only; Burnish has a limit of its own.
"""

import io

import numpy as np
from PIL import Image
from PIL.AvifImagePlugin import AvifImageFile
from PIL.BmpImagePlugin import BmpImageFile
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from pillow_heif.as_plugin import HeifImageFile

from burnish.images import annotations, colour, exif
from burnish.images.formats import HEAD_BYTES, ImageFormat, is_sequence
from burnish.images.picture import Metadata, Pixels
from burnish.images.pixels import band_rows, turned_upright
from burnish.images.problems import UnsupportedPixels
from burnish.images.reading.reader import Header, with_channel_axis

_OPENERS: dict[ImageFormat, type[ImageFile]] = {
    "jpeg": JpegImageFile,
    "bmp": BmpImageFile,
    "avif": AvifImageFile,
    "heic": HeifImageFile,
}

_CHANNELS = {"1": 1, "L": 1, "LA": 2, "RGB": 3, "RGBA": 4, "CMYK": 3, "LAB": 3, "P": 3, "YCbCr": 3, "RGBX": 3}
"""Pillow's modes that are read, and the channels that they are decoded to. Deep AVIF and HEIC arrive at 8 bits."""

_CONVERSIONS = {"1": "L", "P": "RGB", "YCbCr": "RGB", "RGBX": "RGB"}


class PillowReader:
    """A JPEG, BMP, AVIF or HEIC file.

    ``at_least`` lets a JPEG be decoded at a half, a quarter or an eighth of its size, as long as neither side falls
    below that many pixels (or the decoder can go no smaller); the header then tells the reduced size.
    """

    def __init__(self, file: bytes, image_format: ImageFormat, at_least: int | None = None) -> None:
        self._format = image_format
        self._is_sequence = image_format in ("avif", "heic") and is_sequence(file[:HEAD_BYTES])
        self._image = _OPENERS[image_format](io.BytesIO(file))
        if at_least is not None:
            self._image.draft(None, (at_least, at_least))

    @property
    def header(self) -> Header:
        """See :class:`~burnish.images.reading.reader.Reader`."""
        return Header(
            width=self._image.width,
            height=self._image.height,
            channels=channels_of(self._image),
            bits=8,
            orientation=exif.orientation_of(self._exif()),
            pictures=max(self._frames(), 2 if self._is_sequence else 1),
        )

    def metadata(self) -> Metadata:
        """See :class:`~burnish.images.reading.reader.Reader`."""
        info = self._image.info
        block = self._exif()
        text = annotations.text_in_packet(info.get("xmp"))
        if "comment" in info:
            text.setdefault("Comment", info["comment"].decode("utf-8", errors="replace"))
        return Metadata(
            icc_profile=colour.fitting_profile(info.get("icc_profile"), channels_of(self._image)),
            exif=exif.upright(block) if block else None,
            xmp=info.get("xmp"),
            dpi=info.get("dpi") or exif.resolution_of(block),
            text=text,
        )

    def pixels(self) -> Pixels:
        """See :class:`~burnish.images.reading.reader.Reader`."""
        orientation = self.header.orientation
        return turned_upright(pixels_of(self._image), orientation)

    def _exif(self) -> bytes | None:
        return exif.checked(self._image.info.get("exif"))

    def _frames(self) -> int:
        """Frames of an animated AVIF. JPEG's and HEIC's further pictures are depth maps, previews and the like."""
        return int(getattr(self._image, "n_frames", 1)) if self._format == "avif" else 1


def channels_of(image: Image.Image) -> int:
    """Channels that :func:`pixels_of` gives. Raises :class:`UnsupportedPixels` for modes that are not read."""
    if image.mode not in _CHANNELS:
        raise UnsupportedPixels(
            f"Its pixels are of the kind “{image.mode}”, which Burnish does not read. "
            "Save it as grey or RGB with 8 or 16 bits a channel."
        )
    return _CHANNELS[image.mode]


def pixels_of(image: Image.Image) -> Pixels:
    """The pixels (height, width, channels) of an 8-bit image of any mode in use, decoded band by band.

    CMYK is converted by the profile that the image carries, CIE Lab to sRGB.
    """
    channels = channels_of(image)
    image.load()
    if image.mode == "LAB":
        image = colour.lab_to_srgb(image)
    profile = image.info.get("icc_profile")
    pixels = np.empty((image.height, image.width, channels), np.uint8)
    rows = band_rows(pixels)
    for top in range(0, image.height, rows):
        band = image.crop((0, top, image.width, min(top + rows, image.height)))
        if band.mode == "CMYK":
            pixels[top : top + rows] = colour.cmyk_to_rgb(np.asarray(band), profile)
        else:
            pixels[top : top + rows] = with_channel_axis(np.asarray(_plain(band)))
    return pixels


def _plain(image: Image.Image) -> Image.Image:
    return image.convert(_CONVERSIONS[image.mode]) if image.mode in _CONVERSIONS else image
