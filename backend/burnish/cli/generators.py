"""The part of ``burnish configure`` that is about generators: shows them, and fetches those that are named."""

from typing import Any

import click

from burnish.cli.fetching import Problems, amount, display
from burnish.cli.listing import Item, show_list
from burnish.generation.cards import GeneratorCard
from burnish.generation.contents import check_contents
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
    """Reads those that are there whole, and gives which of them are damaged or cannot be used."""
    problems: Problems = {}
    there = [(card, card.folder) for card in cards if card.folder is not None and registry.is_ready(card)]
    for number, (card, folder) in enumerate(there, 1):
        try:
            with display(f"{number}/{len(there)} {card.name}") as begin:
                read_pipeline_folder(folder, card.model)
                check_contents(folder, begin(str(folder), card.bytes), never_cancelled)
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
        if ask and not click.confirm(f"Fetch {card.name}{_in_brackets(amount(card.bytes))}?", default=True):
            continue
        try:
            with display(card.name) as begin:
                fetch(card, begin(str(card.source), card.bytes), never_cancelled, network)
        except Problem as problem:
            problems[card.name] = problem.detail
    return problems


def show_generators(registry: GeneratorRegistry, cards: list[GeneratorCard], problems: Problems) -> None:
    """Lists the generators with their sizes and licences."""
    show_list("Generators, each fetched with --only NAME", (_item(registry, card, problems) for card in cards))


def generator_record(registry: GeneratorRegistry, card: GeneratorCard, problems: Problems) -> dict[str, Any]:
    """One element of ``generators`` in the output of ``--json``."""
    return {
        "name": card.name,
        "status": _status(registry, card, problems),
        "bytes": card.bytes,
        "source": card.hub_id,
        "path": None if card.folder is None else str(card.folder),
        "licence": card.licence,
        "licence_url": card.licence_url,
        "problem": problems.get(card.name),
    }


def _item(registry: GeneratorRegistry, card: GeneratorCard, problems: Problems) -> Item:
    facts = (f"From {card.source}.", card.licence_summary, card.licence_url)
    details = " ".join(fact for fact in facts if fact)
    return Item(card.name, card.bytes, card.licence or "", _status(registry, card, problems), details)


def _status(registry: GeneratorRegistry, card: GeneratorCard, problems: Problems) -> str:
    if not registry.is_ready(card):
        return "missing"
    return "damaged" if card.name in problems else "ready"


def _licence_of(card: GeneratorCard) -> str:
    """What a person should know before it is fetched."""
    name = card.licence or "a licence that its page tells of"
    return f"{card.name} is under {name}{_in_brackets(card.licence_url or '')}. {card.licence_summary or ''}".strip()


def _in_brackets(text: str) -> str:
    return f" ({text})" if text else ""
