"""How much memory the engine may hold before it is started anew."""

from pathlib import Path

import psutil

from burnish.settings import Settings

SHARE = 0.8
"""Of the machine's memory, or of what its container may use; the rest is for the server and other programs."""

_OWN_GROUP = Path("/proc/self/cgroup")
_GROUPS = Path("/sys/fs/cgroup")


def memory_limit(settings: Settings) -> int:
    """The limit in bytes: that of the settings, or else :data:`SHARE` of what there is."""
    return settings.engine_memory_limit or int(SHARE * usable_memory())


def usable_memory(own_group: Path = _OWN_GROUP, groups: Path = _GROUPS) -> int:
    """The machine's memory in bytes, or what its control groups leave of it to this process.

    Args:
        own_group: the file in which Linux names the groups of the process; other systems have none.
        groups: the folder where the groups, of version 2 or 1, are mounted.
    """
    return min([psutil.virtual_memory().total, *_limits(own_group, groups)])


def _limits(own_group: Path, groups: Path) -> list[int]:
    """The limits of the groups that this process is in, and of those around them."""
    try:
        lines = own_group.read_text().splitlines()
    except OSError:
        return []
    found = []
    for line in lines:
        _, controllers, path = line.split(":", 2)
        if controllers == "":
            found += _limits_up_from(groups, path, "memory.max")
        elif "memory" in controllers.split(","):
            found += _limits_up_from(groups / "memory", path, "memory.limit_in_bytes")
    return found


def _limits_up_from(mount: Path, path: str, name: str) -> list[int]:
    """The limits of a group and of those around it, as far as the mount shows them."""
    group = mount / path.lstrip("/")
    folders = [group, *group.parents]
    texts = (_read(folder / name) for folder in folders[: folders.index(mount) + 1])
    return [int(text) for text in texts if text.isdigit()]


def _read(file: Path) -> str:
    """What a file says; nothing where it cannot be read. A group without a limit says ``max``."""
    try:
        return file.read_text().strip()
    except OSError:
        return ""
