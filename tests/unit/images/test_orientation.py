"""Each EXIF orientation against pixels placed by hand."""

import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from burnish.images.decode import decode, inspect

F = [
    "###",
    "#..",
    "##.",
    "#..",
]
STORED = {
    1: F,
    2: ["###", "..#", ".##", "..#"],
    3: ["..#", ".##", "..#", "###"],
    4: ["#..", "##.", "#..", "###"],
    5: ["####", "#.#.", "#..."],
    6: ["#...", "#.#.", "####"],
    7: ["...#", ".#.#", "####"],
    8: ["####", ".#.#", "...#"],
}
"""How the letter F is stored for each orientation, drawn after the figure of the EXIF specification."""

SCALE = 16


def drawn(rows: list[str]) -> np.ndarray[Any, np.dtype[np.uint8]]:
    cells = np.array([[0 if cell == "#" else 255 for cell in row] for row in rows], np.uint8)
    return np.kron(cells, np.ones((SCALE, SCALE), np.uint8))


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize(
    ("file_format", "mode", "options"),
    [
        ("PNG", "RGB", {}),
        ("PNG", "P", {}),
        ("JPEG", "RGB", {"quality": 100, "subsampling": 0}),
        ("WEBP", "RGB", {"lossless": True}),
        ("AVIF", "RGB", {"quality": 100}),
        ("TIFF", "RGB", {}),
        ("TIFF", "RGB", {"compression": "tiff_lzw"}),
        ("TIFF", "P", {}),
        ("TIFF", "P", {"compression": "tiff_lzw"}),
    ],
)
def test_pictures_come_upright(
    tmp_path: Path, file_format: str, mode: str, options: dict[str, Any], orientation: int
) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    file = io.BytesIO()
    Image.fromarray(drawn(STORED[orientation])).convert("RGB").convert(mode).save(
        file, file_format, exif=exif.tobytes(), **options
    )
    path = tmp_path / "photo"
    path.write_bytes(file.getvalue())

    picture = decode(path)

    facts = inspect(path)
    assert (facts.width, facts.height) == (3 * SCALE, 4 * SCALE)
    assert (picture.width, picture.height) == (3 * SCALE, 4 * SCALE)
    for channel in range(3):
        difference = np.abs(picture.pixels[:, :, channel].astype(int) - drawn(F))
        assert difference.max() <= 24, f"channel {channel}"
    if picture.metadata.exif is not None:
        carried = Image.Exif()
        carried.load(picture.metadata.exif)
        assert carried.get(0x0112, 1) == 1
