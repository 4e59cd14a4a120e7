"""One process at a time uses a root."""

from pathlib import Path

from filelock import FileLock, Timeout

from burnish.library.problems import RootInUse, RootNotUsable


class RootLock:
    """The right to use a root, held until :meth:`release`, the end of a ``with`` block or the end of the process."""

    def __init__(self, lock: FileLock) -> None:
        self._lock = lock

    def release(self) -> None:
        """Lets other processes use the root."""
        self._lock.release()

    def __enter__(self) -> "RootLock":
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


def lock_root(root: Path) -> RootLock:
    """Takes the root, making its folder if need be, for this process.

    The operating system gives the lock back when the process ends in whatever way. Child processes that are started
    anew (not forked) do not inherit it. Raises RootInUse when another process has it, RootNotUsable when the folder
    cannot be written.
    """
    # Not thread-local: the green thread that releases is rarely the one that acquired.
    lock = FileLock(root / "burnish.lock", thread_local=False)
    try:
        root.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout as error:
        raise RootInUse(
            f"Another Burnish is using {root}. Use its window, stop it first, or choose another folder with --root."
        ) from error
    except OSError as error:
        raise RootNotUsable(
            f"The folder {root} cannot be used ({error}). "
            "Make it writable for you, or choose another folder with --root."
        ) from error
    return RootLock(lock)
