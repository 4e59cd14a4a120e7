"""``burnish montage``: settings compared without a server."""

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result
from PIL import Image

from burnish.cli.montage import montage as montage_command
from tests.fixtures_server import give_face_weights, give_weights
from tests.sample_images import image_file

MakeMontage = Callable[..., Result]


@pytest.fixture
def montage(tmp_path: Path, weights_root: Path, monkeypatch: pytest.MonkeyPatch) -> MakeMontage:
    """Runs ``burnish montage`` to its end over a root that has the general network without its twin."""
    give_weights(weights_root, tmp_path / "root")
    (tmp_path / "photo.png").write_bytes(image_file(64, 48))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BURNISH_CONFIG", os.devnull)

    def run(*arguments: str | Path) -> Result:
        everything = ["--offline", "--root", str(tmp_path / "root"), *map(str, arguments)]
        return CliRunner().invoke(montage_command, everything, catch_exceptions=False)

    return run


def left_over(folder: Path) -> list[Path]:
    return list(folder.glob(".burnish-*"))


def test_upscale_strengths_are_compared_and_nothing_is_overwritten(montage: MakeMontage, tmp_path: Path) -> None:
    asked = ("photo.png", "-o", "grid.png", "--crop", "4,8,40,30", "--denoising-strength", "1", "--columns", "0,0.5,1")
    done = montage(*asked)
    assert done.exit_code == 0, done.stderr
    assert "grid.png: 3 settings in " in done.stderr
    with Image.open(tmp_path / "grid.png") as image:
        assert image.width > 4 * 160
        assert 120 < image.height < 240
    again = montage(*asked)
    assert (again.exit_code, again.stderr) == (1, "grid.png exists. Choose another name, or pass --overwrite.\n")
    assert not left_over(tmp_path)


def test_what_cannot_be_had_or_done_leaves_nothing(montage: MakeMontage, tmp_path: Path) -> None:
    """The rows ask for the twin of the network, which is not there."""
    asked = montage("photo.png", "-o", "grid.png")
    assert asked.exit_code == 1
    assert "realesr-general-wdn-x4v3" in asked.stderr
    outside = montage("photo.png", "-o", "grid.png", "--crop", "600,0,50,50", "--denoising-strength", "1")
    assert outside.exit_code == 1
    assert "photo.png, which is 64 x 48 pixels large" in outside.stderr
    assert not (tmp_path / "grid.png").exists()
    assert not left_over(tmp_path)


def side_by_side(pixels: np.ndarray) -> list[np.ndarray]:
    """The pictures that stand beside each other with white between them."""
    is_white = np.concatenate(([True], (pixels == 255).all(axis=(0, 2)), [True]))
    edges = np.flatnonzero(np.diff(is_white))
    return [pixels[:, start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]


def test_the_largest_face_is_shown_where_no_part_is_named(
    montage: MakeMontage, tmp_path: Path, face_weights_root: Path, test_data: Path
) -> None:
    give_face_weights(face_weights_root, tmp_path / "root", "GFPGANv1.4", "detection_mobilenet0.25_Final")
    done = montage(
        test_data / "photos" / "boy_lowres.jpg",
        *("-o", "faces.png", "--restore-faces", "gfpgan", "--detector", "mobilenet0.25", "--columns", "0,1"),
    )
    assert done.exit_code == 0, done.stderr
    assert "faces.png: 2 settings in " in done.stderr
    assert "The outlines of faces need parsing_parsenet" in done.stderr
    with Image.open(tmp_path / "faces.png") as image:
        pixels = np.asarray(image).astype(int)
    original, untouched, restored = side_by_side(pixels[100:200])
    assert np.array_equal(original, untouched)
    assert np.abs(original - restored).max() > 20


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--columns", "much"], "'much' is not a list of numbers"),
        (["--columns", "2"], "--columns.0: Input should be less than or equal to 1"),
        (["--columns", "nan"], "--columns.0: Input should be a finite number"),
        (["--crop", "1,2,3"], "--crop: give left, top, width and height"),
        (["--crop", "1,2,0,9"], "--crop: give left, top, width and height"),
        (["--rows", "0.5", "--model", "RealESRGAN_x4plus"], "--rows: x4plus (slow) has no denoising strength"),
        (["--rows", "0.5", "--restore-faces", "gfpgan"], "rows is for values that GFPGAN does not have"),
        (["--upscale", "2", "--restore-faces", "gfpgan"], "compare one of them at a time"),
        (["--model", "none"], "--model: There is no upscaling model"),
    ],
)
def test_mistakes_are_named_before_anything_is_done(tmp_path: Path, arguments: list[str], complaint: str) -> None:
    refused = CliRunner().invoke(
        montage_command, ["photo.png", "-o", "grid.png", "--root", str(tmp_path), *arguments], terminal_width=300
    )
    assert refused.exit_code == 2
    assert complaint in " ".join(refused.output.split())
