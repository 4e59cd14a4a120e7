"""The weights files as pages see them: what is there, and how far a fetch or a check is."""

import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Literal, Protocol

from burnish.disk import free_bytes
from burnish.engine.throttle import Throttle
from burnish.problems import Problem
from burnish.records import WeightsList, WeightsRecord
from burnish.weights.catalogue import CATALOGUE, find
from burnish.weights.problems import WeightsDamaged, WeightsUnavailable
from burnish.weights.store import WeightsState, WeightsStore

REPORT_SECONDS = 0.2
"""Progress of a check is told at most this often."""


class WeightsBusy(Problem):
    """Weights that are being fetched or checked, and cannot be removed meanwhile."""

    slug = "weights-busy"
    title = "The weights are in use"
    status = 409


class PublishWeights(Protocol):
    """Tells all pages of a weights file."""

    def __call__(self, weights: WeightsRecord) -> None:
        """Tells that the record has changed."""


@dataclass
class Check:
    """A check that goes on."""

    fraction: float = 0.0
    """How much of the file has been read, 0..1."""
    ended: threading.Event = field(default_factory=threading.Event)


class WeightsStatus:
    """Joins what the store holds with the fetches and checks that are going on."""

    def __init__(self, store: WeightsStore, publish: PublishWeights) -> None:
        self._store = store
        self._publish = publish
        self._fetching: dict[str, float] = {}
        self._checks: dict[str, Check] = {}

    def list(self) -> WeightsList:
        """Every weights file of the catalogue, and the folder where they are stored."""
        return WeightsList(
            items=[self.record(entry.name) for entry in CATALOGUE],
            folder=str(self._store.folder),
            free_bytes=free_bytes(self._store.folder),
        )

    def record(self, name: str) -> WeightsRecord:
        """One weights file of the catalogue. Raises UnknownWeights."""
        entry, stored = find(name), self._store.state(name)
        state, progress = self._state_and_progress(stored)
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
            state=state,
            progress=progress,
            stored_bytes=None if stored.status == "missing" else stored.bytes,
            source=stored.source,
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

    def remove(self, name: str) -> WeightsRecord:
        """Removes the file from the store; parameters that are in memory stay there.

        Raises UnknownWeights, WeightsFolderUnusable, or WeightsBusy while it is fetched or checked.
        """
        if name in self._checks or self._store.is_busy(name):
            what = "checked" if name in self._checks else "fetched"
            raise WeightsBusy(f"{name} is being {what}. Remove it when that has ended, or cancel it first.")
        self._store.remove(name)
        return self._tell(name)

    def verify(self, name: str) -> WeightsRecord:
        """Reads the stored file whole and compares checksums; its state is then ``ready`` or ``damaged``.

        Other threads get their turn between blocks. Asked again meanwhile, it waits for the check that goes on.
        Raises UnknownWeights, and WeightsUnavailable where nothing is stored.
        """
        going_on = self._checks.get(name)
        if going_on is not None:
            going_on.ended.wait()
            return self.record(name)
        check = self._checks[name] = Check()
        try:
            self._check(name, check)
        finally:
            del self._checks[name]
            check.ended.set()
        return self._tell(name)

    def accept_licence(self, name: str) -> WeightsRecord:
        """Notes that a person has accepted the licence. Raises UnknownWeights and WeightsFolderUnusable."""
        self._store.licences.accept(name)
        return self._tell(name)

    def check_licence(self, name: str) -> None:
        """Raises LicenceNotAccepted where a person has still to accept the licence of the file."""
        self._store.licences.check(name)

    def check_fetchable(self, name: str) -> None:
        """Lets only weights pass that are there, or that a fetch may well get.

        Raises UnknownWeights, LicenceNotAccepted, WeightsUnavailable where nothing may be fetched and nobody has put
        the file into the folder, and DiskFull where there is no room.
        """
        entry = find(name)
        self.check_licence(name)
        if self.is_ready(name) or (self._store.folder / entry.file_name).is_file():
            return
        if self._store.network.offline:
            raise WeightsUnavailable(
                f"{entry.file_name} cannot be fetched, because Burnish was started with --offline. Start it without, "
                f"or download {entry.address} on another machine and put the file into {self._store.folder}."
            )
        self._store.check_space(name)

    def is_ready(self, name: str) -> bool:
        """Whether the file is there."""
        return self._store.state(name).status == "ready"

    def _check(self, name: str, check: Check) -> None:
        """Reads the file, telling pages how far it is; that it is damaged is remembered by the store."""
        throttle = Throttle(REPORT_SECONDS)

        def report(fraction: float) -> None:
            check.fraction = fraction
            if throttle.is_due():
                self._tell(name)
            time.sleep(0)  # the server's other threads run only when this one lets them

        with suppress(WeightsDamaged):
            self._store.verify(name, report)

    def _state_and_progress(
        self, stored: WeightsState
    ) -> tuple[Literal["missing", "downloading", "checking", "damaged", "ready"], float]:
        """What is the matter with weights, and how far that is (0..1)."""
        fetched, check = self._fetching.get(stored.name), self._checks.get(stored.name)
        if check is not None:
            return "checking", check.fraction
        if stored.status == "ready":
            return "ready", 1.0
        return ("downloading", fetched) if fetched is not None else (stored.status, 0.0)

    def _tell(self, name: str) -> WeightsRecord:
        record = self.record(name)
        self._publish(record)
        return record
