"""The store: what it takes, what it refuses, and that several processes and crashes do it no harm."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import torch

from burnish.disk import DiskFull, sha256_of
from burnish.monitoring import Cancelled, ReportProgress
from burnish.weights import licences as licences_module
from burnish.weights import store as store_module
from burnish.weights.brought import BY_HAND
from burnish.weights.catalogue import CATALOGUE, UrlSource, WeightsFile, find
from burnish.weights.loading import load_state_dict
from burnish.weights.network import Network
from burnish.weights.problems import (
    LicenceNotAccepted,
    UnknownWeights,
    WeightsDamaged,
    WeightsFolderUnusable,
    WeightsUnavailable,
)
from burnish.weights.store import WeightsStore
from tests.integration.weights.file_server import FileServer, breaking_after, status

GENERAL = "realesr-general-x4v3"


@pytest.fixture
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkpoint with the right parameters, which are not the official ones."""
    return write_checkpoint(tmp_path_factory.mktemp("brought") / f"{GENERAL}.pth", seed=0)


def write_checkpoint(path: Path, seed: int) -> Path:
    generator = torch.Generator().manual_seed(seed)
    state = {name: torch.randn(shape, generator=generator) for name, shape in find(GENERAL).shapes.items()}
    torch.save({"params": state}, path)
    return path


@pytest.fixture
def store(tmp_path: Path) -> WeightsStore:
    return WeightsStore(tmp_path / "weights", Network(offline=True))


@pytest.fixture
def server(checkpoint: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FileServer]:
    """Stands for the official site: the catalogue's entry is changed to have its file there."""
    content = checkpoint.read_bytes()
    with FileServer(content) as running:
        sha256 = sha256_of(checkpoint)
        sources = (UrlSource(url=running.url), UrlSource(url=running.url.replace("file", "mirror")))
        change = {"bytes": len(content), "sha256": sha256, "sources": sources}
        entry = find(GENERAL).model_copy(update=change)

        def find_changed(name: str) -> WeightsFile:
            return entry if name == GENERAL else find(name)

        monkeypatch.setattr(store_module, "find", find_changed)
        yield running


@pytest.fixture
def restricted(server: FileServer, monkeypatch: pytest.MonkeyPatch) -> FileServer:
    """The same site; and the catalogue's entry has a licence that must be accepted."""
    entry = find(GENERAL)
    terms = entry.terms.model_copy(update={"must_accept": True})
    monkeypatch.setattr(licences_module, "find", lambda name: entry.model_copy(update={"terms": terms}))
    return server


def assert_equals(stored: Path, checkpoint: Path) -> None:
    expected = torch.load(checkpoint, weights_only=True)["params"]
    state = load_state_dict(stored)
    assert state.keys() == expected.keys()
    assert all(torch.equal(state[name], expected[name]) for name in expected)


def names_in(store: WeightsStore) -> set[str]:
    return {path.name for path in store.folder.iterdir() if path.suffix != ".lock"}


def test_a_file_in_the_folder_is_taken_over_and_said_not_to_be_the_official_one(
    store: WeightsStore, checkpoint: Path
) -> None:
    assert store.state(GENERAL).status == "missing"
    store.folder.mkdir()
    shutil.copy(checkpoint, store.folder)
    path = store.ensure(GENERAL)
    assert_equals(path, checkpoint)
    state = store.state(GENERAL)
    assert (state.status, state.source, state.path, state.bytes) == ("ready", BY_HAND, path, path.stat().st_size)
    assert json.loads((store.folder / f"{GENERAL}.json").read_text())["official"] is False
    assert names_in(store) == {f"{GENERAL}.safetensors", f"{GENERAL}.json"}
    store.verify(GENERAL)


def test_a_file_in_another_folder_is_taken_over_and_left_there(store: WeightsStore, checkpoint: Path) -> None:
    assert_equals(store.ensure(GENERAL, by_hand=checkpoint.parent), checkpoint)
    assert checkpoint.exists()


def test_a_file_of_another_network_is_named_as_the_reason_and_left(store: WeightsStore) -> None:
    store.folder.mkdir()
    wrong = store.folder / f"{GENERAL}.pth"
    torch.save({"params": {"other": torch.zeros(1)}}, wrong)
    with pytest.raises(WeightsUnavailable, match=r"realesr-general-x4v3\.pth is for another network.*runs offline"):
        store.ensure(GENERAL)
    assert wrong.exists()
    assert store.state(GENERAL).status == "missing"


