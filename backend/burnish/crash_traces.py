"""What is left of a process that crashed in native code: the stacks of its threads, in a file of its own."""

import faulthandler
import os
import re
import signal
from datetime import UTC, datetime
from pathlib import Path

import psutil

KEPT = 10
"""How many traces are kept, the newest."""

TRACE_SIGNAL = signal.SIGUSR1
"""Lets a process that has a :class:`CrashTrace` write its stacks, whatever it does, and go on."""

_NAME = re.compile(r"crash-(?P<process>[a-z]+)-(?P<pid>\d+)-\d{8}T\d{6}\.txt")


class CrashTrace:
    """The file that the stacks of this process's threads are written into when it crashes, or gets the signal."""

    def __init__(self, folder: Path, process: str) -> None:
        """Begins, and puts the folder in order. Raises OSError when the file cannot be made."""
        _tidy(folder)
        self._path = folder / f"crash-{process}-{os.getpid()}-{datetime.now(UTC):%Y%m%dT%H%M%S}.txt"
        self._file = self._path.open("w")
        faulthandler.enable(self._file)
        faulthandler.register(TRACE_SIGNAL, self._file)

    def close(self) -> None:
        """Ends; the file goes unless something was written into it."""
        faulthandler.unregister(TRACE_SIGNAL)
        faulthandler.disable()
        self._file.close()
        _remove_if_empty(self._path)


def crash_traces(folder: Path) -> list[Path]:
    """The traces in a folder, the oldest first; files that nothing was written into do not count."""
    found = [path for path in folder.glob("crash-*.txt") if _NAME.fullmatch(path.name) and path.stat().st_size > 0]
    return sorted(found, key=lambda path: path.stat().st_mtime)


def trace_of(folder: Path, pid: int) -> Path | None:
    """The trace that the process with that id has left; None where it left none."""
    traces = [path for path in crash_traces(folder) if _pid_of(path) == pid]
    return traces[-1] if traces else None


def _tidy(folder: Path) -> None:
    """Removes empty files of processes that have ended, and traces beyond the newest."""
    for path in folder.glob("crash-*.txt"):
        if _NAME.fullmatch(path.name) and not psutil.pid_exists(_pid_of(path)):
            _remove_if_empty(path)
    for path in crash_traces(folder)[:-KEPT]:
        path.unlink(missing_ok=True)


def _pid_of(path: Path) -> int:
    match = _NAME.fullmatch(path.name)
    assert match is not None
    return int(match["pid"])


def _remove_if_empty(path: Path) -> None:
    try:
        if path.stat().st_size == 0:
            path.unlink()
    except FileNotFoundError:  # another process that was beginning has removed it
        return
