"""What commands that fetch and read files show of it: on standard error, as a bar in a terminal and else in lines."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.table import Column
from rich.text import Text

from burnish.monitoring import ReportProgress

Problems = dict[str, str]
"""What is wrong with what was to be fetched or checked, by its name."""

_SECONDS_BETWEEN_LINES = 10.0


Begin = Callable[[str, int | None], ReportProgress]
"""Called when something is read or fetched from a source, with the source and the size in bytes where it is known.

What it gives is told the fraction that has come. Another source for the same file starts anew.
"""


@contextmanager
def display(title: str) -> Iterator[Begin]:
    """Shows how far the work on the file is that ``title`` names."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield partial(_begin_lines, title)
        click.echo(f"{title}: done", err=True)
        return
    amount_column, bar_column = _AmountColumn(table_column=Column(no_wrap=True)), BarColumn(bar_width=None)
    columns = (TextColumn("{task.description}"), bar_column, amount_column, TimeRemainingColumn())
    with Progress(*columns, console=console) as progress:
        yield partial(_begin_bar, progress, title)


def _begin_bar(progress: Progress, title: str, source: str, size: int | None) -> ReportProgress:
    """A bar in the place of that of the source before, which a terminal has no room to name."""
    for bar in progress.task_ids:
        progress.remove_task(bar)
    bar = progress.add_task(title, total=1.0, bytes=size)
    return lambda fraction: progress.update(bar, completed=fraction)


def _begin_lines(title: str, source: str, size: int | None) -> ReportProgress:
    """A line that names the source, and others now and then that tell how much has come."""
    click.echo(f"{title}: {amount(size)} from {source}" if size else f"{title}: from {source}", err=True)
    told = time.monotonic()

    def report(fraction: float) -> None:
        nonlocal told
        if time.monotonic() - told >= _SECONDS_BETWEEN_LINES:
            told = time.monotonic()
            click.echo(f"{title}: {_progress_text(fraction, size)}", err=True)

    return report


class _AmountColumn(ProgressColumn):
    """How much has come and how quickly."""

    def render(self, task: Task) -> Text:
        """For example ``12.0 of 348.6 MB, 3.4 MB/s``."""
        size = task.fields["bytes"]
        told = _progress_text(task.completed, size)
        return Text(f"{told}, {task.speed * size / 1e6:.1f} MB/s" if size and task.speed else told)


def _progress_text(fraction: float, size: int | None) -> str:
    """How much has come of so many bytes; in percent where these are not known."""
    return f"{fraction * size / 1e6:.1f} of {size / 1e6:.1f} MB" if size else f"{fraction:.0%}"


def amount(count: int | None) -> str:
    """A number of bytes for a person; nothing where it is not known."""
    if count is None:
        return ""
    return f"{count / 1e9:.1f} GB" if count >= 1e9 else f"{count / 1e6:.0f} MB"
