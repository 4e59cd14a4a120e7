"""What the engine knows of a step: how it is prepared, and what it is done on. Does not import torch."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from burnish.engine.messages import FoundFaces
from burnish.engine.provenance import DescribedFace
from burnish.engine.reporter import PartReporter, TaskReporter
from burnish.images.picture import Picture
from burnish.monitoring import CheckCancelled
from burnish.parameters import FaceDetectorName, RestoreFacesStep, Step, UpscaleStep
from burnish.tuning import Corners

AnyStep = TypeVar("AnyStep", UpscaleStep, RestoreFacesStep)

KnownFaces = dict[FaceDetectorName, FoundFaces]
"""The faces in a picture, by the detector that was asked for."""


@dataclass(frozen=True, slots=True)
class Prepared(Generic[AnyStep]):
    """A step whose weights are there."""

    step: AnyStep
    """The step as it can be done."""
    notes: list[str]
    """Sentences on where it differs from what was asked for."""


@dataclass(frozen=True, slots=True)
class Work:
    """What one step is done on, and whom it tells."""

    source_name: str
    """The name that a person knows the source by."""
    source: Picture
    """The picture before the first step."""
    picture: Picture
    """The picture before this step; it shows the same as the source, at any scale."""
    known_faces: KnownFaces
    """Faces in the source that need not be looked for again."""
    scratch: Path
    """A folder for pixels that do not fit into memory."""
    reporter: PartReporter
    check_cancelled: CheckCancelled


@dataclass(frozen=True, slots=True)
class StepDone:
    """What a step has made."""

    picture: Picture
    step: Step
    """The step with the values really used."""
    faces: list[DescribedFace] = field(default_factory=list)
    """The faces that were restored, in pixels of the picture."""
    found_faces: FoundFaces | None = None
    """All faces in the source, where they were looked for."""
    custom_models: dict[str, str] = field(default_factory=dict)
    """SHA-256 of the weights, by name, of a model that a person added."""


@dataclass(frozen=True, slots=True)
class RowDone:
    """What a step with one value of the one strength has made with several of the other."""

    cells: list[Picture]
    """The part of the picture that is compared, for each of these values."""
    found_faces: FoundFaces | None = None
    """All faces in the source, where they were looked for."""


class KindOfStep(Protocol[AnyStep]):
    """Does the steps of one kind, with networks that stay in memory."""

    def prepare(
        self, step: AnyStep, known_faces: KnownFaces, reporter: TaskReporter, check_cancelled: CheckCancelled
    ) -> Prepared[AnyStep]:
        """Fetches what the step needs.

        Raises WeightsUnavailable, LicenceNotAccepted and Cancelled.
        """

    def run(self, step: AnyStep, work: Work) -> StepDone:
        """Does a prepared step.

        Raises Cancelled, or the Problem that came up.
        """

    def plain(self, step: AnyStep, part: Corners, picture: Picture) -> Picture:
        """The part of a picture that the step's results are compared with: as it is, at their size."""

    def compare(self, step: AnyStep, strengths: Sequence[float], part: Corners, work: Work) -> RowDone:
        """A part of what :meth:`run` makes of the work's source, for each of some values of the step's strength.

        Raises Cancelled, or the Problem that came up.
        """
