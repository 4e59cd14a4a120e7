"""The store: a folder with each weights file as safetensors, converted once, and beside it where it came from."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from filelock import FileLock, Timeout
from pydantic import BaseModel, ConfigDict

from burnish.disk import NO_ROOM, DiskFull, free_bytes, locked
from burnish.monitoring import (
    CheckCancelled,
    ReportProgress,
    both,
    ignore_progress,
    never_cancelled,
    never_falling,
    part_of,
)
from burnish.problems import Problem
from burnish.settings import Settings
from burnish.weights.acquisition import Acquired, begun_bytes, discard_begun
from burnish.weights.catalogue import WeightsFile, find
from burnish.weights.licences import Licences
from burnish.weights.network import UNRESTRICTED, Network
from burnish.weights.problems import WeightsDamaged, WeightsFolderUnusable, WeightsUnavailable
from burnish.weights.stored import Status, StoredWeights
from burnish.weights.ways import Way, copy_in, official_file_in, on_the_network

_log = logging.getLogger(__name__)

_FETCHING = 0.9
"""The share of the work that fetching is; converting and writing are the rest."""


class SourceWatcher(Protocol):
    """Told of each source of weights as it is tried."""

    def begin(self, source: str, size: int) -> ReportProgress:
        """A source is tried, and ``size`` bytes are had from it. Gives what is told the fraction that has come."""

    def fail(self, reason: str) -> None:
        """That source did not give the weights, for a reason that names it; the next one, if any, is tried."""


class LogWatcher:
    """A :class:`SourceWatcher` for callers that show the weights' progress alone."""

    def begin(self, source: str, size: int) -> ReportProgress:
        """Nothing is told of the source."""
        return ignore_progress

    def fail(self, reason: str) -> None:
        """The reason stands in the log."""
        _log.info("A source failed: %s", reason)


class WeightsState(BaseModel):
    """Whether weights are in the store."""

    model_config = ConfigDict(frozen=True)

    name: str
    status: Status
    """``damaged`` when what is stored is not what was stored: it is fetched anew."""
    bytes: int
    """Size of the stored file; of the official file while there is none."""
    begun_bytes: int
    """How much of the official file has come of a download that goes on at the next attempt."""
    source: str | None
    """Where the stored parameters came from."""
    path: Path
    """Where the stored file is, or will be."""


def open_store(settings: Settings) -> "WeightsStore":
    """The store of the program with these settings."""
    return WeightsStore(settings.root / "weights", Network.of(settings))


