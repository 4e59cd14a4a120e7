"""Valid image files of every format that is read, in many variants, small so that thousands can be decoded."""

import io
import zlib
from collections.abc import Mapping
from typing import Any, Literal

import imagecodecs
import numpy as np
import tifffile
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo
from pillow_heif import from_pillow

from tests.sample_images import sample_pixels

WIDTH, HEIGHT = 48, 40

PACKET = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description rdf:about="" xmlns:burnish="urn:burnish:xmp:1.0:"><burnish:text>{"parameters": "a fox\\n'
    b'Steps: 20, Seed: 1"}</burnish:text></rdf:Description></rdf:RDF></x:xmpmeta>'
)
PARAMETERS = "a red fox\nNegative prompt: blurred\nSteps: 20, Sampler: Euler a, CFG scale: 7.5, Seed: 1, Size: 48x40"


def valid_files() -> dict[str, bytes]:
    """What each variant is called, and its content."""
    return {**_pngs(), **_jpegs(), **_webps(), **_tiffs(), **_heifs(), **_bmps()}


def _colours(channels: int = 3) -> Image.Image:
    return Image.fromarray(sample_pixels(WIDTH, HEIGHT, channels).squeeze())


def _deep(channels: int) -> np.ndarray:
    return sample_pixels(WIDTH, HEIGHT, channels).astype(np.uint16) * 257


def _exif() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x0132] = "1984:07:21 18:30:00"
    exif[0x011A] = exif[0x011B] = 300.0
    exif[0x8769] = {0x9286: b"UNICODE\0" + PARAMETERS.encode("utf-16-be"), 0xA002: WIDTH, 0xA003: HEIGHT}
    exif[0x8825] = {1: "N", 2: (47.0, 22.0, 30.5)}
    return exif.tobytes()


def _profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def _saved(image: Image.Image, image_format: str, **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, image_format, **options)
    return file.getvalue()


def _pngs() -> dict[str, bytes]:
    notes = PngInfo()
    notes.add_text("parameters", PARAMETERS, zip=True)
    notes.add_itxt("XML:com.adobe.xmp", PACKET.decode())
    notes.add_text("burnish", '{"generation": {"prompt": "a fox"}}')
    annotated = {"pnginfo": notes, "exif": _exif(), "icc_profile": _profile(), "dpi": (300, 300)}
    palette = _colours().quantize(16)
    return {
        "png": _saved(_colours(), "PNG"),
        "png alpha": _saved(_colours(4), "PNG"),
        "png grey": _saved(_colours(1), "PNG", transparency=0),
        "png 1 bit": _saved(_colours(1).convert("1"), "PNG"),
        "png palette": _saved(palette, "PNG", transparency=bytes(range(0, 256, 16))),
        "png annotated": _saved(_colours(), "PNG", **annotated),
        "png 16 bit": bytes(imagecodecs.png_encode(_deep(4))),
        "png interlaced": _interlaced(),
    }


def _interlaced() -> bytes:
    """A PNG in Adam7's seven passes (ISO/IEC 15948, section 8.2), which no encoder here writes."""
    pixels = sample_pixels(WIDTH, HEIGHT)
    passes = ((0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2), (1, 0, 2, 1))
    rows = b"".join(
        b"\0" + row.tobytes() for top, left, down, right in passes for row in pixels[top::down, left::right]
    )
    plain = _saved(_colours(), "PNG")
    header = bytearray(plain[:33])
    header[28] = 1
    header[29:33] = zlib.crc32(header[12:29]).to_bytes(4, "big")
    content = zlib.compress(rows)
    data = len(content).to_bytes(4, "big") + b"IDAT" + content + zlib.crc32(b"IDAT" + content).to_bytes(4, "big")
    return bytes(header) + data + plain[-12:]


