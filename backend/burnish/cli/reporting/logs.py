"""Logs and crash traces, reduced to what tells nothing of a person."""

import re
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ValidationError

from burnish.crash_traces import crash_traces
from burnish.logs import PACKAGE, logs_folder
from burnish.source_places import shorten_path

LATEST_ENTRIES = 2000
"""How many entries of each file are taken."""

_SOURCE = re.compile(r'(?P<indent>\s*)File "(?P<path>.*)", line (?P<line>\d+) in (?P<name>[\w<>.]+)')
_HARMLESS = re.compile(
    r"(Fatal Python error: (Segmentation fault|Aborted|Bus error|Illegal instruction|Floating point exception)"
    r"|(Current thread|Thread) 0x[0-9a-f]+ .*\(most recent call first\):|\s*Garbage-collecting|\s*<no Python frame>"
    r"|\s*\.\.\.|)"
)


class _Error(BaseModel):
    type: str
    frames: list[str]


class _Entry(BaseModel):
    """An entry without its message."""

    time: str
    level: str
    process: str
    logger: str
    event: str
    numbers: list[float] = []
    job: str | None = None
    error: _Error | None = None


def log_files(root: Path) -> Iterator[tuple[str, str]]:
    """Names and texts of the logs of the library at ``root`` and of its crash traces."""
    folder = logs_folder(root)
    for path in sorted(folder.glob("*.jsonl*")):
        yield f"logs/{path.name}", "".join(_reduced_entries(path))
    for path in crash_traces(folder):
        yield f"logs/{path.name}", "\n".join(_reduced_trace(path.read_text(errors="replace")))


def _reduced_entries(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines()[-LATEST_ENTRIES:]:
        try:
            entry = _Entry.model_validate_json(line)
        except ValidationError:
            continue  # a line that a crash cut off
        if entry.logger.partition(".")[0] != PACKAGE:
            entry.event = "(of another package)"  # whose templates may be whole messages
        yield f"{entry.model_dump_json(exclude_none=True)}\n"


def _reduced_trace(text: str) -> Iterator[str]:
    """The lines that are known to be harmless, with paths cut down to their packages."""
    for line in text.splitlines():
        source = _SOURCE.fullmatch(line)
        if source is not None:
            yield f'{source["indent"]}File "{shorten_path(source["path"])}", line {source["line"]} in {source["name"]}'
        elif _HARMLESS.fullmatch(line):
            yield line
