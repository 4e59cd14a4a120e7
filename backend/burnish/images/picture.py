"""A decoded picture: its pixels and what belongs to them."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8] | NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a file says about its picture, carried over from source to result."""

    icc_profile: bytes | None = None
    """The colour profile that the pixels are in; None means sRGB (or its grey) is assumed."""
    exif: bytes | None = None
    """The EXIF block (starting with the TIFF header, without the ``Exif\\0\\0`` prefix), orientation set to 1."""
    xmp: bytes | None = None
    """The XMP packet."""
    dpi: tuple[float, float] | None = None
    """Horizontal and vertical dots per inch."""
    text: dict[str, str] = field(default_factory=dict)
    """Named texts, as PNG's text chunks hold them; that of Burnish's own is told of in
    :mod:`burnish.images.annotations`."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture upright as a person sees it.

    ``pixels`` has the shape (height, width, channels), channels being 1 (grey), 2 (grey and alpha), 3 (RGB) or
    4 (RGBA, alpha not premultiplied), of type uint8 (0..255) or uint16 (0..65535), in R, G, B, A order. It may be
    a ``numpy.memmap``: a picture that does not fit into memory is read in bands of rows.
    """

    pixels: Pixels
    metadata: Metadata = field(default_factory=Metadata)

    @property
    def height(self) -> int:
        """Rows."""
        return int(self.pixels.shape[0])

    @property
    def width(self) -> int:
        """Columns."""
        return int(self.pixels.shape[1])

    @property
    def channels(self) -> int:
        """1 (grey), 2 (grey and alpha), 3 (RGB) or 4 (RGBA)."""
        return int(self.pixels.shape[2])

    @property
    def has_alpha(self) -> bool:
        """Whether the last channel is alpha."""
        return self.channels in (2, 4)

    @property
    def is_grey(self) -> bool:
        """Whether the picture has no colour channels."""
        return self.channels <= 2
