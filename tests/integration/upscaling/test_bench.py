"""``burnish bench``, run to its end with pictures so small that it is quick."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from burnish.cli.bench import bench


def run(weights_root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(
        bench, [arguments[0], "--root", str(weights_root), "--offline", *arguments[1:]], catch_exceptions=False
    )


def report_of(result: Result) -> dict[str, Any]:
    assert result.exit_code == 0, result.output
    report: dict[str, Any] = json.loads(result.stdout)
    return report


def test_both_sides_are_measured_and_reported(weights_root: Path) -> None:
    result = run(weights_root, "upscale", "--sizes", "64x64", "--runs", "1", "--precision", "float32", "--json")
    report = report_of(result)
    assert [row["side"] for row in report["rows"]] == ["official", "burnish"]
    for row in report["rows"]:
        assert (row["width"], row["height"]) == (64, 64)
        assert row["gflops"] * row["seconds"] == pytest.approx(2 * 1.21e6 * 64 * 64 / 1e9, rel=0.01)
        assert row["seconds_per_output_megapixel"] == pytest.approx(row["seconds"] / (256 * 256 / 1e6))
        assert row["png_share"] > 0
        assert row["peak_bytes"] > 100e6
    assert report["rows"][1]["speedup"] == pytest.approx(report["rows"][0]["seconds"] / report["rows"][1]["seconds"])
    assert report["denoising_strength"] == 1
    assert "pair 1 of 1" in result.stderr


def test_weights_of_a_folder_are_blended_on_both_sides(weights_root: Path, test_data: Path) -> None:
    result = run(
        weights_root, "upscale", "--sizes", "48x32,40x40", "--runs", "1", "--weights", str(test_data / "weights")
    )
    assert result.exit_code == 0
    assert "denoising strength 0.75 (two files of weights)" in result.stdout
    assert len(re.findall(r"^(official|burnish) ", result.stdout, re.MULTILINE)) == 4


def test_memory_hardly_grows_with_the_size_of_the_photo(weights_root: Path) -> None:
    """Four times the pixels, as in the requirement for photos of 6 and 24 megapixels, and as little growth."""
    result = run(
        weights_root,
        "upscale",
        "--large",
        "--stand-in",
        "--sizes",
        "1000x800,2000x1600",
        "--precision",
        "float32",
        "--json",
    )
    smaller, larger = (row["peak_bytes"] for row in report_of(result)["rows"])
    assert larger <= 1.25 * smaller
    assert larger < 2.5e9


@pytest.mark.parametrize("sizes", ["64", "64x", "axb", "0x4", "64x64;32x32", ""])
def test_sizes_that_are_none_are_refused(tmp_path: Path, sizes: str) -> None:
    result = run(tmp_path, "upscale", "--sizes", sizes)
    assert result.exit_code == 2
    assert "--sizes" in result.stderr


def test_a_stand_in_is_refused_where_time_is_measured(tmp_path: Path) -> None:
    assert run(tmp_path, "upscale", "--stand-in").exit_code == 2


def test_the_influence_of_a_cut_falls_below_what_tiles_may_change(weights_root: Path) -> None:
    result = run(weights_root, "receptive-field")
    assert result.exit_code == 0
    rows = [line.split() for line in result.stdout.splitlines()[2:]]
    largest = {int(distance): float(value) for distance, value, _ in rows}
    assert largest[0] > 1
    assert largest[24] < 2
    assert largest[40] == 0