@pytest.mark.parametrize("entry", CATALOGUE, ids=lambda entry: entry.name)
def test_a_file_of_another_network_is_named_as_the_reason_for_each(
    store: WeightsStore, checkpoint: Path, entry: WeightsFile
) -> None:
    brought = other_checkpoint(checkpoint, entry)
    store.licences.accept(entry.name)
    with pytest.raises(WeightsUnavailable, match=rf"{re.escape(str(brought))} is for another network"):
        store.ensure(entry.name, by_hand=brought.parent)


def other_checkpoint(checkpoint: Path, entry: WeightsFile) -> Path:
    """A file with the name of the entry's, with one parameter less than its network has."""
    path = checkpoint.with_name(entry.file_name)
    state = {name: torch.zeros(()).expand(shape) for name, shape in entry.shapes.items()}
    del state[next(iter(state))]
    torch.save({"params_ema": state}, path)
    return path


def test_a_truncated_file_of_a_face_network_is_named_as_the_reason(store: WeightsStore, tmp_path: Path) -> None:
    path = tmp_path / "GFPGANv1.4.pth"
    torch.save({"params_ema": {}}, path)
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(WeightsUnavailable, match=rf"{re.escape(str(path))} is not a PyTorch checkpoint"):
        store.ensure("GFPGANv1.4", by_hand=tmp_path)


def test_the_detector_saved_on_a_gpu_is_taken_and_fits_its_network(store: WeightsStore, test_data: Path) -> None:
    from facexlib.detection.retinaface import RetinaFace

    path = store.ensure("detection_mobilenet0.25_Final", by_hand=test_data / "weights")
    network = RetinaFace(network_name="mobile0.25", device=torch.device("cpu"))
    network.load_state_dict(load_state_dict(path), strict=True)
    expected = torch.load(
        test_data / "weights" / "detection_mobilenet0.25_Final.pth", map_location="cpu", weights_only=True
    )
    assert all(torch.equal(values, expected[name]) for name, values in network.state_dict().items())


@pytest.mark.parametrize(
    "name", ["GFPGANv1.4", "codeformer", "detection_Resnet50_Final", "parsing_parsenet"], ids=lambda name: name
)
def test_a_face_network_laid_out_as_the_official_file_is_taken(
    store: WeightsStore, official_face_weights: Path, name: str
) -> None:
    store.licences.accept(name)
    path = store.ensure(name, by_hand=official_face_weights)
    assert {key: tuple(values.shape) for key, values in load_state_dict(path).items()} == find(name).shapes
    store.remove(name)


def test_weights_whose_licence_was_not_accepted_are_neither_fetched_nor_handed_out(
    tmp_path: Path, restricted: FileServer, checkpoint: Path
) -> None:
    store = WeightsStore(tmp_path / "weights")
    with pytest.raises(LicenceNotAccepted, match="--accept-licence"):
        store.ensure(GENERAL)
    assert restricted.ranges == []
    store.licences.accept(GENERAL)
    assert_equals(store.ensure(GENERAL), checkpoint)
    (store.folder / "accepted-licences.json").unlink()
    assert store.state(GENERAL).status == "ready"
    with pytest.raises(LicenceNotAccepted):
        store.ensure(GENERAL)


def test_offline_the_remedy_names_address_and_folder(store: WeightsStore) -> None:
    with pytest.raises(WeightsUnavailable) as caught:
        store.ensure(GENERAL)
    assert "https://github.com/xinntao/Real-ESRGAN/releases" in caught.value.detail
    assert str(store.folder) in caught.value.detail


def test_the_official_file_is_downloaded_converted_and_not_kept_twice(
    tmp_path: Path, server: FileServer, checkpoint: Path
) -> None:
    store = WeightsStore(tmp_path / "weights")
    server.answers = [breaking_after(2_000_000)]
    seen: list[float] = []
    assert_equals(store.ensure(GENERAL, seen.append), checkpoint)
    assert names_in(store) == {f"{GENERAL}.safetensors", f"{GENERAL}.json"}
    origin = json.loads((store.folder / f"{GENERAL}.json").read_text())
    assert (origin["official"], origin["source"]) == (True, server.url)
    assert seen == sorted(seen)
    assert seen[-1] == 1.0
    requests = len(server.ranges)
    store.ensure(GENERAL)
    assert len(server.ranges) == requests


def test_the_next_source_is_tried_and_progress_does_not_fall(
    tmp_path: Path, server: FileServer, checkpoint: Path
) -> None:
    server.answers = [breaking_after(2_000_000), status(404)]
    seen: list[float] = []
    store = WeightsStore(tmp_path / "weights")
    assert_equals(store.ensure(GENERAL, seen.append), checkpoint)
    assert seen == sorted(seen)
    source = store.state(GENERAL).source
    assert source is not None
    assert source.endswith("mirror.pth")


