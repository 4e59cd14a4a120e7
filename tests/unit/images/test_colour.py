"""Colour conversions against LittleCMS called directly, and against known colours of print."""

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import tifffile
from numpy.typing import NDArray
from PIL import Image, ImageCms

from burnish.images import colour
from burnish.images.decode import decode
from burnish.images.picture import Pixels

MakePixels = Callable[..., Pixels]
MakeFile = Callable[..., bytes]


def through_profile(image: Image.Image, profile: bytes) -> Pixels:
    converted = ImageCms.profileToProfile(
        image,
        ImageCms.ImageCmsProfile(io.BytesIO(profile)),
        ImageCms.createProfile("sRGB"),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="RGB",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    assert converted is not None
    return np.asarray(converted)


@pytest.mark.parametrize("file_format", ["JPEG", "TIFF"])
def test_cmyk_is_converted_by_its_profile(
    tmp_path: Path,
    make_pixels: MakePixels,
    make_file: MakeFile,
    cmyk_profile: bytes,
    file_format: str,
) -> None:
    image = Image.frombytes("CMYK", (64, 48), make_pixels(channels=4).tobytes())
    path = tmp_path / "print"
    path.write_bytes(make_file(image, file_format, icc_profile=cmyk_profile))
    with Image.open(path) as stored:
        expected = through_profile(stored.convert("CMYK"), cmyk_profile)

    picture = decode(path)

    assert np.array_equal(picture.pixels, expected)
    assert picture.metadata.icc_profile is None


def test_16_bit_cmyk_is_converted_too(tmp_path: Path, make_pixels: MakePixels, cmyk_profile: bytes) -> None:
    inks = make_pixels(channels=4)
    path = tmp_path / "print.tif"
    tifffile.imwrite(path, inks.astype(np.uint16) * 257, photometric="separated", iccprofile=cmyk_profile)
    expected = through_profile(Image.frombytes("CMYK", (64, 48), inks.tobytes()), cmyk_profile)
    assert np.array_equal(decode(path).pixels, expected)


def test_photoshops_inverted_jpeg_is_not_negative(tmp_path: Path, make_file: MakeFile) -> None:
    """Pillow writes CMYK JPEG as Adobe does, inverted and marked so; white paper must come out white."""
    path = tmp_path / "print.jpg"
    path.write_bytes(make_file(Image.new("CMYK", (16, 16), (0, 0, 0, 0)), "JPEG"))
    assert b"Adobe" in path.read_bytes()[:200]
    assert decode(path).pixels.min() >= 254


@pytest.mark.parametrize(
    ("inks", "rgb"),
    [
        ((0, 0, 0, 0), (255, 255, 255)),
        ((255, 0, 0, 0), (0, 158, 227)),
        ((0, 255, 0, 0), (230, 0, 126)),
        ((0, 0, 255, 0), (255, 237, 0)),
        ((0, 255, 255, 0), (227, 6, 19)),
        ((255, 0, 255, 0), (0, 150, 64)),
        ((255, 255, 0, 0), (49, 39, 131)),
        ((0, 0, 0, 255), (29, 29, 27)),
        ((0, 0, 0, 128), (142, 142, 141)),
        ((128, 0, 0, 0), (127, 206, 241)),
    ],
)
def test_cmyk_without_a_profile_looks_like_offset_print(inks: tuple[int, ...], rgb: tuple[int, ...]) -> None:
    """Solids as layout programs show FOGRA39's, and halves between them."""
    converted = colour.cmyk_to_rgb(np.array([[inks]], np.uint8), None)
    assert np.abs(converted[0, 0].astype(int) - rgb).max() <= 1


def test_a_broken_cmyk_profile_does_not_stop_the_conversion(cmyk_profile: bytes) -> None:
    inks = np.array([[[255, 0, 0, 0]]], np.uint8)
    broken = cmyk_profile[:200] + b"\xff" * 100
    assert np.array_equal(colour.cmyk_to_rgb(inks, broken), colour.cmyk_to_rgb(inks, None))


def lab_of_srgb(rgb: NDArray[np.uint8]) -> NDArray[np.float64]:
    """CIE L*a*b* for D50, by the definitions (IEC 61966-2-1, CIE 15) and the Bradford-adapted matrix."""
    signal = rgb / 255
    linear = np.where(signal <= 0.04045, signal / 12.92, ((signal + 0.055) / 1.055) ** 2.4)
    to_xyz = [[0.4360747, 0.3850649, 0.1430804], [0.2225045, 0.7168786, 0.0606169], [0.0139322, 0.0971045, 0.7141733]]
    relative = linear @ np.transpose(to_xyz) / (0.96422, 1.0, 0.82521)
    x, y, z = np.moveaxis(
        np.where(relative > 216 / 24389, np.cbrt(relative), (relative * 24389 / 27 + 16) / 116), -1, 0
    )
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)


def test_lab_is_converted(tmp_path: Path) -> None:
    rgb = np.array([[[119, 119, 119], [180, 90, 60], [70, 130, 90], [60, 80, 160]]], np.uint8)
    lightness, a, b = np.moveaxis(lab_of_srgb(rgb), -1, 0)
    stored = np.stack([np.rint(lightness * 2.55), np.rint(a) % 256, np.rint(b) % 256], axis=-1).astype(np.uint8)
    path = tmp_path / "lab.tif"
    tifffile.imwrite(path, stored, photometric="cielab", planarconfig="contig")
    assert np.abs(decode(path).pixels.astype(int) - rgb).max() <= 5


@pytest.mark.parametrize("file_format", ["PNG", "JPEG", "WEBP", "TIFF", "AVIF"])
def test_a_wide_gamut_profile_survives_byte_for_byte(
    tmp_path: Path, make_pixels: MakePixels, make_file: MakeFile, display_p3: bytes, file_format: str
) -> None:
    path = tmp_path / "photo"
    path.write_bytes(make_file(make_pixels(), file_format, icc_profile=display_p3))
    assert decode(path).metadata.icc_profile == display_p3


def test_a_profile_of_other_pixels_is_dropped(display_p3: bytes, cmyk_profile: bytes) -> None:
    assert colour.fitting_profile(display_p3, 3) == display_p3
    assert colour.fitting_profile(display_p3, 4) == display_p3
    assert colour.fitting_profile(display_p3, 1) is None
    assert colour.fitting_profile(cmyk_profile, 3) is None
    assert colour.fitting_profile(b"no profile", 3) is None
    assert colour.fitting_profile(None, 3) is None


def test_grey_is_converted_by_its_profile(grey_gamma_profile: bytes) -> None:
    linear_half = Image.new("L", (4, 4), 128)
    converted = np.asarray(colour.to_srgb(linear_half, grey_gamma_profile))
    assert converted.shape == (4, 4, 3)
    assert np.abs(converted.astype(int) - 188).max() <= 1
    assert np.asarray(colour.to_srgb(linear_half, None)).tolist() == np.full((4, 4, 3), 128).tolist()


def test_alpha_passes_through_a_conversion(make_pixels: MakePixels, display_p3: bytes) -> None:
    pixels = make_pixels(channels=4)
    converted = np.asarray(colour.to_srgb(Image.fromarray(pixels), display_p3))
    assert np.array_equal(converted[..., 3], pixels[..., 3])
    assert np.array_equal(converted[..., :3], through_profile(Image.fromarray(pixels[..., :3].copy()), display_p3))
