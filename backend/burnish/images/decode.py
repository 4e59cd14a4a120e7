"""Reading an image file into a picture, upright and in its colours, or refusing it with a reason."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from burnish.images.formats import HEAD_BYTES, ImageFormat, recognise
from burnish.images.picture import Metadata, Picture
from burnish.images.problems import AnimatedImage, DamagedImage, TooManyBytes, TooManyPixels, UnsupportedPixels
from burnish.images.reading.pillow import PillowReader
from burnish.images.reading.png import PngReader
from burnish.images.reading.reader import Header, Reader
from burnish.images.reading.tiff import TiffReader
from burnish.images.reading.webp import WebpReader
from burnish.problems import Problem

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DecodeLimits:
    """The largest files that are opened, so that no file can exhaust the memory."""

    max_pixels: int = 200_000_000
    """Width times height; checked in the file's header before any pixel is decoded."""
    max_bytes: int = 1_000_000_000
    """Size of the file."""


@dataclass(frozen=True, slots=True)
class ImageFacts:
    """What a file's header tells of its picture."""

    format: ImageFormat
    width: int
    """Columns of the upright picture."""
    height: int
    """Rows of the upright picture."""
    channels: int
    """1 (grey), 2 (grey and alpha), 3 (RGB) or 4 (RGBA) once decoded."""
    bits: int
    """Bits a channel once decoded: 8 or 16."""


def inspect(path: Path, limits: DecodeLimits | None = None, *, name: str | None = None) -> ImageFacts:
    """The facts of an image file, from its header alone; the format is told by content, not by the file's name.

    ``name`` is what problems call the file, where the person knows it by another name than ``path``'s.

    Raises the problems that :func:`decode` raises, except damage that only decoding finds, and ``OSError`` for a
    file that cannot be read.
    """
    image_format, reader = _open(path, limits or DecodeLimits(), name or path.name)
    header = reader.header
    upright_size = (header.height, header.width) if header.orientation >= 5 else (header.width, header.height)
    return ImageFacts(image_format, *upright_size, header.channels, header.bits)


def decode(
    path: Path, limits: DecodeLimits | None = None, *, name: str | None = None, at_least: int | None = None
) -> Picture:
    """The picture in an image file (PNG, JPEG, WebP, TIFF, BMP, AVIF or HEIC), with its metadata.

    The EXIF orientation is applied. 16-bit PNG and TIFF stay 16-bit; deep AVIF and HEIC come as 8 bits. Grey stays
    grey, palettes become RGB, transparent colours alpha, CMYK and CIE Lab sRGB. With ``at_least`` a JPEG may be
    decoded at a half, a quarter or an eighth of its size, its sides staying at least that many pixels.
    ``name`` is what problems call the file, where the person knows it by another name than ``path``'s.

    Raises ``EmptyFile``, ``NotAnImage``, ``UnsupportedFormat``, ``UnsupportedPixels``, ``AnimatedImage``,
    ``DamagedImage``, ``TooManyPixels`` or ``TooManyBytes`` of :mod:`burnish.images.problems`, and ``OSError`` for a
    file that cannot be read.
    """
    name = name or path.name
    _, reader = _open(path, limits or DecodeLimits(), name, at_least)
    with _damage_reported(name):
        return Picture(reader.pixels(), reader.metadata())


def read_metadata(path: Path, limits: DecodeLimits | None = None) -> Metadata:
    """What an image file says about its picture, without its pixels. Raises the problems of :func:`inspect`."""
    _, reader = _open(path, limits or DecodeLimits(), path.name)
    with _damage_reported(path.name):
        return reader.metadata()


def _open(path: Path, limits: DecodeLimits, name: str, at_least: int | None = None) -> tuple[ImageFormat, Reader]:
    size = path.stat().st_size
    if size > limits.max_bytes:
        raise TooManyBytes(
            f"“{name}” has {size / 1e6:.1f} MB and the limit is {limits.max_bytes / 1e6:.1f} MB. "
            "Use a smaller file or raise the limit in the settings."
        )
    file = path.read_bytes()
    image_format = recognise(file[:HEAD_BYTES], name)
    with _damage_reported(name):
        full_size = _reader(file, image_format)
        _check(full_size.header, name, limits)
        return image_format, full_size if at_least is None else _reader(file, image_format, at_least)


def _reader(file: bytes, image_format: ImageFormat, at_least: int | None = None) -> Reader:
    if image_format == "png":
        return PngReader(file)
    if image_format == "webp":
        return WebpReader(file)
    if image_format == "tiff":
        return TiffReader(file)
    return PillowReader(file, image_format, at_least)


def _check(header: Header, name: str, limits: DecodeLimits) -> None:
    if header.width < 1 or header.height < 1:
        raise DamagedImage(f"“{name}” says that it is {header.width}x{header.height} pixels large. Export it again.")
    if header.width * header.height > limits.max_pixels:
        raise TooManyPixels(
            f"“{name}” is {header.width}x{header.height} pixels large, {header.width * header.height / 1e6:.1f} "
            f"megapixels, and the limit is {limits.max_pixels / 1e6:.1f}. "
            "Make it smaller, cut it into parts, or raise the limit in the settings."
        )
    if header.pictures > 1:
        raise AnimatedImage(
            f"“{name}” is an animation or a document of several pages. Export the one picture that you want."
        )


@contextmanager
def _damage_reported(name: str) -> Iterator[None]:
    """Turns whatever the decoders raise into a problem that names the file.

    Half a dozen native and Python decoders meet hostile bytes here, and each has its own errors, documented or not;
    hence every ``Exception`` counts, and the original one is logged and kept as the cause.
    """
    try:
        yield
    except UnsupportedPixels as problem:
        raise UnsupportedPixels(f"“{name}” cannot be used. {problem.detail}") from problem
    except (Problem, MemoryError):
        raise
    except Exception as error:
        logger.info("Decoding %s failed", name, exc_info=True)
        raise DamagedImage(
            f"“{name}” is damaged or incomplete and cannot be decoded to its end. Copy or export it again."
        ) from error
