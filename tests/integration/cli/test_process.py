"""``burnish process``: upscaling files and folders without a server."""

import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from burnish.engine.provenance import Provenance, read_provenance
from burnish.images.encode import encode
from burnish.images.picture import Picture
from burnish.parameters import OutputOptions, UpscaleStep
from burnish.records import ImageGeneration
from tests.api_client import PATIENCE_SECONDS
from tests.fixtures_server import burnish_command, environment, give_weights
from tests.recipes import only_step
from tests.sample_images import image_file, sample_pixels

Process = Callable[..., "subprocess.CompletedProcess[str]"]

SMALL = image_file(24, 16)
OPTIONS = ("--upscale", "2", "--denoising-strength", "1", "--offline")


@pytest.fixture
def arguments(tmp_path: Path, weights_root: Path) -> list[str | Path]:
    """What every run is given: a root with weights, and quick settings."""
    give_weights(weights_root, tmp_path / "root")
    return [*OPTIONS, "--root", tmp_path / "root"]


@pytest.fixture
def process(arguments: list[str | Path]) -> Process:
    """Runs ``burnish process`` to its end."""
    return lambda *more: run_process(*arguments, *more)


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """A folder with a photo, one in a folder below, and something that is none."""
    return make_photos(tmp_path)


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory, weights_root: Path) -> Path:
    """What a run over such a folder has made; not to be changed."""
    folder = tmp_path_factory.mktemp("done")
    give_weights(weights_root, folder / "root")
    run = run_process(*OPTIONS, "--root", folder / "root", make_photos(folder), "-o", folder / "out")
    assert summary(run) == (0, 2, 0, 0)
    return folder / "out"


def make_photos(parent: Path) -> Path:
    folder = parent / "photos"
    (folder / "1980" / "summer").mkdir(parents=True)
    (folder / "aunt.png").write_bytes(SMALL)
    (folder / "1980" / "summer" / "beach.jpg").write_bytes(image_file(30, 20, image_format="JPEG"))
    (folder / "notes.txt").write_text("no photo")
    return folder


def run_process(*arguments: str | Path) -> "subprocess.CompletedProcess[str]":
    """``burnish process``, run to its end."""
    return subprocess.run(
        burnish_command("process", *arguments),
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        env=environment(),
    )


def files_in(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir())


def summary(run: "subprocess.CompletedProcess[str]") -> tuple[int, ...]:
    """The exit status, and how many photos were done, skipped and failed."""
    counted = re.search(r"(\d+) done, (\d+) skipped since they were done before, (\d+) failed\.", run.stderr)
    assert counted, run.stderr
    return (run.returncode, *map(int, counted.groups()))


