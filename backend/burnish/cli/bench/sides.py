"""The two sides of a comparison, Burnish and the official code, each measured in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, TypeVar

import click
from pydantic import BaseModel

from burnish.compute.environment import INFERENCE_ENVIRONMENT

Answer = TypeVar("Answer", bound=BaseModel)


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


def say(progress: str) -> None:
    """Tells the person how far the measuring is, where it does not mix with the report."""
    click.echo(progress, err=True)
