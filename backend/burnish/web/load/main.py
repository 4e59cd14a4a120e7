"""The process that puts a server under load, started as ``python -m burnish.web.load.main``.

It reads a :class:`Load` as JSON from the standard input and writes a :class:`LoadReport` to the standard output.
"""

import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from burnish.web.load.caller import Caller
from burnish.web.load.figures import Figures, Notes
from burnish.web.load.listener import Listener
from burnish.web.load.work import SMALL_KINDS, Browsing, Uploading, Working


class Load(BaseModel):
    """What is to be done to a server."""

    url: str
    """Address of the server, without a slash at the end."""
    seconds: float
    """How long requests are begun; those begun are brought to their end."""
    clients: int
    """Pages that listen to the events and look through the gallery."""
    uploads: int
    """Uploads at a time."""
    photos: list[Path]
    """What is uploaded, in turns."""
    job: dict[str, Any]
    """A request for a job, made again and again so that the engine is busy all the time."""


class LoadReport(BaseModel):
    """What the load met with."""

    seconds: float
    """From the first request to the end of the last one."""
    kinds: list[Figures]
    """Kind by kind. That of ``event`` is the time from when the server begins to take an image in until a page is told
    of it; its errors are gaps in the numbers of the events."""
    small: Figures
    """All small requests together."""
    events: int
    """Events that all pages together were told."""
    previews: int
    """Previews that all pages together were shown."""
    uploads_per_second: float
    jobs_done: int
    """Jobs that the engine did meanwhile."""
    reasons: list[str]
    """What was wrong with the first requests that failed."""
    processor_share: float
    """Processor time of the load itself, measured in that of one core."""


def put_under_load(load: Load) -> LoadReport:
    """Does all of it at the same time and tells how it went."""
    notes, leaving = Notes(), threading.Event()
    photos = [(photo.name, photo.read_bytes()) for photo in load.photos]
    listeners = [Listener(load.url, notes, leaving) for _ in range(load.clients)]
    working = Working(Caller(load.url, notes), load.job, leaving)
    actions: list[Callable[[], None]] = [working.work, *(listener.listen for listener in listeners)]
    for number in range(load.clients):
        actions.append(Browsing(Caller(load.url, notes), number, leaving).browse)
    for number in range(load.uploads):
        actions.append(Uploading(Caller(load.url, notes), photos, number, leaving).upload)
    start, processor_start = time.perf_counter(), time.process_time()
    _run_together(actions, load.seconds, leaving)
    seconds, processor_seconds = time.perf_counter() - start, time.process_time() - processor_start
    uploads = notes.figures("upload", ["upload"])
    return LoadReport(
        seconds=seconds,
        kinds=[notes.figures(kind, [kind]) for kind in notes.kinds],
        small=notes.figures("small requests", SMALL_KINDS),
        events=sum(listener.events for listener in listeners),
        previews=sum(listener.previews for listener in listeners),
        uploads_per_second=uploads.count / seconds,
        jobs_done=working.done,
        reasons=notes.reasons,
        processor_share=processor_seconds / seconds,
    )


def _run_together(actions: list[Callable[[], None]], seconds: float, leaving: threading.Event) -> None:
    """Runs all actions at the same time, tells them to leave after some seconds and waits until they have left."""
    threads = [threading.Thread(target=action) for action in actions]
    for thread in threads:
        thread.start()
    leaving.wait(seconds)
    leaving.set()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    report = put_under_load(Load.model_validate_json(sys.stdin.read()))
    sys.stdout.write(report.model_dump_json())
