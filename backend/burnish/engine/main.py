"""The engine's process: takes commands from the channel, runs one task after the other, reports."""

import os
import queue
import sys
import threading
from collections.abc import Callable

from burnish.engine.heartbeat import SignsOfLife, beat
from burnish.engine.messages import COMMANDS, Cancel, Configure, Task
from burnish.engine.worker import Worker
from burnish.processes.channel import Channel
from burnish.processes.child import begin_recording, open_inherited_channel

NICENESS = 10
"""The engine yields the processor to the server, which has to answer at once."""


def main() -> None:
    """Serves the channel whose descriptor is the first command-line argument until it ends."""
    recording = begin_recording(sys.argv[1:])
    channel = open_inherited_channel(sys.argv[1:])
    os.nice(NICENESS)
    life = SignsOfLife()
    threading.Thread(target=beat, args=(channel, life), daemon=True, name="heartbeat").start()
    first = channel.receive()
    if first is None:
        return
    configure = COMMANDS.validate_json(first[0])
    if not isinstance(configure, Configure):
        raise ValueError(f"The engine was told {configure.type} before its settings")
    tasks: queue.Queue[tuple[Task, threading.Event]] = queue.Queue()

    def leave() -> None:
        if recording is not None:
            recording.end()
        os._exit(0)

    threading.Thread(target=_read_commands, args=(channel, tasks, leave), daemon=True, name="commands").start()
    worker = Worker(configure.settings, channel, life)
    worker.begin(configure.warms_up)
    while True:
        task, cancelled = tasks.get()
        worker.run(task, cancelled)


def _read_commands(
    channel: Channel, tasks: queue.Queue[tuple[Task, threading.Event]], leave: Callable[[], None]
) -> None:
    """Queues tasks and marks cancelled ones; leaves when the other end is gone."""
    events: dict[str, threading.Event] = {}
    while (received := channel.receive()) is not None:
        command = COMMANDS.validate_json(received[0])
        if isinstance(command, Cancel):
            if command.task_id in events:
                events[command.task_id].set()
        elif not isinstance(command, Configure):
            events = {command.task_id: threading.Event()}
            tasks.put((command, events[command.task_id]))
    leave()


if __name__ == "__main__":
    main()
