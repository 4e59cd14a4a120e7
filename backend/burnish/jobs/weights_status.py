"""The weights files as pages see them: what is there, and how far a fetch is."""

from typing import Protocol

from burnish.disk import free_bytes
from burnish.records import WeightsList, WeightsRecord
from burnish.weights.catalogue import CATALOGUE, find
from burnish.weights.store import WeightsStore


class PublishWeights(Protocol):
    """Tells all pages of a weights file."""

    def __call__(self, weights: WeightsRecord) -> None:
        """Tells that the record has changed."""


class WeightsStatus:
    """Joins what the store holds with the fetch that is going on."""

    def __init__(self, store: WeightsStore, publish: PublishWeights) -> None:
        self._store = store
        self._publish = publish
        self._fetching: dict[str, float] = {}

    def list(self) -> WeightsList:
        """Every weights file of the catalogue, and the folder where they are stored."""
        return WeightsList(
            items=[self.record(entry.name) for entry in CATALOGUE],
            folder=str(self._store.folder),
            free_bytes=free_bytes(self._store.folder),
        )

    def record(self, name: str) -> WeightsRecord:
        """One weights file of the catalogue. Raises UnknownWeights."""
        entry, state = find(name), self._store.state(name)
        fraction = self._fetching.get(name)
        progress = 1.0 if state.status == "ready" else fraction or 0.0
        return WeightsRecord(
            name=name,
            file_name=entry.file_name,
            group=entry.group,
            purpose=entry.purpose,
            bytes=entry.bytes,
            licence=entry.licence,
            licence_url=entry.licence_url,
            licence_summary=entry.licence_summary,
            needs_acceptance=self._store.licences.needs_acceptance(name),
            state="downloading" if fraction is not None and state.status != "ready" else state.status,
            progress=progress,
            stored_bytes=None if state.status == "missing" else state.bytes,
            source=state.source,
            address=entry.address,
        )

    def advance(self, name: str, fraction: float) -> None:
        """A fetch of ``name`` has come as far as ``fraction`` (0..1)."""
        self._fetching[name] = fraction
        self._tell(name)

    def end(self, name: str) -> None:
        """The fetch of ``name`` has ended, whether well or not."""
        if self._fetching.pop(name, None) is not None:
            self._tell(name)

    def end_all(self) -> None:
        """No fetch is going on any more."""
        for name in list(self._fetching):
            self.end(name)

    def remove(self, name: str) -> WeightsRecord:
        """Removes the file from the store. Raises UnknownWeights."""
        self._store.remove(name)
        return self._tell(name)

    def verify(self, name: str) -> WeightsRecord:
        """Reads the stored file whole and compares checksums. Raises UnknownWeights, and WeightsUnavailable."""
        self._store.verify(name)
        return self._tell(name)

    def accept_licence(self, name: str) -> WeightsRecord:
        """Notes that a person has accepted the licence. Raises UnknownWeights and WeightsFolderUnusable."""
        self._store.licences.accept(name)
        return self._tell(name)

    def check_licence(self, name: str) -> None:
        """Raises LicenceNotAccepted where a person has still to accept the licence of the file."""
        self._store.licences.check(name)

    def is_ready(self, name: str) -> bool:
        """Whether the file is there."""
        return self._store.state(name).status == "ready"

    def _tell(self, name: str) -> WeightsRecord:
        record = self.record(name)
        self._publish(record)
        return record
