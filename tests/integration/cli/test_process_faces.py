"""``burnish process --restore-faces``: a folder of scans without a server."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from burnish.engine.provenance import read_provenance
from burnish.parameters import RestoreFacesStep
from burnish.weights.licences import Licences
from tests.api_client import PATIENCE_SECONDS
from tests.fixtures_server import burnish_command, environment, give_face_weights
from tests.recipes import only_step

Process = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def root(tmp_path: Path, face_weights_root: Path) -> Path:
    give_face_weights(face_weights_root, tmp_path / "root")
    return tmp_path / "root"


@pytest.fixture
def process(root: Path, tmp_path: Path) -> Process:
    """Runs ``burnish process`` to its end, results going to the folder ``out``."""

    def run(*more: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            burnish_command("process", "--offline", "--root", root, "-o", tmp_path / "out", *more),
            capture_output=True,
            text=True,
            timeout=PATIENCE_SECONDS,
            env=environment(),
        )

    return run


@pytest.fixture
def scans(tmp_path: Path, test_data: Path) -> Path:
    """A folder with a portrait and a photo of nobody."""
    folder = tmp_path / "scans"
    folder.mkdir()
    for name in ("boy_lowres.jpg", "wolf_grey.jpg"):
        shutil.copy(test_data / "photos" / name, folder)
    return folder


def test_faces_are_restored_once_and_photos_without_one_have_not_failed(
    process: Process, scans: Path, tmp_path: Path
) -> None:
    options = ("--restore-faces", "gfpgan", "--detector", "mobilenet0.25", "--confidence", "0.9", "--faces", "largest")
    done = process(scans, *options)
    assert done.returncode == 0, done.stderr
    assert "1 done, 0 skipped since they were done before, 1 without a face, 0 failed." in done.stderr
    assert f"{scans / 'wolf_grey.jpg'}: No face of at least" in done.stderr
    result = tmp_path / "out" / "boy_lowres_gfpgan.png"
    assert [path.name for path in (tmp_path / "out").iterdir()] == [result.name]
    with Image.open(result) as restored, Image.open(scans / "boy_lowres.jpg") as photo:
        assert restored.size == photo.size
        assert restored.tobytes() != photo.tobytes()
    provenance = read_provenance(result)
    assert provenance is not None
    assert only_step(provenance.recipe, RestoreFacesStep).monochrome == "off"
    (face,) = provenance.faces
    assert face.confidence > 0.9

    again = process(scans / "boy_lowres.jpg", *options)
    assert "0 done, 1 skipped since they were done before, 0 failed." in again.stderr
    changed = process(scans / "boy_lowres.jpg", *options, "--strength", "0.5")
    assert changed.returncode == 1
    assert "--overwrite" in changed.stderr


def test_a_licence_is_accepted_before_anything_is_done(
    process: Process, scans: Path, tmp_path: Path, root: Path
) -> None:
    refused = process(scans, "--restore-faces", "codeformer")
    assert refused.returncode == 1
    assert refused.stderr.startswith("codeformer may be used only under the S-Lab")
    assert "--accept-licence codeformer" in refused.stderr
    assert not (tmp_path / "out").exists()

    assert Licences(root / "weights").needs_acceptance("codeformer")
    accepted = process(tmp_path / "nothing", "--restore-faces", "codeformer", "--accept-licence", "codeformer")
    assert "There is no file or folder" in accepted.stderr
    assert not Licences(root / "weights").needs_acceptance("codeformer")


def test_options_that_do_not_go_together_are_named(process: Process, scans: Path) -> None:
    refused = process(scans, "--fidelity", "0.5")
    assert refused.returncode == 2
    assert "--fidelity: works only with --restore-faces" in refused.stderr