def test_when_all_sources_fail_each_ones_reason_is_told(tmp_path: Path, server: FileServer) -> None:
    server.answers = [status(403), status(404)]
    with pytest.raises(WeightsUnavailable, match=r"file\.pth was answered with 403.*mirror\.pth was answered with 404"):
        WeightsStore(tmp_path / "weights").ensure(GENERAL)


def test_cancelling_leaves_the_weights_missing_and_the_download_resumable(
    tmp_path: Path, server: FileServer, checkpoint: Path
) -> None:
    store = WeightsStore(tmp_path / "weights")

    def cancel_midway(fraction: float) -> None:
        if fraction > 0.4:
            raise Cancelled

    with pytest.raises(Cancelled):
        store.ensure(GENERAL, cancel_midway)
    assert store.state(GENERAL).status == "missing"
    assert_equals(store.ensure(GENERAL), checkpoint)
    assert server.ranges[1] is not None


def test_a_download_that_was_not_converted_before_a_crash_needs_no_second_one(
    tmp_path: Path, server: FileServer, checkpoint: Path
) -> None:
    store = WeightsStore(tmp_path / "weights")
    store.folder.mkdir()
    shutil.copy(checkpoint, store.folder)
    assert_equals(store.ensure(GENERAL), checkpoint)
    assert server.ranges == []


@pytest.mark.parametrize("origin", [None, b"", b"{}", b"[1]", b'{"bytes": "many"}', b"\xff"])
def test_a_file_without_a_valid_origin_is_missing(store: WeightsStore, checkpoint: Path, origin: bytes | None) -> None:
    store.ensure(GENERAL, by_hand=checkpoint.parent)
    path = store.folder / f"{GENERAL}.json"
    path.unlink()
    if origin is not None:
        path.write_bytes(origin)
    assert store.state(GENERAL).status == "missing"
    assert_equals(store.ensure(GENERAL, by_hand=checkpoint.parent), checkpoint)


def test_a_changed_file_is_found_by_verifying_and_fetched_anew_at_the_next_use(
    tmp_path: Path, server: FileServer, checkpoint: Path
) -> None:
    store = WeightsStore(tmp_path / "weights")
    change_last_byte(store.ensure(GENERAL))
    assert store.state(GENERAL).status == "ready"
    with pytest.raises(WeightsDamaged, match=rf"{GENERAL}\.safetensors has changed.*configure --only {GENERAL}"):
        store.verify(GENERAL)
    assert WeightsStore(store.folder).state(GENERAL).status == "damaged"
    assert_equals(store.ensure(GENERAL), checkpoint)
    assert store.state(GENERAL).status == "ready"
    store.verify(GENERAL)
    assert len(server.ranges) == 2


def change_last_byte(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)


def test_a_damaged_file_stays_until_a_new_one_replaces_it_and_the_reason_tells_of_it(
    store: WeightsStore, checkpoint: Path
) -> None:
    path = store.ensure(GENERAL, by_hand=checkpoint.parent)
    change_last_byte(path)
    content = path.read_bytes()
    with pytest.raises(WeightsDamaged):
        store.verify(GENERAL)
    with pytest.raises(WeightsUnavailable, match=rf"What is stored of {GENERAL} is damaged.*runs offline"):
        store.ensure(GENERAL)
    assert path.read_bytes() == content
    assert store.state(GENERAL).status == "damaged"


def test_a_file_that_verifies_again_is_ready_again(store: WeightsStore, checkpoint: Path) -> None:
    path = store.ensure(GENERAL, by_hand=checkpoint.parent)
    content = path.read_bytes()
    change_last_byte(path)
    with pytest.raises(WeightsDamaged):
        store.verify(GENERAL)
    path.write_bytes(content)
    store.verify(GENERAL)
    assert store.state(GENERAL).status == "ready"


@pytest.mark.parametrize("change", [-1, 1])
def test_a_file_of_another_size_is_damaged_without_being_read(
    store: WeightsStore, checkpoint: Path, change: int
) -> None:
    path = store.ensure(GENERAL, by_hand=checkpoint.parent)
    os.truncate(path, path.stat().st_size + change)
    assert store.state(GENERAL).status == "damaged"
    with pytest.raises(WeightsDamaged):
        store.verify(GENERAL)
    assert_equals(store.ensure(GENERAL, by_hand=checkpoint.parent), checkpoint)


