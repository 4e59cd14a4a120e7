"""``burnish bench library``: how a server with a large library starts, answers, and how much memory it needs."""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import psutil
import requests

from burnish.cli.bench.gallery import Answered, Long, measure_long, measure_searches
from burnish.cli.bench.sides import say
from burnish.library.benchmark import fill
from burnish.library.database import open_database

FIRST_PAGE_AIM = 0.05
"""The gallery's first page, in seconds."""
START_AIM = 3.0
"""From the start of the process until it answers, in seconds."""
MEMORY_AIM = 300_000_000
"""Resident memory of the server's process, in bytes."""

_FIRST_PAGE = "/api/images?versions=newest&limit=100"
_PAGES = 20
_PATIENCE_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Start:
    """What a server showed from its start on."""

    ready_seconds: float
    """From the start of the process until it said that it is ready."""
    first_page_seconds: float
    """The first time that the gallery's first page was asked for."""
    next_page_seconds: float
    """The same page again: the median of some."""
    memory_bytes: int
    """Its resident memory after that."""


@click.command()
@click.option("--count", type=click.IntRange(1), default=100_000, show_default=True, help="Images in the library.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def library(count: int, as_json: bool) -> None:
    """Measure a server with a large library, made in a temporary folder.

    It is started four times: after the library was made, after it had ended in good order, after it was killed, and in
    good order again. The aims, for 100,000 images: the gallery's first page in 50 ms, a start in 3 s and 300 MB. Then
    searches and filters are timed, and what is asked of all images at once.
    """
    with TemporaryDirectory(ignore_cleanup_errors=True) as name:
        root = Path(name) / "library"
        _make(root, count)
        starts = {
            "after it was made": _measure(root, kills=False),
            "after a good end": _measure(root, kills=True),
            "after a kill": _measure(root, kills=False),
            "after a good end again": _measure(root, kills=False),
        }
        with _server(root) as (_, url), requests.Session() as session:
            searches, long = measure_searches(session, url, count), measure_long(session, url)
    if as_json:
        figures = {"starts": _plain(starts), "searches": _plain(searches), "long": _plain(long)}
        click.echo(json.dumps({"count": count, **figures}, indent=2))
    else:
        click.echo("\n\n".join((_text(count, starts), _text_of_searches(searches), _text_of_long(long))))


def _make(root: Path, count: int) -> None:
    started = time.monotonic()
    database = open_database(root)
    try:
        fill(database, count, lambda fraction: say(f"Making the library: {fraction:.0%}"))
    finally:
        database.close()
    say(f"{count} images with thumbnails made in {time.monotonic() - started:.0f} s")


def _measure(root: Path, *, kills: bool) -> Start:
    started = time.monotonic()
    with _server(root) as (process, url):
        ready_seconds = time.monotonic() - started
        with requests.Session() as session:
            seconds = [_seconds_of_page(session, url) for _ in range(1 + _PAGES)]
        memory_bytes = psutil.Process(process.pid).memory_info().rss
        if kills:
            process.kill()
        else:
            process.terminate()
        process.wait(_PATIENCE_SECONDS)
    return Start(ready_seconds, seconds[0], statistics.median(seconds[1:]), memory_bytes)


@contextmanager
def _server(root: Path) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """A server without networks on a free port, and its address."""
    flags = ["--port", "0", "--root", str(root), "--offline", "--no-esrgan", "--no-restore"]
    with subprocess.Popen(
        [sys.executable, "-m", "burnish", "serve", *flags], stdout=subprocess.PIPE, text=True, env=os.environ
    ) as process:
        try:
            assert process.stdout is not None
            ready = process.stdout.readline()
            if " ready at " not in ready:
                raise click.ClickException("The server did not start.")
            yield process, ready.split(" ready at ")[1].split()[0]
        finally:
            process.kill()


def _seconds_of_page(session: requests.Session, url: str) -> float:
    started = time.monotonic()
    session.get(url + _FIRST_PAGE, timeout=_PATIENCE_SECONDS).raise_for_status()
    return time.monotonic() - started


def _plain(figures: Mapping[str, Start | Answered | Long]) -> dict[str, object]:
    return {title: asdict(figure) for title, figure in figures.items()}


def _text(count: int, starts: dict[str, Start]) -> str:
    lines = [
        f"A library of {count} images",
        "start                      ready s   first page ms   next pages ms   memory MB",
    ]
    lines += [
        f"{title:25}{start.ready_seconds:9.2f}{start.first_page_seconds * 1e3:16.0f}"
        f"{start.next_page_seconds * 1e3:16.0f}{start.memory_bytes / 1e6:12.0f}"
        for title, start in starts.items()
    ]
    lines.append(
        f"aims{START_AIM:30.2f}{FIRST_PAGE_AIM * 1e3:16.0f}{FIRST_PAGE_AIM * 1e3:16.0f}{MEMORY_AIM / 1e6:12.0f}"
    )
    return "\n".join(lines)


def _text_of_searches(searches: dict[str, Answered]) -> str:
    lines = ["pages of newest versions            first ms   next ms"]
    lines += [
        f"{title:34}{found.first_seconds * 1e3:10.0f}{found.next_seconds * 1e3:10.0f}"
        for title, found in searches.items()
    ]
    return "\n".join(lines)


def _text_of_long(long: dict[str, Long]) -> str:
    lines = ["asked of all newest versions         seconds   longest answer to others ms"]
    lines += [f"{title:34}{one.seconds:10.2f}{one.health_seconds * 1e3:30.0f}" for title, one in long.items()]
    return "\n".join(lines)
