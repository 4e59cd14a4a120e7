"""What every reader of a format offers."""

from dataclasses import dataclass
from typing import Protocol

from burnish.images.picture import Metadata, Pixels


@dataclass(frozen=True, slots=True)
class Header:
    """What the beginning of a file says about its picture."""

    width: int
    """Stored columns, before the picture is turned upright."""
    height: int
    """Stored rows."""
    channels: int
    """Channels once decoded: 1 (grey), 2 (grey and alpha), 3 (RGB) or 4 (RGBA)."""
    bits: int
    """Bits of each channel once decoded: 8 or 16."""
    orientation: int = 1
    """How the stored picture must be turned, 1..8 as EXIF numbers it."""
    pictures: int = 1
    """Frames of an animation or pages of a document; more than one is refused."""


class Reader(Protocol):
    """An opened file. Any exception but ``Problem`` that its members raise means that the file is damaged."""

    @property
    def header(self) -> Header:
        """Sizes, read without decoding pixels."""

    def metadata(self) -> Metadata:
        """Profile, EXIF (orientation 1), XMP, resolution and texts; the profile fits the pixels of :meth:`pixels`."""

    def pixels(self) -> Pixels:
        """The decoded picture, upright: (height, width, channels) as ``Picture`` describes them."""


def with_channel_axis(pixels: Pixels) -> Pixels:
    """Decoders give grey as (height, width); pixels always have a third axis."""
    return pixels[:, :, None] if pixels.ndim == 2 else pixels
