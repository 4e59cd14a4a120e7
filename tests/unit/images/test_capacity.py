"""What formats cannot hold is told before the work, and agrees with what their encoders refuse."""

from pathlib import Path
from typing import get_args

import numpy as np
import pytest
from PIL import Image

from burnish.disk import DiskFull
from burnish.images.capacity import check_encodable, largest_file_bytes
from burnish.images.decode import decode
from burnish.images.encode import encode
from burnish.images.files import check_disk_space
from burnish.images.picture import Picture
from burnish.images.problems import NoTransparencyInFormat, TooLargeForFormat
from burnish.parameters import OutputFormat, OutputOptions


@pytest.mark.parametrize(
    ("output_format", "width", "height"),
    [
        ("webp", 16_384, 1),
        ("webp", 1, 16_384),
        ("jpeg", 65_501, 1),
        ("avif", 32_769, 1),
        ("avif", 16_385, 16_384),
        ("png", 2**31, 1),
        ("tiff", 1, 2**32),
    ],
)
def test_one_pixel_too_many(output_format: OutputFormat, width: int, height: int) -> None:
    with pytest.raises(TooLargeForFormat, match=f"{width}x{height}"):
        check_encodable(width, height, 3, OutputOptions(format=output_format))


@pytest.mark.parametrize(
    ("output_format", "width", "height"),
    [("webp", 16_383, 2), ("jpeg", 65_500, 2), ("avif", 32_768, 2), ("png", 99_999, 2)],
)
def test_the_largest_side_can_be_written_and_read(
    tmp_path: Path, output_format: OutputFormat, width: int, height: int
) -> None:
    path = tmp_path / "wide"
    encode(Picture(np.full((height, width, 3), 100, np.uint8)), path, OutputOptions(format=output_format))
    assert decode(path).width == width


def test_webps_limit_is_the_encoders(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="16383"):
        Image.new("RGB", (16_384, 1)).save(tmp_path / "wide.webp")


@pytest.mark.parametrize("channels", [2, 4])
def test_jpeg_has_no_transparency(channels: int) -> None:
    with pytest.raises(NoTransparencyInFormat, match="Choose PNG, WebP, AVIF or TIFF"):
        check_encodable(10, 10, channels, OutputOptions(format="jpeg"))


@pytest.mark.parametrize("output_format", get_args(OutputFormat))
@pytest.mark.parametrize("bits", [8, 16])
def test_noise_stays_below_the_largest_file(tmp_path: Path, output_format: OutputFormat, bits: int) -> None:
    noise = np.random.default_rng(5).integers(0, 2**bits, (300, 400, 3), np.uint8 if bits == 8 else np.uint16)
    path = tmp_path / "noise"
    options = OutputOptions(format=output_format)
    encode(Picture(noise), path, options)
    room_for_metadata = largest_file_bytes(0, 0, 3, bits, options)
    assert path.stat().st_size <= largest_file_bytes(400, 300, 3, bits, options) - room_for_metadata + 500


def test_a_disk_without_room(tmp_path: Path) -> None:
    check_disk_space(tmp_path, 1)
    with pytest.raises(DiskFull, match="Delete files"):
        check_disk_space(tmp_path, 1 << 60)
