"""The log of a process, as real processes write it."""

import json
import logging
import os
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest

from burnish.crash_traces import KEPT, crash_traces
from burnish.logs import FILE_BYTES, LogPlace, Recording, working_on
from burnish.source_places import shorten_path


def entries_of(folder: Path, name: str = "server") -> list[dict[str, Any]]:
    """What was logged."""
    return [json.loads(line) for line in (folder / f"{name}.jsonl").read_text().splitlines()]


def place_in(folder: Path) -> LogPlace:
    """Where the server logs."""
    return LogPlace(folder=folder, process="server", level="info")


def run_recording(folder: Path, code: str) -> "subprocess.CompletedProcess[str]":
    """Runs code in a process that logs into the folder."""
    program = f"""
        import logging, os, signal, sys, threading
        from pathlib import Path
        from burnish.logs import LogPlace, Recording
        logger = logging.getLogger("burnish.tests")
        recording = Recording(LogPlace(folder=Path({str(folder)!r}), process="server", level="info"))
    """
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program) + textwrap.dedent(code)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )


def test_an_entry_has_the_template_apart_from_the_message(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    logger = logging.getLogger("burnish.tests")
    with Recording(place_in(tmp_path)):
        with working_on("abc"):
            logger.info("%s has %d pixels, %.1f %%", "aunt.jpg", 12, 2.5)
        logger.debug("unheard")
        logging.getLogger("other").info("unheard")
    (entry,) = entries_of(tmp_path)
    assert entry.pop("time").endswith("+00:00")
    assert entry == {
        "level": "info",
        "process": "server",
        "logger": "burnish.tests",
        "event": "%s has %d pixels, %.1f %%",
        "numbers": [12, 2.5],
        "message": "aunt.jpg has 12 pixels, 2.5 %",
        "job": "abc",
    }
    assert capsys.readouterr().err == ""


def test_an_error_is_told_by_its_type_and_frames_and_as_text(tmp_path: Path) -> None:
    ran = run_recording(tmp_path, "int('the secret')")
    (entry,) = entries_of(tmp_path)
    assert entry["error"] == {"type": "ValueError", "frames": ["<string>:7 <module>"]}
    assert "secret" not in json.dumps(entry)
    assert ran.stderr.startswith("The process was ended by a defect\nTraceback")
    assert "the secret" in ran.stderr
    assert ran.returncode == 1


def test_what_ends_a_thread_is_logged(tmp_path: Path) -> None:
    run_recording(tmp_path, "threading.Thread(target=lambda: 1 / 0).start()")
    assert [entry["error"]["type"] for entry in entries_of(tmp_path)] == ["ZeroDivisionError"]


def test_processes_of_one_name_never_share_a_file(tmp_path: Path) -> None:
    with Recording(place_in(tmp_path)):
        run_recording(tmp_path, "logger.info('from the other')")
        logging.getLogger("burnish.tests").info("from this")
    assert [entry["event"] for entry in entries_of(tmp_path)] == ["from this"]
    assert [entry["event"] for entry in entries_of(tmp_path, "server-2")] == ["from the other"]


def test_files_are_bounded(tmp_path: Path) -> None:
    run_recording(tmp_path, "for _ in range(150): logger.info('x' * 50_000)")
    files = sorted(path.name for path in tmp_path.glob("*.jsonl*"))
    assert files == ["server.jsonl", *(f"server.jsonl.{number}" for number in range(1, 5))]
    assert all(path.stat().st_size <= FILE_BYTES for path in tmp_path.glob("*.jsonl*"))


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file in its place")
    ran = run_recording(tmp_path / "logs", "print(recording.failure); logger.warning('heard all the same')")
    assert ran.stdout.startswith("[Errno 17] File exists")
    assert (ran.stderr, ran.returncode) == ("heard all the same\n", 0)


def test_a_full_disk_stops_nothing(tmp_path: Path) -> None:
    limit = "import resource; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
    ran = run_recording(
        tmp_path,
        f"{limit}resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))\n"
        "for _ in range(3): logger.info('x' * 90)\nprint('alive')",
    )
    assert (ran.stdout, ran.stderr, ran.returncode) == ("alive\n", "", 0)


def test_a_crash_leaves_a_trace_and_a_good_end_none(tmp_path: Path) -> None:
    run_recording(tmp_path, "recording.end()")
    assert list(tmp_path.glob("crash-*")) == []
    assert run_recording(tmp_path, "os.kill(os.getpid(), signal.SIGSEGV)").returncode == -11
    (trace,) = crash_traces(tmp_path)
    assert "Segmentation fault" in trace.read_text()


def test_only_the_newest_traces_are_kept_and_no_empty_ones_of_the_dead(tmp_path: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    for number in range(KEPT + 3):
        path = tmp_path / f"crash-engine-{dead.pid}-20260101T0000{number:02}.txt"
        path.write_text("stacks")
        os.utime(path, (number, number))
    (tmp_path / f"crash-engine-{dead.pid}-20260102T000000.txt").touch()
    (tmp_path / "crash-notes.txt").write_text("of a person")
    run_recording(tmp_path, "recording.end()")
    kept = [path.name[-6:-4] for path in crash_traces(tmp_path)]
    assert kept == [f"{number:02}" for number in range(3, KEPT + 3)]
    assert len(list(tmp_path.glob("crash-*"))) == KEPT + 1


@pytest.mark.parametrize(
    ("path", "short"),
    [
        ("/home/aunt/burnish/backend/burnish/engine/main.py", "burnish/engine/main.py"),
        ("/home/aunt/.venv/lib/python3.11/site-packages/torch/nn/module.py", "torch/nn/module.py"),
        ("/home/aunt/.venv/lib/python3.11/site-packages/burnish/cli/main.py", "burnish/cli/main.py"),
        ("/home/aunt/.pyenv/lib/python3.11/threading.py", "threading.py"),
        ("/home/aunt/burnish", "burnish"),
        ("<string>", "<string>"),
    ],
)
def test_a_source_file_is_named_without_where_it_lies(path: str, short: str) -> None:
    assert shorten_path(path) == short
