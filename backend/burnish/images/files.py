"""Files that appear whole or not at all."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from burnish.disk import NO_ROOM, DiskFull, free_bytes, sync_folder


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A new file to write and read, which takes the place of ``path`` once the block ends without an error.

    It has a temporary name in the same folder until then, is flushed to the disk before it is renamed, and is removed
    when the block fails: ``path`` always holds its old content or all of the new. Raises :class:`DiskFull`.
    """
    temporary = path.with_name(f".{uuid.uuid4().hex}.part")
    try:
        with temporary.open("xb+") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        if error.errno in NO_ROOM:
            raise _disk_full(path.parent, path.name) from error
        raise
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(path.parent)


def check_disk_space(folder: Path, needed: int) -> None:
    """Raises :class:`DiskFull` when the disk of ``folder`` (which must exist) has fewer than ``needed`` bytes free."""
    free = free_bytes(folder)
    if free < needed:
        raise DiskFull(
            f"The result may need {needed / 1e6:.0f} MB and the disk of “{folder}” has {free / 1e6:.0f} MB free. "
            "Delete files there, or choose another folder or a smaller scale."
        )


def _disk_full(folder: Path, name: str) -> DiskFull:
    return DiskFull(f"There is no room left for “{name}” in “{folder}”. Delete files there or choose another folder.")
