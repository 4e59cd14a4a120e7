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

from burnish.cli import weights as weights_module
from burnish.cli.configure import configure
from burnish.weights.brought import BY_HAND
from burnish.weights.catalogue import CATALOGUE, GROUPS, Wanted, find
from burnish.weights.licences import Licences
from burnish.weights.network import Network
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


def test_the_list_tells_name_size_licence_and_total_of_all_weights_and_asks_once(root: Path) -> None:
    result = run(root, "--offline", answers="no\n\n")
    assert result.exit_code == 0
    for entry in CATALOGUE:
        assert re.search(rf"{re.escape(entry.name)} .*{entry.bytes / 1e6:.0f} MB .*{entry.licence} ", result.stdout)
        assert entry.purpose.split()[0] in result.stdout
    total = sum(entry.bytes for entry in CATALOGUE)
    assert f"To fetch: 8 files, {total / 1e6:.0f} MB. Free on the disk: " in result.stdout
    free = total - find(RESTRICTED).bytes
    assert f"Fetch these 7 files ({free / 1e6:.0f} MB)?" in result.stdout
    assert not root.exists()


def test_who_wants_to_choose_is_asked_for_each_file(root: Path, brought: Path) -> None:
    arguments = ("--offline", "--from", str(brought), "--only", f"{GENERAL},RealESRGAN_x4plus")
    result = run(root, *arguments, answers="choose\ny\nn\n")
    assert result.exit_code == 0
    assert f"Fetch {GENERAL} (5 MB, BSD-3-Clause)?" in result.stdout
    store = WeightsStore(root / "weights")
    assert store.state(GENERAL).status == "ready"
    assert store.state("RealESRGAN_x4plus").status == "missing"
    assert (brought / f"{GENERAL}.pth").exists()


def test_all_are_fetched_where_the_person_says_so(root: Path, brought: Path) -> None:
    shutil.copy(brought / f"{GENERAL}.pth", brought / f"{WDN}.pth")
    result = run(root, "--offline", "--from", str(brought), "--only", "upscaling", answers="y\n")
    assert result.exit_code == 0
    assert f"2/2 {WDN}: done" in result.stderr
    store = WeightsStore(root / "weights")
    assert [store.state(name).status for name in (GENERAL, WDN)] == ["ready", "ready"]


def test_without_an_answer_nothing_is_fetched(root: Path) -> None:
    result = run(root, "--offline")
    assert result.exit_code == 130
    assert "run the same command again" in result.stderr
    assert not root.exists()


