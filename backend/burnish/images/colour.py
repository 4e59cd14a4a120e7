"""Colour: which profile describes which pixels, and conversions to sRGB."""

import io
import logging

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

from burnish.images.pixels import band_rows

_PROFILE_HEADER_BYTES = 128
_SPACES = {1: b"GRAY", 2: b"GRAY", 3: b"RGB ", 4: b"RGB "}

_INKS_ON_PAPER = np.array(
    [
        [[[255, 255, 255], [255, 237, 0]], [[230, 0, 126], [227, 6, 19]]],
        [[[0, 158, 227], [0, 150, 64]], [[49, 39, 131], [56, 54, 53]]],
    ],
    np.float32,
)
"""sRGB of paper and of every overprint of solid cyan, magenta and yellow (first, second, third axis) as coated offset
printing shows them (the solids of ISO 12647-2, characterisation data FOGRA39, relative to the paper)."""

_BLACK_INK = np.array([29, 29, 27], np.float32)

logger = logging.getLogger(__name__)


def fitting_profile(profile: bytes | None, channels: int) -> bytes | None:
    """The profile when it is an ICC profile for grey (1 or 2 channels) or RGB pixels (3 or 4), else None.

    Other profiles would give the pixels colours that they never had: files whose profile belongs to the pixels
    before a conversion are common.
    """
    if profile is None or not _is_profile(profile) or profile[16:20] != _SPACES[channels]:
        return None
    return profile


def cmyk_to_rgb(inks: NDArray[np.uint8], profile: bytes | None) -> NDArray[np.uint8]:
    """sRGB (height, width, 3) of CMYK pixels (height, width, 4), 0 being no ink and 255 a solid one.

    With a CMYK profile LittleCMS converts, relative to the paper's white and with black-point compensation, as
    image editors do. Without one the Neugebauer equations with Yule-Nielsen correction give the colours of coated
    offset printing: the ink overprints' sRGB values weighted by the areas that they cover (Demichel's equations);
    sRGB's own curve stands in for a Yule-Nielsen factor of about 2.2.
    """
    transform = _cmyk_transform(profile)
    rgb = np.empty((*inks.shape[:2], 3), np.uint8)
    rows = band_rows(inks)
    for start in range(0, len(inks), rows):
        band = inks[start : start + rows]
        rgb[start : start + rows] = _offset_print(band) if transform is None else _transformed(band, "CMYK", transform)
    return rgb


def lab_to_srgb(image: Image.Image) -> Image.Image:
    """An sRGB image (mode RGB) of a CIE L*a*b* one (mode LAB, D50)."""
    transform = ImageCms.buildTransform(
        ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB"), "LAB", "RGB", ImageCms.Intent.PERCEPTUAL
    )
    converted = ImageCms.applyTransform(image, transform)
    assert converted is not None
    return converted


def to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """An sRGB image of mode RGB or RGBA from one of mode L, LA, RGB or RGBA that is in the profile (None: sRGB)."""
    alpha = image.getchannel("A") if image.mode in ("LA", "RGBA") else None
    colours = image.convert({"LA": "L", "RGBA": "RGB"}.get(image.mode, image.mode))
    source = fitting_profile(profile, 1 if colours.mode == "L" else 3)
    converted = _through_profile(colours, source) if source is not None else colours.convert("RGB")
    if alpha is not None:
        converted.putalpha(alpha)
    return converted


def image_of(pixels: NDArray[np.uint8]) -> Image.Image:
    """Pillow's image (mode L, LA, RGB or RGBA) of pixels (height, width, 1 to 4)."""
    return Image.fromarray(pixels[..., 0] if pixels.shape[2] == 1 else pixels)


def _through_profile(colours: Image.Image, profile: bytes) -> Image.Image:
    try:
        converted = ImageCms.profileToProfile(
            colours,
            ImageCms.ImageCmsProfile(io.BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            outputMode="RGB",
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (ImageCms.PyCMSError, OSError) as error:
        logger.warning("The colour profile cannot be used, sRGB is assumed: %s", error)
        return colours.convert("RGB")
    assert converted is not None
    return converted


def _cmyk_transform(profile: bytes | None) -> ImageCms.ImageCmsTransform | None:
    if profile is None or not _is_profile(profile) or profile[16:20] != b"CMYK":
        return None
    try:
        return ImageCms.buildTransform(
            ImageCms.ImageCmsProfile(io.BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            "CMYK",
            "RGB",
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
            ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (ImageCms.PyCMSError, OSError) as error:
        logger.warning("The CMYK profile cannot be used, coated offset printing is assumed: %s", error)
        return None


def _transformed(band: NDArray[np.uint8], mode: str, transform: ImageCms.ImageCmsTransform) -> NDArray[np.uint8]:
    height, width = band.shape[:2]
    image = Image.frombytes(mode, (width, height), np.ascontiguousarray(band).tobytes())
    converted = ImageCms.applyTransform(image, transform)
    assert converted is not None
    return np.asarray(converted)


def _offset_print(inks: NDArray[np.uint8]) -> NDArray[np.uint8]:
    areas = inks.astype(np.float32)[..., np.newaxis] / 255
    cyan, magenta, yellow, black = (areas[:, :, ink] for ink in range(4))
    overprints = {
        (c, m): _INKS_ON_PAPER[c, m, 0] + yellow * (_INKS_ON_PAPER[c, m, 1] - _INKS_ON_PAPER[c, m, 0])
        for c in (0, 1)
        for m in (0, 1)
    }
    without_cyan = overprints[0, 0] + magenta * (overprints[0, 1] - overprints[0, 0])
    with_cyan = overprints[1, 0] + magenta * (overprints[1, 1] - overprints[1, 0])
    colours = without_cyan + cyan * (with_cyan - without_cyan)
    printed: NDArray[np.float32] = np.rint(colours * (1 - black * (1 - _BLACK_INK / 255)))
    return printed.astype(np.uint8)


def _is_profile(profile: bytes) -> bool:
    return len(profile) > _PROFILE_HEADER_BYTES and profile[36:40] == b"acsp"
