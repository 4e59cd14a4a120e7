"""What commands that fetch files show of it."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from burnish.monitoring import ReportProgress

Problems = dict[str, str]
"""What is wrong with what was to be fetched, by its name."""


@contextmanager
def progress_bar(name: str) -> Iterator[ReportProgress]:
    """A progress bar with the remaining time, on standard error."""
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task(name, total=1.0)
        yield lambda fraction: progress.update(task, completed=fraction)


def megabytes(count: int | None) -> str:
    """A number of bytes for a person; nothing where it is not known."""
    return "" if count is None else f"{count / 1e6:.0f} MB"
