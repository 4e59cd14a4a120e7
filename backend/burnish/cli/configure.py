"""``burnish configure``: shows which weights, generators and models are there; fetches, takes over or checks them."""

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from burnish.cli.fetching import Problems
from burnish.cli.generators import (
    damaged_generators,
    fetch_generators,
    generator_record,
    missing_generators,
    show_generators,
)
from burnish.cli.licences import accept_licence_option, accept_licences
from burnish.cli.models import add_models, added_models, damaged_models, model_record, show_models
from burnish.cli.options import settings_options
from burnish.cli.weights import (
    damaged_weights,
    explain_weights,
    fetch_weights,
    show_weights,
    unusable_weights,
    weights_record,
)
from burnish.disk import free_bytes
from burnish.generation.cards import GeneratorCard
from burnish.generation.problems import UnknownGenerator
from burnish.generation.registry import GeneratorRegistry
from burnish.settings import Settings
from burnish.upscaling.custom_model import CustomModel
from burnish.upscaling.registry import ModelRegistry, open_models
from burnish.weights.catalogue import CATALOGUE, GROUPS, Wanted, find
from burnish.weights.network import Network
from burnish.weights.problems import UnknownWeights
from burnish.weights.store import WeightsStore, open_store

INTERRUPTED_STATUS = 130
"""The exit status after Ctrl-C, as shells have it."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a person named."""

    weights: list[Wanted]
    others: list[str]
    """Words that name no weights, and are to be generators or models that a person added."""
    everything: bool
    """Whether nothing was named."""


def _parse_chosen(context: click.Context, parameter: click.Parameter, value: str | None) -> Chosen:
    """Weights from a list of names and groups; one that is named itself is not optional."""
    required: dict[str, bool] = {}
    others = []
    for word in (part.strip() for part in ("all" if value is None else value).split(",")):
        try:
            for wanted in GROUPS.get(word) or [Wanted(name=find(word).name)]:
                required[wanted.name] = required.get(wanted.name, False) or not wanted.optional
        except UnknownWeights:
            others.append(word)
    weights = [Wanted(name=name, optional=not needed) for name, needed in required.items()]
    return Chosen(weights, others, everything=value is None)


@dataclass(frozen=True, slots=True)
class Inventory:
    """Where weights, generators and models are kept, and those of them that this run is about."""

    store: WeightsStore
    generators: GeneratorRegistry
    models: ModelRegistry
    weights: list[Wanted]
    cards: list[GeneratorCard]
    added: list[CustomModel]


@click.command()
@settings_options("root", "offline", "mirrors", "ca_bundle")
@click.option(
    "--only",
    "chosen",
    metavar="NAME,...",
    callback=_parse_chosen,
    help="Weights, groups of them (upscaling, faces, all; some of a group are optional), generators, for example "
    "sd-turbo, or models of your own. [default: all, which are the weights alone; with --check, everything]",
)
@click.option(
    "--from",
    "by_hand",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder with .pth files of the official names, or with a copy of another machine's weights folder; looked "
    "into before the network.",
)
@click.option(
    "--add-model",
    "model_files",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="File with an upscaling model of your own, to be used from now on. May be given several times.",
)
@click.option("--check", is_flag=True, help="Read what is there whole and compare checksums; fetch nothing.")
@click.option("--yes", is_flag=True, help="Fetch what is missing without asking; say nothing when nothing is.")
@click.option("--retry", is_flag=True, help="Try optional weights again that could not be fetched within the last day.")
@accept_licence_option
@click.option("--json", "as_json", is_flag=True, help="Print the states as JSON; fetches only together with --yes.")
def configure(
    settings: Settings,
    chosen: Chosen,
    by_hand: Path | None,
    model_files: tuple[Path, ...],
    check: bool,
    yes: bool,
    retry: bool,
    accepted: tuple[str, ...],
    as_json: bool,
) -> None:
    """Fetch the weights, or generators, beforehand.

    Ends with status 0 when all that is wanted is there, 1 when some of it is missing or damaged, 2 when it was called
    wrongly, 130 when it was interrupted.
    """
    if check and (yes or retry or by_hand or model_files):
        raise click.UsageError("--check only reads what is there: leave out --yes, --retry, --from and --add-model.")
    try:
        problems = add_models(open_models(settings), model_files)
        inventory = _take_inventory(settings, chosen, check, only_models=bool(model_files))
        accept_licences(inventory.store.licences, accepted)
        if check:
            problems |= _check(inventory)
        elif as_json and not yes:
            problems |= _unusable(inventory)
        else:
            problems |= _fetch(
                inventory, Network.of(settings), by_hand, chosen, ask=not yes, retry=retry, quiet=as_json
            )
    except (KeyboardInterrupt, click.Abort):
        click.echo("\nStopped. What has come is kept: run the same command again to go on there.", err=True)
        sys.exit(INTERRUPTED_STATUS)
    if as_json:
        click.echo(json.dumps(_document(inventory, problems), indent=2))
    else:
        _show(inventory, problems, checked=check, quiet=yes)
    optional = {item.name for item in inventory.weights if item.optional}
    sys.exit(1 if problems.keys() - optional else 0)


