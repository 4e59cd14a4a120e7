import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from burnish.upscaling.assembly import FeatheredAssembly, FloatPixels
from burnish.upscaling.tiles import Overlap, Region, divide

sides = st.integers(1, 400)
overlaps = st.builds(lambda feather, more: Overlap(feather + more, feather), st.integers(0, 4), st.integers(0, 12))


@pytest.mark.parametrize(
    ("width", "height", "largest_area", "cores"),
    [
        (1, 1, 10_000, [Region(0, 0, 1, 1)]),
        (100, 100, 10_000, [Region(0, 0, 100, 100)]),
        (101, 100, 10_000, [Region(0, 0, 101, 50), Region(0, 50, 101, 100)]),
        (100, 101, 10_000, [Region(0, 0, 100, 50), Region(0, 50, 100, 101)]),
        (1000, 1, 500, [Region(0, 0, 500, 1), Region(500, 0, 1000, 1)]),
    ],
)
def test_a_picture_is_divided_into_as_few_tiles_as_fit(
    width: int, height: int, largest_area: int, cores: list[Region]
) -> None:
    overlap = Overlap(context=0, feather=0)
    assert [tile.core for tile in divide(width, height, largest_area, overlap)] == cores


@given(sides, sides, st.integers(1, 40_000), overlaps)
def test_cores_cover_every_pixel_once_and_lie_within_their_inputs(
    width: int, height: int, largest_area: int, overlap: Overlap
) -> None:
    covered = np.zeros((height, width), int)
    for tile in divide(width, height, largest_area, overlap):
        covered[tile.core.slices] += 1
        picture = Region(0, 0, width, height)
        assert tile.core.expanded(overlap.feather, picture) == tile.blended
        assert tile.core.expanded(overlap.context, picture) == tile.input
    assert (covered == 1).all()


@given(sides, sides, overlaps)
def test_no_input_is_larger_than_asked_for_where_the_overlap_leaves_room(
    width: int, height: int, overlap: Overlap
) -> None:
    largest_area = (2 * overlap.smallest_side) ** 2
    assert all(tile.input.area <= largest_area for tile in divide(width, height, largest_area, overlap))


@given(sides, sides, st.integers(1, 20_000), overlaps, st.sampled_from([1, 2, 4]))
def test_tiles_of_one_picture_assemble_to_that_picture(
    width: int, height: int, largest_area: int, overlap: Overlap, scale: int
) -> None:
    """Weights sum to 1, every pixel is written once and at its place."""
    if width * height * scale * scale > 200_000:
        width, height = min(width, 100), min(height, 100)
    picture = np.random.default_rng(0).random((height * scale, width * scale, 2), np.float32)
    result = np.full_like(picture, np.nan)

    def write(region: Region, pixels: FloatPixels) -> None:
        assert np.isnan(result[region.slices]).all()
        result[region.slices] = pixels

    assembly = FeatheredAssembly(width, height, scale, 2, overlap.feather, write)
    for tile in divide(width, height, largest_area, overlap):
        assembly.add(tile, picture[tile.blended.scaled(scale).slices].copy())
    np.testing.assert_allclose(result, picture, atol=1e-6)


def test_neighbours_that_differ_meet_in_a_ramp_and_not_in_a_step() -> None:
    rows: list[FloatPixels] = []
    assembly = FeatheredAssembly(64, 8, 4, 1, 2, lambda region, pixels: rows.append(pixels[0, :, 0]))
    for tile in divide(64, 8, 42 * 8, Overlap(context=8, feather=2)):
        assembly.add(tile, np.full((32, tile.blended.width * 4, 1), float(tile.core.left > 0), np.float32))
    line = np.concatenate(rows)
    assert line[0] == 0
    assert line[-1] == 1
    assert np.diff(line).min() >= 0
    assert np.diff(line).max() == pytest.approx(1 / 16)


def test_a_feather_must_fit_into_the_context() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        Overlap(context=2, feather=3)
