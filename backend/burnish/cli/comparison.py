"""A tuning grid of one photo as one PNG, with a progress bar."""

import time
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from burnish.cli.running import (
    NoSuchPhoto,
    WouldOverwrite,
    progress_bar,
    run_to_the_end,
    say,
    temporary_folder,
)
from burnish.engine.client import Engine, Listen
from burnish.engine.messages import (
    DetectFacesTask,
    FoundFaces,
    MadeGrid,
    PrepareTask,
    Report,
    TaskProgress,
    TuningGridTask,
)
from burnish.engine.steps.kind import KnownFaces
from burnish.faces.selection import select_faces
from burnish.images.decode import DecodeLimits, ImageFacts, inspect
from burnish.parameters import Box, Recipe, RestoreFacesStep, Tuning
from burnish.settings import Settings
from burnish.tuning import MONTAGE_FILE, around, fitted, hardest_step, middle_of


class Comparison:
    """Makes one tuning grid."""

    def __init__(self, settings: Settings, tuning: Tuning, output: Path, overwrite: bool) -> None:
        """The part of ``tuning`` is not looked at."""
        self._limits = DecodeLimits(max_pixels=settings.max_pixels)
        self._tuning = tuning
        self._output = output
        self._overwrite = overwrite
        self._engine = Engine(settings)
        self._console = Console(stderr=True)

    def run(self, photo: Path, part: Box | None) -> None:
        """Writes the montage, and tells how long the cells took.

        Without a part it is the middle of the photo, or where faces are restored the largest of them. Raises
        NoSuchPhoto, WouldOverwrite or the Problem that came up; then nothing is written.
        """
        self._check(photo)
        facts = inspect(photo, self._limits, name=photo.name)
        if part is not None:
            self._over(part, photo, facts)  # one that cannot be compared is refused before the engine starts
        try:
            with progress_bar(self._console) as progress, temporary_folder(self._output.parent) as folder:
                listen = _listener(progress)
                prepare = PrepareTask(task_id="prepare", recipe=Recipe(steps=(hardest_step(self._tuning),)))
                run_to_the_end(self._engine, prepare, listen)
                known = {} if part is not None else self._find_faces(photo, listen)
                task = TuningGridTask(
                    task_id="compare",
                    source=photo.resolve(),
                    source_name=photo.name,
                    tuning=self._over(part or self._usual_part(known, facts), photo, facts),
                    folder=folder.resolve(),
                    known_faces=known,
                )
                began = time.monotonic()
                made = run_to_the_end(self._engine, task, listen)
                assert isinstance(made, MadeGrid)
                (folder / MONTAGE_FILE).replace(self._output)
        finally:
            self._engine.stop()
        for note in made.notes:
            say(self._console, note)
        say(self._console, f"{self._output}: {self._tuning.cells} settings in {time.monotonic() - began:.1f} s.")

    def _check(self, photo: Path) -> None:
        """Raises NoSuchPhoto, or WouldOverwrite, before anything is done."""
        if not photo.is_file():
            raise NoSuchPhoto(f"There is no file {photo}. Check the path.")
        if self._output.exists() and not self._overwrite:
            raise WouldOverwrite(f"{self._output} exists. Choose another name, or pass --overwrite.")

    def _find_faces(self, photo: Path, listen: Listen) -> KnownFaces:
        """The faces in the photo, where the step restores some; nothing else needs them."""
        step = self._tuning.step
        if not isinstance(step, RestoreFacesStep):
            return {}
        task = DetectFacesTask(task_id="faces", source=photo.resolve(), source_name=photo.name, detector=step.detector)
        found = run_to_the_end(self._engine, task, listen)
        assert isinstance(found, FoundFaces)
        return {step.detector: found}

    def _over(self, part: Box, photo: Path, facts: ImageFacts) -> Tuning:
        """The grid over that part of the photo. Raises PartUnusable."""
        return fitted(self._tuning.model_copy(update={"crop": part}), photo.name, facts.width, facts.height)

    def _usual_part(self, known: KnownFaces, facts: ImageFacts) -> Box:
        """The largest face that would be restored, or where there is none the middle of the photo."""
        step = self._tuning.step
        if isinstance(step, RestoreFacesStep) and step.detector in known:
            for largest in select_faces(known[step.detector].items, step)[:1]:
                return around(largest.box)
        return middle_of(facts.width, facts.height)


def _listener(progress: Progress) -> Listen:
    """Shows on a bar what a task says of its progress."""
    bar = progress.add_task("", total=1.0)

    def listen(report: Report, attachment: bytes) -> None:
        if isinstance(report, TaskProgress):
            progress.update(bar, completed=report.fraction, description=report.stage)

    return listen
