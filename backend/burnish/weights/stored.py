"""Weights as they are stored: ``NAME.safetensors`` in a folder, and beside it ``NAME.json``, where they came from."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError
from safetensors.numpy import save

from burnish.disk import sha256_of, sync_folder, write_through
from burnish.monitoring import CheckCancelled, ReportProgress, ignore_progress, never_cancelled
from burnish.weights.acquisition import Acquired
from burnish.weights.catalogue import WeightsFile
from burnish.weights.problems import WeightsDamaged, WeightsUnavailable

Status = Literal["missing", "damaged", "ready"]


class Origin(BaseModel):
    """Where stored weights came from."""

    model_config = ConfigDict(frozen=True)

    name: str
    source: str
    """The address, the package, or :data:`burnish.weights.store.BY_HAND`."""
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
    damaged: bool = False
    """Whether the safetensors file was another one when it was last read whole."""


class StoredWeights:
    """The two files of one name in a folder. Whoever changes them keeps others from doing so at the same time."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        self.path = folder / f"{name}.safetensors"
        self.origin_path = folder / f"{name}.json"

    def origin(self) -> Origin | None:
        """Where the weights came from; None where that is not recorded, or cannot be read."""
        try:
            return Origin.model_validate_json(self.origin_path.read_bytes())
        except (OSError, ValidationError):
            return None

    def status(self) -> Status:
        """Whether the weights are there, told from the file's size and from what was found when it was last read.

        A file without a record is what a crash leaves while weights are stored, and counts as missing.
        """
        origin = self.origin()
        if origin is None or not self.path.is_file():
            return "missing"
        return "damaged" if origin.damaged or self.path.stat().st_size != origin.bytes else "ready"

    def check(
        self, report: ReportProgress = ignore_progress, check_cancelled: CheckCancelled = never_cancelled
    ) -> Origin:
        """Reads the weights whole and compares their SHA-256 with the one recorded when they were stored.

        Returns:
            The record with which they agree.

        Raises:
            WeightsUnavailable: they are not there.
            WeightsDamaged: they have changed, or cannot be read.
            Cancelled: by ``check_cancelled``.
        """
        origin = self.origin()
        if origin is None or not self.path.is_file():
            raise WeightsUnavailable(f"{self.name} is not in {self.path.parent}.")
        try:
            found = sha256_of(self.path, report, check_cancelled)
        except OSError as error:
            raise WeightsDamaged(f"{self.path} cannot be read: {error}.") from error
        if found != origin.sha256:
            raise WeightsDamaged(f"{self.path} has changed since it was stored.")
        return origin

    def mark(self, damaged: bool) -> None:
        """Notes what was found when the weights were read whole. Raises OSError."""
        origin = self.origin()
        if origin is not None and origin.damaged != damaged:
            self._write_origin(origin.model_copy(update={"damaged": damaged}))

    def write(self, entry: WeightsFile, acquired: Acquired) -> None:
        """Stores parameters in the place of what is there.

        A process that is killed in between leaves what was there, or nothing; never weights with another's record.
        Raises OSError.
        """
        temporary = _unfinished(self.path)
        write_through(temporary, save(acquired.state))
        origin = Origin(
            name=self.name,
            source=acquired.source,
            official=acquired.official,
            fetched_sha256=acquired.sha256,
            sha256=sha256_of(temporary),
            bytes=temporary.stat().st_size,
            licence=entry.licence,
            installed_at=datetime.now(UTC),
        )
        self.path.unlink(missing_ok=True)
        sync_folder(self.path.parent)
        self._write_origin(origin)
        temporary.replace(self.path)

    def remove(self) -> None:
        """Removes both files, and what a crash left of them; it is no error when they are not there. Raises OSError."""
        for path in (self.path, self.origin_path):
            path.unlink(missing_ok=True)
            _unfinished(path).unlink(missing_ok=True)

    def _write_origin(self, origin: Origin) -> None:
        temporary = _unfinished(self.origin_path)
        write_through(temporary, origin.model_dump_json(indent=2).encode())
        temporary.replace(self.origin_path)


def _unfinished(path: Path) -> Path:
    """Where a file is written before it gets its name."""
    return path.with_name(f"{path.name}.part")