def test_verifying_tells_progress_and_can_be_cancelled(store: WeightsStore, checkpoint: Path) -> None:
    store.ensure(GENERAL, by_hand=checkpoint.parent)
    seen: list[float] = []
    store.verify(GENERAL, seen.append)
    assert seen == sorted(seen)
    assert len(seen) > 3
    assert seen[-1] == 1

    def cancel() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        store.verify(GENERAL, check_cancelled=cancel)
    assert store.state(GENERAL).status == "ready"


def test_weights_that_are_not_there_cannot_be_verified(store: WeightsStore) -> None:
    with pytest.raises(WeightsUnavailable, match=GENERAL):
        store.verify(GENERAL)
    assert not store.folder.exists()


def test_space_is_needed_for_what_is_missing_of_the_download_and_for_the_converted_form(
    tmp_path: Path, server: FileServer, checkpoint: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is free is made up; everything else is real."""
    store = WeightsStore(tmp_path / "weights")
    whole, converted = checkpoint.stat().st_size, find(GENERAL).converted_bytes
    monkeypatch.setattr(store_module, "free_bytes", lambda folder: whole + converted - 1)
    for call in (store.check_space, store.ensure):
        with pytest.raises(DiskFull, match=rf"{GENERAL}\.pth needs 10 MB in .*weights.*10 MB are free"):
            call(GENERAL)
    assert server.ranges == []
    (store.folder / f"{GENERAL}.pth.0-other.part").write_bytes(checkpoint.read_bytes()[:1])
    store.check_space(GENERAL)
    assert store.state(GENERAL).begun_bytes == 1
    path = store.ensure(GENERAL)
    assert server.ranges == ["bytes=1-"]
    monkeypatch.setattr(store_module, "free_bytes", lambda folder: 0)
    store.check_space(GENERAL)
    assert store.state(GENERAL).begun_bytes == 0
    assert abs(path.stat().st_size - converted) < 20_000


def test_a_file_brought_by_hand_needs_no_room_for_a_download(
    store: WeightsStore, checkpoint: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "free_bytes", lambda folder: 0)
    assert_equals(store.ensure(GENERAL, by_hand=checkpoint.parent), checkpoint)


@pytest.fixture
def copied(tmp_path: Path, checkpoint: Path) -> Path:
    """The ``weights`` folder of another machine."""
    folder = tmp_path / "copied"
    WeightsStore(folder, Network(offline=True)).ensure(GENERAL, by_hand=checkpoint.parent)
    origin = json.loads((folder / f"{GENERAL}.json").read_text()) | {"source": "https://example.org/a.pth"}
    (folder / f"{GENERAL}.json").write_text(json.dumps(origin))
    return folder


def test_a_copy_of_another_store_is_taken_over_with_its_origin_and_left_there(
    store: WeightsStore, copied: Path, checkpoint: Path
) -> None:
    assert_equals(store.ensure(GENERAL, by_hand=copied), checkpoint)
    assert store.state(GENERAL).source == "https://example.org/a.pth"
    assert (copied / f"{GENERAL}.safetensors").exists()
    store.verify(GENERAL)


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda folder: change_last_byte(folder / f"{GENERAL}.safetensors"), "has changed since it was stored"),
        (lambda folder: (folder / f"{GENERAL}.json").unlink(), f"has no {GENERAL}.json beside it"),
        (lambda folder: (folder / f"{GENERAL}.json").write_text("{"), f"has no {GENERAL}.json beside it"),
    ],
)
def test_a_copy_that_is_not_whole_is_named_and_the_next_source_tried(
    tmp_path: Path, server: FileServer, copied: Path, checkpoint: Path, spoil: Callable[[Path], object], reason: str
) -> None:
    store = WeightsStore(tmp_path / "weights")
    spoil(copied)
    watcher = RecordingWatcher()
    assert_equals(store.ensure(GENERAL, by_hand=copied, watcher=watcher), checkpoint)
    assert store.state(GENERAL).source == server.url
    path = copied / f"{GENERAL}.safetensors"
    assert watcher.sources == [str(path), server.url]
    assert watcher.fractions[-1] == 1
    (told,) = watcher.reasons
    assert str(path) in told
    assert reason in told


class RecordingWatcher:
    """Remembers what it is told of the sources."""

    def __init__(self) -> None:
        self.sources: list[str] = []
        self.reasons: list[str] = []
        self.fractions: list[float] = []
        """Of the source that was tried last."""

    def begin(self, source: str, size: int) -> ReportProgress:
        self.sources.append(source)
        self.fractions.clear()
        return self.fractions.append

    def fail(self, reason: str) -> None:
        self.reasons.append(reason)


def test_a_copy_of_another_network_is_refused(store: WeightsStore, copied: Path) -> None:
    for suffix in (".safetensors", ".json"):
        (copied / f"{GENERAL}{suffix}").rename(copied / f"RealESRGAN_x4plus{suffix}")
    with pytest.raises(WeightsUnavailable, match=r"RealESRGAN_x4plus\.safetensors is for another network"):
        store.ensure("RealESRGAN_x4plus", by_hand=copied)


def test_removing_removes_everything_and_can_be_repeated(store: WeightsStore, checkpoint: Path) -> None:
    store.ensure(GENERAL, by_hand=checkpoint.parent)
    (store.folder / f"{GENERAL}.pth.0-other.part").write_bytes(b"begun")
    for _ in range(2):
        store.remove(GENERAL)
        assert names_in(store) == set()
        assert store.state(GENERAL).status == "missing"


def test_unknown_names_never_become_paths(store: WeightsStore) -> None:
    for name in ("../../etc/passwd", "", f"{GENERAL}.pth"):
        for call in (store.state, store.ensure, store.verify, store.remove):
            with pytest.raises(UnknownWeights):
                call(name)
    assert not store.folder.exists()


def test_a_folder_that_cannot_be_made_is_a_problem_that_names_it(tmp_path: Path, checkpoint: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    store = WeightsStore(tmp_path / "file" / "weights", Network(offline=True))
    with pytest.raises(WeightsFolderUnusable, match="file/weights"):
        store.ensure(GENERAL, by_hand=checkpoint.parent)


@pytest.mark.parametrize("lost", ["origin", "parameters"])
def test_what_a_crash_left_while_storing_is_missing_and_does_not_disturb(
    store: WeightsStore, checkpoint: Path, lost: str
) -> None:
    path = store.ensure(GENERAL, by_hand=checkpoint.parent)
    path.rename(path.with_name(path.name + ".part"))
    if lost == "origin":
        path.with_suffix(".json").rename(path.with_suffix(".json.part"))
    assert store.state(GENERAL).status == "missing"
    assert_equals(store.ensure(GENERAL, by_hand=checkpoint.parent), checkpoint)


ENSURE = """
import sys
from pathlib import Path
from burnish.weights.network import Network
from burnish.weights.store import WeightsStore
WeightsStore(Path(sys.argv[1]), Network(offline=True)).ensure(sys.argv[2], by_hand=Path(sys.argv[3]))
"""

HOLDER = """
import sys, time
from pathlib import Path
from filelock import FileLock
Path(sys.argv[1]).parent.mkdir(exist_ok=True)
with FileLock(sys.argv[1]):
    print("held", flush=True)
    time.sleep(60)
"""


def run_python(program: str, *arguments: str) -> subprocess.Popen[str]:
    """Another process of Python that finds the same modules."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen(
        [sys.executable, "-c", program, *arguments], env=environment, stdout=subprocess.PIPE, text=True
    )


