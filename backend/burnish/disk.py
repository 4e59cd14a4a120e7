"""What every layer that handles files shares: telling files apart, making a rename last, the problem of a full disk."""

import errno
import hashlib
import os
import shutil
from pathlib import Path

from burnish.monitoring import CheckCancelled, ReportProgress, ignore_progress, never_cancelled
from burnish.problems import Problem

NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""Errors of the operating system that mean that a file cannot grow."""

_BLOCK_BYTES = 1 << 20


class DiskFull(Problem):
    """There is not enough room on a disk."""

    slug = "disk-full"
    title = "The disk is full"
    status = 507


def free_bytes(folder: Path) -> int:
    """Free space on the disk of a folder, in bytes, or on that of the nearest folder above it that exists."""
    existing = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    return shutil.disk_usage(existing).free


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
