"""Asking a child process something that it may not survive, or never finish."""

import logging
import threading

from burnish.crash_traces import trace_of
from burnish.processes.child import ChildProcess, reason_of_exit

logger = logging.getLogger(__name__)


class NoAnswer(Exception):
    """The child died or took too long; the text is a clause that says which."""


def ask(child: ChildProcess, question: str, timeout_seconds: float) -> str:
    """Sends a text to a child and waits for the one that it answers with.

    A child that takes longer than ``timeout_seconds`` is killed. Raises :class:`NoAnswer`; the child has ended then.
    """
    too_slow = threading.Event()

    def give_up() -> None:
        too_slow.set()
        child.kill()

    watchdog = threading.Timer(timeout_seconds, give_up)
    watchdog.daemon = True
    watchdog.start()
    try:
        child.channel.send(question)
        received = child.channel.receive()
    except OSError:
        received = None
    finally:
        watchdog.cancel()
    if received is not None:
        return received[0]
    status = child.wait()
    child.channel.close()
    _log_end(child, status)
    raise NoAnswer(f"it took more than {timeout_seconds:g} seconds" if too_slow.is_set() else reason_of_exit(status))


def _log_end(child: ChildProcess, status: int) -> None:
    """Says in the log that the child has ended, and where its trace is."""
    trace = None if child.logs is None else trace_of(child.logs.folder, child.pid)
    logger.info(
        "A process (%d) that was asked something ended with status %d; the trace of its threads is %s",
        child.pid,
        status,
        "missing" if trace is None else trace.name,
    )