def test_two_processes_at_once_leave_one_whole_file(store: WeightsStore, tmp_path: Path) -> None:
    brought = [tmp_path / "one", tmp_path / "two"]
    for seed, folder in enumerate(brought):
        folder.mkdir()
        write_checkpoint(folder / f"{GENERAL}.pth", seed)
    processes = [run_python(ENSURE, str(store.folder), GENERAL, str(folder)) for folder in brought]
    for process in processes:
        process.communicate()
    assert [process.returncode for process in processes] == [0, 0]
    store.verify(GENERAL)
    assert names_in(store) == {f"{GENERAL}.safetensors", f"{GENERAL}.json"}
    assert len(load_state_dict(store.ensure(GENERAL))) == 101


def test_waiting_for_another_process_can_be_cancelled_and_its_death_frees_the_way(
    store: WeightsStore, checkpoint: Path
) -> None:
    assert not store.is_busy(GENERAL)
    holder = run_python(HOLDER, str(store.folder / f"{GENERAL}.lock"))
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        assert store.is_busy(GENERAL)
        calls = iter(range(5))

        def cancel_after_some_looks() -> None:
            if next(calls) == 4:
                raise Cancelled

        with pytest.raises(Cancelled):
            store.ensure(GENERAL, check_cancelled=cancel_after_some_looks, by_hand=checkpoint.parent)
    finally:
        holder.send_signal(signal.SIGKILL)
        holder.communicate()
    assert not store.is_busy(GENERAL)
    assert_equals(store.ensure(GENERAL, by_hand=checkpoint.parent), checkpoint)
