"""Finding faces with the detector asked for, or with another one where that cannot be had."""

from collections.abc import Iterator

from burnish.engine.messages import DetectFacesTask, FoundFaces
from burnish.engine.provision import Provision
from burnish.engine.reporter import TaskReporter
from burnish.faces.cards import DETECTORS
from burnish.faces.detection import FaceDetection
from burnish.faces.selection import FaceToRestore
from burnish.images.decode import DecodeLimits, decode
from burnish.images.picture import Picture
from burnish.monitoring import CheckCancelled, ReportProgress
from burnish.parameters import FaceDetectorName, RestoreFacesStep
from burnish.records import FoundFace

FETCHING = 0.9
"""The share of a detection task that fetching the detector takes, where it is missing."""


class FaceFinder:
    """Finds faces with networks that stay in memory."""

    def __init__(self, detection: FaceDetection, provision: Provision, limits: DecodeLimits) -> None:
        self._detection = detection
        self._provision = provision
        self._limits = limits

    def run(self, task: DetectFacesTask, reporter: TaskReporter, check_cancelled: CheckCancelled) -> FoundFaces:
        """Does what the task asks for. Raises Cancelled, or the Problem that came up."""
        weights = DETECTORS[task.detector]
        fetching = 0.0 if weights is None or self._provision.is_ready(weights) else FETCHING
        detector = self.provide(task.detector, reporter, check_cancelled, fetching)
        reporter.stage("Reading the image", fetching)
        picture = decode(task.source, self._limits, name=task.source_name)
        report = reporter.stage("Finding faces", fetching, 1 - fetching)
        return FoundFaces(detector=detector, items=self.find(picture, detector, report, check_cancelled))

    def provide(
        self, asked: FaceDetectorName, reporter: TaskReporter, check_cancelled: CheckCancelled, share: float = 0.0
    ) -> FaceDetectorName:
        """The detector to use: the one asked for if it can be had, else one that needs no download.

        A fetch is ``share`` of the task. Raises Cancelled.
        """
        weights = DETECTORS[asked]
        if weights is None or self._provision.fetch_optional(weights, reporter, check_cancelled, share):
            return asked
        return next(self._ready())

    def find(
        self, picture: Picture, detector: FaceDetectorName, report: ReportProgress, check_cancelled: CheckCancelled
    ) -> list[FoundFace]:
        """All faces with a confidence of at least 0.1, the largest first."""
        return self._detection.detect(picture, detector, report, check_cancelled)

    def complete(
        self, picture: Picture, step: RestoreFacesStep, check_cancelled: CheckCancelled
    ) -> list[FaceToRestore]:
        """The faces that the step chose, with landmarks. Raises FaceOutsideImage or Cancelled."""
        return self._detection.complete(picture, step.chosen, step, check_cancelled)

    def _ready(self) -> Iterator[FaceDetectorName]:
        """The detectors that can be used now, the best first."""
        for name, weights in DETECTORS.items():
            if weights is None or self._provision.is_ready(weights):
                yield name


def note_on_detector(asked: FaceDetectorName, used: FaceDetectorName) -> str:
    """The sentence that says that another detector took the place of the one asked for."""
    return (
        f"The detector {asked} needs {DETECTORS[asked]}, which could not be fetched; {used} found the faces. "
        f"Fetch it with `burnish configure --only {DETECTORS[asked]}`."
    )
