"""The tags of a TIFF file that tell of its picture, as opposed to those that tell how the pixels are stored."""

import io
from collections.abc import Mapping
from typing import Any

from PIL import Image
from PIL.TiffImagePlugin import ImageFileDirectory_v2

XMP = 700
X_RESOLUTION = 282
Y_RESOLUTION = 283
RESOLUTION_UNIT = 296
CENTIMETRES_PER_INCH = 2.54

_EXIF_DIRECTORY = 34665
_PLACE_DIRECTORY = 34853
_NESTED = (_EXIF_DIRECTORY, _PLACE_DIRECTORY)
_INTEROPERABILITY_DIRECTORY = 40965
_DESCRIPTIVE = (
    270,  # ImageDescription
    271,  # Make
    272,  # Model
    305,  # Software
    306,  # DateTime
    315,  # Artist
    33432,  # Copyright
    *_NESTED,
)
_CENTIMETRE = 3

Tags = Mapping[int, Any]
"""Tag to value; the value of a nested directory is again such a mapping."""


def first_directory(file: bytes) -> Tags:
    """All tags of the first page of a TIFF or BigTIFF file."""
    is_big = 43 in (file[2], file[3])
    header = file[: 16 if is_big else 8]
    first = ImageFileDirectory_v2(header)
    tags = _loaded(file, first, first.next)
    for tag in _NESTED:
        if tag in tags:
            tags[tag] = _loaded(file, ImageFileDirectory_v2(header, group=tag), tags[tag])
    return tags


def descriptive(tags: Tags) -> dict[int, Any]:
    """Those tags that tell of the picture: maker, date, author and the like, photographic data and the place."""
    found = {tag: tags[tag] for tag in _DESCRIPTIVE if tag in tags}
    for tag in _NESTED:
        if tag in found:
            found[tag] = {key: value for key, value in found[tag].items() if key != _INTEROPERABILITY_DIRECTORY}
    return found


def descriptive_of_exif(block: bytes | None) -> dict[int, Any]:
    """:func:`descriptive` of an EXIF block."""
    return descriptive(first_directory(block)) if block is not None else {}


def exif_of(tags: Tags) -> bytes | None:
    """An EXIF block of what the tags tell of the picture, or None when they tell nothing."""
    exif = Image.Exif()
    for tag, value in descriptive(tags).items():
        exif[tag] = value
    return exif.tobytes().removeprefix(b"Exif\0\0") if len(exif) else None


def dpi_of(tags: Tags) -> tuple[float, float] | None:
    """Horizontal and vertical dots per inch, or None when the tags do not say."""
    horizontal, vertical = tags.get(X_RESOLUTION), tags.get(Y_RESOLUTION)
    if not horizontal or not vertical or tags.get(RESOLUTION_UNIT) == 1:
        return None
    unit = CENTIMETRES_PER_INCH if tags.get(RESOLUTION_UNIT) == _CENTIMETRE else 1.0
    return float(horizontal) * unit, float(vertical) * unit


def _loaded(file: bytes, directory: ImageFileDirectory_v2, position: int) -> dict[int, Any]:
    stream = io.BytesIO(file)
    stream.seek(position)
    directory.load(stream)
    return dict(directory)
