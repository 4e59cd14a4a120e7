"""Putting files into place so that a crash at any moment leaves a whole file or none."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from burnish.disk import sync_file, sync_folder


def put_in_place(temporary: Path, final: Path) -> None:
    """Moves a finished file to its final path, on the same file system, replacing what is there.

    When this returns, the file is there even after a loss of power. Raises OSError.
    """
    sync_file(temporary)
    if not final.parent.exists():
        final.parent.mkdir(parents=True, exist_ok=True)
        sync_folder(final.parent.parent)
    temporary.replace(final)
    sync_folder(final.parent)


def remove_leftovers(paths: Iterable[Path]) -> None:
    """Removes what is there of the files of something that failed; what cannot be removed waits for the next start."""
    for path in paths:
        with suppress(OSError):
            path.unlink()
