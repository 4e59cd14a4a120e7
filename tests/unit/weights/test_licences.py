"""Accepted licences are remembered; a licence that was not accepted lets nothing pass."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from burnish.weights.catalogue import find
from burnish.weights.licences import Licences
from burnish.weights.problems import LicenceNotAccepted, UnknownWeights, WeightsFolderUnusable

FREE = "GFPGANv1.4"
RESTRICTED = "codeformer"


def test_only_weights_with_restrictions_ask_and_only_until_accepted(tmp_path: Path) -> None:
    licences = Licences(tmp_path / "weights")
    assert not licences.needs_acceptance(FREE)
    assert licences.needs_acceptance(RESTRICTED)
    licences.check(FREE)
    with pytest.raises(LicenceNotAccepted):
        licences.check(RESTRICTED)
    licences.accept(RESTRICTED)
    licences.check(RESTRICTED)
    assert not Licences(tmp_path / "weights").needs_acceptance(RESTRICTED)


def test_the_refusal_tells_the_terms_and_how_to_accept_them(tmp_path: Path) -> None:
    with pytest.raises(LicenceNotAccepted) as caught:
        Licences(tmp_path).check(RESTRICTED)
    entry = find(RESTRICTED)
    for part in (entry.licence, entry.licence_summary, entry.licence_url, f"--accept-licence {RESTRICTED}"):
        assert part in caught.value.detail
    assert caught.value.to_details().status == 409


def test_accepting_what_asks_for_nothing_writes_nothing(tmp_path: Path) -> None:
    Licences(tmp_path).accept(FREE)
    assert list(tmp_path.iterdir()) == []


def test_what_was_accepted_under_another_licence_must_be_accepted_anew(tmp_path: Path) -> None:
    licences = Licences(tmp_path)
    licences.accept(RESTRICTED)
    path = tmp_path / "accepted-licences.json"
    path.write_text(path.read_text().replace(find(RESTRICTED).licence, "S-Lab License 0.9"))
    assert licences.needs_acceptance(RESTRICTED)
    licences.accept(RESTRICTED)
    assert not licences.needs_acceptance(RESTRICTED)
    assert "S-Lab License 0.9" in path.read_text()


@pytest.mark.parametrize("content", [b"", b"\xff", b"{}", b'["codeformer"]', b'[{"name": "codeformer"}]'])
def test_a_damaged_file_accepts_nothing_and_can_be_written_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "accepted-licences.json").write_bytes(content)
    licences = Licences(tmp_path)
    assert licences.needs_acceptance(RESTRICTED)
    licences.accept(RESTRICTED)
    assert not licences.needs_acceptance(RESTRICTED)


def test_unknown_names_are_refused(tmp_path: Path) -> None:
    licences = Licences(tmp_path)
    for call in (licences.needs_acceptance, licences.accept, licences.check):
        with pytest.raises(UnknownWeights):
            call("codeformer.pth")


def test_a_folder_that_cannot_be_made_is_a_problem_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(WeightsFolderUnusable, match="file/weights"):
        Licences(tmp_path / "file" / "weights").accept(RESTRICTED)


def test_accepting_in_several_processes_at_once_leaves_a_whole_file(tmp_path: Path) -> None:
    program = "import sys; from pathlib import Path; from burnish.weights.licences import Licences; "
    program += "Licences(Path(sys.argv[1])).accept(sys.argv[2])"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", program, str(tmp_path), RESTRICTED]
    processes = [subprocess.Popen(command, env=environment) for _ in range(4)]
    assert [process.wait() for process in processes] == [0] * 4
    assert not Licences(tmp_path).needs_acceptance(RESTRICTED)
