"""The support report: what is in it, above all what is not."""

import json
import signal
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.api_client import PATIENCE_SECONDS, wait_until
from tests.fixtures_server import Server, burnish_command, environment, serving
from tests.sample_images import image_file

SECRET = "kumquat"
"""Stands in everything private of the test."""


def report(root: Path, file: Path, *flags: str, port: str = "9") -> dict[str, bytes]:
    """The members of a report."""
    ran = run_report("--root", str(root), "--port", port, "-o", str(file), *flags)
    assert (ran.returncode, ran.stderr) == (0, "")
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def run_report(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """Runs ``burnish report``."""
    return subprocess.run(
        burnish_command("report", *arguments),
        capture_output=True,
        text=True,
        env=environment(),
        timeout=PATIENCE_SECONDS,
    )


def read(members: dict[str, bytes], name: str) -> Any:
    """A member's JSON."""
    return json.loads(members[f"{name}.json"])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with something secret everywhere, whose engine has crashed."""
    root = tmp_path_factory.mktemp(f"{SECRET}-home") / "library"
    flags = ["--no-esrgan", "--no-restore", "--log-level", "debug"]
    flags += ["--mirror", f"https://{SECRET}:{SECRET}@{SECRET}.example/{SECRET}"]
    with serving(root, *flags) as running:
        running.api.upload(image_file(20, 20), f"{SECRET}.png")
        running.api.send([(f"{SECRET}-broken.png", image_file(20, 20)[:60])])
        made = running.api.ended(running.api.generate(prompt=f"a {SECRET}")["id"])
        assert made["state"] == "done"
        running.api.call("GET", f"/api/images/{SECRET}")
        running.engine().send_signal(signal.SIGSEGV)
        wait_until(lambda: running.api.get("/api/health")["engine"], lambda engine: engine["restarts"] == 1)
        yield running


def test_no_byte_of_it_is_private_though_everything_is_told(server: Server, tmp_path: Path) -> None:
    assert SECRET in "".join(path.read_text() for path in (server.root / "logs").glob("*.jsonl")), "the test has teeth"
    port = server.api.url.rsplit(":", 1)[1]
    flags = ["--mirror", f"https://x:{SECRET}@mirror.example", "--token", f"{SECRET}-0123456789"]
    members = report(server.root, tmp_path / "report.zip", *flags, port=port)
    for name, content in members.items():
        assert SECRET not in name
        assert SECRET.encode() not in content, name
        assert str(Path.home()).encode() + b"/" not in content, name

    assert read(members, "machine")["packages"]["torch"]
    assert read(members, "settings")["mirrors"] == {"value": "1 given", "origin": "flag"}
    assert read(members, "settings")["token"] == {"value": "given", "origin": "flag"}
    health = read(members, "health")
    assert health["engine"]["restarts"] == 1
    assert "it crashed (SIGSEGV)" in health["engine"]["last_death"]
    library = read(members, "library")
    assert {row["kind"]: row["images"] for row in library["images"]} == {"base": 1, "upload": 1}
    (job,) = library["jobs"]
    assert (job["kind"], job["state"]) == ("generate", "done")
    logged = [json.loads(line) for line in members["logs/server.jsonl"].splitlines()]
    assert job["id"] in {entry.get("job") for entry in logged}
    assert not any("message" in entry for entry in logged)
    (trace,) = (text for name, text in members.items() if "/crash-" in name)
    assert b"Segmentation fault" in trace
    assert b"burnish/engine/main.py" in trace


def test_a_damaged_database_and_no_server_are_told(tmp_path: Path) -> None:
    root = tmp_path / "library"
    root.mkdir()
    (root / "burnish.db").write_bytes(b"no database" * 1000)
    members = report(root, tmp_path / "report.zip")
    assert read(members, "library") == {"state": "cannot be read (SQLITE_NOTADB)"}
    assert read(members, "health").startswith("no server answers")
    assert [path.name for path in root.iterdir()] == ["burnish.db"]


def test_a_root_that_is_missing_stays_so(tmp_path: Path) -> None:
    ran = run_report("--root", str(tmp_path / "none"), "--show", "--port", "9")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert '"state": "there is none"' in ran.stdout
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    ran = run_report("--root", str(tmp_path), "--port", "9", "-o", str(tmp_path / "none" / "report.zip"))
    assert ran.returncode == 1
    assert "cannot be written (No such file or directory)" in ran.stderr