def _take_inventory(settings: Settings, chosen: Chosen, check: bool, only_models: bool) -> Inventory:
    """What a person named; where nothing was, all weights and models, and for a check the generators that are there.

    Raises click.BadParameter for a word that names nothing.
    """
    generators, models = GeneratorRegistry(settings), open_models(settings)
    added = [model for model in added_models(models) if chosen.everything or model.name in chosen.others]
    if chosen.everything:
        cards = [card for card in generators.cards() if card.folder and generators.is_ready(card)] if check else []
    else:
        known = {model.name for model in added}
        cards = _find_generators(generators, [name for name in chosen.others if name not in known])
    weights = [] if chosen.everything and only_models else chosen.weights
    return Inventory(open_store(settings), generators, models, weights, cards, added)


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


def _check(inventory: Inventory) -> Problems:
    """What is there and is not what it was."""
    return (
        damaged_weights(inventory.store, inventory.weights)
        | damaged_generators(inventory.generators, inventory.cards)
        | damaged_models(inventory.models, inventory.added)
    )


def _unusable(inventory: Inventory) -> Problems:
    """What is not there, told without reading files whole."""
    return unusable_weights(inventory.store, inventory.weights) | missing_generators(
        inventory.generators, inventory.cards
    )


def _fetch(
    inventory: Inventory, network: Network, by_hand: Path | None, chosen: Chosen, ask: bool, retry: bool, quiet: bool
) -> Problems:
    """Fetches what is missing; a person who is asked and has named nothing is shown first what else there is."""
    if ask and not quiet and chosen.everything and inventory.weights:
        generators = inventory.generators
        show_generators(generators, [card for card in generators.cards() if card.folder], {})
    problems = fetch_weights(inventory.store, inventory.weights, by_hand, ask, retry, quiet)
    return problems | fetch_generators(inventory.generators, inventory.cards, network, ask, quiet)


def _document(inventory: Inventory, problems: Problems) -> dict[str, Any]:
    """The output of ``--json``."""
    folder = inventory.store.folder
    return {
        "folder": str(folder),
        "free_bytes": free_bytes(folder),
        "weights": [weights_record(inventory.store, item, problems) for item in inventory.weights],
        "generators": [generator_record(inventory.generators, card, problems) for card in inventory.cards],
        "models": [model_record(inventory.models, model, problems) for model in inventory.added],
        "problems": problems,
    }


def _show(inventory: Inventory, problems: Problems, checked: bool, quiet: bool) -> None:
    """Tables of what this run was about, and on standard error what went wrong."""
    if checked:
        show_weights(inventory.store, inventory.weights, problems)
    show_generators(inventory.generators, inventory.cards, problems)
    if not quiet:
        show_models(inventory.models, inventory.added, problems)
    explain_weights(inventory.store, inventory.weights, problems)
    weights = {item.name for item in inventory.weights}
    for name, problem in problems.items():
        if name not in weights:
            click.echo(f"\n{problem}", err=True)
