"""Lists of files for a person to read, which fit into narrow terminals too."""

import shutil
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass

import click

from burnish.cli.fetching import amount

_INDENT = " " * 4


@dataclass(frozen=True, slots=True)
class Item:
    """One file, or folder of files, on a list."""

    name: str
    bytes: int | None
    """Its size, where that is known."""
    kind: str
    """Its licence, or what kind of network it is for."""
    state: str
    details: str
    """What else is said of it, in sentences."""


def show_list(title: str, items: Iterable[Item]) -> None:
    """Prints the items in columns, with the details of each below it; nothing where there are no items."""
    rows = list(items)
    if not rows:
        return
    names, kinds = max(len(row.name) for row in rows), max(len(row.kind) for row in rows)
    width = max(60, min(120, shutil.get_terminal_size().columns))
    click.echo(f"{title}\n")
    for row in rows:
        click.echo(f"  {row.name:{names}}  {amount(row.bytes):>7}  {row.kind:{kinds}}  {row.state}".rstrip())
        if row.details:
            click.echo(textwrap.fill(row.details, width, initial_indent=_INDENT, subsequent_indent=_INDENT))
    click.echo()
