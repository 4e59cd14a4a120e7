"""What commands that work on photos share: the engine's tasks, the bar that shows them, and unfinished files."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from burnish.engine.client import Engine, Listen
from burnish.engine.messages import Made, Task
from burnish.problems import Problem


class NoSuchPhoto(Problem):
    """A path on the command line does not exist."""

    slug = "no-such-photo"
    title = "There is no such photo"


class OutputFolderUnusable(Problem):
    """The folder for the results cannot be made or written."""

    slug = "output-folder-unusable"
    title = "The output folder cannot be used"


class WouldOverwrite(Problem):
    """A file stands where the result would go."""

    slug = "would-overwrite"
    title = "A file is in the way"


def run_to_the_end(engine: Engine, task: Task, listen: Listen) -> Made | None:
    """Runs the task, stopping the engine when the person stops this. Raises what :meth:`Engine.run` raises."""
    try:
        return engine.run(task, listen)
    except KeyboardInterrupt:
        engine.stop()
        raise


def say(console: Console, sentence: str) -> None:
    """Prints a sentence above a progress bar, unbroken, so that paths in it can be copied."""
    console.print(sentence, markup=False, highlight=False, soft_wrap=True)


def progress_bar(console: Console) -> Progress:
    """A bar with what is being done and the remaining time."""
    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        console=console,
    )


@contextmanager
def temporary_folder(parent: Path) -> Iterator[Path]:
    """A folder for unfinished files, which goes at the end with all that a stopped engine left in it.

    Raises OutputFolderUnusable when it cannot be made in ``parent``.
    """
    try:
        parent.mkdir(parents=True, exist_ok=True)
        folder = tempfile.TemporaryDirectory(dir=parent, prefix=".burnish-", ignore_cleanup_errors=True)
    except OSError as error:
        raise OutputFolderUnusable(
            f"The folder {parent} cannot be made or written ({error.strerror}). Choose another one with -o."
        ) from error
    with folder as path:
        yield Path(path)
