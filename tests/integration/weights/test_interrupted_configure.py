"""``burnish configure`` as a process of its own, interrupted at seeded moments while a mirror serves a real file."""

import json
import os
import random
import signal
import subprocess
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from burnish.disk import sha256_of
from burnish.weights.network import Network
from burnish.weights.store import WeightsStore
from tests.api_client import PATIENCE_SECONDS
from tests.fixtures_server import burnish_command, environment
from tests.integration.weights.file_server import FileServer, stalling_after
from tests.mirror import NOWHERE, OFFICIAL_FILES

WDN = "realesr-general-wdn-x4v3"


@pytest.fixture
def file(test_data: Path) -> Path:
    return test_data / "weights" / f"{WDN}.pth"


@pytest.fixture
def server(file: Path) -> Iterator[FileServer]:
    """Has the file under every address."""
    with FileServer(file.read_bytes()) as running:
        yield running


class Command:
    """Fetches the weights into one root from the server alone, again and again."""

    def __init__(self, root: Path, file: Path, server: FileServer) -> None:
        self.store = WeightsStore(root / "weights", Network(offline=True))
        self._server = server
        self._arguments = burnish_command("configure", "--root", root, "--only", WDN, "--yes")
        known = environment()
        self._environment = known | {
            "PYTHONPATH": os.pathsep.join([str(OFFICIAL_FILES), known["PYTHONPATH"]]),
            "OFFICIAL_FILES": json.dumps({WDN: {"bytes": file.stat().st_size, "sha256": sha256_of(file)}}),
            "BURNISH_MIRRORS": server.url.rpartition("/")[0],
            "HTTPS_PROXY": NOWHERE,
            "NO_PROXY": "127.0.0.1",
        }

    def start(self) -> "subprocess.Popen[str]":
        """Starts it with Ctrl-C working, which is switched off where the tests run in the background."""
        return subprocess.Popen(
            self._arguments,
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
        )

    def interrupt(self, signal_number: signal.Signals, seconds: float) -> "subprocess.Popen[str]":
        """Interrupts it so long after the server was asked, and checks that it went on where it had stopped."""
        begun, asked = self.store.state(WDN).begun_bytes, len(self._server.ranges)
        with self.start() as process:
            deadline = time.monotonic() + PATIENCE_SECONDS
            while len(self._server.ranges) == asked and time.monotonic() < deadline:
                time.sleep(0.01)
            assert self._server.ranges[asked] == (f"bytes={begun}-" if begun else None)
            time.sleep(seconds)
            process.send_signal(signal_number)
            process.wait(PATIENCE_SECONDS)
            assert process.stderr is not None
            self.told = process.stderr.read()
        return process


def test_interrupted_at_any_moment_and_run_again_it_finishes_without_fetching_what_it_has(
    tmp_path: Path, file: Path, server: FileServer
) -> None:
    chance = random.Random(5)
    command = Command(tmp_path / "root", file, server)
    store, size = command.store, file.stat().st_size
    for signal_number in (signal.SIGINT, signal.SIGKILL, signal.SIGINT):
        left = size - store.state(WDN).begun_bytes
        server.answers = [stalling_after(chance.randrange(left // 2))]
        process = command.interrupt(signal_number, chance.uniform(0.1, 0.4))
        assert process.returncode == (130 if signal_number == signal.SIGINT else -signal.SIGKILL)
        assert ("run the same command again to go on" in command.told) == (signal_number == signal.SIGINT)
        assert "Traceback" not in command.told
        assert store.state(WDN).status == "missing"
    assert 0 < store.state(WDN).begun_bytes < size
    command.interrupt(signal.SIGKILL, chance.uniform(0.5, 3))
    assert store.state(WDN).status in ("missing", "ready")
    asked = len(server.ranges)
    with command.start() as process:
        assert process.wait(PATIENCE_SECONDS) == 0
    assert server.ranges[asked:] in ([], [None])
    store.verify(WDN)
    assert {path.suffix for path in store.folder.iterdir()} <= {".safetensors", ".json", ".lock"}
    assert sha256_of(file) in (store.folder / f"{WDN}.json").read_text()


def test_progress_is_told_in_lines_where_there_is_no_terminal(tmp_path: Path, file: Path, server: FileServer) -> None:
    with Command(tmp_path / "root", file, server).start() as process:
        shown, told = process.communicate()
    assert process.returncode == 0
    assert "To fetch: 1 file, 5 MB." in shown
    address = server.url.replace("file.pth", f"{WDN}.pth")
    assert f"1/1 {WDN}: 5 MB from {address}\n1/1 {WDN}: done\n" in told
    assert f"{WDN} is there now ({address}). Other sources failed: https://github.com/" in told
    assert "\x1b" not in shown + told
