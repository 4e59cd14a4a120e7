"""The commands and options that the program ``burnish`` has, and what is wrong with commands that are written down."""

import shlex
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from itertools import takewhile

import click

from burnish.cli.main import COMMANDS

COMMON_OPTIONS = {"-h", "--help", "--version"}

_OPERATORS = set("|&;<>()")


@cache
def options_of_commands() -> dict[str, frozenset[str]]:
    """The options of each command, subcommands by both names, such as ``bench upscale``."""
    found: dict[str, frozenset[str]] = {}
    for name in COMMANDS:
        found.update(_options(name, getattr(import_module(f"burnish.cli.{name}"), name)))
    return found


def _options(name: str, command: click.Command) -> Iterator[tuple[str, frozenset[str]]]:
    options = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    yield name, frozenset(COMMON_OPTIONS | options)
    if isinstance(command, click.Group):
        for each, subcommand in command.commands.items():
            yield from _options(f"{name} {each}", subcommand)


def mistakes(line: str) -> list[str]:
    """What is wrong with the call of ``burnish`` in a line of shell: a command or options that do not exist.

    Lines that do not call it are right.
    """
    reader = shlex.shlex(line, posix=True, punctuation_chars=True)
    reader.whitespace_split = True
    words = list(reader)
    call = next((number for number, word in enumerate(words) if word.rpartition("/")[2] == "burnish"), None)
    if call is None:
        return []
    arguments = words[call + 1 :]
    return _mistakes_in(list(takewhile(lambda word: not set(word) <= _OPERATORS, arguments)))


def _mistakes_in(arguments: list[str]) -> list[str]:
    if not arguments or arguments[0] in COMMON_OPTIONS:
        return []
    known = options_of_commands()
    name = " ".join(arguments[:2]) if " ".join(arguments[:2]) in known else arguments[0]
    if name not in known:
        return [f"there is no command `burnish {name}`"]
    given = [word.partition("=")[0].replace("_", "-") for word in arguments if word.startswith("-")]
    return [f"`burnish {name}` has no option {option}" for option in given if option not in known[name]]
