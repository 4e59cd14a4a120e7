"""Remembers which licences a person has accepted, of the weights that may not be used without."""

from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from burnish.weights.catalogue import find
from burnish.weights.problems import LicenceNotAccepted, WeightsFolderUnusable


class Acceptance(BaseModel):
    """That a person accepted the licence of some weights."""

    model_config = ConfigDict(frozen=True)

    name: str
    """The weights."""
    licence: str
    accepted_at: datetime


_ACCEPTANCES = TypeAdapter(list[Acceptance])


class Licences:
    """The licences of the weights in one folder, which several processes may use at the same time.

    What was accepted is kept in ``accepted-licences.json``; a file that cannot be read accepts nothing.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / "accepted-licences.json"

    def needs_acceptance(self, name: str) -> bool:
        """Whether a person has still to accept the licence of these weights.

        Raises:
            UnknownWeights: the name is not in the catalogue.
        """
        entry = find(name)
        return entry.must_accept and not any(
            (known.name, known.licence) == (name, entry.licence) for known in self._read()
        )

    def accept(self, name: str) -> None:
        """Notes that a person has accepted the licence; one that need not be accepted is left alone.

        Raises:
            UnknownWeights: the name is not in the catalogue.
            WeightsFolderUnusable: the folder cannot be written.
        """
        if not self.needs_acceptance(name):
            return
        acceptance = Acceptance(name=name, licence=find(name).licence, accepted_at=datetime.now(UTC))
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(self._path.with_suffix(".lock")):
                temporary = self._path.with_suffix(".json.part")
                temporary.write_bytes(_ACCEPTANCES.dump_json([*self._read(), acceptance], indent=2))
                temporary.replace(self._path)
        except OSError as error:
            raise WeightsFolderUnusable(
                f"That the licence of {name} was accepted cannot be stored in {self._path.parent}: {error}. "
                "Check that the folder can be written and that the disk has space."
            ) from error

    def check(self, name: str) -> None:
        """Lets only weights pass that may be used.

        Raises:
            UnknownWeights: the name is not in the catalogue.
            LicenceNotAccepted: a person has still to accept their licence.
        """
        if self.needs_acceptance(name):
            entry = find(name)
            raise LicenceNotAccepted(
                f"{name} may be used only under the {entry.licence}, which has not been accepted yet. "
                f"{entry.licence_summary} Read it at {entry.licence_url}. Accept it where Burnish asks for it, or with "
                f"`burnish configure --only {name} --accept-licence {name}`."
            )

    def _read(self) -> list[Acceptance]:
        try:
            return _ACCEPTANCES.validate_json(self._path.read_bytes())
        except (OSError, ValidationError):
            return []