class WeightsStore:
    """The weights in one folder, which several processes may use at the same time."""

    def __init__(self, folder: Path, network: Network = UNRESTRICTED) -> None:
        """A store in ``folder``, which is made when it is needed, that fetches as ``network`` allows."""
        self.folder = folder
        self.network = network
        self.licences = Licences(folder)

    def state(self, name: str) -> WeightsState:
        """Whether the weights are there, told without reading them: quick, and without PyTorch.

        Raises:
            UnknownWeights: the name is not in the catalogue.
        """
        entry, stored = find(name), self._stored(name)
        status, origin = stored.status(), stored.origin()
        if status == "missing" or origin is None:
            size, source = entry.bytes, None
        else:
            size, source = origin.bytes, origin.source
        begun = 0 if status == "ready" else self._begun_bytes(entry)
        return WeightsState(name=name, status=status, bytes=size, begun_bytes=begun, source=source, path=stored.path)

    def ensure(
        self,
        name: str,
        report: ReportProgress = ignore_progress,
        check_cancelled: CheckCancelled = never_cancelled,
        by_hand: Path | None = None,
        watcher: SourceWatcher | None = None,
    ) -> Path:
        """The path of the weights, which are fetched and converted first when they are missing or damaged.

        A file of the official name in the store's folder is taken first (and gives way to its converted form), then
        what is in the folder ``by_hand``, which is left as it is: a file of the official name, or the two files of
        another store. Then come the official address, the mirrors and the packages of registries.

        Args:
            name: the weights.
            report: told the fraction of the whole work, converting included.
            check_cancelled: called between blocks.
            by_hand: a folder that a person named.
            watcher: told of each source; by default their failures are logged.

        Returns:
            A safetensors file for :func:`burnish.weights.loading.load_state_dict`.

        Raises:
            UnknownWeights: the name is not in the catalogue.
            LicenceNotAccepted: their licence must be accepted first, even where they are there already.
            WeightsUnavailable: no source could give them; the detail has each one's reason and the remedy.
            DiskFull: there is no room for them.
            WeightsFolderUnusable: the folder cannot be written.
            Cancelled: by ``check_cancelled``; a begun download is kept and continued next time.
        """
        entry, stored = find(name), self._stored(name)
        self.licences.check(name)
        if stored.status() == "ready":
            return stored.path
        with self._changing(entry, check_cancelled):
            if stored.status() != "ready":
                self._install(entry, by_hand, never_falling(report), check_cancelled, watcher or LogWatcher())
        return stored.path

    def check_space(self, name: str) -> None:
        """Lets weights pass that are there, or for whose download and converted form there is room.

        Raises:
            UnknownWeights: the name is not in the catalogue.
            DiskFull: there is not; the detail has what is needed and what is free.
        """
        state = self.state(name)
        if state.status != "ready":
            self._check_room(find(name), find(name).bytes - state.begun_bytes)

    def verify(
        self,
        name: str,
        report: ReportProgress = ignore_progress,
        check_cancelled: CheckCancelled = never_cancelled,
    ) -> None:
        """Reads the stored weights whole and compares their SHA-256 with the one recorded when they were stored.

        What is found is remembered: damaged weights are fetched anew by the next :meth:`ensure`.

        Raises:
            UnknownWeights: the name is not in the catalogue.
            WeightsUnavailable: they are not there.
            WeightsDamaged: they have changed, or cannot be read.
            Cancelled: by ``check_cancelled``.
        """
        entry, stored = find(name), self._stored(name)
        if stored.status() == "missing":
            raise WeightsUnavailable(f"{name} is not there. Fetch it with `burnish configure --only {name}`.")
        try:
            stored.check(report, check_cancelled)
        except WeightsDamaged as problem:
            self._remember(entry, damaged=True)
            raise WeightsDamaged(
                f"{problem.detail} It is fetched anew at its next use, or at once with "
                f"`burnish configure --only {name}`."
            ) from problem
        self._remember(entry, damaged=False)

    def remove(self, name: str, check_cancelled: CheckCancelled = never_cancelled) -> None:
        """Removes the weights and what was begun of a download; it is no error when they are not there.

        Raises:
            UnknownWeights: the name is not in the catalogue.
            WeightsFolderUnusable: the folder cannot be written.
            Cancelled: by ``check_cancelled`` while another process works on these weights.
        """
        entry = find(name)
        with self._changing(entry, check_cancelled):
            self._stored(name).remove()
            discard_begun(entry, self.folder)

    def is_busy(self, name: str) -> bool:
        """Whether a process is changing these weights now: it fetches, stores or removes them.

        Raises:
            UnknownWeights: the name is not in the catalogue.
        """
        path = self._lock_path(find(name))
        if not path.exists():
            return False
        try:
            with FileLock(path, blocking=False):
                return False
        except Timeout:
            return True
        except OSError:  # in a folder that cannot be written nobody changes anything
            return False

    def _lock_path(self, entry: WeightsFile) -> Path:
        return self.folder / f"{entry.name}.lock"

    def _stored(self, name: str) -> StoredWeights:
        return StoredWeights(self.folder, name)

    def _official_path(self, entry: WeightsFile) -> Path:
        """Where the official file is downloaded to, and where a person may put it."""
        return self.folder / entry.file_name

    def _begun_bytes(self, entry: WeightsFile) -> int:
        """How much of the official file is there, which is all of it where a crash came before it was converted."""
        official = self._official_path(entry)
        have = official.stat().st_size if official.is_file() else begun_bytes(entry, self.folder)
        return min(entry.bytes, have)

    @contextmanager
    def _changing(self, entry: WeightsFile, check_cancelled: CheckCancelled) -> Iterator[None]:
        """Only one process at a time changes the weights of a name; waiting for it can be cancelled.

        Errors of the operating system become problems that name the folder.
        """
        try:
            with locked(self._lock_path(entry), check_cancelled):
                yield
        except OSError as error:
            if error.errno in NO_ROOM:
                raise DiskFull(
                    f"The disk of {self.folder} became full while {entry.file_name} was stored. "
                    "Make room, and try again."
                ) from error
            raise WeightsFolderUnusable(
                f"{entry.file_name} cannot be changed in {self.folder}: {error}. Check that the folder can be written."
            ) from error

    def _install(
        self,
        entry: WeightsFile,
        by_hand: Path | None,
        report: ReportProgress,
        check_cancelled: CheckCancelled,
        watcher: SourceWatcher,
    ) -> None:
        """Tries every way in turn until one has given the parameters, and stores them."""
        is_damaged = self._stored(entry.name).status() == "damaged"
        reasons = [f"What is stored of {entry.name} is damaged."] if is_damaged else []
        for way in self._ways(entry, by_hand):
            report_way = both(part_of(report, 0, _FETCHING), watcher.begin(way.source, way.bytes))
            try:
                if way.is_package:
                    self._check_room(entry, way.bytes)
                acquired = way.acquire(report_way, check_cancelled)
            except Problem as problem:
                watcher.fail(problem.detail)
                reasons.append(problem.detail)
            else:
                self._stored(entry.name).write(entry, acquired)
                self._tidy_up(entry, acquired)
                report(1.0)
                return
        if self.network.offline:
            reasons.append("Nothing was tried on the network, because Burnish runs offline.")
        raise WeightsUnavailable(
            f"{entry.file_name} could not be had. {' '.join(reasons)} What you can do: download {entry.address} "
            f"where that works, put the file into {self.folder} and try again."
        )

    def _ways(self, entry: WeightsFile, by_hand: Path | None) -> Iterator[Way]:
        """The ways in which the weights can be had, in their order.

        Raises DiskFull before those on the network where there is no room for what would be fetched.
        """
        yield from official_file_in(self.folder, entry)
        if by_hand is not None and by_hand.resolve() != self.folder.resolve():
            yield from official_file_in(by_hand, entry)
            yield from copy_in(by_hand, entry)
        if not self.network.offline:
            self.check_space(entry.name)
            yield from on_the_network(entry, self.folder, self.network)

    def _tidy_up(self, entry: WeightsFile, acquired: Acquired) -> None:
        """Removes what is of no use any more once weights are stored."""
        discard_begun(entry, self.folder)
        if acquired.file == self._official_path(entry):
            acquired.file.unlink()

    def _check_room(self, entry: WeightsFile, to_fetch: int) -> None:
        """Raises DiskFull unless there is room for that many bytes, and for the converted form."""
        needed, free = to_fetch + entry.converted_bytes, free_bytes(self.folder)
        if needed > free:
            raise DiskFull(
                f"{entry.file_name} needs {needed / 1e6:.0f} MB in {self.folder} until it is converted, where "
                f"{free / 1e6:.0f} MB are free. Make room, and try again."
            )

    def _remember(self, entry: WeightsFile, damaged: bool) -> None:
        """Notes what was found when the weights were read whole, unless they were replaced meanwhile."""
        stored = self._stored(entry.name)
        origin = stored.origin()
        if origin is None or origin.damaged == damaged:
            return
        try:
            with self._changing(entry, never_cancelled):
                if stored.origin() == origin:
                    stored.mark(damaged)
        except Problem as problem:
            _log.warning("%s", problem.detail)
