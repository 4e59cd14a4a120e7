"""The PNG writer's files, decoded by libpng (OpenCV, imagecodecs) and Pillow, and the memory that it takes."""

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import imagecodecs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from numpy.typing import NDArray
from PIL import Image

import burnish
from burnish.images.picture import Metadata, Picture, Pixels
from burnish.images.writing.png import write_png

MakePixels = Callable[..., Pixels]


def png_of(picture: Picture) -> bytes:
    file = io.BytesIO()
    write_png(file, picture)
    return file.getvalue()


def opencv_pixels(file: bytes) -> NDArray[Any]:
    """What OpenCV reads, its B, G, R, A brought into a picture's order."""
    found = cv2.imdecode(np.frombuffer(file, np.uint8), cv2.IMREAD_UNCHANGED)
    assert found is not None
    if found.ndim == 2:
        return np.expand_dims(found, 2)
    return np.take(found, [2, 1, 0, 3][: found.shape[2]], axis=2)


@settings(max_examples=200, derandomize=True)
@given(
    pixels=st.sampled_from([np.uint8, np.uint16]).flatmap(
        lambda kind: arrays.arrays(kind, st.tuples(st.integers(1, 9), st.integers(1, 9), st.integers(1, 4)))
    )
)
def test_small_pictures_come_back(pixels: Pixels) -> None:
    file = png_of(Picture(pixels))
    assert np.array_equal(imagecodecs.png_decode(file).reshape(pixels.shape), pixels)
    if pixels.shape[2] != 2:
        assert np.array_equal(opencv_pixels(file), pixels)
    if pixels.dtype == np.uint8:
        with Image.open(io.BytesIO(file)) as image:
            image.load()
            assert np.array_equal(np.asarray(image).reshape(pixels.shape), pixels)


@pytest.mark.parametrize("shape", [(3000, 1, 3), (1, 3000, 4), (1500, 700, 3), (1200, 1100, 4), (400, 400, 1)])
@pytest.mark.parametrize("bits", [8, 16])
def test_pictures_of_several_bands_come_back(make_pixels: MakePixels, shape: tuple[int, int, int], bits: int) -> None:
    pixels = make_pixels(*shape, bits=bits)
    file = png_of(Picture(pixels))
    assert np.array_equal(imagecodecs.png_decode(file).reshape(shape), pixels)
    assert np.array_equal(opencv_pixels(file), pixels)


def test_views_that_are_not_contiguous_come_back(make_pixels: MakePixels) -> None:
    pixels = make_pixels(300, 500)
    view = pixels.transpose(1, 0, 2)[::-2, :, ::-1]
    assert np.array_equal(imagecodecs.png_decode(png_of(Picture(view))), view)


def test_pillow_finds_no_fault(make_pixels: MakePixels, full_metadata: Metadata) -> None:
    with Image.open(io.BytesIO(png_of(Picture(make_pixels(600, 900), full_metadata)))) as image:
        image.verify()


def test_srgb_is_said_where_there_is_no_profile(make_pixels: MakePixels, full_metadata: Metadata) -> None:
    assert b"sRGB" in png_of(Picture(make_pixels()))
    assert b"sRGB" not in png_of(Picture(make_pixels(), full_metadata))


@pytest.mark.parametrize("mode", ["r", "r+", "c"])
def test_mapped_pictures_come_back_and_stay_as_they_are(tmp_path: Path, make_pixels: MakePixels, mode: str) -> None:
    pixels = make_pixels(900, 1000)
    path = tmp_path / "assembled"
    path.write_bytes(b"head" + pixels.tobytes())
    mapped = np.memmap(path, np.uint8, mode, offset=4, shape=pixels.shape)  # type: ignore[call-overload]  # mode: str
    expected = pixels.copy()
    if mode != "r":
        mapped[450] = expected[450] = 7
    for _ in range(2):
        assert np.array_equal(imagecodecs.png_decode(png_of(Picture(mapped))), expected)
        assert np.array_equal(imagecodecs.png_decode(png_of(Picture(mapped[100:800]))), expected[100:800])


MEASURE = """
import sys, resource
from pathlib import Path
from typing import Any
import numpy as np
from burnish.images.encode import encode
from burnish.images.picture import Picture
from burnish.images.thumbnails import write_thumbnail
from burnish.parameters import OutputOptions
folder, output_format, height = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
pixels = np.memmap(folder / "mapped", np.uint8, "r", shape=(height, 8000, 3))
if output_format == "thumbnail":
    write_thumbnail(Picture(pixels), folder / "result")
else:
    encode(Picture(pixels), folder / "result", OutputOptions(format=output_format))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="peak memory is counted in other units elsewhere")
@pytest.mark.parametrize("output", ["png", "tiff", "thumbnail"])
def test_memory_does_not_grow_with_a_mapped_picture(tmp_path: Path, output: str) -> None:
    def peak(height: int) -> int:
        with (tmp_path / "mapped").open("wb") as file:
            file.truncate(height * 8000 * 3)
        command = [sys.executable, "-c", MEASURE, str(tmp_path), output, str(height)]
        source = Path(burnish.__file__).parents[1]
        return int(subprocess.run(command, check=True, capture_output=True, cwd=source).stdout)

    small, large = peak(100), peak(5000)
    assert large - small < 24 << 20, f"{(large - small) / 2**20:.0f} MB more for 114 MB of pixels"
