"""``burnish configure``, run as a command."""

import json
import os
import re
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch
from click.testing import CliRunner, Result

from burnish.cli.configure import configure
from burnish.weights.brought import BY_HAND
from burnish.weights.catalogue import CATALOGUE, GROUPS, Wanted, find
from burnish.weights.licences import Licences
from burnish.weights.store import WeightsStore

GENERAL = "realesr-general-x4v3"
WDN = "realesr-general-wdn-x4v3"
RESTRICTED = "codeformer"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "root"


@pytest.fixture
def brought(tmp_path: Path) -> Path:
    """A folder with a file of the general network, brought by hand."""
    folder = tmp_path / "brought"
    folder.mkdir()
    torch.save({name: torch.ones(shape) for name, shape in find(GENERAL).shapes.items()}, folder / f"{GENERAL}.pth")
    return folder


@pytest.fixture
def blocked_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """Every way out leads to a proxy that is down: its port is taken, and refuses connections."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        proxy = f"http://127.0.0.1:{listener.getsockname()[1]}"
        for variable in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"):
            monkeypatch.setenv(variable, proxy)
        for variable in ("NO_PROXY", "no_proxy"):
            monkeypatch.delenv(variable, raising=False)
        monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
        monkeypatch.setenv("PIP_RETRIES", "0")
        yield listener


def run(root: Path, *arguments: str, answers: str = "") -> Result:
    result = CliRunner().invoke(configure, ["--root", str(root), *arguments], input=answers)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def test_the_table_tells_name_size_and_licence_of_all_weights_and_asks(root: Path) -> None:
    result = run(root, "--offline", answers="n\n" * len(CATALOGUE))
    assert result.exit_code == 0
    for entry in CATALOGUE:
        assert entry.name in result.stdout
        question = f"Fetch {entry.name} ({entry.bytes / 1e6:.0f} MB, {entry.licence})?"
        assert (question in result.stdout) != entry.must_accept
    assert not root.exists()


def test_a_licence_is_shown_and_asked_for_before_its_weights(root: Path) -> None:
    arguments = ("--offline", "--only", RESTRICTED)
    entry = find(RESTRICTED)
    declined = run(root, *arguments, answers="\n")
    assert declined.exit_code == 0
    assert declined.stdout.index(entry.licence_summary) < declined.stdout.index("Do you accept this licence?")
    assert entry.licence_url in declined.stdout
    assert not root.exists()
    accepted = run(root, *arguments, answers="y\nn\n")
    assert f"Fetch {RESTRICTED}" in accepted.stdout
    assert not Licences(root / "weights").needs_acceptance(RESTRICTED)
    assert "Do you accept" not in run(root, *arguments, answers="n\n").stdout


def test_yes_accepts_no_licence_which_is_an_error_only_where_the_weights_are_named(
    root: Path, brought: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(GROUPS, "all", (Wanted(name=GENERAL), Wanted(name=RESTRICTED, optional=True)))
    unnamed = run(root, "--offline", "--yes", "--from", str(brought))
    assert unnamed.exit_code == 0
    assert f"Burnish works without {RESTRICTED}.\n" in unnamed.stderr
    named = run(root, "--offline", "--yes", "--only", RESTRICTED)
    assert named.exit_code == 1
    for result in (unnamed, named):
        assert "which has not been accepted yet" in result.stderr
        assert f"--accept-licence {RESTRICTED}" in result.stderr
    assert Licences(root / "weights").needs_acceptance(RESTRICTED)


def test_a_flag_accepts_the_licence_and_weights_that_were_there_become_usable(
    root: Path, face_weights_root: Path
) -> None:
    (root / "weights").mkdir(parents=True)
    for suffix in (".safetensors", ".json"):
        name = f"{RESTRICTED}{suffix}"
        (root / "weights" / name).symlink_to(face_weights_root / "weights" / name)
    arguments = ("--offline", "--yes", "--only", RESTRICTED)
    assert run(root, *arguments).exit_code == 1
    (told,) = json.loads(run(root, "--json", "--only", RESTRICTED).stdout)
    assert (told["status"], told["needs_acceptance"]) == ("ready", True)
    accepted = run(root, *arguments, "--accept-licence", RESTRICTED)
    assert (accepted.exit_code, accepted.output) == (0, "")
    assert WeightsStore(root / "weights").ensure(RESTRICTED).exists()
    assert run(root, "--json", "--only", RESTRICTED).exit_code == 0


def test_the_detector_is_taken_from_a_folder(root: Path, test_data: Path) -> None:
    name = "detection_mobilenet0.25_Final"
    result = run(root, "--offline", "--yes", "--only", name, "--from", str(test_data / "weights"))
    assert result.exit_code == 0
    assert WeightsStore(root / "weights").state(name).source == BY_HAND


def test_an_acceptance_that_cannot_be_stored_is_told(root: Path) -> None:
    root.touch()
    result = run(root, "--offline", "--yes", "--only", RESTRICTED, "--accept-licence", RESTRICTED)
    assert result.exit_code == 1
    assert "cannot be stored" in result.stderr


def test_only_what_is_agreed_to_is_fetched(root: Path, brought: Path) -> None:
    arguments = ("--offline", "--from", str(brought), "--only", f"{GENERAL},RealESRGAN_x4plus")
    result = run(root, *arguments, answers="y\nn\n")
    assert result.exit_code == 0
    store = WeightsStore(root / "weights")
    assert store.state(GENERAL).status == "ready"
    assert store.state("RealESRGAN_x4plus").status == "missing"
    assert (brought / f"{GENERAL}.pth").exists()


def test_required_weights_that_cannot_be_had_end_with_status_1_and_the_remedy(root: Path) -> None:
    result = run(root, "--offline", "--only", "upscaling", "--yes")
    assert result.exit_code == 1
    assert "put the file into" in result.stderr
    assert f"Burnish works without {WDN}" in result.stderr


def test_optional_weights_that_cannot_be_had_are_told_of_once_a_day_and_end_with_status_0(
    root: Path, brought: Path, blocked_network: socket.socket
) -> None:
    arguments = ("--only", "upscaling", "--yes")
    first = run(root, *arguments, "--from", str(brought))
    assert first.exit_code == 0
    assert f"Burnish works without {WDN}" in first.stderr
    second = run(root, *arguments)
    assert (second.exit_code, second.output) == (0, "")
    for urgent in (run(root, *arguments, "--retry"), run(root, "--only", WDN, "--yes")):
        assert "could not be downloaded" in urgent.stderr
    assert run(root, "--only", WDN, "--yes").exit_code == 1


def test_when_everything_is_there_yes_says_nothing(weights_root: Path) -> None:
    result = run(weights_root, "--only", f"{GENERAL},RealESRGAN_x4plus", "--yes")
    assert (result.exit_code, result.output) == (0, "")


def test_checking_finds_a_changed_file_and_does_not_mind_missing_ones(root: Path, weights_root: Path) -> None:
    shutil.copytree(weights_root / "weights", root / "weights")
    good = run(root, "--check")
    assert good.exit_code == 0
    assert "damaged" not in good.stdout
    path = WeightsStore(root / "weights").state(GENERAL).path
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0x10
    path.write_bytes(content)
    damaged = run(root, "--check")
    assert damaged.exit_code == 1
    assert damaged.stdout.count("damaged") == 1
    assert str(path) in damaged.stderr


def test_json_tells_states_without_asking_or_fetching(root: Path, brought: Path) -> None:
    absent = run(root, "--json", "--only", "upscaling", "--from", str(brought))
    assert absent.exit_code == 1
    assert absent.stderr == ""
    assert [item["status"] for item in json.loads(absent.stdout)] == ["missing", "missing"]
    fetched = run(root, "--json", "--yes", "--offline", "--only", "upscaling", "--from", str(brought))
    assert fetched.exit_code == 0
    general, wdn = json.loads(fetched.stdout)
    assert (general["name"], general["status"], general["problem"]) == (GENERAL, "ready", None)
    assert (wdn["name"], wdn["status"], wdn["optional"]) == (WDN, "missing", True)
    assert "runs offline" in wdn["problem"]


@pytest.mark.parametrize(
    "arguments",
    [("--only", "nonsense"), ("--only", ""), ("--from", "/no/such/folder"), ("--accept-licence", "unknown")],
)
def test_wrong_arguments_are_refused_with_what_is_known(root: Path, arguments: tuple[str, ...]) -> None:
    result = run(root, *arguments)
    assert result.exit_code == 2
    assert re.search("[Kk]nown are|does not exist|is not one of|is not 'codeformer'", result.stderr)
    assert not root.exists()
