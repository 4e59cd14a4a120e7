"""Calls that wait for the disk. Where threads are green, such a call holds up all of them, unless it is run apart."""

from collections.abc import Callable
from typing import Protocol, TypeVar

Result = TypeVar("Result")


class RunBlocking(Protocol):
    """Runs a call that waits for the operating system, so that nobody but the caller waits for it."""

    def __call__(self, call: Callable[[], Result]) -> Result:
        """What ``call`` gives; what it raises is raised.

        ``call`` may run in another thread of the operating system. It must not touch locks, queues or sockets, which
        may be those of green threads.
        """


def run_here(call: Callable[[], Result]) -> Result:
    """A :class:`RunBlocking` for programs without green threads: it simply calls."""
    return call()
