"""What every layer that writes files shares: making a rename last, and the problem of a full disk."""

import errno
import os
from pathlib import Path

from burnish.problems import Problem

NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""Errors of the operating system that mean that a file cannot grow."""


class DiskFull(Problem):
    """There is not enough room on a disk."""

    slug = "disk-full"
    title = "The disk is full"
    status = 507


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
