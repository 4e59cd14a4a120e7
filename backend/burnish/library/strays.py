"""Image files without a record, which the loss of a database leaves, or the return to an older copy of it."""

import os
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from burnish.library.database import Database
from burnish.library.layout import SUFFIXES, Layout
from burnish.library.problems import file_problems
from burnish.library.tables import Image

_NAME = re.compile(rf"images/([0-9a-f]{{2}})/((?:\1)[0-9a-f]{{22}})({'|'.join(map(re.escape, SUFFIXES.values()))})")


@dataclass(frozen=True, slots=True)
class Stray:
    """An image's file that has no record."""

    image_id: str
    """The id that the image had, and can have again."""
    file: str
    """Path relative to the root, with forward slashes."""


@dataclass(frozen=True, slots=True)
class Findings:
    """How files and records fit together."""

    strays: tuple[Stray, ...] = ()
    """Image files without a record, the oldest first."""
    orphans: tuple[Path, ...] = ()
    """Other files that were found among the images: where they are now, in the folder ``orphans``."""
    missing_files: tuple[str, ...] = ()
    """Ids of images whose file has gone. Their records stay, for the file may come back."""


def compare_with_records(database: Database) -> Findings:
    """Looks through all files of the library, which takes some seconds for a million images.

    Files that no image has are moved to the folder ``orphans``; thumbnails of no image are removed. Raises DiskFull or
    RootNotUsable.
    """
    layout = database.layout
    with database.read() as session:
        files = {file: image_id for image_id, file in session.execute(select(Image.id, Image.file))}
    with file_problems(layout.root):
        found = set(_files_below(layout.images, layout.root))
        unknown = sorted(found - files.keys())
        strays = [stray for stray in map(_stray, unknown) if stray is not None]
        _remove_thumbnails_of_none(layout, set(files.values()))
        return Findings(
            strays=tuple(sorted(strays, key=lambda stray: (layout.root / stray.file).stat().st_mtime)),
            orphans=tuple(move_to_orphans(layout, file) for file in unknown if _stray(file) is None),
            missing_files=tuple(sorted(image_id for file, image_id in files.items() if file not in found)),
        )


def move_to_orphans(layout: Layout, file: str) -> Path:
    """Moves a file, named relative to the root, to the folder ``orphans``, where it replaces none; returns its place.

    Raises OSError.
    """
    layout.orphans.mkdir(exist_ok=True)
    goal = layout.orphans / Path(file).name
    if goal.exists():
        goal = goal.with_stem(f"{goal.stem}-{secrets.token_hex(4)}")
    (layout.root / file).rename(goal)
    return goal


def _stray(file: str) -> Stray | None:
    """What a file is whose path an image could have; None for other files."""
    match = _NAME.fullmatch(file)
    return None if match is None else Stray(match[2], file)


def _remove_thumbnails_of_none(layout: Layout, image_ids: set[str]) -> None:
    known = {path for image_id in image_ids for path in (layout.thumbnail(image_id), layout.screen(image_id))}
    for thumbnail in _files_below(layout.thumbnails, layout.root):
        if thumbnail not in known:
            (layout.root / thumbnail).unlink()


def _files_below(folder: Path, root: Path) -> Iterator[str]:
    for parent, _, names in os.walk(folder):
        prefix = Path(parent).relative_to(root).as_posix()
        for name in names:
            yield f"{prefix}/{name}"
