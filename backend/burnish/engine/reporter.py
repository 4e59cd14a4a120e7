"""Reports of one task, thinned so that neither the channel nor a page is flooded."""

from collections.abc import Callable

from burnish.engine.messages import CellMade, Report, TaskPreview, TaskProgress
from burnish.engine.preview import Drawing
from burnish.engine.throttle import Throttle
from burnish.processes.channel import Channel

PROGRESS_SECONDS = 0.1
PREVIEW_SECONDS = 0.4


def send(channel: Channel, report: Report, attachment: bytes = b"") -> None:
    """Sends a report to the process that started the engine."""
    channel.send(report.model_dump_json(), attachment)


class TaskReporter:
    """Tells how far one task is."""

    def __init__(self, channel: Channel, task_id: str) -> None:
        self._channel = channel
        self._task_id = task_id
        self._progress = Throttle(PROGRESS_SECONDS)
        self._preview = Throttle(PREVIEW_SECONDS)

    def stage(self, stage: str, start: float = 0.0, length: float = 0.0) -> Callable[[float], None]:
        """Begins a stage that takes the task from ``start`` to ``start + length``; gives its progress callback."""
        send(self._channel, TaskProgress(task_id=self._task_id, stage=stage, fraction=start))

        def report(fraction: float) -> None:
            if self._progress.is_due():
                position = start + length * fraction
                send(self._channel, TaskProgress(task_id=self._task_id, stage=stage, fraction=position))

        return report

    def cell_made(self, index: int) -> None:
        """Tells that a cell of a tuning grid is written."""
        send(self._channel, CellMade(task_id=self._task_id, index=index))

    def preview(self, draw: Callable[[], Drawing], step: int, steps: int) -> None:
        """Shows what ``draw`` gives, unless the last preview was sent a moment ago."""
        if self._preview.is_due():
            drawing = draw()
            report = TaskPreview(
                task_id=self._task_id, step=step, steps=steps, width=drawing.width, height=drawing.height
            )
            send(self._channel, report, drawing.jpeg)


class PartReporter:
    """Tells how far a part of a task is, as if it were the whole."""

    def __init__(self, reporter: TaskReporter, start: float, length: float) -> None:
        """The part takes the task from ``start`` to ``start + length``."""
        self._reporter = reporter
        self._start = start
        self._length = length

    def stage(self, stage: str, start: float = 0.0, length: float = 0.0) -> Callable[[float], None]:
        """Begins a stage that takes the part from ``start`` to ``start + length``; gives its progress callback."""
        return self._reporter.stage(stage, self._start + start * self._length, length * self._length)

    def preview(self, draw: Callable[[], Drawing], step: int, steps: int) -> None:
        """As :meth:`TaskReporter.preview`."""
        self._reporter.preview(draw, step, steps)
