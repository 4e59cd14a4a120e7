"""What is not an image that can be read whole is refused, each kind with its own problem."""

import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import tifffile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from pillow_heif import from_pillow

from burnish.images import problems
from burnish.images.decode import DecodeLimits, decode, inspect
from burnish.images.formats import recognise
from burnish.images.picture import Pixels
from burnish.problems import Problem

MakePixels = Callable[..., Pixels]

NOT_IMAGES = {
    b"": problems.EmptyFile,
    b"hello, this is a text": problems.NotAnImage,
    b"\0" * 5000: problems.NotAnImage,
    b"<html><body>not found</body></html>": problems.NotAnImage,
    b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>': problems.UnsupportedFormat,
    b"\xef\xbb\xbf<svg/>": problems.UnsupportedFormat,
    '<svg width="1"/>'.encode("utf-16"): problems.UnsupportedFormat,
    b"GIF89a\x01\0\x01\0": problems.UnsupportedFormat,
    b"%PDF-1.7": problems.UnsupportedFormat,
    b"8BPS\0\1": problems.UnsupportedFormat,
    b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom": problems.UnsupportedFormat,
    b"\x89PNG\r\n\x1a\n": problems.DamagedImage,
    b"\xff\xd8\xff\xe0": problems.DamagedImage,
    b"RIFF\x04\0\0\0WEBP": problems.DamagedImage,
    b"II*\0\x08\0\0\0": problems.DamagedImage,
    b"BM": problems.DamagedImage,
    b"\0\0\0\x18ftypheic\0\0\0\0mif1heic": problems.DamagedImage,
    b"\0\0\0\x18ftypavif\0\0\0\0mif1avif": problems.DamagedImage,
}


@pytest.mark.parametrize(("content", "problem"), NOT_IMAGES.items())
@pytest.mark.parametrize("name", ["photo.png", "photo"])
def test_content_and_not_the_name_decides(tmp_path: Path, content: bytes, problem: type[Problem], name: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    for read in (inspect, decode):
        with pytest.raises(problem) as raised:
            read(path)
        assert type(raised.value) is problem
        assert f"“{name}”" in raised.value.detail


def test_svg_is_named() -> None:
    with pytest.raises(problems.UnsupportedFormat, match="SVG drawing"):
        recognise(b"<svg/>", "drawing.png")


def whole_files(pixels: Pixels) -> dict[str, bytes]:
    image = Image.fromarray(pixels)
    files = {}
    for file_format in ("PNG", "JPEG", "WEBP", "TIFF", "BMP", "AVIF"):
        file = io.BytesIO()
        image.save(file, file_format)
        files[file_format] = file.getvalue()
    heic = io.BytesIO()
    from_pillow(image).save(heic, format="HEIF")
    deflated = io.BytesIO()
    tifffile.imwrite(deflated, np.asarray(pixels, np.uint16) * 257, photometric="rgb", compression="zlib")
    return {**files, "HEIC": heic.getvalue(), "16-bit TIFF": deflated.getvalue()}


@pytest.mark.parametrize("file_format", ["PNG", "JPEG", "WEBP", "TIFF", "BMP", "AVIF", "HEIC", "16-bit TIFF"])
@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.99])
def test_truncated_files_are_refused(tmp_path: Path, make_pixels: MakePixels, file_format: str, kept: float) -> None:
    file = whole_files(make_pixels(120, 160))[file_format]
    path = tmp_path / "photo"
    path.write_bytes(file)
    assert decode(path).pixels.shape == (120, 160, 3)
    path.write_bytes(file[: int(len(file) * kept)])
    with pytest.raises(problems.DamagedImage, match="damaged"):
        decode(path)


@pytest.fixture
def small_files(make_pixels: MakePixels) -> dict[str, bytes]:
    """A whole file of each format, made once for all examples of a test."""
    return whole_files(make_pixels(16, 16))


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(data=st.data())
def test_damage_anywhere_is_told_or_survived(
    tmp_path: Path, small_files: dict[str, bytes], data: st.DataObject
) -> None:
    file = bytearray(small_files[data.draw(st.sampled_from(sorted(small_files)), label="format")])
    for _ in range(data.draw(st.integers(1, 4), label="number of changes")):
        position = data.draw(st.integers(0, len(file) - 1), label="position")
        file[position] = data.draw(st.integers(0, 255), label="byte")
    path = tmp_path / "photo"
    path.write_bytes(file)
    try:
        picture = decode(path, DecodeLimits(max_pixels=1_000_000))
    except Problem:
        return
    assert picture.pixels.ndim == 3


