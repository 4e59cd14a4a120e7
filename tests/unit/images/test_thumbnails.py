"""Thumbnails look like the picture: its proportions, its colours in sRGB, its alpha, upright."""

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms

from burnish.images.decode import decode
from burnish.images.picture import Metadata, Picture, Pixels
from burnish.images.problems import NotAnImage
from burnish.images.thumbnails import write_thumbnail

MakePixels = Callable[..., Pixels]


def thumbnail_of(source: Picture | Path, tmp_path: Path, size: int = 512) -> Image.Image:
    target = tmp_path / "thumbnail"
    written = write_thumbnail(source, target, size)
    with Image.open(target) as image:
        image.load()
        assert image.format == "WEBP"
        assert "icc_profile" not in image.info
        assert image.size == written
        return image


@pytest.mark.parametrize(
    ("width", "height", "expected"),
    [
        (1600, 800, (512, 256)),
        (700, 3500, (102, 512)),
        (100, 50, (100, 50)),
        (512, 512, (512, 512)),
        (5000, 1, (512, 1)),
    ],
)
def test_it_fits(tmp_path: Path, make_pixels: MakePixels, width: int, height: int, expected: tuple[int, int]) -> None:
    assert thumbnail_of(Picture(make_pixels(height, width)), tmp_path).size == expected


@pytest.mark.parametrize("channels", [1, 2, 3, 4])
@pytest.mark.parametrize("bits", [8, 16])
def test_it_looks_like_the_picture(tmp_path: Path, make_pixels: MakePixels, channels: int, bits: int) -> None:
    pixels = make_pixels(900, 1200, channels, bits)
    image = thumbnail_of(Picture(pixels), tmp_path, 200)
    assert image.mode == ("RGBA" if channels in (2, 4) else "RGB")
    assert image.size == (200, 150)
    means = pixels.reshape(150, 6, 200, 6, channels).mean(axis=(1, 3)) / (1 if bits == 8 else 257)
    found = np.asarray(image).astype(float)
    expected = means[..., :1] if channels <= 2 else means[..., :3]
    visible = means[..., -1] > 60 if channels in (2, 4) else np.ones((150, 200), bool)
    assert np.abs(found[..., :3] - expected)[visible].mean() < 3
    if channels in (2, 4):
        assert np.abs(found[..., 3] - means[..., -1]).mean() < 3


def test_wide_gamut_is_shown_right(tmp_path: Path, display_p3: bytes) -> None:
    """Display P3's (128, 100, 60) has other numbers in sRGB."""
    flat = np.full((300, 300, 3), (128, 100, 60), np.uint8)
    converted = ImageCms.profileToProfile(
        Image.fromarray(flat),
        ImageCms.ImageCmsProfile(io.BytesIO(display_p3)),
        ImageCms.createProfile("sRGB"),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
    )
    assert converted is not None
    expected = np.asarray(converted)[0, 0].astype(int)
    assert np.abs(expected - flat[0, 0]).max() >= 4
    image = thumbnail_of(Picture(flat, Metadata(icc_profile=display_p3)), tmp_path)
    assert np.abs(np.asarray(image)[150, 150] - expected).max() <= 3


def test_transparent_colour_does_not_bleed(tmp_path: Path) -> None:
    pixels = np.zeros((1024, 1024, 4), np.uint8)
    pixels[:, ::2] = (200, 200, 200, 255)
    pixels[:, 1::2] = (255, 0, 0, 0)
    found = np.asarray(thumbnail_of(Picture(pixels), tmp_path, 128)).astype(int)
    assert np.abs(found[64, 64] - (200, 200, 200, 128)).max() <= 6


def test_a_jpeg_file_comes_upright(tmp_path: Path, make_pixels: MakePixels) -> None:
    path = tmp_path / "photo.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.fromarray(make_pixels(1200, 1600)).save(path, exif=exif.tobytes(), quality=90)
    image = thumbnail_of(path, tmp_path, 256)
    assert image.size == (192, 256)
    expected = Image.fromarray(decode(path).pixels).resize((192, 256), Image.Resampling.BOX)
    assert np.abs(np.asarray(image).astype(int) - np.asarray(expected)).mean() < 3


def test_files_that_are_no_images_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(b"text")
    with pytest.raises(NotAnImage):
        write_thumbnail(path, tmp_path / "thumbnail")
    assert [entry.name for entry in tmp_path.iterdir()] == ["photo.jpg"]
