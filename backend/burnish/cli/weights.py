"""The part of ``burnish configure`` that is about weights: shows, fetches and checks them."""

from pathlib import Path
from typing import Any

import click

from burnish.cli.fetching import Begin, Problems, amount, display
from burnish.cli.licences import accept_licences
from burnish.cli.listing import Item, show_list
from burnish.disk import free_bytes
from burnish.monitoring import ReportProgress
from burnish.problems import Problem
from burnish.weights.attempts import FailedAttempts
from burnish.weights.catalogue import Wanted, WeightsFile, find
from burnish.weights.problems import LicenceNotAccepted, WeightsUnavailable
from burnish.weights.store import WeightsStore
from burnish.weights.ways import is_in


def unusable_weights(store: WeightsStore, wanted: list[Wanted]) -> Problems:
    """What is missing or damaged, or has a licence that was not accepted."""
    problems: Problems = {}
    for item in wanted:
        status = store.state(item.name).status
        if status != "ready":
            problems[item.name] = f"{item.name} is {'not there' if status == 'missing' else 'damaged'}."
        try:
            store.licences.check(item.name)
        except LicenceNotAccepted as problem:
            problems[item.name] = problem.detail
    return problems


def damaged_weights(store: WeightsStore, wanted: list[Wanted]) -> Problems:
    """Reads what is there whole; that something is missing is no problem here."""
    problems: Problems = {}
    there = [state for item in wanted if (state := store.state(item.name)).status != "missing"]
    for number, state in enumerate(there, 1):
        try:
            with display(f"{number}/{len(there)} {state.name}") as begin:
                store.verify(state.name, begin(str(state.path), state.bytes))
        except Problem as problem:
            problems[state.name] = problem.detail
    return problems


def fetch_weights(
    store: WeightsStore, wanted: list[Wanted], by_hand: Path | None, ask: bool, retry: bool, quiet: bool
) -> Problems:
    """Fetches the weights that are missing or damaged and, where ``ask`` is set, agreed to.

    Without it no licence is accepted: weights that need that are a problem, even when they are there. ``quiet`` shows
    no table.
    """
    attempts = FailedAttempts(store.folder)
    put_off = {item.name for item in wanted if item.optional and attempts.is_recent(item.name)}
    chosen = [name for name in unusable_weights(store, wanted) if retry or by_hand or name not in put_off]
    if wanted and not quiet and (ask or chosen):
        show_weights(store, wanted, {})
        click.echo(_summary(store, chosen))
    if ask:
        chosen = _agreed(store, chosen)
    if by_hand is not None and chosen and not any(is_in(by_hand, find(name)) for name in chosen):
        click.echo(_none_there(by_hand, find(chosen[0])), err=True)
    problems: Problems = {}
    for number, name in enumerate(chosen, 1):
        try:
            _fetch(store, name, f"{number}/{len(chosen)} {name}", by_hand)
            attempts.forget(name)
        except Problem as problem:
            problems[name] = problem.detail
            if isinstance(problem, WeightsUnavailable) and not store.network.offline:
                attempts.record(name)
    return problems


def show_weights(store: WeightsStore, wanted: list[Wanted], problems: Problems) -> None:
    """Lists the weights with their sizes, licences and states; ``problems`` are those found by checking them."""
    show_list(f"Weights in {store.folder}", (_item(store, wanted_item, problems) for wanted_item in wanted))


def weights_record(store: WeightsStore, item: Wanted, problems: Problems) -> dict[str, Any]:
    """One element of ``weights`` in the output of ``--json``."""
    entry = find(item.name)
    return {
        **store.state(item.name).model_dump(mode="json"),
        "file_name": entry.file_name,
        "address": entry.address,
        "licence": entry.licence,
        "licence_url": entry.licence_url,
        "needs_acceptance": store.licences.needs_acceptance(item.name),
        "optional": item.optional,
        "problem": problems.get(item.name),
    }


def explain_weights(store: WeightsStore, wanted: list[Wanted], problems: Problems) -> None:
    """Says on standard error what went wrong, and what it means."""
    for item in wanted:
        if item.name in problems:
            click.echo(f"\n{problems[item.name]}", err=True)
            if item.optional:
                click.echo(f"Burnish works without {item.name}.{_next_attempt(store, item.name)}", err=True)


