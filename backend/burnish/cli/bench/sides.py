"""The two sides of a comparison, Burnish and the official code, each measured in a process of its own."""

import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, TypeVar

import click
from pydantic import BaseModel

from burnish.compute.environment import INFERENCE_ENVIRONMENT
from burnish.compute.measuring import Timing

Answer = TypeVar("Answer", bound=BaseModel)
Timed = TypeVar("Timed", bound=Timing)


class Side:
    """A process that answers each line of JSON with one."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def ask(self, request: BaseModel, answer: type[Answer]) -> Answer:
        """The answer to a request, once it is measured."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(request.model_dump_json() + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise click.ClickException("The measuring process ended early; it may have run out of memory.")
        return answer.model_validate_json(line)


@contextmanager
def side(module: str, name: Literal["official", "burnish"], folder: Path) -> Iterator[Side]:
    """The side ``name`` of a module that is run with that name and the folder of weights.

    Only Burnish's has the environment that its engine is started with.
    """
    clean = {key: value for key, value in os.environ.items() if key not in INFERENCE_ENVIRONMENT}
    with subprocess.Popen(
        [sys.executable, "-m", module, name, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**clean, **INFERENCE_ENVIRONMENT} if name == "burnish" else clean,
        text=True,
    ) as process:
        yield Side(process)


def ask_in_turn(
    official: Side, burnish: Side, request: BaseModel, answer: type[Timed], count: int, title: str
) -> tuple[list[Timed], list[Timed], float]:
    """What each side measures, and how many times as fast Burnish is: the median over ``count`` pairs of runs.

    The sides take turns, so that what else the machine does slows both alike. ``title`` says what is measured.
    """
    pairs = []
    for number in range(1, count + 1):
        reference, own = official.ask(request, answer), burnish.ask(request, answer)
        pairs.append((reference, own))
        say(f"{title}, pair {number} of {count}: official {reference.seconds:.2f} s, Burnish {own.seconds:.2f} s")
    speedup = statistics.median(reference.seconds / own.seconds for reference, own in pairs)
    return [reference for reference, _ in pairs], [own for _, own in pairs], speedup


def say(progress: str) -> None:
    """Tells the person how far the measuring is, where it does not mix with the report."""
    click.echo(progress, err=True)