def test_what_does_not_fit_on_the_disk_is_told_before_it_is_asked_for(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is free is made up."""
    monkeypatch.setattr(weights_module, "free_bytes", lambda folder: 500_000_000)
    everything = run(root, "--offline", answers="no\n\n")
    assert re.search(r"Free on the disk: 500 MB\. That is not enough: about 1\.\d GB are needed", everything.stdout)
    assert "not enough" not in run(root, "--offline", "--only", "upscaling", answers="n\n").stdout


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
    (told,) = json.loads(run(root, "--json", "--only", RESTRICTED).stdout)["weights"]
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


def test_checking_finds_a_changed_file_which_is_fetched_anew_the_next_time(root: Path, brought: Path) -> None:
    fetch = ("--offline", "--yes", "--only", GENERAL, "--from", str(brought))
    assert run(root, *fetch).exit_code == 0
    good = run(root, "--check")
    assert good.exit_code == 0
    assert "damaged" not in good.stdout
    path = WeightsStore(root / "weights").state(GENERAL).path
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0x10
    path.write_bytes(content)
    assert run(root, "--json", "--only", GENERAL).exit_code == 0
    damaged = run(root, "--check")
    assert damaged.exit_code == 1
    assert damaged.stdout.count("damaged") == 1
    assert re.search(rf"{re.escape(str(path))} has changed.*configure --only {GENERAL}`", damaged.stderr)
    told = run(root, "--json", "--only", GENERAL)
    assert (told.exit_code, json.loads(told.stdout)["weights"][0]["status"]) == (1, "damaged")
    assert run(root, *fetch).exit_code == 0
    assert run(root, "--check").exit_code == 0


def test_a_model_of_ones_own_is_added_and_checked(root: Path, test_data: Path) -> None:
    added = run(root, "--add-model", str(test_data / "weights" / f"{WDN}.pth"), "--json", "--offline")
    assert added.exit_code == 0
    document = json.loads(added.stdout)
    assert document["weights"] == []
    (told,) = document["models"]
    assert (told["status"], told["network_scale"]) == ("ready", 4)
    assert "Compact" in told["architecture"]
    assert told["name"] in run(root, "--check").stdout
    path = root / "models" / f"{told['name']}.safetensors"
    change_byte(path)
    for arguments in (("--check",), ("--check", "--only", told["name"])):
        damaged = run(root, *arguments)
        assert damaged.exit_code == 1
        assert f"{path} have changed" in damaged.stderr


def test_a_model_that_cannot_be_added_ends_with_status_1_and_the_reason(root: Path) -> None:
    root.touch()
    result = run(root, "--add-model", __file__, "--offline")
    assert result.exit_code == 1
    assert "models" in result.stderr


@pytest.mark.parametrize("flag", [("--yes",), ("--retry",), ("--from", "."), ("--add-model", __file__)])
def test_checking_refuses_flags_of_fetching(root: Path, flag: tuple[str, ...]) -> None:
    result = run(root, "--check", *flag)
    assert result.exit_code == 2
    assert "--check only reads" in result.stderr


def test_json_tells_states_without_asking_or_fetching(root: Path, brought: Path) -> None:
    absent = run(root, "--json", "--only", "upscaling", "--from", str(brought))
    assert absent.exit_code == 1
    assert absent.stderr == ""
    document = json.loads(absent.stdout)
    assert document["folder"] == str(root / "weights")
    assert document["free_bytes"] > 0
    assert [item["status"] for item in document["weights"]] == ["missing", "missing"]
    fetched = run(root, "--json", "--yes", "--offline", "--only", "upscaling", "--from", str(brought))
    assert fetched.exit_code == 0
    general, wdn = json.loads(fetched.stdout)["weights"]
    assert (general["name"], general["status"], general["problem"]) == (GENERAL, "ready", None)
    assert (wdn["name"], wdn["status"], wdn["optional"]) == (WDN, "missing", True)
    assert "runs offline" in wdn["problem"]


def test_a_damaged_copy_is_named_although_another_source_served(root: Path, brought: Path, tmp_path: Path) -> None:
    copied = tmp_path / "copied"
    WeightsStore(copied, Network(offline=True)).ensure(GENERAL, by_hand=brought)
    change_byte(copied / f"{GENERAL}.safetensors")
    (root / "weights").mkdir(parents=True)
    wrong = root / "weights" / f"{GENERAL}.pth"
    torch.save({"other": torch.zeros(1)}, wrong)
    shutil.copy(brought / f"{GENERAL}.pth", copied)
    result = run(root, "--offline", "--yes", "--only", GENERAL, "--from", str(copied))
    assert result.exit_code == 0
    assert f"{GENERAL} is there now (placed by hand). Other sources failed: {wrong} is for another" in result.stderr
    (copied / f"{GENERAL}.pth").unlink()
    WeightsStore(root / "weights").remove(GENERAL)
    failed = run(root, "--offline", "--yes", "--only", GENERAL, "--from", str(copied))
    assert failed.exit_code == 1
    assert f"{copied / GENERAL}.safetensors has changed" in failed.stderr


def test_a_folder_named_in_vain_is_told_of(root: Path, brought: Path) -> None:
    arguments = ("--offline", "--yes", "--only", GENERAL, "--from")
    vain = run(root, *arguments, str(brought.parent))
    assert vain.exit_code == 1
    assert f"{brought.parent} has none of these files" in vain.stderr
    assert "none of these files" not in run(root, *arguments, str(brought)).stderr


def change_byte(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize(
    "arguments",
    [("--only", "nonsense"), ("--only", ""), ("--from", "/no/such/folder"), ("--accept-licence", "unknown")],
)
def test_wrong_arguments_are_refused_with_what_is_known(root: Path, arguments: tuple[str, ...]) -> None:
    result = run(root, *arguments)
    assert result.exit_code == 2
    assert re.search("[Kk]nown are|does not exist|is not one of|is not 'codeformer'", result.stderr)
    assert not root.exists()
