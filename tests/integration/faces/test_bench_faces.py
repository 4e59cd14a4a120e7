"""``burnish bench faces``, run to its end with a small photo."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from burnish.cli.bench import bench


def test_both_sides_are_measured_and_reported(face_weights_root: Path) -> None:
    """With the networks of full size of the tests, so that none is made anew."""
    arguments = (
        "faces --algorithm gfpgan --faces 1 --runs 1 --width 300 --height 200 --precision float32 --json --offline"
    )
    result = CliRunner().invoke(bench, [*arguments.split(), "--root", str(face_weights_root)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    report = json.loads(result.stdout)
    assert report["random_weights"] == []
    assert [row["side"] for row in report["rows"]] == ["official", "burnish"]
    for row in report["rows"]:
        assert (row["algorithm"], row["faces"]) == ("gfpgan", 1)
        assert 0 < row["pasting_seconds"] < row["seconds"] == row["seconds_per_face"]
        assert row["peak_bytes"] > 500e6
    assert report["rows"][1]["speedup"] == pytest.approx(report["rows"][0]["seconds"] / report["rows"][1]["seconds"])
    assert "gfpgan, 1 faces, pair 1 of 1" in result.stderr


@pytest.mark.parametrize("faces", ["0", "17", "many"])
def test_numbers_of_faces_that_do_not_fit_are_refused(faces: str) -> None:
    result = CliRunner().invoke(bench, ["faces", "--faces", faces])
    assert result.exit_code == 2
    assert "--faces" in result.stderr
