"""The part of ``burnish configure`` that is about generators: shows them, and fetches those that are named."""

from typing import Any

import click
from rich.box import SIMPLE
from rich.table import Table

from burnish.cli.fetching import Problems, megabytes, progress_bar
from burnish.generation.cards import GeneratorCard
from burnish.generation.hub import fetch
from burnish.generation.pipeline_folder import read_pipeline_folder
from burnish.generation.registry import GeneratorRegistry
from burnish.monitoring import never_cancelled
from burnish.problems import Problem
from burnish.weights.network import Network


def missing_generators(registry: GeneratorRegistry, cards: list[GeneratorCard]) -> Problems:
    """Which of them are not there."""
    return {card.name: f"{card.name} is not there." for card in cards if not registry.is_ready(card)}


def damaged_generators(registry: GeneratorRegistry, cards: list[GeneratorCard]) -> Problems:
    """Which of them are there, but not whole or not usable."""
    problems: Problems = {}
    for card in cards:
        if card.folder is not None and registry.is_ready(card):
            try:
                read_pipeline_folder(card.folder, card.model)
            except Problem as problem:
                problems[card.name] = problem.detail
    return problems


def fetch_generators(
    registry: GeneratorRegistry, cards: list[GeneratorCard], network: Network, ask: bool, quiet: bool
) -> Problems:
    """Fetches those that are missing and, where ``ask`` is set, agreed to; ``quiet`` does not show their licences."""
    problems: Problems = {}
    for card in cards:
        if registry.is_ready(card):
            continue
        if not quiet:
            click.echo(_licence_of(card))
        if ask and not click.confirm(f"Fetch {card.name}{_in_brackets(megabytes(card.bytes))}?", default=True):
            continue
        try:
            with progress_bar(card.name) as report:
                fetch(card, report, never_cancelled, network)
        except Problem as problem:
            problems[card.name] = problem.detail
    return problems


def generators_table(registry: GeneratorRegistry, cards: list[GeneratorCard], problems: Problems) -> Table:
    """The generators with their sizes and licences."""
    table = Table(title="Generators (each is fetched with --only NAME)", title_justify="left", box=SIMPLE)
    table.add_column("Name", no_wrap=True)
    table.add_column("Source")
    table.add_column("Size", justify="right", no_wrap=True)
    table.add_column("Licence")
    table.add_column("State")
    for card in cards:
        state = "damaged" if card.name in problems else "ready" if registry.is_ready(card) else "missing"
        licence = "\n".join(text for text in (card.licence, card.licence_summary, card.licence_url) if text)
        table.add_row(card.name, card.source or "", megabytes(card.bytes), licence, state)
    return table


def generator_record(registry: GeneratorRegistry, card: GeneratorCard, problems: Problems) -> dict[str, Any]:
    """One element of the output of ``--json``, with the same fields as that of weights."""
    return {
        "name": card.name,
        "status": "ready" if registry.is_ready(card) else "missing",
        "bytes": card.bytes,
        "source": card.hub_id,
        "path": None if card.folder is None else str(card.folder),
        "licence": card.licence,
        "licence_url": card.licence_url,
        "needs_acceptance": False,
        "optional": False,
        "problem": problems.get(card.name),
    }


def explain_generators(cards: list[GeneratorCard], problems: Problems) -> None:
    """Says on standard error what went wrong."""
    for card in cards:
        if card.name in problems:
            click.echo(f"\n{problems[card.name]}", err=True)


def _licence_of(card: GeneratorCard) -> str:
    """What a person should know before it is fetched."""
    name = card.licence or "a licence that its page tells of"
    return f"{card.name} is under {name}{_in_brackets(card.licence_url or '')}. {card.licence_summary or ''}".strip()


def _in_brackets(text: str) -> str:
    return f" ({text})" if text else ""