class _Watcher:
    """Shows how far each source is, and keeps why sources failed."""

    def __init__(self, begin: Begin) -> None:
        self._begin = begin
        self.reasons: list[str] = []

    def begin(self, source: str, size: int) -> ReportProgress:
        """Shows the source that is tried now."""
        return self._begin(source, size)

    def fail(self, reason: str) -> None:
        """Keeps the reason."""
        self.reasons.append(reason)


def _fetch(store: WeightsStore, name: str, title: str, by_hand: Path | None) -> None:
    """Fetches weights, and says why they did not come from a source that was to be preferred."""
    with display(title) as begin:
        watcher = _Watcher(begin)
        store.ensure(name, by_hand=by_hand, watcher=watcher)
    if watcher.reasons:
        told = " ".join(watcher.reasons)
        click.echo(f"{name} is there now ({store.state(name).source}). Other sources failed: {told}", err=True)


def _none_there(folder: Path, entry: WeightsFile) -> str:
    """What is said of a folder that a person named in vain."""
    return (
        f"{folder} has none of these files. They must lie in that very folder: for example {entry.file_name}, or "
        f"{entry.name}.safetensors together with {entry.name}.json."
    )


def _agreed(store: WeightsStore, names: list[str]) -> list[str]:
    """The weights that the person wants; their licences are accepted where that is needed."""
    free = [name for name in names if not store.licences.needs_acceptance(name)]
    bound = [name for name in names if name not in free]
    return [*_chosen(store, free), *(name for name in bound if _accepts(store, name))]


def _chosen(store: WeightsStore, names: list[str]) -> list[str]:
    """Asks once for all, and for each alone where the person wants to choose."""
    if len(names) > 1:
        answer = click.prompt(
            f"Fetch these {len(names)} files ({amount(_missing_bytes(store, names))})? (yes, no, choose)",
            type=click.Choice(["yes", "y", "no", "n", "choose", "c"], case_sensitive=False),
            show_choices=False,
            default="yes",
        )
        if not answer.startswith("c"):
            return names if answer.startswith("y") else []
    return [name for name in names if click.confirm(_question(store, name), default=True)]


def _question(store: WeightsStore, name: str) -> str:
    anew = " anew" if store.state(name).status == "damaged" else ""
    return f"Fetch {name}{anew} ({amount(find(name).bytes)}, {find(name).licence})?"


def _accepts(store: WeightsStore, name: str) -> bool:
    """Shows a licence and asks for it, and then for the weights where they are not there already."""
    entry = find(name)
    click.echo(f"{name} is under the {entry.licence} ({entry.licence_url}).\n{entry.licence_summary}")
    if not click.confirm("Do you accept this licence?", default=False):
        return False
    accept_licences(store.licences, [name])
    return store.state(name).status != "ready" and click.confirm(_question(store, name), default=True)


def _summary(store: WeightsStore, names: list[str]) -> str:
    """What fetching these weights takes, and what is free."""
    to_fetch = [name for name in names if store.state(name).status != "ready"]
    if not to_fetch:
        return "Nothing is to be fetched."
    free = free_bytes(store.folder)
    files = "1 file" if len(to_fetch) == 1 else f"{len(to_fetch)} files"
    told = f"To fetch: {files}, {amount(_missing_bytes(store, to_fetch))}. Free on the disk: {amount(free)}."
    largest = max(_missing_bytes(store, [name]) for name in to_fetch)
    needed = sum(find(name).converted_bytes for name in to_fetch) + largest
    return f"{told} That is not enough: about {amount(needed)} are needed." if needed > free else told


def _missing_bytes(store: WeightsStore, names: list[str]) -> int:
    """How many bytes are still to come of the official files."""
    return sum(find(name).bytes - store.state(name).begun_bytes for name in names)


def _item(store: WeightsStore, wanted: Wanted, problems: Problems) -> Item:
    entry, state = find(wanted.name), store.state(wanted.name)
    status = "damaged" if wanted.name in problems else state.status
    notes = [str(status)]
    if state.begun_bytes:
        notes.append(f"{amount(state.begun_bytes)} have come")
    if wanted.optional:
        notes.append("optional")
    if store.licences.needs_acceptance(wanted.name):
        notes.append("licence not accepted")
    details = f"{entry.purpose} From {state.source}." if state.source else entry.purpose
    return Item(entry.name, state.bytes, entry.licence, ", ".join(notes), details)


def _next_attempt(store: WeightsStore, name: str) -> str:
    """When weights that could not be had are tried again; nothing where that is up to the person."""
    if store.licences.needs_acceptance(name):
        return ""
    return f" It is tried again in a day, or at once with `burnish configure --only {name}`."
