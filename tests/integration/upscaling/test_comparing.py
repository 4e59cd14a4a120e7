"""A part of a picture upscaled with several settings equals that part of the whole picture upscaled with each."""

from pathlib import Path

import numpy as np
import pytest
import torch

from burnish.images.decode import decode
from burnish.images.picture import Picture
from burnish.monitoring import Cancelled, ignore_progress, never_cancelled
from burnish.parameters import UpscaleStep
from burnish.upscaling.networks import Networks
from burnish.upscaling.tiles import Region
from burnish.upscaling.upscaler import Upscaler, UpscalerOptions, enlarged_plainly
from tests.integration.upscaling.test_upscaler import differences

STRENGTHS = (0.0, 0.4, 1.0)


@pytest.fixture(scope="module")
def real_networks(test_data: Path) -> Networks:
    """The general network with its weakly denoising twin, both trained."""
    return Networks(lambda name: torch.load(test_data / "weights" / f"{name}.pth")["params"], torch.device("cpu"))


@pytest.mark.parametrize(
    ("photo", "window", "part", "scale", "denoising", "tile_size"),
    [
        ("family_1980s.png", (340, 200, 450, 300), Region(35, 30, 85, 80), 4, 0.5, 0),
        ("boy_lowres.jpg", (60, 120, 191, 200), Region(0, 40, 131, 80), 2, 0.0, 96),
        ("children_alpha.png", (180, 90, 300, 200), Region(40, 30, 80, 70), 4, 0.5, 0),
        ("tree_alpha_16bit.png", (240, 0, 342, 90), Region(40, 0, 102, 40), 2, 0.0, 0),
    ],
)
def test_cells_equal_the_same_part_of_real_runs(
    real_networks: Networks,
    test_data: Path,
    tmp_path: Path,
    photo: str,
    window: tuple[int, int, int, int],
    part: Region,
    scale: int,
    denoising: float,
    tile_size: int,
) -> None:
    """``window`` is what is taken of the photo, to be quick."""
    pixels = decode(test_data / "photos" / photo).pixels
    picture = Picture(pixels[Region(*window).slices])
    upscaler = Upscaler(real_networks, UpscalerOptions(precision="float32", tile_size=tile_size))
    step = UpscaleStep.model_validate({"scale": scale, "denoising_strength": denoising})
    reported: list[float] = []
    cells = upscaler.compare(picture, part, step, STRENGTHS, tmp_path, reported.append, never_cancelled)
    for strength, cell in zip(STRENGTHS, cells, strict=True):
        asked = step.model_copy(update={"upscale_strength": strength})
        whole = upscaler.upscale(picture, asked, tmp_path, ignore_progress, never_cancelled)
        expected = whole.pixels[part.scaled(scale).slices]
        difference = differences(np.asarray(cell.pixels), np.asarray(expected))
        assert (difference <= 1).mean() >= 0.999
        assert difference.max() <= (2 if tile_size else 1), "tiles may differ by 2"
    assert np.array_equal(cells[0].pixels, enlarged_plainly(picture, part, scale).pixels)
    assert differences(np.asarray(cells[0].pixels), np.asarray(cells[2].pixels)).max() > 2
    assert reported == sorted(reported)
    assert reported[-1] == 1
    assert not list(tmp_path.iterdir())


def test_a_comparison_can_be_cancelled_within_its_network(real_networks: Networks, tmp_path: Path) -> None:
    calls = 0

    def check() -> None:
        nonlocal calls
        calls += 1
        if calls == 5:
            raise Cancelled

    picture = Picture(np.zeros((80, 80, 3), np.uint8))
    with pytest.raises(Cancelled):
        Upscaler(real_networks, UpscalerOptions()).compare(
            picture, Region(20, 20, 60, 60), UpscaleStep(), STRENGTHS, tmp_path, ignore_progress, check
        )
    assert not list(tmp_path.iterdir())
