"""``burnish configure`` with generators, run as a command against a hub that is given by HF_ENDPOINT."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from burnish.cli.configure import configure
from burnish.generation.registry import GeneratorRegistry
from burnish.settings import Settings
from tests.integration.generation.hub_server import HubServer


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A root whose list has the pipeline that the hub of these tests has."""
    GeneratorRegistry(Settings(root=tmp_path)).add(HubServer.HUB_ID)
    return tmp_path


def run(root: Path, *arguments: str) -> Result:
    """Runs the command in this process, where it is quicker."""
    return CliRunner().invoke(configure, ["--root", str(root), *arguments], terminal_width=300)


def run_with_hub(root: Path, hub: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Runs the command as a person does, with another hub."""
    return subprocess.run(
        [sys.executable, "-m", "burnish", "configure", "--root", str(root), *arguments],
        env={**os.environ, "HF_ENDPOINT": hub, "COLUMNS": "300"},
        input="",
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_generator_that_is_named_is_fetched(root: Path, tiny_pipeline: Path) -> None:
    files = {
        path.relative_to(tiny_pipeline).as_posix(): path.read_bytes()
        for path in tiny_pipeline.rglob("*")
        if path.is_file()
    }
    with HubServer(files) as hub:
        done = run_with_hub(root, hub.url, "--only", "tiny-diffusion", "--yes", "--json")
        assert done.returncode == 0, done.stderr
        asked = len(hub.requests)
        again = run_with_hub(root, hub.url, "--only", "tiny-diffusion", "--yes")
        assert (again.returncode, len(hub.requests)) == (0, asked)
    (record,) = json.loads(done.stdout)["generators"]
    assert (record["name"], record["status"], record["problem"]) == ("tiny-diffusion", "ready", None)
    assert GeneratorRegistry(Settings(root=root)).find("tiny-diffusion").recommended.width == 64
    assert run(root, "--check").exit_code == 0
    parameters = next(Path(record["path"], "unet").glob("*.safetensors"))
    content = bytearray(parameters.read_bytes())
    content[-1] ^= 1
    parameters.write_bytes(content)
    for arguments in (("--check",), ("--check", "--only", "tiny-diffusion")):
        changed = run(root, *arguments)
        assert changed.exit_code == 1
        assert f"{parameters} has changed since it was fetched" in changed.stderr
    Path(record["path"], "vae", "config.json").unlink()
    checked = run(root, "--only", "tiny-diffusion", "--check")
    assert checked.exit_code == 1
    assert "vae" in checked.stderr


def test_sd_turbo_is_listed_with_its_licence_and_fetched_only_by_name(root: Path) -> None:
    listed = run(root, "--only", "sd-turbo", "--json")
    (record,) = json.loads(listed.stdout)["generators"]
    assert listed.exit_code == 1
    assert (record["licence"], record["bytes"]) == ("Stability AI Community License", 2_580_000_000)
    assert "stabilityai/sd-turbo" in record["licence_url"]
    everything = json.loads(run(root, "--json").stdout)
    assert everything["generators"] == []


def test_a_hub_out_of_reach_fails_with_the_reason_and_after_the_licence(root: Path) -> None:
    failed = run_with_hub(root, "http://127.0.0.1:9", "--only", "sd-turbo", "--yes")
    assert failed.returncode == 1
    assert "Stability AI Community License" in failed.stdout
    assert "one million US dollars" in failed.stdout
    assert "cannot be reached" in failed.stderr


def test_offline_refuses(root: Path) -> None:
    failed = run(root, "--only", "sd-turbo", "--yes", "--offline")
    assert failed.exit_code == 1
    assert "--offline" in failed.stderr


def test_a_name_that_is_neither_weights_nor_a_generator_is_refused(root: Path) -> None:
    failed = run(root, "--only", "nonsense", "--yes")
    assert failed.exit_code == 2
    assert "sd-turbo" in failed.stderr
    assert "realesr-general-x4v3" in failed.stderr