def test_a_flipped_bit_in_a_png_is_damage(tmp_path: Path, make_pixels: MakePixels) -> None:
    file = bytearray(whole_files(make_pixels())["PNG"])
    file[len(file) // 2] ^= 1
    path = tmp_path / "photo.png"
    path.write_bytes(file)
    with pytest.raises(problems.DamagedImage):
        decode(path)


def test_a_decompression_bomb_is_refused_by_its_header(tmp_path: Path) -> None:
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", len(header)) + b"IHDR" + header + struct.pack(">I", zlib.crc32(b"IHDR" + header))
    path = tmp_path / "bomb.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk)
    with pytest.raises(problems.TooManyPixels, match=r"60000x60000 pixels large, 3600\.0 megapixels"):
        inspect(path)


@pytest.mark.parametrize("file_format", ["PNG", "JPEG", "WEBP", "TIFF", "BMP", "AVIF", "HEIC"])
def test_the_limit_of_pixels_holds_for_each_format(tmp_path: Path, make_pixels: MakePixels, file_format: str) -> None:
    path = tmp_path / "photo"
    path.write_bytes(whole_files(make_pixels(50, 60))[file_format])
    assert inspect(path, DecodeLimits(max_pixels=3000)).width == 60
    with pytest.raises(problems.TooManyPixels, match="60x50"):
        inspect(path, DecodeLimits(max_pixels=2999))
    with pytest.raises(problems.TooManyPixels, match="60x50"):
        decode(path, DecodeLimits(max_pixels=2999))


def test_pillows_own_limit_neither_bites_nor_changes(
    tmp_path: Path, make_pixels: MakePixels, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 10)
    for name, file in whole_files(make_pixels(20, 30)).items():
        path = tmp_path / name
        path.write_bytes(file)
        assert decode(path).pixels.shape == (20, 30, 3), name
    assert Image.MAX_IMAGE_PIXELS == 10


def test_too_many_bytes(tmp_path: Path, make_pixels: MakePixels) -> None:
    path = tmp_path / "photo.png"
    path.write_bytes(whole_files(make_pixels())["PNG"])
    size = path.stat().st_size
    assert inspect(path, DecodeLimits(max_bytes=size)).width == 64
    with pytest.raises(problems.TooManyBytes, match="limit"):
        decode(path, DecodeLimits(max_bytes=size - 1))


@pytest.mark.parametrize("file_format", ["PNG", "WEBP", "AVIF", "TIFF"])
def test_animations_and_documents_are_refused(tmp_path: Path, file_format: str) -> None:
    frames = [Image.new("RGB", (20, 10), colour) for colour in ("red", "green")]
    path = tmp_path / "moving"
    frames[0].save(path, file_format, save_all=True, append_images=frames[1:])
    with pytest.raises(problems.AnimatedImage, match="several pages"):
        inspect(path)


def test_a_tiff_with_a_thumbnail_page_is_one_picture(tmp_path: Path, make_pixels: MakePixels) -> None:
    path = tmp_path / "scan.tif"
    with tifffile.TiffWriter(path) as tiff:
        tiff.write(make_pixels(40, 40), photometric="rgb")
        tiff.write(make_pixels(10, 10), photometric="rgb", subfiletype=1)
    assert decode(path).pixels.shape == (40, 40, 3)


@pytest.mark.parametrize("kind", [np.float32, np.uint32, np.int16])
def test_pixels_without_a_known_range_are_refused(
    tmp_path: Path, kind: type[np.float32] | type[np.uint32] | type[np.int16]
) -> None:
    path = tmp_path / "measured.tif"
    tifffile.imwrite(path, np.ones((10, 10), kind))
    with pytest.raises(problems.UnsupportedPixels, match="bits"):
        inspect(path)


def test_a_missing_file_is_an_operating_system_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        inspect(tmp_path / "nowhere.png")


def test_problems_use_the_name_that_the_person_knows(tmp_path: Path) -> None:
    path = tmp_path / "4f2a.upload"
    path.write_bytes(b"nothing")
    with pytest.raises(problems.NotAnImage, match=r"“holiday\.jpg”"):
        decode(path, name="holiday.jpg")
