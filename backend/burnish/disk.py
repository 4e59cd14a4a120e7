"""What every layer that handles files shares: telling them apart, making them last, locks, room on the disk."""

import errno
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from burnish.monitoring import CheckCancelled, ReportProgress, ignore_progress, never_cancelled
from burnish.problems import Problem

NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""Errors of the operating system that mean that a file cannot grow."""

_BLOCK_BYTES = 1 << 20
_LOCK_POLL_SECONDS = 0.2


class DiskFull(Problem):
    """There is not enough room on a disk."""

    slug = "disk-full"
    title = "The disk is full"
    status = 507


def free_bytes(folder: Path) -> int:
    """Free space on the disk of a folder, in bytes, or on that of the nearest folder above it that exists."""
    existing = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    return shutil.disk_usage(existing).free


def sync_file(path: Path) -> None:
    """Waits until the file's content is on the disk; quick when whoever wrote it has waited already."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_through(path: Path, content: bytes) -> None:
    """Writes a file and waits until its content is on the disk."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def remove_whole(path: Path) -> None:
    """Removes a file, or a folder with all that is in it. Raises OSError."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


@contextmanager
def locked(path: Path, check_cancelled: CheckCancelled) -> Iterator[None]:
    """Holds the lock that the file at ``path`` is; waiting for another process that does can be cancelled.

    The file's folder is made where it is missing. Raises OSError, and Cancelled by ``check_cancelled``.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(path)
    while not lock.is_locked:
        check_cancelled()
        with suppress(Timeout):
            lock.acquire(timeout=_LOCK_POLL_SECONDS)
    try:
        yield
    finally:
        lock.release()


def sync_folder(folder: Path) -> None:
    """Makes the renaming of a file in the folder last through a loss of power, where the system can do that.

    Windows cannot open folders and orders their changes itself.
    """
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sha256_of(
    path: Path, report: ReportProgress = ignore_progress, check_cancelled: CheckCancelled = never_cancelled
) -> str:
    """The SHA-256 of a file in lower-case hexadecimal digits.

    Args:
        path: the file.
        report: told the fraction of bytes that have been read.
        check_cancelled: called between blocks of 1 MiB.

    Raises:
        OSError: the file cannot be read.
        Cancelled: by ``check_cancelled``.
    """
    digest = hashlib.sha256()
    block = memoryview(bytearray(_BLOCK_BYTES))
    with path.open("rb", buffering=0) as file:
        size = os.fstat(file.fileno()).st_size
        while count := file.readinto(block):
            check_cancelled()
            digest.update(block[:count])
            report(min(1.0, file.tell() / max(1, size)))
    return digest.hexdigest()
