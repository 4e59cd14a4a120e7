"""Which format a file is in, told by its first bytes and never by its name."""

from typing import Literal

from burnish.images.problems import EmptyFile, NotAnImage, UnsupportedFormat

ImageFormat = Literal["png", "jpeg", "webp", "tiff", "bmp", "avif", "heic"]

HEAD_BYTES = 1024
"""How many bytes of a file :func:`recognise` wants to see."""

SUPPORTED = "PNG, JPEG, WebP, TIFF, BMP, AVIF and HEIC"

_STARTS: tuple[tuple[bytes, ImageFormat], ...] = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"II+\0", "tiff"),
    (b"MM\0+", "tiff"),
    (b"BM", "bmp"),
)

_UNSUPPORTED_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"GIF8", "GIF"),
    (b"%PDF", "PDF"),
    (b"8BPS", "Photoshop"),
    (b"\0\0\1\0", "Windows icon"),
    (b"\0\0\0\x0cJXL ", "JPEG XL"),
    (b"\xff\x0a", "JPEG XL"),
    (b"\0\0\0\x0cjP  ", "JPEG 2000"),
    (b"\xff\x4f\xff\x51", "JPEG 2000"),
    (b"v/1\x01", "OpenEXR"),
    (b"#?RADIANCE", "Radiance HDR"),
    (b"gimp xcf", "GIMP"),
    (b"qoif", "QOI"),
    (b"%!PS", "PostScript"),
    (b"\x1aE\xdf\xa3", "Matroska video"),
)

_BRANDS: dict[bytes, ImageFormat] = {
    b"avif": "avif",
    b"avis": "avif",
    b"heic": "heic",
    b"heix": "heic",
    b"heim": "heic",
    b"heis": "heic",
    b"hevc": "heic",
    b"hevx": "heic",
    b"mif1": "heic",
    b"msf1": "heic",
}


def recognise(head: bytes, name: str) -> ImageFormat:
    """The format of a file that begins with ``head`` (its first :data:`HEAD_BYTES` bytes).

    ``name`` is only used to name the file in problems. Raises :class:`EmptyFile`, :class:`UnsupportedFormat` for
    formats that are known but not read, and :class:`NotAnImage` for everything else.
    """
    if not head:
        raise EmptyFile(f"“{name}” has no content (0 bytes). Copy or export the image again.")
    for start, image_format in _STARTS:
        if head.startswith(start):
            return image_format
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[4:8] == b"ftyp":
        return _recognise_by_brands(head, name)
    for start, title in _UNSUPPORTED_STARTS:
        if head.startswith(start):
            raise _unsupported(name, title)
    if _looks_like_svg(head):
        raise UnsupportedFormat(
            f"“{name}” is an SVG drawing, which has no pixels to work on. Export it as PNG at the size you need."
        )
    raise NotAnImage(f"“{name}” is not an image that Burnish can read. Use {SUPPORTED} files.")


def is_sequence(head: bytes) -> bool:
    """Whether an AVIF or HEIC file that begins with ``head`` says that it is foremost a sequence of pictures."""
    return head[8:12] in (b"avis", b"hevc", b"hevx", b"msf1")


def _recognise_by_brands(head: bytes, name: str) -> ImageFormat:
    """Tells the formats based on ISO base media files apart by their major brand, then the compatible ones."""
    size = int.from_bytes(head[:4], "big")
    brands = [head[8:12]] + [head[at : at + 4] for at in range(16, min(size, len(head)), 4)]
    if b"avif" in brands or b"avis" in brands:
        return "avif"
    for brand in brands:
        if brand in _BRANDS:
            return _BRANDS[brand]
    raise _unsupported(name, "video")


def _unsupported(name: str, title: str) -> UnsupportedFormat:
    return UnsupportedFormat(f"“{name}” is a {title} file, which Burnish does not read. Convert it to PNG or JPEG.")


def _looks_like_svg(head: bytes) -> bool:
    encoding = "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    text = head.decode(encoding, errors="ignore").lstrip().lower()
    return text.startswith("<") and "<svg" in text