def test_a_folder_is_done_once_and_keeps_its_shape(
    process: Process, photos: Path, results: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    shutil.copytree(results, out)
    assert files_in(out) == ["1980/summer/beach_2x.png", "aunt_2x.png"]
    with Image.open(out / "1980" / "summer" / "beach_2x.png") as beach:
        assert beach.size == (60, 40)
    provenance = read_provenance(out / "aunt_2x.png")
    assert provenance is not None
    assert provenance.source_name == "aunt.png"
    written = (out / "aunt_2x.png").stat()

    assert summary(process(photos, "-o", out)) == (0, 0, 2, 0)
    assert (out / "aunt_2x.png").stat() == written

    changed = process(photos, "-o", out, "--upscale-strength", "0.1")
    assert summary(changed) == (1, 0, 0, 2)
    assert "--overwrite" in changed.stderr
    assert (out / "aunt_2x.png").stat() == written

    assert summary(process(photos, "-o", out, "--upscale-strength", "0.1", "--overwrite")) == (0, 2, 0, 0)
    provenance = read_provenance(out / "aunt_2x.png")
    assert provenance is not None
    assert only_step(provenance.requested, UpscaleStep).upscale_strength == 0.1


@pytest.mark.parametrize("inside", ["", "done"])
def test_results_among_the_photos_are_not_taken_for_photos(
    process: Process, photos: Path, results: Path, inside: str
) -> None:
    shutil.copytree(results, photos / inside, dirs_exist_ok=True)
    before = files_in(photos)
    assert len(before) == 5
    assert summary(process(photos, "-o", photos / inside)) == (0, 0, 2, 0)
    assert files_in(photos) == before


def test_a_bad_file_does_not_keep_the_others_from_being_done(process: Process, photos: Path, tmp_path: Path) -> None:
    (photos / "broken.png").write_bytes(SMALL[:200])
    run = process(photos, "-o", tmp_path / "out")
    assert summary(run) == (1, 2, 0, 1)
    assert f"{photos / 'broken.png'}: " in run.stderr
    assert files_in(tmp_path / "out") == ["1980/summer/beach_2x.png", "aunt_2x.png"]


def test_photos_of_the_same_name_all_get_results(process: Process, photos: Path, tmp_path: Path) -> None:
    for number, name in enumerate(["a/x.png", "b/x.png", "c/x.png", "c/x.webp"]):
        (photos / name).parent.mkdir(exist_ok=True)
        (photos / name).write_bytes(image_file(16, 16, seed=number, image_format=name.split(".")[1].upper()))
    named = [photos / "a" / "x.png", photos / "b" / "x.png", photos / "c"]
    assert summary(process(*named, "-o", tmp_path / "out")) == (0, 4, 0, 0)
    assert files_in(tmp_path / "out") == ["x_2x-2.png", "x_2x-3.png", "x_2x-4.png", "x_2x.png"]
    assert summary(process(*named, "-o", tmp_path / "out")) == (0, 0, 4, 0)


def test_a_photo_in_the_way_is_never_overwritten(process: Process, photos: Path) -> None:
    """Nor is a base image, which Burnish has made, too, but not from a photo."""
    generated = Provenance(generation=ImageGeneration(prompt="my aunt", seed=2)).annotations()
    encode(Picture(sample_pixels(40, 40)), photos / "aunt_2x.png", OutputOptions(), generated)
    before = (photos / "aunt_2x.png").read_bytes()
    run = process(photos, "-o", photos, "--overwrite")
    assert summary(run) == (0, 3, 0, 0)
    assert (photos / "aunt_2x.png").read_bytes() == before
    assert {"aunt_2x-2.png", "aunt_2x_2x.png"} <= set(files_in(photos))


def test_a_path_that_is_not_there_stops_everything_before_it_begins(
    process: Process, photos: Path, tmp_path: Path
) -> None:
    run = process(photos, tmp_path / "nowhere", "-o", tmp_path / "out")
    assert run.returncode == 1
    assert run.stderr == f"There is no file or folder {tmp_path / 'nowhere'}. Check the path.\n"
    assert not (tmp_path / "out").exists()


def test_an_output_folder_that_cannot_be_made_is_named(process: Process, photos: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    run = process(photos / "aunt.png", "-o", tmp_path / "file" / "out")
    assert summary(run) == (1, 0, 0, 1)
    assert "cannot be made" in run.stderr
    assert "Traceback" not in run.stderr


def test_the_format_asked_for_is_written_and_recognised(process: Process, photos: Path, tmp_path: Path) -> None:
    (tmp_path / "clear.png").write_bytes(image_file(16, 16, channels=4))
    options = ("--format", "jpeg", "--quality", "70", "-o", tmp_path / "out")
    run = process(photos / "aunt.png", tmp_path / "clear.png", *options)
    assert summary(run) == (1, 1, 0, 1)
    assert "Choose PNG" in run.stderr, "JPEG has no transparency"
    assert files_in(tmp_path / "out") == ["aunt_2x.jpg"]
    assert summary(process(photos / "aunt.png", *options)) == (0, 0, 1, 0)


def test_without_the_denoising_network_the_run_says_so(process: Process, photos: Path, tmp_path: Path) -> None:
    run = process(photos / "aunt.png", "-o", tmp_path / "out", "--denoising_strength", "0.5")
    assert summary(run) == (0, 1, 0, 0)
    assert "Denoising Strength 0.5 needs realesr-general-wdn-x4v3" in run.stderr
    provenance = read_provenance(tmp_path / "out" / "aunt_2x.png")
    assert provenance is not None
    assert only_step(provenance.requested, UpscaleStep).denoising_strength == 0.5
    assert only_step(provenance.recipe, UpscaleStep).denoising_strength == 1


def test_without_the_weights_that_is_said_once_and_no_photo_is_begun(photos: Path, tmp_path: Path) -> None:
    run = run_process(*OPTIONS, "--root", tmp_path / "empty", photos, "-o", tmp_path / "out")
    assert run.returncode == 1
    assert run.stderr.count("realesr-general-x4v3.pth could not be had.") == 1
    assert str(tmp_path / "empty" / "weights") in run.stderr, "where to put it"
    assert not (tmp_path / "out").exists()


def test_ctrl_c_leaves_what_is_finished_and_no_half_file(arguments: list[str | Path], tmp_path: Path) -> None:
    photos, out = tmp_path / "photos", tmp_path / "out"
    photos.mkdir()
    (photos / "a.png").write_bytes(SMALL)
    (photos / "b.png").write_bytes(image_file(900, 700))
    running = subprocess.Popen(
        burnish_command("process", *arguments, photos, "-o", out),
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
        start_new_session=True,
    )
    end = time.monotonic() + PATIENCE_SECONDS
    while not (out / "a_2x.png").exists() or not list(out.glob(".burnish-*")):
        assert running.poll() is None
        assert time.monotonic() < end
        time.sleep(0.05)
    os.killpg(running.pid, signal.SIGINT)
    _, told = running.communicate(timeout=PATIENCE_SECONDS)
    assert running.returncode == 130
    assert "Stopped. What is finished stays" in told
    assert "Traceback" not in told
    assert [path.name for path in out.iterdir()] == ["a_2x.png"]


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (("--upscale", "3"), "--upscale"),
        (("--denoising-strength", "1.5"), "--denoising-strength"),
        (("--upscale-strength", "nan"), "--upscale-strength"),
        (("--model", "ESRGAN"), "--model"),
        (("--quality", "0"), "--quality"),
        (("--format", "gif"), "--format"),
        (("--sharpness", "1"), "--sharpness"),
    ],
)
def test_a_bad_option_is_named(process: Process, tmp_path: Path, options: tuple[str, str], named: str) -> None:
    run = process(tmp_path, "-o", tmp_path / "out", *options)
    assert run.returncode == 2
    assert named in run.stderr
    assert "Traceback" not in run.stderr
