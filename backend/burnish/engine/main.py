"""The engine's process: takes commands from the channel, runs one task after the other, reports."""

import os
import queue
import sys
import threading

from burnish.engine.messages import COMMANDS, Cancel, Configure, Task
from burnish.engine.worker import Worker
from burnish.processes.channel import Channel
from burnish.processes.child import open_inherited_channel

NICENESS = 5
"""The engine yields the processor to the server, which has to answer at once."""


def main() -> None:
    """Serves the channel whose descriptor is the first command-line argument until it ends."""
    channel = open_inherited_channel(sys.argv[1:])
    os.nice(NICENESS)
    first = channel.receive()
    if first is None:
        return
    configure = COMMANDS.validate_json(first[0])
    if not isinstance(configure, Configure):
        raise ValueError(f"The engine was told {configure.type} before its settings")
    tasks: queue.Queue[tuple[Task, threading.Event]] = queue.Queue()
    threading.Thread(target=_read_commands, args=(channel, tasks), daemon=True, name="commands").start()
    worker = Worker(configure.settings, channel)
    worker.begin(configure.warms_up)
    while True:
        task, cancelled = tasks.get()
        worker.run(task, cancelled)


def _read_commands(channel: Channel, tasks: queue.Queue[tuple[Task, threading.Event]]) -> None:
    """Queues tasks and marks cancelled ones; ends the process when the other end is gone."""
    events: dict[str, threading.Event] = {}
    while (received := channel.receive()) is not None:
        command = COMMANDS.validate_json(received[0])
        if isinstance(command, Cancel):
            if command.task_id in events:
                events[command.task_id].set()
        elif not isinstance(command, Configure):
            events = {command.task_id: threading.Event()}
            tasks.put((command, events[command.task_id]))
    os._exit(0)


if __name__ == "__main__":
    main()
