"""The log: one JSON object a line, in a file of its own for each process of a run.

An entry keeps the template of its message beside the message: the template and its numbers tell what happened without
any names, prompts or paths, so that a log can be shared without them.
"""

import json
import logging
import math
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from traceback import FrameSummary, extract_tb
from types import TracebackType
from typing import Literal

from filelock import FileLock, Timeout
from pydantic import BaseModel, ConfigDict

from burnish.crash_traces import CrashTrace
from burnish.problems import Problem, details_of
from burnish.settings import LogLevel, Settings
from burnish.source_places import shorten_path

ProcessName = Literal["server", "engine", "fetcher", "inspector", "recognition", "cli"]

FILE_BYTES = 2_000_000
FILES = 5
"""How many files of that size are kept for each process, the newest included."""

SIDE_BY_SIDE = 8
"""How many processes of one name can log at the same time."""

PACKAGE = "burnish"
"""The name that the loggers of this package begin with."""

_job: ContextVar[str | None] = ContextVar("job", default=None)


class LogPlace(BaseModel):
    """Where a process logs, and how much."""

    model_config = ConfigDict(frozen=True)

    folder: Path
    process: ProcessName
    level: LogLevel


def logs_folder(root: Path) -> Path:
    """The folder of logs and crash traces of the library at ``root``."""
    return root / "logs"


def log_place(settings: Settings, process: ProcessName) -> LogPlace:
    """Where a process that works with these settings logs."""
    return LogPlace(folder=logs_folder(settings.root), process=process, level=settings.log_level)


@contextmanager
def working_on(job_id: str) -> Iterator[None]:
    """While the block lasts, what this thread logs belongs to that job."""
    token = _job.set(job_id)
    try:
        yield
    finally:
        _job.reset(token)


class Recording:
    """What a process does to be understood afterwards: it logs, and leaves a trace when it crashes.

    From when it is made until :meth:`end`, entries of this package from the level on, and warnings of all packages, go
    to the file; warnings and errors also go to standard error as text.
    """

    def __init__(self, place: LogPlace) -> None:
        """Begins. A folder that cannot be written is no error: see :attr:`failure`."""
        self.failure: OSError | None = None
        """Why no file is written; None when all is well."""
        self._root = logging.getLogger()
        self._package = logging.getLogger(PACKAGE)
        self._level_before = self._package.level
        self._hooks_before = (sys.excepthook, threading.excepthook)
        self._handlers: list[logging.Handler] = [_text_handler()]
        self._lock: FileLock | None = None
        self._trace: CrashTrace | None = None
        try:
            place.folder.mkdir(parents=True, exist_ok=True)
            file, self._lock = _free_file(place)
            self._handlers.append(_file_handler(file, place.process))
            self._trace = CrashTrace(place.folder, place.process)
        except OSError as error:
            self.failure = error
        for handler in self._handlers:
            self._root.addHandler(handler)
        self._package.setLevel(place.level.upper())
        sys.excepthook, threading.excepthook = _log_end_of_process, _log_end_of_thread

    def end(self) -> None:
        """Ends, and leaves no trace of a crash that never was."""
        sys.excepthook, threading.excepthook = self._hooks_before
        self._package.setLevel(self._level_before)
        for handler in self._handlers:
            self._root.removeHandler(handler)
            handler.close()
        if self._trace is not None:
            self._trace.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> "Recording":
        return self

    def __exit__(self, *_: object) -> None:
        self.end()


class EntryFormatter(logging.Formatter):
    """Turns log records into JSON objects."""

    def __init__(self, process: ProcessName) -> None:
        super().__init__()
        self._process = process

    def format(self, record: logging.LogRecord) -> str:
        """One line: a JSON object that has ``job`` and ``error`` only where there is one."""
        entry: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "process": self._process,
            "logger": record.name,
            "event": str(record.msg),
            "numbers": _numbers_of(record.args),
            "message": record.getMessage(),
        }
        if (job := _job.get()) is not None:
            entry["job"] = job
        if record.exc_info and record.exc_info[1] is not None:
            entry["error"] = _describe(record.exc_info[1])
        return json.dumps(entry, ensure_ascii=False)


class QuietFileHandler(RotatingFileHandler):
    """A file of log entries, in which some are missing when the disk is full; that stops nothing."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the name that logging calls
        """Gives up on an entry that cannot be written."""


def _text_handler() -> logging.Handler:
    handler = logging.StreamHandler(sys.stderr)
    handler.setLevel(logging.WARNING)
    return handler


def _file_handler(file: Path, process: ProcessName) -> logging.Handler:
    handler = QuietFileHandler(file, maxBytes=FILE_BYTES, backupCount=FILES - 1, encoding="utf-8")
    handler.setFormatter(EntryFormatter(process))
    return handler


def _free_file(place: LogPlace) -> tuple[Path, FileLock]:
    """The first file for this process that no other one is writing, and the lock that says so.

    Raises OSError, also when there are too many.
    """
    for number in range(1, SIDE_BY_SIDE + 1):
        stem = place.process if number == 1 else f"{place.process}-{number}"
        lock = FileLock(place.folder / f".{stem}.lock", thread_local=False)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            continue
        return place.folder / f"{stem}.jsonl", lock
    raise OSError(f"{SIDE_BY_SIDE} processes are logging as {place.process} already")


def _log_end_of_process(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Logs what ends the process, which is also told as text; Ctrl-C is no defect."""
    if issubclass(kind, Exception):
        logging.getLogger(PACKAGE).critical("The process was ended by a defect", exc_info=(kind, error, trace))
    else:
        sys.__excepthook__(kind, error, trace)


def _log_end_of_thread(ended: threading.ExceptHookArgs) -> None:
    """Logs what ends a thread, which is also told as text."""
    if ended.exc_value is not None and not isinstance(ended.exc_value, SystemExit):
        logging.getLogger(PACKAGE).critical("A thread was ended by a defect", exc_info=ended.exc_value)


def _numbers_of(arguments: object) -> list[int | float]:
    """The numbers among the arguments of a message, in order."""
    values = arguments if isinstance(arguments, tuple) else ()
    return [value for value in values if isinstance(value, int | float) and math.isfinite(value)]


def _describe(error: BaseException) -> dict[str, object]:
    """An exception by its type and its frames, the innermost last; without its text, which may name anything."""
    kind = details_of(error).type if isinstance(error, Problem) else type(error).__qualname__
    return {"type": kind, "frames": [_frame(frame) for frame in extract_tb(error.__traceback__)]}


def _frame(frame: FrameSummary) -> str:
    return f"{shorten_path(frame.filename)}:{frame.lineno} {frame.name}"
