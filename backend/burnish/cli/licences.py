"""How a person accepts the licences of weights on the command line."""

from collections.abc import Callable, Iterable

import click

from burnish.cli.options import ExactChoice
from burnish.problems import Problem
from burnish.weights.catalogue import CATALOGUE
from burnish.weights.licences import Licences


def accept_licence_option(command: Callable[..., None]) -> Callable[..., None]:
    """Adds ``--accept-licence NAME``; the command is given the names as ``accepted``, for :func:`accept_licences`."""
    return click.option(
        "--accept-licence",
        "accepted",
        multiple=True,
        type=ExactChoice([entry.name for entry in CATALOGUE if entry.must_accept]),
        help="Accept the licence of these weights, which does not allow every use (see docs/weights.md).",
    )(command)


def accept_licences(licences: Licences, names: Iterable[str]) -> None:
    """Notes that a person has accepted the licences of weights.

    Raises click.ClickException when that cannot be stored.
    """
    try:
        for name in names:
            licences.accept(name)
    except Problem as problem:
        raise click.ClickException(problem.detail) from problem
