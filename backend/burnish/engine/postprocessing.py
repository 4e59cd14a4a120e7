"""Running a recipe over one image: read, do the steps, write."""

import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from burnish.disk import sha256_of
from burnish.engine.effort import shares_of
from burnish.engine.feasibility import check_feasible
from burnish.engine.messages import FoundFaces, MadeImage, PostprocessTask
from burnish.engine.provenance import DescribedFace, Provenance
from burnish.engine.reporter import PartReporter, TaskReporter
from burnish.engine.steps.geometry import scaled_face
from burnish.engine.steps.kind import StepDone, Work
from burnish.engine.toolbox import Toolbox
from burnish.faces.problems import NoFaceFound
from burnish.images.decode import DecodeLimits, decode, inspect
from burnish.images.encode import encode
from burnish.images.picture import Picture
from burnish.images.thumbnails import SCREEN_SIDE, needs_screen_version, write_thumbnail
from burnish.monitoring import CheckCancelled
from burnish.parameters import FaceDetectorName, Recipe, RestoreFacesStep, Step
from burnish.records import RestoredFace
from burnish.settings import Settings

SAVING = 0.03
"""The share of the work that encoding the result takes."""


@dataclass
class Progress:
    """What has become of an image so far."""

    picture: Picture
    steps: list[Step] = field(default_factory=list)
    """The steps that were done, with the values really used."""
    notes: list[str] = field(default_factory=list)
    faces: list[DescribedFace] = field(default_factory=list)
    """The faces that were restored, in pixels of the picture."""
    found_faces: dict[FaceDetectorName, FoundFaces] = field(default_factory=dict)
    custom_models: dict[str, str] = field(default_factory=dict)
    """SHA-256 of the weights, by name, of each model that a person added."""

    def take(self, asked: Step, done: StepDone) -> None:
        """Goes on from what a step has made."""
        scale = done.picture.width / self.picture.width
        self.faces = [scaled_face(face, scale) for face in self.faces] + done.faces
        self.picture = done.picture
        self.steps.append(done.step)
        self.custom_models |= done.custom_models
        if isinstance(asked, RestoreFacesStep) and done.found_faces is not None:
            self.found_faces[asked.detector] = done.found_faces


class Postprocessor:
    """Runs recipes."""

    def __init__(self, settings: Settings, toolbox: Toolbox) -> None:
        self._settings = settings
        self._toolbox = toolbox
        self._limits = DecodeLimits(max_pixels=settings.max_pixels)

    def run(self, task: PostprocessTask, reporter: TaskReporter, check_cancelled: CheckCancelled) -> MadeImage:
        """Does what the task asks for and writes the result and its thumbnail.

        Raises Cancelled, or the Problem that came up; then no file is left.
        """
        self._check(task)
        steps, notes = self._prepare(task, reporter, check_cancelled)
        reporter.stage("Reading the image")
        picture = decode(task.source, self._limits, name=task.source_name)
        with tempfile.TemporaryDirectory(dir=task.target.parent, prefix=".burnish-") as scratch:
            progress = self._do(task, steps, picture, Path(scratch), reporter, check_cancelled)
            progress.notes[:0] = notes
            check_cancelled()
            reporter.stage("Saving", 1 - SAVING)
            recipe = Recipe(steps=tuple(progress.steps))
            _write(task, recipe, progress)
        return MadeImage(
            width=progress.picture.width,
            height=progress.picture.height,
            format=task.output.format,
            bits=inspect(task.target).bits,
            channels=progress.picture.channels,
            recipe=recipe,
            notes=progress.notes,
            faces=[RestoredFace(box=face.box, strength=face.strength) for face in progress.faces],
            found_faces=progress.found_faces,
        )

    def _check(self, task: PostprocessTask) -> None:
        facts = inspect(task.source, self._limits, name=task.source_name)
        check_feasible(
            task.source_name,
            (facts.width, facts.height),
            facts.channels,
            facts.bits,
            task.recipe,
            task.output,
            self._settings.max_output_pixels,
            task.target.parent,
        )

    def _prepare(
        self, task: PostprocessTask, reporter: TaskReporter, check_cancelled: CheckCancelled
    ) -> tuple[list[Step], list[str]]:
        """The steps as they can be done, and sentences on what differs."""
        prepared = [
            self._toolbox.kind_of(step).prepare(step, task.known_faces, reporter, check_cancelled)
            for step in task.recipe.steps
        ]
        notes = dict.fromkeys(note for one in prepared for note in one.notes)
        return [one.step for one in prepared], list(notes)

    def _do(
        self,
        task: PostprocessTask,
        steps: list[Step],
        source: Picture,
        scratch: Path,
        reporter: TaskReporter,
        check_cancelled: CheckCancelled,
    ) -> Progress:
        """Does the prepared steps; one that finds no face is noted, and is a failure only where no other did anything.

        Raises NoFaceFound in that case, Cancelled, or another Problem.
        """
        progress = Progress(source)
        without_face: list[NoFaceFound] = []
        shares = shares_of(task.recipe, source.width, source.height, self._toolbox.models)
        for asked, step, (start, length) in zip(task.recipe.steps, steps, shares, strict=True):
            work = Work(
                source_name=task.source_name,
                source=source,
                picture=progress.picture,
                known_faces=task.known_faces,
                scratch=scratch,
                reporter=PartReporter(reporter, start * (1 - SAVING), length * (1 - SAVING)),
                check_cancelled=check_cancelled,
            )
            try:
                progress.take(asked, self._toolbox.kind_of(step).run(step, work))
            except NoFaceFound as problem:
                without_face.append(problem)
                progress.notes.append(problem.detail)
        if len(without_face) == len(steps):
            raise without_face[0]
        return progress


def _write(task: PostprocessTask, recipe: Recipe, progress: Progress) -> None:
    picture = progress.picture
    provenance = Provenance(
        generation=task.generation,
        source_name=task.source_name,
        source_sha256=sha256_of(task.source),
        requested=task.recipe,
        recipe=recipe,
        notes=progress.notes,
        custom_models=progress.custom_models or None,
        faces=progress.faces,
    )
    encode(picture, task.target, task.output, provenance.annotations())
    if task.thumbnail is not None:
        write_thumbnail(picture, task.thumbnail)
    needs_screen = needs_screen_version(task.output.format, picture.width, picture.height)
    if task.screen is not None and needs_screen:
        write_thumbnail(picture, task.screen, SCREEN_SIDE)
