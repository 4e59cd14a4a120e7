"""WebP and AVIF through Pillow."""

from typing import BinaryIO

from PIL import Image

from burnish.images import colour, exif
from burnish.images.annotations import packet_with
from burnish.images.picture import Metadata, Picture
from burnish.images.pixels import to_8_bits

_FULL_COLOUR_FROM_QUALITY = 90
_AVIF_SPEED = 9
"""At libavif's default of 6, encoding takes longer than upscaling does; 9 takes a tenth of the time, within half a
decibel, for files that are a tenth (smooth photos) to a third (fine texture) larger."""


def write_webp(file: BinaryIO, picture: Picture, quality: int) -> None:
    """Writes a picture as lossy WebP, 16 bits rounded to 8, grey as RGB; colour under transparency is kept."""
    image, profile = _image_and_profile(picture, keeps_grey=False)
    image.save(
        file,
        "WEBP",
        quality=quality,
        method=4,
        exact=True,
        icc_profile=profile,
        exif=_exif(picture.metadata),
        xmp=packet_with(picture.metadata.xmp, picture.metadata.text) or b"",
    )


def write_avif(file: BinaryIO, picture: Picture, quality: int) -> None:
    """Writes a picture as AVIF, 16 bits rounded to 8, grey as grey unless it has alpha.

    From quality 90 on colour keeps its full resolution (4:4:4), below it is halved (4:2:0).
    """
    image, profile = _image_and_profile(picture, keeps_grey=True)
    colour_subsampling = "4:4:4" if quality >= _FULL_COLOUR_FROM_QUALITY else "4:2:0"
    image.save(
        file,
        "AVIF",
        quality=quality,
        subsampling="4:0:0" if image.mode == "L" else colour_subsampling,
        speed=_AVIF_SPEED,
        icc_profile=profile,
        exif=_exif(picture.metadata),
        xmp=packet_with(picture.metadata.xmp, picture.metadata.text) or b"",
    )


def _image_and_profile(picture: Picture, *, keeps_grey: bool) -> tuple[Image.Image, bytes | None]:
    """An 8-bit image of a mode that the encoder takes, and the profile that it is in.

    Where grey must become RGB, a grey profile no longer fits: the colours are converted to sRGB.
    """
    image = colour.image_of(to_8_bits(picture.pixels))
    profile = picture.metadata.icc_profile
    if image.mode == "LA" or (image.mode == "L" and not keeps_grey):
        return colour.to_srgb(image, profile), None
    return image, profile


def _exif(metadata: Metadata) -> bytes:
    """The EXIF block, which is the only place that these formats have for the resolution."""
    if metadata.dpi is None:
        return metadata.exif or b""
    return exif.with_resolution(metadata.exif, metadata.dpi)
