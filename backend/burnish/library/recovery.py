"""Putting a library in order at the start, after whatever ended the program the last time."""

import os
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from burnish.library.database import Database
from burnish.library.jobs import JobStore
from burnish.library.layout import Layout
from burnish.library.problems import file_problems
from burnish.library.tables import Image
from burnish.records import JobRecord


@dataclass(frozen=True, slots=True)
class RecoveryReport:
    """What was found at the start, and what was done about it."""

    unfinished_files: int
    """Files and folders in ``incoming`` that were removed."""
    orphans: tuple[Path, ...]
    """Image files that no record was found for, where they are now: in the folder ``orphans``."""
    missing_files: tuple[str, ...]
    """Ids of images whose file has gone. Their records stay, for the file may come back."""
    missing_thumbnails: tuple[str, ...]
    """Ids of images whose file is there but whose thumbnail has gone and can be made again."""
    jobs: tuple[JobRecord, ...]
    """Jobs that ran: now queued again, or failed after too many attempts."""


def recover(database: Database) -> RecoveryReport:
    """Puts the library in order; call it before anything is written, holding the lock of the root.

    Orphans are moved away and never removed: besides a file that a crash left without its record, they may be all of
    a person's images after the database was lost. Raises RootNotUsable or DiskFull.
    """
    layout = database.layout
    with database.read() as session:
        files = {file: image_id for image_id, file in session.execute(select(Image.id, Image.file))}
    with file_problems(layout.root):
        unfinished_files = _empty(layout.incoming)
        found_files = set(_files_below(layout.images, layout.root))
        found_thumbnails = set(_files_below(layout.thumbnails, layout.root))
        thumbnails = {layout.thumbnail(image_id): image_id for image_id in files.values()}
        orphans = [_move_away(layout, layout.root / file) for file in sorted(found_files - files.keys())]
        screens = {layout.screen(image_id) for image_id in files.values()}
        for thumbnail in found_thumbnails - thumbnails.keys() - screens:
            (layout.root / thumbnail).unlink()
    missing_files = {files[file] for file in files.keys() - found_files}
    missing_thumbnails = {thumbnails[path] for path in thumbnails.keys() - found_thumbnails} - missing_files
    return RecoveryReport(
        unfinished_files=unfinished_files,
        orphans=tuple(orphans),
        missing_files=tuple(sorted(missing_files)),
        missing_thumbnails=tuple(sorted(missing_thumbnails)),
        jobs=tuple(JobStore(database).recover()),
    )


def _empty(folder: Path) -> int:
    entries = list(folder.iterdir())
    for entry in entries:
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()
    return len(entries)


def _files_below(folder: Path, root: Path) -> Iterator[str]:
    for parent, _, names in os.walk(folder):
        prefix = Path(parent).relative_to(root).as_posix()
        for name in names:
            yield f"{prefix}/{name}"


def _move_away(layout: Layout, file: Path) -> Path:
    layout.orphans.mkdir(exist_ok=True)
    goal = layout.orphans / file.name
    if goal.exists():
        goal = goal.with_stem(f"{goal.stem}-{secrets.token_hex(4)}")
    file.rename(goal)
    return goal
