"""Starting and ending a child process that runs a module of this package and speaks over a channel."""

import atexit
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress

from burnish.crash_traces import TRACE_SIGNAL
from burnish.logs import LogPlace, Recording
from burnish.processes.channel import Channel

STOP_SECONDS = 2.0
"""How long a child whose channel was closed may take to leave by itself."""

TRACE_SECONDS = 1.0
"""How long a child that hangs may take to write down where."""


class ChildProcess:
    """A running child. Its module is started as ``python -m MODULE DESCRIPTOR [LOGS]``, begins to log with
    :func:`begin_recording` and takes its end of the channel with :func:`open_inherited_channel`; it must leave when the
    channel ends."""

    def __init__(self, module: str, environment: Mapping[str, str], logs: LogPlace | None = None) -> None:
        """Starts the child.

        ``environment`` is the whole environment that the child sees; ``logs`` is where it logs, None for nowhere.
        Raises OSError when it cannot be started.
        """
        ours, theirs = socket.socketpair()
        self.logs = logs
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", module, str(theirs.fileno()), *([logs.model_dump_json()] if logs else [])],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                env=dict(environment),
            )
        self.channel = Channel(ours)

    @property
    def pid(self) -> int:
        """The child's process id."""
        return self._process.pid

    def is_running(self) -> bool:
        """Whether the child has not ended yet."""
        return self._process.poll() is None

    def wait(self) -> int:
        """Waits until the child has ended and gives its exit status, negative for the signal that killed it."""
        return self._process.wait()

    def stop(self) -> None:
        """Closes the channel, lets the child leave, and kills it when it does not."""
        self.channel.close()
        try:
            self._process.wait(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill_hung(self) -> None:
        """Ends a child that hangs, after letting it write the stacks of its threads into its crash trace.

        One that is stopped (SIGSTOP) cannot write any.
        """
        self._process.send_signal(TRACE_SIGNAL)
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=TRACE_SECONDS)
        self.kill()

    def kill(self) -> None:
        """Ends the child at once, whatever it does."""
        self._process.kill()
        self._process.wait()
        self.channel.close()


def begin_recording(arguments: list[str]) -> Recording | None:
    """Begins to log, in a child, as the second of its command-line ``arguments`` says; None where it says nothing.

    The recording ends with the process, unless that leaves by ``os._exit``.
    """
    if len(arguments) < 2:
        return None
    recording = Recording(LogPlace.model_validate_json(arguments[1]))
    atexit.register(recording.end)
    return recording


def open_inherited_channel(arguments: list[str]) -> Channel:
    """The child's end of the channel, named by the first of its command-line ``arguments``.

    Ctrl-C in a terminal reaches parent and child alike; the child leaves it to the parent. A green parent makes its
    sockets non-blocking, and the child would inherit that.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    connection = socket.socket(fileno=int(arguments[0]))
    connection.setblocking(True)
    return Channel(connection)


def reason_of_exit(status: int) -> str:
    """A clause that tells a person why a process ended with this exit status."""
    if status == -signal.SIGKILL:
        return "the system killed it, most likely because memory ran out"
    if status < 0:
        return f"it crashed ({signal.Signals(-status).name})"
    return f"it ended unexpectedly (exit status {status})"
