"""What a process that reads foreign bytes may do: no more than it needs, so that little is won by misleading it."""

import ctypes
import resource
import sys

_PR_SET_NO_NEW_PRIVS = 38
_MOST_OPEN_FILES = 64


def confine(memory: int, largest_file: int) -> None:
    """Takes from this process, for good, what reading foreign bytes does not need.

    ``memory`` bounds its private memory, in bytes: the system refuses to allocate more, which most decoders tell as an
    error, so that the process lives on to say so; a watcher would come too late for one that allocates quickly. Private
    memory (RLIMIT_DATA) and not all mappings (RLIMIT_AS), which count the code of shared libraries and reservations
    that are never used. ``largest_file`` is the size in bytes that no file grows beyond. No core is dumped, few files
    can be open at a time, and no program that is started can have more rights than this one (Linux only).
    """
    _lower(resource.RLIMIT_DATA, memory)
    _lower(resource.RLIMIT_FSIZE, largest_file)
    _lower(resource.RLIMIT_NOFILE, _MOST_OPEN_FILES)
    _lower(resource.RLIMIT_CORE, 0)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def _lower(kind: int, value: int) -> None:
    """Lowers a limit of this process; one that is lower already stays."""
    limits = [value, *(known for known in resource.getrlimit(kind) if known != resource.RLIM_INFINITY)]
    resource.setrlimit(kind, (min(limits), min(limits)))
