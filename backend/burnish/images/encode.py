"""Writing a picture into an image file, with its metadata and with what was done to it."""

import dataclasses
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

from burnish.images import annotations as notes
from burnish.images import exif
from burnish.images.capacity import check_encodable
from burnish.images.decode import DecodeLimits, open_reader
from burnish.images.files import replacing
from burnish.images.picture import Picture
from burnish.images.writing.jpeg import write_jpeg
from burnish.images.writing.pillow import write_avif, write_webp
from burnish.images.writing.png import write_png
from burnish.images.writing.tiff import write_tiff
from burnish.parameters import OutputOptions


def encode(picture: Picture, path: Path, options: OutputOptions, annotations: Mapping[str, str] | None = None) -> None:
    """Writes the picture to ``path`` (whose suffix does not matter), replacing what is there in one step.

    Profile, EXIF, XMP, resolution and texts are carried; ``annotations`` (names to texts, such as the recipe) go
    into the file as :mod:`burnish.images.annotations` tells, in place of those of an earlier run. PNG and TIFF keep
    16 bits; JPEG, WebP and AVIF round to 8. WebP, and AVIF with alpha, hold grey as RGB.

    Raises the problems of :func:`burnish.images.capacity.check_encodable`, ``DiskFull``, and ``OSError`` where the
    folder cannot be written.
    """
    check_encodable(picture.width, picture.height, picture.channels, options)
    with replacing(path) as file:
        _write(file, _with_true_size(picture), options, annotations or {})


def read_annotations(path: Path, limits: DecodeLimits | None = None) -> dict[str, str]:
    """What :func:`encode` was given as annotations when it wrote the file; empty for files of other programs.

    Raises the problems of :func:`burnish.images.decode.inspect`.
    """
    metadata = open_reader(path, limits).metadata()
    if notes.TEXT_KEY in metadata.text:
        return notes.from_json(metadata.text[notes.TEXT_KEY])
    return notes.annotations_in_packet(metadata.xmp)


def _with_true_size(picture: Picture) -> Picture:
    """The picture with an EXIF block, if any, that tells its present size."""
    block = exif.checked(picture.metadata.exif)
    if block is not None:
        block = exif.with_size(exif.upright(block), picture.width, picture.height)
    return dataclasses.replace(picture, metadata=dataclasses.replace(picture.metadata, exif=block))


def _write(file: BinaryIO, picture: Picture, options: OutputOptions, annotations: Mapping[str, str]) -> None:
    match options.format:
        case "png":
            write_png(file, picture, annotations)
        case "jpeg":
            write_jpeg(file, picture, annotations, options.quality)
        case "webp":
            write_webp(file, picture, annotations, options.quality)
        case "avif":
            write_avif(file, picture, annotations, options.quality)
        case "tiff":
            write_tiff(file, picture, annotations)
