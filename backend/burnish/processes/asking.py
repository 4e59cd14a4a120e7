"""Asking a child process something that it may not survive, or never finish."""

import threading

from burnish.processes.child import ChildProcess, reason_of_exit


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
    raise NoAnswer(f"it took more than {timeout_seconds:g} seconds" if too_slow.is_set() else reason_of_exit(status))
