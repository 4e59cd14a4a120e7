"""``burnish configure``: shows which weights are there; fetches, takes over or checks them."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from rich.box import SIMPLE
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.table import Table

from burnish.cli.licences import accept_licence_option, accept_licences
from burnish.cli.options import settings_options
from burnish.monitoring import ReportProgress
from burnish.problems import Problem
from burnish.settings import Settings
from burnish.weights.attempts import FailedAttempts
from burnish.weights.catalogue import GROUPS, Wanted, WeightsFile, find
from burnish.weights.problems import LicenceNotAccepted, UnknownWeights, WeightsUnavailable
from burnish.weights.store import WeightsStore

Problems = dict[str, str]
"""What is wrong with wanted weights, by their name."""


def _parse_wanted(context: click.Context, parameter: click.Parameter, value: str) -> list[Wanted]:
    """Weights from a list of names and groups; one that is named itself is not optional."""
    required: dict[str, bool] = {}
    try:
        for word in (part.strip() for part in value.split(",")):
            for wanted in GROUPS.get(word) or [Wanted(name=find(word).name)]:
                required[wanted.name] = required.get(wanted.name, False) or not wanted.optional
    except UnknownWeights as problem:
        raise click.BadParameter(f"{problem.detail} Groups are: {', '.join(GROUPS)}.") from problem
    return [Wanted(name=name, optional=not needed) for name, needed in required.items()]


@click.command()
@settings_options("root", "offline")
@click.option(
    "--only",
    "wanted",
    metavar="NAME,...",
    default="all",
    callback=_parse_wanted,
    help="Weights, or groups of them: upscaling, faces, all; some of a group are optional. [default: all]",
)
@click.option(
    "--from",
    "by_hand",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder with .pth files of the official names that were brought by hand; looked into before the network.",
)
@click.option("--check", is_flag=True, help="Read what is there whole and compare checksums; fetch nothing.")
@click.option("--yes", is_flag=True, help="Fetch what is missing without asking; say nothing when nothing is.")
@click.option("--retry", is_flag=True, help="Try optional weights again that could not be fetched within the last day.")
@accept_licence_option
@click.option("--json", "as_json", is_flag=True, help="Print the states as JSON; fetches only together with --yes.")
def configure(
    settings: Settings,
    wanted: list[Wanted],
    by_hand: Path | None,
    check: bool,
    yes: bool,
    retry: bool,
    accepted: tuple[str, ...],
    as_json: bool,
) -> None:
    """Fetch the weights beforehand.

    Ends with status 1 when weights that are wanted could not be fetched, or are damaged.
    """
    store = WeightsStore(settings.root / "weights", settings.offline)
    accept_licences(store.licences, accepted)
    if check:
        problems = _damaged(store, wanted)
    elif as_json and not yes:
        problems = _unusable(store, wanted)
    else:
        problems = _fetch_missing(store, wanted, by_hand, ask=not yes, retry=retry, quiet=as_json)
    if as_json:
        click.echo(json.dumps([_record(store, item, problems) for item in wanted], indent=2))
    else:
        if check:
            Console().print(_table(store, wanted, problems))
        _explain(store, problems, wanted)
    sys.exit(1 if any(item.name in problems and not item.optional for item in wanted) else 0)


def _missing(store: WeightsStore, wanted: list[Wanted]) -> list[str]:
    return [item.name for item in wanted if store.state(item.name).status == "missing"]


def _unusable(store: WeightsStore, wanted: list[Wanted]) -> Problems:
    """What is missing, or has a licence that was not accepted."""
    problems = {name: f"{name} is not there." for name in _missing(store, wanted)}
    for item in wanted:
        try:
            store.licences.check(item.name)
        except LicenceNotAccepted as problem:
            problems[item.name] = problem.detail
    return problems


def _damaged(store: WeightsStore, wanted: list[Wanted]) -> Problems:
    """Verifies what is there; that something is missing is no problem here."""
    problems: Problems = {}
    absent = _missing(store, wanted)
    for item in wanted:
        if item.name not in absent:
            try:
                store.verify(item.name)
            except Problem as problem:
                problems[item.name] = problem.detail
    return problems


def _fetch_missing(
    store: WeightsStore, wanted: list[Wanted], by_hand: Path | None, ask: bool, retry: bool, quiet: bool
) -> Problems:
    """Fetches the weights that are missing and, where ``ask`` is set, agreed to.

    Without it no licence is accepted: weights that need that are a problem, even when they are there.
    """
    attempts = FailedAttempts(store.folder)
    unusable = _unusable(store, wanted)
    put_off = {item.name for item in wanted if item.optional and attempts.is_recent(item.name)}
    chosen = [name for name in unusable if retry or by_hand or name not in put_off]
    if not quiet and (ask or chosen):
        Console().print(_table(store, wanted, {}))
    if ask:
        chosen = [name for name in chosen if _agreed(store, find(name))]
    problems: Problems = {}
    for name in chosen:
        try:
            store.licences.check(name)
            with _progress_bar(name) as report:
                store.ensure(name, report, by_hand=by_hand)
            attempts.forget(name)
        except Problem as problem:
            problems[name] = problem.detail
            if isinstance(problem, WeightsUnavailable) and not store.offline:
                attempts.record(name)
    return problems


def _agreed(store: WeightsStore, entry: WeightsFile) -> bool:
    """Whether the person accepts the licence, where that is needed, and wants the weights."""
    if store.licences.needs_acceptance(entry.name):
        click.echo(f"{entry.name} is under the {entry.licence} ({entry.licence_url}).\n{entry.licence_summary}")
        if not click.confirm("Do you accept this licence?", default=False):
            return False
        accept_licences(store.licences, [entry.name])
    if store.state(entry.name).status == "ready":
        return False
    return click.confirm(f"Fetch {entry.name} ({_megabytes(entry.bytes)}, {entry.licence})?", default=True)


@contextmanager
def _progress_bar(name: str) -> Iterator[ReportProgress]:
    """A progress bar with the remaining time, on standard error."""
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task(name, total=1.0)
        yield lambda fraction: progress.update(task, completed=fraction)


def _table(store: WeightsStore, wanted: list[Wanted], problems: Problems) -> Table:
    table = Table(title=f"Weights in {store.folder}", title_justify="left", box=SIMPLE)
    table.add_column("Name", no_wrap=True)
    table.add_column("Purpose")
    table.add_column("Size", justify="right", no_wrap=True)
    table.add_column("Licence")
    table.add_column("State")
    for item in wanted:
        entry, state = find(item.name), store.state(item.name)
        missing = "missing, optional" if item.optional else "missing"
        status = missing if state.status == "missing" else f"ready ({state.source})"
        status = "damaged" if item.name in problems else status
        if store.licences.needs_acceptance(item.name):
            status += ", licence not accepted"
        table.add_row(entry.name, entry.purpose, _megabytes(state.bytes), entry.licence, status)
    return table


def _record(store: WeightsStore, item: Wanted, problems: Problems) -> dict[str, Any]:
    """One element of the output of ``--json``."""
    return {
        **store.state(item.name).model_dump(mode="json"),
        "licence": find(item.name).licence,
        "licence_url": find(item.name).licence_url,
        "needs_acceptance": store.licences.needs_acceptance(item.name),
        "optional": item.optional,
        "problem": problems.get(item.name),
    }


def _explain(store: WeightsStore, problems: Problems, wanted: list[Wanted]) -> None:
    """Says on standard error what went wrong, and what it means."""
    for item in wanted:
        if item.name in problems:
            click.echo(f"\n{problems[item.name]}", err=True)
            if item.optional:
                click.echo(f"Burnish works without {item.name}.{_next_attempt(store, item.name)}", err=True)


def _next_attempt(store: WeightsStore, name: str) -> str:
    """When weights that could not be had are tried again; nothing where that is up to the person."""
    if store.licences.needs_acceptance(name):
        return ""
    return f" It is tried again in a day, or at once with `burnish configure --only {name}`."


def _megabytes(count: int) -> str:
    return f"{count / 1e6:.0f} MB"
