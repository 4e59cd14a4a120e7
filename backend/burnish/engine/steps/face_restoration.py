"""Face restoration as a step of a recipe."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from burnish.engine.face_finder import FaceFinder, note_on_detector
from burnish.engine.messages import FoundFaces
from burnish.engine.preview import PreviewCanvas
from burnish.engine.provenance import DescribedFace
from burnish.engine.provision import Provision
from burnish.engine.reporter import PartReporter, TaskReporter
from burnish.engine.speed import Speedometer
from burnish.engine.steps.geometry import scaled_box, scaled_landmarks, scaled_step
from burnish.engine.steps.kind import KnownFaces, Prepared, RowDone, StepDone, Work
from burnish.faces.alignment import Part
from burnish.faces.cards import ALGORITHMS, PARSING_WEIGHTS
from burnish.faces.monochrome import is_monochrome
from burnish.faces.problems import NoFaceFound
from burnish.faces.restorer import FaceDone, FaceRestorer, FaceToCompare, reaches
from burnish.faces.selection import FaceToRestore, select_faces
from burnish.images.picture import Picture
from burnish.monitoring import CheckCancelled, ReportProgress
from burnish.parameters import FaceAlgorithm, RestoreFacesStep
from burnish.records import FoundFace
from burnish.tuning import Corners

FINDING = 0.1
"""The share of the step that finding the faces takes, where they are not known."""

CERTAIN = 1.0
"""The confidence in a face that a person marked."""


@dataclass(frozen=True, slots=True)
class Faces:
    """The faces that a step restores."""

    chosen: list[FaceToRestore]
    """In pixels of the picture that they are cropped from."""
    found: list[FoundFace]
    """All that were found there, whether chosen or not."""
    in_source: FoundFaces | None
    """All that are in the source, where that was looked at."""


class FaceRestoration:
    """Does steps that restore faces."""

    def __init__(
        self, restorer: FaceRestorer, finder: FaceFinder, provision: Provision, speed: Speedometer[FaceAlgorithm]
    ) -> None:
        self._restorer = restorer
        self._finder = finder
        self._provision = provision
        self._speed = speed

    def prepare(
        self, step: RestoreFacesStep, known_faces: KnownFaces, reporter: TaskReporter, check_cancelled: CheckCancelled
    ) -> Prepared[RestoreFacesStep]:
        """Fetches the algorithm's network, a detector where one is needed, and what outlines faces.

        Where the detector asked for cannot be had, another one is used; without outlines, a template's is used.
        """
        self._provision.fetch(ALGORITHMS[step.algorithm].weights, reporter, check_cancelled)
        asked, notes = step.detector, []
        if asked in known_faces and step.restore_from == "source":
            step = step.model_copy(update={"detector": known_faces[asked].detector})
        elif _needs_detector(step):
            step = step.model_copy(update={"detector": self._finder.provide(asked, reporter, check_cancelled)})
        if step.detector != asked:
            notes.append(note_on_detector(asked, step.detector))
        if not self._provision.fetch_optional(PARSING_WEIGHTS, reporter, check_cancelled):
            notes.append(
                f"The outlines of faces need {PARSING_WEIGHTS}, which could not be fetched; those of a template were "
                f"used. Fetch it with `burnish configure --only {PARSING_WEIGHTS}`."
            )
        return Prepared(step, notes)

    def run(self, step: RestoreFacesStep, work: Work) -> StepDone:
        """Restores the faces.

        Raises NoFaceFound when there are none, FaceOutsideImage, Cancelled or another Problem.
        """
        origin = work.source if step.restore_from == "source" else work.picture
        faces = self._faces(step, origin, work)
        if not faces.chosen:
            raise _no_face(step, faces.found, work.source_name)
        monochrome = _keeps_monochrome(step, work.source)
        restored = self._restore(step, origin, work, faces.chosen, monochrome)
        used = step.model_copy(update={"monochrome": "on" if monochrome else "off"})
        described = _described(faces, restored.width / origin.width)
        return StepDone(restored, used, described, faces.in_source)

    def plain(self, step: RestoreFacesStep, part: Corners, picture: Picture) -> Picture:
        """The part as it is."""
        return replace(picture, pixels=picture.pixels[Part(*part).slices])

    def compare(self, step: RestoreFacesStep, strengths: Sequence[float], part: Corners, work: Work) -> RowDone:
        """The part of the source with its faces restored; those that have a strength of their own keep to it.

        Faces are looked for in the whole source, as they are when all of it is restored. Raises NoFaceFound when none
        lies in the part, and what :meth:`run` raises.
        """
        faces, region = self._faces(step, work.source, work), Part(*part)
        own = [face.strength for face in step.chosen] or [None] * len(faces.chosen)
        compared = [
            FaceToCompare(face, [value if fixed is None else fixed for value in strengths])
            for face, fixed in zip(faces.chosen, own, strict=True)
            if reaches(face, region, work.source)
        ]
        if not compared:
            raise NoFaceFound(
                f"No face that would be restored lies in the marked part of {work.source_name}. Mark a part that shows "
                "one, or lower the confidence or the minimum size."
            )
        cells = self._restorer.compare(
            work.source,
            region,
            compared,
            step,
            _keeps_monochrome(step, work.source),
            self._provision.is_ready(PARSING_WEIGHTS),
            work.scratch,
            _progress_of_restoring(work.reporter),
            work.check_cancelled,
        )
        return RowDone(cells, faces.in_source)

    def _restore(
        self, step: RestoreFacesStep, origin: Picture, work: Work, faces: Sequence[FaceToRestore], monochrome: bool
    ) -> Picture:
        canvas = PreviewCanvas(work.picture, work.picture.width, work.picture.height)

        def show(face: FaceDone) -> None:
            canvas.paste(face.pixels, face.left, face.top)
            work.reporter.preview(canvas.draw, face.number, face.count)

        with self._speed.timing(step.algorithm, sum(face.strength > 0 for face in faces)) as start_clock:
            return self._restorer.restore(
                origin,
                work.picture,
                faces,
                step,
                monochrome,
                self._provision.is_ready(PARSING_WEIGHTS),
                work.scratch,
                _progress_of_restoring(work.reporter, start_clock),
                work.check_cancelled,
                show,
            )

    def _faces(self, step: RestoreFacesStep, origin: Picture, work: Work) -> Faces:
        """The faces that the step is to restore, in pixels of ``origin``."""
        here = scaled_step(step, origin.width / work.source.width)
        if step.faces == "chosen":
            return Faces(self._finder.complete(origin, here, work.check_cancelled), [], None)
        in_source = origin is work.source
        known = next((found for found in work.known_faces.values() if found.detector == step.detector), None)
        if not in_source or known is None:
            report = work.reporter.stage("Finding faces", 0, FINDING)
            known = FoundFaces(
                detector=step.detector,
                items=self._finder.find(origin, step.detector, report, work.check_cancelled),
            )
        return Faces(select_faces(known.items, here), known.items, known if in_source else None)


def _progress_of_restoring(reporter: PartReporter, on_begin: Callable[[], None] = lambda: None) -> ReportProgress:
    """Progress of restoring, whose first report is the begin: until then the network is being loaded."""
    report: ReportProgress | None = None

    def tell(fraction: float) -> None:
        nonlocal report
        if report is None:
            on_begin()
            report = reporter.stage("Restoring faces", FINDING, 1 - FINDING)
        report(fraction)

    reporter.stage("Loading the network", FINDING)
    return tell


def _keeps_monochrome(step: RestoreFacesStep, source: Picture) -> bool:
    """Whether faces get the grey or the tone of the source."""
    return step.monochrome == "on" or (step.monochrome == "auto" and is_monochrome(source))


def _needs_detector(step: RestoreFacesStep) -> bool:
    """Whether faces, or the landmarks of a chosen face, are looked for."""
    return step.faces != "chosen" or any(face.landmarks is None for face in step.chosen)


def _described(faces: Faces, scale: float) -> list[DescribedFace]:
    """The restored faces in pixels of the result, which is ``scale`` times as large as where they were found."""
    confidences = {face.box: face.confidence for face in faces.found}
    return [
        DescribedFace(
            box=scaled_box(face.box, scale),
            landmarks=scaled_landmarks(face.landmarks, scale),
            strength=face.strength,
            confidence=confidences.get(face.box, CERTAIN),
        )
        for face in faces.chosen
    ]


def _no_face(step: RestoreFacesStep, found: Sequence[FoundFace], name: str) -> NoFaceFound:
    passed_over = f" ({len(found)} smaller or less certain ones were passed over)" if found else ""
    return NoFaceFound(
        f"No face of at least {step.minimum_size} pixels was found in {name} with a confidence of {step.confidence:g} "
        f"or more{passed_over}. Lower the confidence or the minimum size, or mark the face yourself."
    )
