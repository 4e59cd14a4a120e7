"""Channels, depth and values of each kind of file, against independent decoders."""

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import imagecodecs
import numpy as np
import pytest
import tifffile
from numpy.typing import NDArray
from PIL import Image
from pillow_heif import from_pillow

from burnish.images.decode import decode, inspect
from burnish.images.picture import Pixels

MakePixels = Callable[..., Pixels]
MakeFile = Callable[..., bytes]


def read(tmp_path: Path, file: bytes) -> Pixels:
    """Decodes a file and checks that its header told the truth about the pixels."""
    path = tmp_path / "photo"
    path.write_bytes(file)
    pixels = decode(path).pixels
    facts = inspect(path)
    assert (facts.height, facts.width, facts.channels) == pixels.shape
    assert facts.bits == pixels.dtype.itemsize * 8
    assert pixels.dtype in (np.uint8, np.uint16)
    return pixels


@pytest.mark.parametrize("channels", [1, 2, 3, 4])
@pytest.mark.parametrize("bits", [8, 16])
def test_png_values_are_exact(tmp_path: Path, make_pixels: MakePixels, channels: int, bits: int) -> None:
    pixels = make_pixels(channels=channels, bits=bits)
    assert np.array_equal(read(tmp_path, bytes(imagecodecs.png_encode(pixels.squeeze()))), pixels)


@pytest.mark.parametrize("channels", [1, 2, 3, 4])
@pytest.mark.parametrize("bits", [8, 16])
@pytest.mark.parametrize(
    "options",
    [
        {},
        {"byteorder": ">"},
        {"compression": "zlib", "predictor": True},
        {"compression": "lzw"},
        {"bigtiff": True},
        {"tile": (16, 16)},
        {"planarconfig": "separate"},
    ],
)
def test_tiff_values_are_exact(
    tmp_path: Path, make_pixels: MakePixels, channels: int, bits: int, options: dict[str, Any]
) -> None:
    pixels = make_pixels(channels=channels, bits=bits)
    stored = pixels.squeeze()
    if options.get("planarconfig") == "separate" and channels > 1:
        stored = stored.transpose(2, 0, 1)
    elif channels > 1:
        options = {"planarconfig": "contig", **options}
    path = tmp_path / "made.tif"
    tifffile.imwrite(
        path,
        stored,
        **{
            "photometric": "minisblack" if channels <= 2 else "rgb",
            "extrasamples": ["unassalpha"] if channels in (2, 4) else None,
            **({} if channels == 1 and "planarconfig" in options else options),
        },
    )
    assert np.array_equal(read(tmp_path, path.read_bytes()), pixels)


def test_premultiplied_tiff_is_divided_by_its_alpha(tmp_path: Path) -> None:
    path = tmp_path / "made.tif"
    stored = np.array([[[1000, 500, 0, 32768], [65535, 0, 1, 65535], [0, 0, 0, 0]]], np.uint16)
    tifffile.imwrite(path, stored, photometric="rgb", planarconfig="contig", extrasamples=["assocalpha"])
    expected = [[[2000, 1000, 0, 32768], [65535, 0, 1, 65535], [0, 0, 0, 0]]]
    assert read(tmp_path, path.read_bytes()).tolist() == expected


@pytest.mark.parametrize("kind", [np.uint8, np.uint16])
def test_white_is_zero_is_inverted(tmp_path: Path, kind: type[np.uint8] | type[np.uint16]) -> None:
    path = tmp_path / "made.tif"
    most = np.iinfo(kind).max
    tifffile.imwrite(path, np.array([[0, 1, most]], kind), photometric="miniswhite")
    assert read(tmp_path, path.read_bytes())[..., 0].tolist() == [[most, most - 1, 0]]


@pytest.mark.parametrize("file_format", ["PNG", "TIFF", "BMP"])
def test_palettes_become_rgb(tmp_path: Path, make_pixels: MakePixels, make_file: MakeFile, file_format: str) -> None:
    image = Image.fromarray(make_pixels()).quantize(30)
    assert np.array_equal(read(tmp_path, make_file(image, file_format)), np.asarray(image.convert("RGB")))


def test_palettes_with_transparency_become_rgba(tmp_path: Path, make_pixels: MakePixels, make_file: MakeFile) -> None:
    image = Image.fromarray(make_pixels()).quantize(30)
    pixels = read(tmp_path, make_file(image, "PNG", transparency=bytes(range(0, 90, 3))))
    assert np.array_equal(pixels[:, :, :3], np.asarray(image.convert("RGB")))
    assert np.array_equal(pixels[:, :, 3], np.asarray(image) * 3)


