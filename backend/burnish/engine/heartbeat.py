"""The engine's signs of life: that its process runs, and that its work goes on."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import psutil

from burnish.engine.messages import Heartbeat
from burnish.engine.reporter import send
from burnish.processes.awake_clock import AwakeClock
from burnish.processes.channel import Channel

BEAT_SECONDS = 1.0
"""How often the engine says that it is alive."""


class SignsOfLife:
    """Knows when the work last showed that it goes on. The thread that works shows it, another one asks."""

    def __init__(self) -> None:
        self._clock = AwakeClock()
        self._shown: float | None = None
        """When, by the clock; None while there is nothing to do."""

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """While the block lasts there is something to do."""
        self._shown = self._clock.seconds
        try:
            yield
        finally:
            self._shown = None

    def show(self) -> None:
        """Tells that the work goes on."""
        self._shown = self._clock.seconds

    def silent_seconds(self) -> float | None:
        """For how long the work has shown nothing; None while there is nothing to do. To be asked every second."""
        now, shown = self._clock.look(), self._shown
        return None if shown is None else max(0.0, now - shown)


def beat(channel: Channel, life: SignsOfLife) -> None:
    """Says every second that the process is alive, until the other end is gone."""
    process = psutil.Process()
    while True:
        heartbeat = Heartbeat(memory_bytes=process.memory_info().rss, silent_seconds=life.silent_seconds())
        try:
            send(channel, heartbeat)
        except OSError:
            return
        time.sleep(BEAT_SECONDS)
