"""Small WebP pictures: for the gallery, and for the screen where browsers cannot show an image's own file."""

from pathlib import Path

import numpy as np
from PIL import Image

from burnish.images import colour
from burnish.images.decode import DecodeLimits, decode
from burnish.images.files import replacing
from burnish.images.picture import Picture
from burnish.images.pixels import bands, to_8_bits

SCREEN_SIDE = 2560
"""Longest side, in pixels, of the version for the screen."""

_SHOWN_FORMATS = ("png", "jpeg", "webp", "bmp", "avif")
_MOST_PIXELS_SHOWN = 50_000_000

_QUALITY = 80
_OVERSAMPLING = 2


def needs_screen_version(image_format: str, width: int, height: int) -> bool:
    """Whether browsers cannot show such a file, or would need hundreds of megabytes for it."""
    return image_format not in _SHOWN_FORMATS or width * height > _MOST_PIXELS_SHOWN


def write_thumbnail(
    source: Picture | Path, target: Path, size: int = 512, limits: DecodeLimits | None = None
) -> tuple[int, int]:
    """Writes a WebP that fits into ``size`` x ``size`` pixels, in sRGB, with alpha; returns its width and height.

    ``source`` is a picture or an image file (a large JPEG is decoded at a fraction of its size). Smaller pictures
    keep their size. Raises the problems of :func:`burnish.images.decode.decode`, and ``DiskFull``.
    """
    picture = decode(source, limits, at_least=size * _OVERSAMPLING) if isinstance(source, Path) else source
    longest = max(picture.width, picture.height)
    factor = max(1, longest // (size * _OVERSAMPLING))
    image = colour.to_srgb(_averaged(picture, factor), picture.metadata.icc_profile)
    if longest > size:
        fitting = max(1, round(picture.width * size / longest)), max(1, round(picture.height * size / longest))
        whole = (0, 0, picture.width / factor, picture.height / factor)
        image = image.resize(fitting, Image.Resampling.LANCZOS, whole)
    with replacing(target) as file:
        image.save(file, "WEBP", quality=_QUALITY)
    return image.size


def _averaged(picture: Picture, factor: int) -> Image.Image:
    """An 8-bit image whose pixels are the means of ``factor`` x ``factor`` ones, colours weighted by their alpha.

    The picture is walked through in bands, so that a large mapped one is never in memory as a whole.
    """
    parts = [np.asarray(colour.image_of(to_8_bits(band)).reduce(factor)) for band in bands(picture.pixels, factor)]
    return Image.fromarray(np.concatenate(parts))
