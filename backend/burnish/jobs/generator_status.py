"""The generators as pages see them: which there are, and how far a fetch is."""

from contextlib import suppress
from typing import Protocol

from burnish.generation.cards import GeneratorCard
from burnish.generation.problems import UnknownGenerator
from burnish.generation.registry import GeneratorRegistry
from burnish.records import GeneratorList, GeneratorRecord


class PublishGenerators(Protocol):
    """Tells all pages of generators."""

    def generator_updated(self, generator: GeneratorRecord) -> None:
        """A generator was added, or its record has changed."""

    def generator_removed(self, generator: GeneratorRecord) -> None:
        """A generator is not on the list any more."""


class GeneratorStatus:
    """Joins the list of generators with the fetch that is going on."""

    def __init__(self, registry: GeneratorRegistry, publisher: PublishGenerators) -> None:
        self._registry = registry
        self._publisher = publisher
        self._fetching: dict[str, float] = {}

    def card(self, name: str | None) -> GeneratorCard:
        """What is known of a generator; None takes the default one. Raises UnknownGenerator."""
        return self._registry.default() if name is None else self._registry.find(name)

    def is_ready(self, card: GeneratorCard) -> bool:
        """Whether its files are there."""
        return self._registry.is_ready(card)

    def add(self, source: str) -> GeneratorRecord:
        """Adds a pipeline; one that is on the list already stays as it is. Raises GeneratorUnusable."""
        return self._tell(self._registry.add(source))

    def remove(self, name: str) -> GeneratorRecord:
        """Takes a generator off the list, or only removes its files if it is always there.

        Raises UnknownGenerator or GeneratorUnusable.
        """
        removed = self._registry.remove(name)
        try:
            return self._tell(self._registry.find(name))
        except UnknownGenerator:
            record = self._record(removed)
            self._publisher.generator_removed(record)
            return record

    def advance(self, name: str, fraction: float) -> None:
        """A fetch of ``name`` has come as far as ``fraction`` (0..1)."""
        self._fetching[name] = fraction
        self._tell_of(name)

    def end(self, name: str) -> None:
        """The fetch of ``name`` has ended, whether well or not."""
        if self._fetching.pop(name, None) is not None:
            self._tell_of(name)

    def _tell_of(self, name: str) -> None:
        """Tells of a generator, unless somebody has removed it from the list meanwhile."""
        with suppress(UnknownGenerator):
            self._tell(self._registry.find(name))

    def _tell(self, card: GeneratorCard) -> GeneratorRecord:
        record = self._record(card)
        self._publisher.generator_updated(record)
        return record

    def _record(self, card: GeneratorCard) -> GeneratorRecord:
        fraction = self._fetching.get(card.name)
        is_ready = self._registry.is_ready(card)
        is_fetched = fraction is not None and not is_ready
        return GeneratorRecord(
            name=card.name,
            title=card.title,
            description=card.description,
            kind="built_in" if card.folder is None else "diffusers",
            source=card.source,
            state="downloading" if is_fetched else "ready" if is_ready else "missing",
            progress=1.0 if is_ready else fraction or 0.0,
            bytes=card.bytes,
            licence=card.licence,
            licence_url=card.licence_url,
            licence_summary=card.licence_summary,
            removable=card.removable,
            recommended=card.recommended,
            size_multiple=card.size_multiple,
            samplers=list(card.samplers),
            ignores=list(card.ignores),
        )

    def list(self) -> GeneratorList:
        """Every generator, and which is the default."""
        return GeneratorList(
            items=[self._record(card) for card in self._registry.cards()], default=self._registry.default().name
        )