def test_a_transparent_colour_becomes_alpha(tmp_path: Path, make_pixels: MakePixels, make_file: MakeFile) -> None:
    original = make_pixels()
    colour = tuple(int(value) for value in original[3, 4])
    pixels = read(tmp_path, make_file(original, "PNG", transparency=colour))
    assert np.array_equal(pixels[:, :, :3], original)
    assert np.array_equal(pixels[:, :, 3] == 0, (original == colour).all(axis=2))


@pytest.mark.parametrize("file_format", ["PNG", "TIFF", "BMP"])
def test_one_bit_becomes_grey(tmp_path: Path, make_pixels: MakePixels, make_file: MakeFile, file_format: str) -> None:
    image = Image.fromarray(make_pixels()).convert("1")
    expected = np.asarray(image.convert("L"))[..., np.newaxis]
    assert np.array_equal(read(tmp_path, make_file(image, file_format)), expected)


@pytest.mark.parametrize("file_format", ["PNG", "TIFF", "BMP", "JPEG", "AVIF"])
def test_grey_stays_grey(tmp_path: Path, make_pixels: MakePixels, make_file: MakeFile, file_format: str) -> None:
    original = make_pixels(channels=1)
    pixels = read(tmp_path, make_file(original[..., 0], file_format))
    assert pixels.shape == original.shape
    assert np.abs(pixels.astype(int) - original).max() <= (0 if file_format in ("PNG", "TIFF", "BMP") else 16)


@pytest.mark.parametrize("file_format", ["JPEG", "WEBP", "AVIF", "BMP"])
def test_colours_are_in_rgb_order(tmp_path: Path, make_file: MakeFile, file_format: str) -> None:
    orange = np.full((32, 32, 3), (250, 120, 10), np.uint8)
    pixels = read(tmp_path, make_file(orange, file_format))
    assert np.abs(pixels.astype(int) - orange).max() <= 6


def test_heic(tmp_path: Path, make_pixels: MakePixels) -> None:
    path = tmp_path / "made.heic"
    original = make_pixels()
    from_pillow(Image.fromarray(original)).save(path, quality=95)
    pixels = read(tmp_path, path.read_bytes())
    assert np.abs(pixels.astype(int) - original).mean() < 3


@pytest.mark.parametrize("options", [{"lossless": True, "exact": True}, {"quality": 95}])
def test_webp_as_pillow_reads_it(
    tmp_path: Path, make_pixels: MakePixels, make_file: MakeFile, options: dict[str, Any]
) -> None:
    for channels in (3, 4):
        file = make_file(make_pixels(channels=channels), "WEBP", **options)
        pixels = read(tmp_path, file)
        assert np.array_equal(pixels, np.asarray(Image.open(tmp_path / "photo")))
        assert pixels.shape[2] == channels


def opencv_pixels(path: Path, conversion: int) -> NDArray[Any]:
    found = cv2.imdecode(np.fromfile(path, np.uint8), cv2.IMREAD_UNCHANGED)
    assert found is not None
    return cv2.cvtColor(found, conversion)


def test_jpeg_as_opencv_reads_it(test_data: Path) -> None:
    path = test_data / "photos" / "group_of_four.jpg"
    expected = opencv_pixels(path, cv2.COLOR_BGR2RGB)
    assert np.abs(decode(path).pixels.astype(int) - expected).max() <= 1


def test_a_grey_photo_has_one_channel(test_data: Path) -> None:
    for name in ("couple_grey_8bit.png", "wolf_grey.jpg"):
        assert decode(test_data / "photos" / name).channels == 1


def test_colour_under_transparency_is_kept(test_data: Path) -> None:
    path = test_data / "photos" / "children_alpha.png"
    expected = opencv_pixels(path, cv2.COLOR_BGRA2RGBA)
    pixels = decode(path).pixels
    assert np.array_equal(pixels, expected)
    assert pixels[pixels[..., 3] == 0][:, :3].any()


def test_a_16_bit_photo_keeps_every_value(test_data: Path) -> None:
    path = test_data / "photos" / "tree_alpha_16bit.png"
    expected = opencv_pixels(path, cv2.COLOR_BGRA2RGBA)
    picture = decode(path)
    assert picture.pixels.dtype == np.uint16
    assert np.array_equal(picture.pixels, expected)
    assert picture.metadata.icc_profile is not None
    assert picture.metadata.dpi == pytest.approx((72, 72), abs=0.1)


def test_a_large_jpeg_can_be_decoded_small(tmp_path: Path, make_pixels: MakePixels, make_file: MakeFile) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(make_file(make_pixels(800, 1200), "JPEG"))
    small = decode(path, at_least=150)
    assert (small.width, small.height) == (300, 200)
    assert dataclasses.asdict(small.metadata) == dataclasses.asdict(decode(path).metadata)
