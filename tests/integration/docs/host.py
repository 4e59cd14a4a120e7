"""The program ``burnish`` for the commands of the documentation: one process that runs them all.

Run by ``python -m tests.integration.docs.host SOCKET ROOT``. The commands are the real ones. Only the engine, whose
start takes seconds, stays from one to the next, with settings of its own. See :data:`PARSED_ONLY` for what is not run.
"""

import contextlib
import sys
from collections.abc import Mapping
from multiprocessing.connection import Listener
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from burnish.cli.main import main as burnish
from burnish.engine.client import Engine
from burnish.settings import Settings

PARSED_ONLY = {"bench": "It measures for minutes."}
"""Commands whose arguments are only checked, and why."""

SERVE_ONLY = {"--open", "--no-open"}
"""Flags that ``burnish serve`` has and ``burnish settings``, which takes its place, has not."""

OFFLINE = ("Nothing was tried on the network, because Burnish runs offline.", "Burnish was started with --offline.")
"""Said of weights, or of a generator, that the tests do not have: the only reason for which a command may fail."""

ANSWERS = "no\n" * 9
"""What is said to questions."""


class LastingEngine(Engine):
    """An engine that ends with its process."""

    def stop(self) -> None:
        """Does nothing, so that the next command finds it ready."""


def run(arguments: list[str], folder: Path, variables: Mapping[str, str]) -> tuple[int, str]:
    """Runs a command in a folder, and gives its exit status and what it says."""
    with contextlib.chdir(folder):
        if arguments[:1] == ["serve"]:  # which does not end; settings reads the same flags, variables and file
            arguments = ["settings", *(word for word in arguments[1:] if word not in SERVE_ONLY)]
        if arguments[:1] and arguments[0] in PARSED_ONLY:
            return _check(arguments)
        result = CliRunner().invoke(burnish, arguments, input=ANSWERS, env=variables, prog_name="burnish")
    failed_offline = result.exit_code == 1 and any(sentence in result.output for sentence in OFFLINE)
    unexpected = "" if result.exc_info is None or result.exc_info[0] is SystemExit else repr(result.exc_info[1])
    return 0 if failed_offline else result.exit_code, result.output + unexpected


def _check(arguments: list[str]) -> tuple[int, str]:
    """Reads the arguments as the command does, without running it."""
    command: click.Command = burnish
    context = click.Context(burnish, **burnish.context_settings)
    try:
        while isinstance(command, click.Group):
            name, found, arguments = command.resolve_command(context, arguments)
            assert found is not None
            command = found
        command.make_context(name, list(arguments), parent=context)
    except click.UsageError as error:
        return error.exit_code, error.format_message()
    return 0, ""


def main() -> None:
    """Answers one call after the other until it is ended."""
    shared = LastingEngine(Settings(root=Path(sys.argv[2]), offline=True))
    with pytest.MonkeyPatch.context() as patch, Listener(sys.argv[1], "AF_UNIX") as listener:
        patch.setattr("burnish.engine.client.Engine", lambda settings: shared)
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        while True:
            with listener.accept() as connection:
                connection.send(run(*connection.recv()))


if __name__ == "__main__":
    main()
