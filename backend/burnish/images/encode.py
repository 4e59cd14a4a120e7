"""Writing a picture into an image file, with its metadata and with what was done to it."""

import dataclasses
from pathlib import Path
from typing import BinaryIO

from burnish.images import exif
from burnish.images.annotations import PARAMETERS, Annotations, annotated
from burnish.images.capacity import check_encodable
from burnish.images.files import replacing
from burnish.images.picture import Metadata, Picture
from burnish.images.writing.jpeg import write_jpeg
from burnish.images.writing.pillow import write_avif, write_webp
from burnish.images.writing.png import write_png
from burnish.images.writing.tiff import write_tiff
from burnish.parameters import OutputFormat, OutputOptions

NO_ANNOTATIONS = Annotations()


def encode(picture: Picture, path: Path, options: OutputOptions, annotations: Annotations = NO_ANNOTATIONS) -> None:
    """Writes the picture to ``path`` (whose suffix does not matter), replacing what is there in one step.

    Profile, EXIF, XMP, resolution and texts are carried; the annotations go into the file as
    :mod:`burnish.images.annotations` tells. Where there is neither EXIF nor a place for texts, a block of EXIF is begun
    for the text ``parameters``, where other programs look for it. PNG and TIFF keep 16 bits; JPEG, WebP and AVIF round
    to 8. WebP, and AVIF with alpha, hold grey as RGB.

    Raises the problems of :func:`burnish.images.capacity.check_encodable`, ``DiskFull``, and ``OSError`` where the
    folder cannot be written.
    """
    check_encodable(picture.width, picture.height, picture.channels, options)
    metadata = annotated(picture.metadata, annotations)
    metadata = dataclasses.replace(metadata, exif=_exif(metadata, picture, options.format))
    with replacing(path) as file:
        _write(file, dataclasses.replace(picture, metadata=metadata), options)


def _exif(metadata: Metadata, picture: Picture, output_format: OutputFormat) -> bytes | None:
    """The EXIF block with the picture's present size; where there is none, one with the parameters that need it."""
    block = exif.checked(metadata.exif)
    if block is not None:
        return exif.with_size(exif.upright(block), picture.width, picture.height)
    if output_format != "png" and PARAMETERS in metadata.text:
        return exif.with_comment(metadata.text[PARAMETERS])
    return None


def _write(file: BinaryIO, picture: Picture, options: OutputOptions) -> None:
    match options.format:
        case "png":
            write_png(file, picture)
        case "jpeg":
            write_jpeg(file, picture, options.quality)
        case "webp":
            write_webp(file, picture, options.quality)
        case "avif":
            write_avif(file, picture, options.quality)
        case "tiff":
            write_tiff(file, picture)
