"""Whether the server and its parts are well, found out in a few milliseconds."""

import logging
import os
import platform
import shutil
import time
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TypeVar

from burnish import __version__
from burnish.engine.client import Engine
from burnish.jobs.queue import JobQueue
from burnish.library.gallery import Gallery
from burnish.problems import Problem
from burnish.records import DiskHealth, EngineHealth, Health

logger = logging.getLogger(__name__)

PACKAGES = (
    "torch",
    "torchvision",
    "realesrgan",
    "gfpgan",
    "facexlib",
    "spandrel",
    "diffusers",
    "transformers",
    "numpy",
    "pillow",
    "pillow-heif",
    "opencv-python-headless",
    "imagecodecs",
    "flask",
    "eventlet",
    "sqlalchemy",
)
"""The packages that decide what the program can do, by their names in the registry."""

LEAST_FREE_BYTES = 1_000_000_000
"""With less room than this the disk counts as nearly full,"""

LEAST_FREE_SHARE = 0.02
"""and on a large one with less than this part of it,"""

ENOUGH_FREE_BYTES = 10_000_000_000
"""but never with more room than this."""

MANY_DEATHS = 3
"""So many deaths of the engine in ten minutes are no accident."""

Answer = TypeVar("Answer")


class HealthCheck:
    """Asks every part how it is. One part that is ill never keeps the others from being told of."""

    def __init__(self, root: Path, engine: Engine, queue: JobQueue, gallery: Gallery) -> None:
        """``root`` is the folder of the library. The uptime counts from now."""
        self._root = root
        self._engine = engine
        self._queue = queue
        self._gallery = gallery
        self._began = time.monotonic()
        self._versions = installed_versions()

    def look(self) -> Health:
        """How everything is now."""
        engine = self._engine.health()
        problems = _engine_problems(engine)
        queue = _ask("queue", self._queue.state, problems)
        queued_jobs = _ask("list of jobs", self._queue.count_waiting, problems)
        images = _ask("library", self._gallery.count, problems)
        disk = _ask("disk", lambda: _disk(self._root), problems)
        problems += _folder_problems(self._root) + _disk_problems(disk)
        return Health(
            status="degraded" if problems else "ok",
            problems=problems,
            version=__version__,
            versions=self._versions,
            uptime_seconds=time.monotonic() - self._began,
            engine=engine,
            queue=queue,
            queued_jobs=queued_jobs,
            images=images,
            disk=disk,
            free_bytes=None if disk is None else disk.free_bytes,
        )


def installed_versions() -> dict[str, str]:
    """Versions of Python and of those of :data:`PACKAGES` that are installed."""
    versions = {"python": platform.python_version()}
    for package in PACKAGES:
        try:
            versions[package] = version(package)
        except PackageNotFoundError:
            versions[package] = "missing"
    return versions


def is_nearly_full(disk: DiskHealth) -> bool:
    """Whether there is so little room that a person should know."""
    share = min(LEAST_FREE_SHARE * disk.total_bytes, ENOUGH_FREE_BYTES)
    return disk.free_bytes < max(LEAST_FREE_BYTES, share)


def _ask(part: str, question: Callable[[], Answer], problems: list[str]) -> Answer | None:
    """The answer; where there is none, what is wrong is added to the problems."""
    try:
        return question()
    except Problem as problem:
        problems.append(f"The {part} cannot be read: {problem.title[0].lower()}{problem.title[1:]}.")
    except Exception as defect:  # health has to be told above all when something is wrong that nobody thought of
        logger.info("The health of a part could not be found out", exc_info=defect)
        problems.append(f"The {part} cannot be read ({type(defect).__name__}).")
    return None


def _engine_problems(engine: EngineHealth) -> list[str]:
    if engine.recent_deaths < MANY_DEATHS:
        return []
    return [f"The engine keeps ending: {engine.recent_deaths} times in the last ten minutes. {engine.last_death}"]


def _disk(folder: Path) -> DiskHealth:
    usage = shutil.disk_usage(folder)
    return DiskHealth(free_bytes=usage.free, total_bytes=usage.total)


def _disk_problems(disk: DiskHealth | None) -> list[str]:
    if disk is None or not is_nearly_full(disk):
        return []
    return [f"The disk of the library is nearly full: {disk.free_bytes / 1e9:.1f} GB are free."]


def _folder_problems(folder: Path) -> list[str]:
    if not folder.is_dir():
        return ["The library's folder has gone."]
    return [] if os.access(folder, os.W_OK | os.X_OK) else ["The library's folder cannot be written."]
