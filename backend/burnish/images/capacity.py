"""What output formats can hold, told before any work starts."""

from dataclasses import dataclass

from burnish.images.problems import NoTransparencyInFormat, TooLargeForFormat
from burnish.parameters import OutputFormat, OutputOptions


@dataclass(frozen=True, slots=True)
class _Capacity:
    title: str
    most_side: int
    """Largest width and height."""
    most_pixels: int | None = None
    """Largest product of both."""
    has_alpha: bool = True
    is_lossless: bool = False


_CAPACITIES: dict[OutputFormat, _Capacity] = {
    "png": _Capacity("PNG", 2**31 - 1, is_lossless=True),
    "jpeg": _Capacity("JPEG", 65_500, has_alpha=False),
    "webp": _Capacity("WebP", 16_383),
    "avif": _Capacity("AVIF", 32_768, 16_384**2),
    "tiff": _Capacity("TIFF", 2**32 - 1, is_lossless=True),
}
"""JPEG's own limit is 65535, libjpeg's 65500; AVIF's are those above which libavif refuses to open a file. TIFF has
none but its counters', since BigTIFF is written where 4 GB do not suffice."""

_LARGEST_SHARE_OF_LOSSY_FILES = 0.75
_BYTES_FOR_METADATA = 1 << 20


def check_encodable(width: int, height: int, channels: int, options: OutputOptions) -> None:
    """Raises the problem that :func:`burnish.images.encode.encode` would meet with such a picture.

    :class:`TooLargeForFormat` for too many pixels; :class:`NoTransparencyInFormat` for 2 or 4 channels as JPEG:
    flattening would lose what the person has, so they choose another format knowingly. Any bit depth can be
    encoded: JPEG, WebP and AVIF round 16 bits to 8.
    """
    capacity = _CAPACITIES[options.format]
    if not capacity.has_alpha and channels in (2, 4):
        raise NoTransparencyInFormat(
            f"The image is partly transparent, which {capacity.title} cannot hold. Choose PNG, WebP, AVIF or TIFF."
        )
    if max(width, height) > capacity.most_side:
        raise TooLargeForFormat(
            f"The result would be {width}x{height} pixels large, and {capacity.title} ends at {capacity.most_side} "
            "pixels a side. Choose PNG or TIFF, or a smaller scale."
        )
    if capacity.most_pixels is not None and width * height > capacity.most_pixels:
        raise TooLargeForFormat(
            f"The result would be {width}x{height} pixels large, {width * height / 1e6:.0f} megapixels, and "
            f"{capacity.title} files end at {capacity.most_pixels / 1e6:.0f}. Choose PNG or TIFF, or a smaller scale."
        )


def largest_file_bytes(width: int, height: int, channels: int, bits: int, options: OutputOptions) -> int:
    """Bytes that the encoded picture will hardly exceed: for PNG and TIFF those of pixels that do not compress."""
    capacity = _CAPACITIES[options.format]
    samples = width * height * channels
    if capacity.is_lossless:
        return samples * bits // 8 + height + samples // 1000 + _BYTES_FOR_METADATA
    return int(samples * _LARGEST_SHARE_OF_LOSSY_FILES) + _BYTES_FOR_METADATA
