"""The list of generators: the built-in one, SD-Turbo, those that a person added, and the one of the settings.

Does not import torch.
"""

import dataclasses
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from burnish.generation.cards import PAINTER_CARD, SD_TURBO_CARD, GeneratorCard
from burnish.generation.pipeline_folder import INDEX, guess_recommended, read_pipeline_folder
from burnish.generation.problems import GeneratorUnusable, UnknownGenerator
from burnish.generation.sources import parse_source
from burnish.settings import Settings

_HUB_PAGE = "https://huggingface.co/"
_LONGEST_NAME = 60


class AddedGenerator(BaseModel):
    """A generator that a person added, as it is stored."""

    model_config = ConfigDict(frozen=True)

    name: str
    source: str
    """An absolute path of a folder, or an id on the Hugging Face hub."""


_ADDED = TypeAdapter(list[AddedGenerator])


class GeneratorRegistry:
    """The generators of one root folder, which several processes may use at the same time.

    What a person added is kept in ``generators.json`` and read anew at each call; what is fetched from the hub goes
    into the folder ``generators``.
    """

    def __init__(self, settings: Settings) -> None:
        self._setting = settings.generator
        self._list = settings.root / "generators.json"
        self._fetched = settings.root / "generators"

    def cards(self) -> list[GeneratorCard]:
        """Every generator, in the order in which they are shown.

        One whose files cannot be read any more stays on the list; its description says so, and it is not ready.
        """
        cards = [PAINTER_CARD, dataclasses.replace(SD_TURBO_CARD, folder=self._folder_of(str(SD_TURBO_CARD.hub_id)))]
        cards += [self._card(added.name, added.source, removable=True) for added in self._read()]
        chosen = self._card_of_setting(cards)
        return cards if chosen is None else [*cards, chosen]

    def default(self) -> GeneratorCard:
        """The generator that is used where none is asked for.

        Raises UnknownGenerator where the settings name none that there is.
        """
        source = self._parsed_setting()
        for card in self.cards():
            if card.name == self._setting or (source is not None and card.source == source):
                return card
        raise UnknownGenerator(
            f"--generator {self._setting!r} is not on the list of generators, not a folder with a diffusers pipeline "
            "and not an id on the Hugging Face hub."
        )

    def find(self, name: str) -> GeneratorCard:
        """The generator of that name. Raises UnknownGenerator."""
        cards = self.cards()
        for card in cards:
            if card.name == name:
                return card
        names = ", ".join(card.name for card in cards)
        raise UnknownGenerator(f"There is no generator called {name[:_LONGEST_NAME]!r}. There are: {names}.")

    def is_ready(self, card: GeneratorCard) -> bool:
        """Whether its files are there; those from the hub appear only when they have come whole."""
        return card.folder is None or (card.folder / INDEX).is_file()

    def add(self, source: str) -> GeneratorCard:
        """Puts a pipeline on the list: a folder, or an id on the hub, which is not asked here.

        Gives the card that is there already for a source that is. Raises GeneratorUnusable.
        """
        with self._changing():
            known = str(parse_source(source))
            cards = self.cards()
            for card in cards:
                if card.source == known and not self._is_of_setting_only(card):
                    return card
            name = _unique(_name_of(known), {card.name for card in cards if card.source != known})
            if Path(known).is_absolute():
                read_pipeline_folder(Path(known), name)
            self._write([*self._read(), AddedGenerator(name=name, source=known)])
            return self.find(name)

    def remove(self, name: str) -> GeneratorCard:
        """Takes a generator off the list and removes what was fetched for it; a folder of a person's own stays.

        Those that are always on the list stay there too, and only lose what was fetched. Raises UnknownGenerator, and
        GeneratorUnusable where there is nothing to remove.
        """
        with self._changing():
            card = self.find(name)
            if not card.removable and card.hub_id is None:
                raise GeneratorUnusable(f"{card.title} is always on the list, and nothing was fetched for it.")
            if card.hub_id is not None:
                self._remove_fetched(card.hub_id)
            self._write([added for added in self._read() if added.name != name])
            return card

    def _card(self, name: str, source: str, removable: bool) -> GeneratorCard:
        is_folder = Path(source).is_absolute()
        folder = Path(source) if is_folder else self._folder_of(source)
        title = Path(source).name
        card = GeneratorCard(
            name=name,
            title=title,
            description=f"A pipeline in {source}." if is_folder else f"The pipeline {source} of the Hugging Face hub.",
            model=title if is_folder else source,
            recommended=guess_recommended(title),
            hub_id=None if is_folder else source,
            folder=folder,
            licence_url=None if is_folder else f"{_HUB_PAGE}{source}",
            removable=removable,
        )
        return _with_facts(card) if is_folder or self.is_ready(card) else card

    def _card_of_setting(self, cards: list[GeneratorCard]) -> GeneratorCard | None:
        """The card of the folder or the hub id that the settings name, where none of ``cards`` is that already."""
        source = self._parsed_setting()
        if source is None or any(source == card.source for card in cards):
            return None
        if any(self._setting == card.name for card in cards):
            return None
        return self._card(_unique(_name_of(source), {card.name for card in cards}), source, removable=False)

    def _parsed_setting(self) -> str | None:
        try:
            return str(parse_source(self._setting))
        except GeneratorUnusable:
            return None

    def _is_of_setting_only(self, card: GeneratorCard) -> bool:
        """Whether a generator is on the list only because the settings name it now."""
        return not card.removable and card.name != SD_TURBO_CARD.name

    def _folder_of(self, hub_id: str) -> Path:
        return self._fetched / hub_id.replace("/", "--")

    def _remove_fetched(self, hub_id: str) -> None:
        folder = self._folder_of(hub_id)
        if folder.exists():
            # Under another name first, so that no half of it can be taken for the whole.
            gone = folder.with_name(f"{folder.name}.removed")
            folder.rename(gone)
            shutil.rmtree(gone)
        shutil.rmtree(folder.with_name(f"{folder.name}.part"), ignore_errors=True)

    def _read(self) -> list[AddedGenerator]:
        try:
            return _ADDED.validate_json(self._list.read_bytes())
        except FileNotFoundError:
            return []
        except (OSError, ValidationError) as error:
            raise GeneratorUnusable(
                f"The list of generators {self._list} cannot be read. Delete it, and add the generators again."
            ) from error

    def _write(self, added: list[AddedGenerator]) -> None:
        temporary = self._list.with_suffix(".json.part")
        temporary.write_bytes(_ADDED.dump_json(added, indent=2))
        temporary.replace(self._list)

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Keeps other processes from changing the list meanwhile."""
        try:
            self._list.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(self._list.with_suffix(".lock")):
                yield
        except OSError as error:
            raise GeneratorUnusable(
                f"The list of generators in {self._list.parent} cannot be changed: {error}. Check that the folder can "
                "be written and that the disk has space."
            ) from error


def _with_facts(card: GeneratorCard) -> GeneratorCard:
    """The card with what the pipeline's files tell."""
    assert card.folder is not None
    try:
        facts = read_pipeline_folder(card.folder, card.model)
    except GeneratorUnusable as problem:
        return dataclasses.replace(card, description=problem.detail)
    return dataclasses.replace(
        card,
        description=f"{facts.family}: {card.description[0].lower()}{card.description[1:]}",
        recommended=facts.recommended,
        size_multiple=facts.size_multiple,
        samplers=facts.samplers,
    )


def _name_of(source: str) -> str:
    """The last part of a path or an id, fit for a URL."""
    name = re.sub(r"[^a-z0-9._-]+", "-", Path(source).name.lower()).strip("-._")
    return name[:_LONGEST_NAME].rstrip("-._") or "generator"


def _unique(name: str, taken: set[str]) -> str:
    """The name, with the first number that makes it differ from those that are taken."""
    unique, number = name, 1
    while unique in taken:
        number += 1
        unique = f"{name}-{number}"
    return unique
