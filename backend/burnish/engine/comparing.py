"""Making a tuning grid: a part of an image, worked on with several values of a step's strengths."""

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from burnish.engine.feasibility import check_room_for_grid
from burnish.engine.messages import FoundFaces, MadeGrid, TuningGridTask
from burnish.engine.reporter import PartReporter, TaskReporter
from burnish.engine.steps.kind import Work
from burnish.engine.toolbox import Toolbox
from burnish.images.decode import DecodeLimits, decode
from burnish.images.encode import encode
from burnish.images.montage import Axis, Montage
from burnish.images.picture import Metadata, Picture
from burnish.monitoring import CheckCancelled
from burnish.parameters import FaceDetectorName, OutputOptions, RestoreFacesStep, Step, Tuning, UpscaleStep
from burnish.settings import Settings
from burnish.tuning import (
    COLUMN_FIELDS,
    MONTAGE_FILE,
    ORIGINAL,
    ROW_FIELDS,
    cell_file,
    cell_index,
    fitted,
    part_of,
    row_steps,
    title_of,
)


class Comparer:
    """Makes tuning grids."""

    def __init__(self, settings: Settings, toolbox: Toolbox) -> None:
        self._toolbox = toolbox
        self._limits = DecodeLimits(max_pixels=settings.max_pixels)

    def run(self, task: TuningGridTask, reporter: TaskReporter, check_cancelled: CheckCancelled) -> MadeGrid:
        """Writes the cells, each as soon as it is made, and at the end the montage of them all.

        Raises Cancelled, or the Problem that came up; then the cells that were made stay.
        """
        steps, notes = self._prepare(task, reporter, check_cancelled)
        reporter.stage("Reading the image")
        source = decode(task.source, self._limits, name=task.source_name)
        tuning = fitted(task.tuning, task.source_name, source.width, source.height)
        check_room_for_grid(tuning, source.channels, 8 * source.pixels.itemsize, task.folder)
        kind = self._toolbox.kind_of(tuning.step)
        pictures = _Pictures(task.folder, tuning, kind.plain(tuning.step, part_of(tuning), source), reporter)
        found = self._make_rows(task, tuning, steps, source, pictures, reporter, check_cancelled)
        pictures.write_montage()
        return MadeGrid(notes=notes, found_faces=found)

    def _prepare(
        self, task: TuningGridTask, reporter: TaskReporter, check_cancelled: CheckCancelled
    ) -> tuple[list[Step], list[str]]:
        """The step of each row as it can be done, and sentences on what differs from what was asked for.

        Where rows differ in the denoising, its weights have to be had: with full denoising all would be the same.
        Raises WeightsUnavailable where they cannot, and what preparing a step raises.
        """
        asked, kind = row_steps(task.tuning), self._toolbox.kind_of(task.tuning.step)
        if task.tuning.rows and isinstance(task.tuning.step, UpscaleStep):
            twin = self._toolbox.models.find(task.tuning.step.model).twin
            if twin is not None and any(value < 1 for value in task.tuning.rows):
                self._toolbox.provision.fetch(twin, reporter, check_cancelled)
        prepared = [kind.prepare(step, task.known_faces, reporter, check_cancelled) for step in asked]
        notes = dict.fromkeys(note for one in prepared for note in one.notes)
        return [one.step for one in prepared], list(notes)

    def _make_rows(
        self,
        task: TuningGridTask,
        tuning: Tuning,
        steps: Sequence[Step],
        source: Picture,
        pictures: "_Pictures",
        reporter: TaskReporter,
        check_cancelled: CheckCancelled,
    ) -> dict[FaceDetectorName, FoundFaces]:
        """Makes and writes the cells; gives the faces that were looked for, by the detector that was asked for."""
        found: dict[FaceDetectorName, FoundFaces] = {}
        for row, step in enumerate(steps):
            with tempfile.TemporaryDirectory(dir=task.folder, prefix=".burnish-") as scratch:
                work = Work(
                    source_name=task.source_name,
                    source=source,
                    picture=source,
                    known_faces=task.known_faces | found,
                    scratch=Path(scratch),
                    reporter=PartReporter(reporter, row / len(steps), 1 / len(steps)),
                    check_cancelled=check_cancelled,
                )
                done = self._toolbox.kind_of(step).compare(step, tuning.columns, part_of(tuning), work)
                for column, cell in enumerate(done.cells):
                    check_cancelled()
                    pictures.add(row, column, cell)
            if isinstance(tuning.step, RestoreFacesStep) and done.found_faces is not None:
                found[tuning.step.detector] = done.found_faces
        return found


class _Pictures:
    """Writes the pictures of a grid, and tells of each."""

    def __init__(self, folder: Path, tuning: Tuning, original: Picture, reporter: TaskReporter) -> None:
        """Begins with the plain original, which has the size of every cell."""
        self._folder = folder
        self._tuning = tuning
        self._reporter = reporter
        self._montage = Montage(original, *_axes(tuning))
        self._write(ORIGINAL, original)

    def add(self, row: int, column: int, cell: Picture) -> None:
        """Writes a cell."""
        self._montage.place(row, column, cell)
        self._write(cell_index(self._tuning, row, column), cell)

    def write_montage(self) -> None:
        """Writes what shows all of them."""
        self._montage.save(self._folder / MONTAGE_FILE)

    def _write(self, index: int, picture: Picture) -> None:
        """Writes a picture without the metadata of the whole image, but in its colours."""
        plain = replace(picture, metadata=Metadata(icc_profile=picture.metadata.icc_profile))
        encode(plain, self._folder / cell_file(index), OutputOptions())
        self._reporter.cell_made(index)


def _axes(tuning: Tuning) -> tuple[Axis, Axis | None]:
    """What the columns and the rows are called."""
    step = tuning.step
    columns = Axis(title_of(step, COLUMN_FIELDS[step.type]), tuning.columns)
    return columns, Axis(title_of(step, ROW_FIELDS[step.type]), tuning.rows) if tuning.rows else None