def _jpegs() -> dict[str, bytes]:
    annotated = {"exif": _exif(), "icc_profile": _profile(), "xmp": PACKET, "comment": b"a comment"}
    return {
        "jpeg": _saved(_colours(), "JPEG"),
        "jpeg grey": _saved(_colours(1), "JPEG"),
        "jpeg cmyk": _saved(_colours().convert("CMYK"), "JPEG"),
        "jpeg progressive": _saved(_colours(), "JPEG", progressive=True),
        "jpeg restarts": _saved(_colours(), "JPEG", restart_marker_rows=1, subsampling=2),
        "jpeg annotated": _saved(_colours(), "JPEG", **annotated),
    }


def _webps() -> dict[str, bytes]:
    annotated = {"exif": _exif(), "icc_profile": _profile(), "xmp": PACKET}
    return {
        "webp": _saved(_colours(), "WEBP"),
        "webp lossless": _saved(_colours(), "WEBP", lossless=True),
        "webp alpha": _saved(_colours(4), "WEBP"),
        "webp annotated": _saved(_colours(4), "WEBP", **annotated),
    }


def _tiffs() -> dict[str, bytes]:
    tiled: Mapping[str, Any] = {"photometric": "rgb", "tile": (16, 16)}
    annotated = {"exif": _exif(), "icc_profile": _profile(), "dpi": (300, 300)}
    return {
        "tiff strips": _saved(_colours(), "TIFF", **annotated),
        "tiff lzw": _saved(_colours(), "TIFF", compression="tiff_lzw"),
        "tiff jpeg": _saved(_colours(), "TIFF", compression="jpeg"),
        "tiff fax": _saved(_colours(1).convert("1"), "TIFF", compression="group4"),
        "tiff palette": _saved(_colours().quantize(16), "TIFF"),
        "tiff cmyk": _saved(_colours().convert("CMYK"), "TIFF"),
        "tiff lab": _saved(_colours().convert("LAB"), "TIFF"),
        "tiff tiles": _tiff(sample_pixels(WIDTH, HEIGHT), **tiled),
        "tiff deflate 16 bit": _tiff(_deep(3), **tiled, compression="zlib", predictor=True),
        "tiff lzma": _tiff(_deep(1), photometric="minisblack", compression="lzma"),
        "tiff zstd": _tiff(_deep(4), photometric="rgb", extrasamples=["assocalpha"], compression="zstd"),
        "tiff packbits": _tiff(sample_pixels(WIDTH, HEIGHT, 1), photometric="miniswhite", compression="packbits"),
        "tiff webp": _tiff(sample_pixels(WIDTH, HEIGHT), **tiled, compression="webp"),
        "tiff jpeg 2000": _tiff(sample_pixels(WIDTH, HEIGHT), **tiled, compression="jpeg2000"),
        "tiff planes": _tiff(
            np.moveaxis(_deep(4), -1, 0), photometric="rgb", planarconfig="separate", extrasamples=["unassalpha"]
        ),
        "bigtiff": _tiff(sample_pixels(WIDTH, HEIGHT), bigtiff=True, photometric="rgb", compression="zlib"),
        "tiff motorola": _tiff(_deep(3), byteorder=">", photometric="rgb"),
    }


def _tiff(pixels: np.ndarray, *, bigtiff: bool = False, byteorder: Literal["<", ">"] = "<", **options: Any) -> bytes:
    file = io.BytesIO()
    tifffile.imwrite(file, pixels, bigtiff=bigtiff, byteorder=byteorder, **options)
    return file.getvalue()


def _heifs() -> dict[str, bytes]:
    plain, annotated = from_pillow(_colours()), from_pillow(_colours(4))
    annotated.info.update(exif=_exif(), xmp=PACKET, icc_profile=_profile())
    files = {
        "avif": _saved(_colours(), "AVIF", speed=10),
        "avif alpha": _saved(_colours(4), "AVIF", speed=10, exif=_exif(), xmp=PACKET, icc_profile=_profile()),
    }
    for name, heif in (("heic", plain), ("heic annotated", annotated)):
        file = io.BytesIO()
        heif.save(file, format="HEIF")
        files[name] = file.getvalue()
    return files


def _bmps() -> dict[str, bytes]:
    return {
        "bmp": _saved(_colours(), "BMP"),
        "bmp palette": _saved(_colours().quantize(16), "BMP"),
        "bmp grey": _saved(_colours(1), "BMP"),
    }
