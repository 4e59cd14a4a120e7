"""``burnish configure``: shows which weights and generators are there; fetches, takes over or checks them."""

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from burnish.cli.fetching import Problems, megabytes, progress_bar
from burnish.cli.generators import (
    damaged_generators,
    explain_generators,
    fetch_generators,
    generator_record,
    generators_table,
    missing_generators,
)
from burnish.cli.licences import accept_licence_option, accept_licences
from burnish.cli.options import settings_options
from burnish.generation.cards import GeneratorCard
from burnish.generation.problems import UnknownGenerator
from burnish.generation.registry import GeneratorRegistry
from burnish.problems import Problem
from burnish.settings import Settings
from burnish.weights.attempts import FailedAttempts
from burnish.weights.catalogue import CATALOGUE, GROUPS, Wanted, WeightsFile, find
from burnish.weights.network import Network
from burnish.weights.problems import LicenceNotAccepted, UnknownWeights, WeightsUnavailable
from burnish.weights.store import WeightsStore, open_store


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a person named."""

    weights: list[Wanted]
    generators: list[str]
    """Words that name no weights, and are to be on the list of generators."""


def _parse_wanted(context: click.Context, parameter: click.Parameter, value: str) -> Chosen:
    """Weights from a list of names and groups; one that is named itself is not optional."""
    required: dict[str, bool] = {}
    others = []
    for word in (part.strip() for part in value.split(",")):
        try:
            for wanted in GROUPS.get(word) or [Wanted(name=find(word).name)]:
                required[wanted.name] = required.get(wanted.name, False) or not wanted.optional
        except UnknownWeights:
            others.append(word)
    return Chosen([Wanted(name=name, optional=not needed) for name, needed in required.items()], others)


def _find_generators(registry: GeneratorRegistry, names: list[str]) -> list[GeneratorCard]:
    """The generators of these names. Raises click.BadParameter."""
    try:
        return [registry.find(name) for name in names]
    except UnknownGenerator as problem:
        weights = ", ".join(entry.name for entry in CATALOGUE)
        raise click.BadParameter(
            f"{problem.detail} Known are also these weights: {weights}; and groups of them: {', '.join(GROUPS)}.",
            param_hint="'--only'",
        ) from problem


@click.command()
@settings_options("root", "offline", "mirrors", "ca_bundle")
@click.option(
    "--only",
    "wanted",
    metavar="NAME,...",
    default="all",
    callback=_parse_wanted,
    help="Weights, groups of them (upscaling, faces, all; some of a group are optional), or generators, for example "
    "sd-turbo. [default: all, which are the weights alone]",
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
    wanted: Chosen,
    by_hand: Path | None,
    check: bool,
    yes: bool,
    retry: bool,
    accepted: tuple[str, ...],
    as_json: bool,
) -> None:
    """Fetch the weights, or generators, beforehand.

    Ends with status 1 when what is wanted could not be fetched, or is damaged.
    """
    store = open_store(settings)
    registry = GeneratorRegistry(settings)
    weights, cards = wanted.weights, _find_generators(registry, wanted.generators)
    accept_licences(store.licences, accepted)
    if check:
        problems = _damaged(store, weights) | damaged_generators(registry, cards)
    elif as_json and not yes:
        problems = _unusable(store, weights) | missing_generators(registry, cards)
    else:
        if not yes and not cards:
            Console().print(generators_table(registry, registry.cards()[1:], {}))
        problems = _fetch_missing(store, weights, by_hand, ask=not yes, retry=retry, quiet=as_json)
        problems |= fetch_generators(registry, cards, Network.of(settings), ask=not yes, quiet=as_json)
    if as_json:
        records = [_record(store, item, problems) for item in weights]
        click.echo(json.dumps([*records, *(generator_record(registry, card, problems) for card in cards)], indent=2))
    else:
        if check and weights:
            Console().print(_table(store, weights, problems))
        if cards:
            Console().print(generators_table(registry, cards, problems))
        _explain(store, problems, weights)
        explain_generators(cards, problems)
    optional = {item.name for item in weights if item.optional}
    sys.exit(1 if problems.keys() - optional else 0)


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
    if wanted and not quiet and (ask or chosen):
        Console().print(_table(store, wanted, {}))
    if ask:
        chosen = [name for name in chosen if _agreed(store, find(name))]
    problems: Problems = {}
    for name in chosen:
        try:
            store.licences.check(name)
            with progress_bar(name) as report:
                store.ensure(name, report, by_hand=by_hand)
            attempts.forget(name)
        except Problem as problem:
            problems[name] = problem.detail
            if isinstance(problem, WeightsUnavailable) and not store.network.offline:
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
    return click.confirm(f"Fetch {entry.name} ({megabytes(entry.bytes)}, {entry.licence})?", default=True)


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
        table.add_row(entry.name, entry.purpose, megabytes(state.bytes), entry.licence, status)
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
