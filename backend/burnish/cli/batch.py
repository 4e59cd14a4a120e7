"""Many photos, one after the other, with a progress bar, skipping what is done."""

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from rich.console import Console
from rich.progress import Progress, TaskID

from burnish.cli.running import (
    NoSuchPhoto,
    WouldOverwrite,
    progress_bar,
    run_to_the_end,
    say,
    temporary_folder,
)
from burnish.disk import sha256_of
from burnish.engine.client import Engine
from burnish.engine.messages import MadeImage, PostprocessTask, PrepareTask, Report, TaskProgress
from burnish.engine.provenance import read_provenance
from burnish.faces.problems import NoFaceFound
from burnish.library.names import result_name
from burnish.parameters import OutputOptions, Recipe
from burnish.problems import Problem
from burnish.settings import Settings

SUFFIXES = {".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff", ".bmp", ".avif", ".heic", ".heif"}
"""What is taken from a folder; a file that is named itself is tried whatever its suffix."""

Outcome = Literal["done", "skipped", "without a face", "failed"]
"""What became of a photo."""

NO_FACE = NoFaceFound("").to_details().type


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo and where its result goes."""

    source: Path
    target: Path


class Batch:
    """Runs one recipe over photos."""

    def __init__(
        self, settings: Settings, recipe: Recipe, output: OutputOptions, output_folder: Path, overwrite: bool
    ) -> None:
        self._recipe = recipe
        self._output = output
        self._output_folder = output_folder
        self._overwrite = overwrite
        self._engine = Engine(settings)
        self._console = Console(stderr=True)

    def run(self, paths: Sequence[Path]) -> int:
        """Makes the results that are missing; gives how many photos failed, each with its sentence printed.

        A photo without a face to restore has not failed, and gets no result.
        Before anything is done, raises NoSuchPhoto when a path does not exist, and the Problem of weights that the
        recipe needs and that cannot be had.
        """
        photos = self._plan(paths)
        counts: Counter[Outcome] = Counter()
        with progress_bar(self._console) as progress:
            bar = progress.add_task("", total=len(photos))
            try:
                if not all(photo.target.exists() for photo in photos):
                    self._prepare(progress, bar)
                for number, photo in enumerate(photos):
                    progress.update(bar, completed=number, description=photo.source.name)
                    counts[self._try(photo, progress, bar, number)] += 1
                progress.update(bar, completed=len(photos), description="Done")
            finally:
                self._engine.stop()
        without = f"{counts['without a face']} without a face, " if counts["without a face"] else ""
        say(
            self._console,
            f"{counts['done']} done, {counts['skipped']} skipped since they were done before, "
            f"{without}{counts['failed']} failed.",
        )
        return counts["failed"]

    def _plan(self, paths: Sequence[Path]) -> list[Photo]:
        """Every photo with its result's path, which gets a number where another result or a photo would be in it."""
        sources = list(self._sources(paths))
        taken = {source.resolve() for source, _ in sources}
        photos: list[Photo] = []
        for source, folder in sources:
            name = Path(result_name(source.name, self._recipe, self._output.format))
            numbered = (name.with_stem(f"{name.stem}-{number}") for number in itertools.count(2))
            targets = ((folder / each).resolve() for each in itertools.chain([name], numbered))
            target = next(target for target in targets if target not in taken)
            taken.add(target)
            photos.append(Photo(source, target))
        return photos

    def _sources(self, paths: Sequence[Path]) -> Iterator[tuple[Path, Path]]:
        """Every photo with the folder that its result goes to, which is as deep in the output folder."""
        for path in paths:
            if path.is_dir():
                for file in sorted(path.rglob("*")):
                    if file.suffix.lower() in SUFFIXES and file.is_file() and not self._is_own_result(file):
                        yield file, self._output_folder / file.parent.relative_to(path)
            elif path.is_file():
                yield path, self._output_folder
            else:
                raise NoSuchPhoto(f"There is no file or folder {path}. Check the path.")

    def _is_own_result(self, file: Path) -> bool:
        """Whether a file is a result that an earlier run left in the output folder."""
        in_output = file.resolve().is_relative_to(self._output_folder.resolve())
        provenance = read_provenance(file) if in_output else None
        return provenance is not None and provenance.recipe is not None

    def _is_done(self, photo: Photo) -> bool:
        """Whether the result is there already. Raises WouldOverwrite when something else is."""
        if not photo.target.exists():
            return False
        provenance = read_provenance(photo.target)
        if (
            provenance is not None
            and provenance.requested == self._recipe
            and provenance.source_sha256 == sha256_of(photo.source)
        ):
            return True
        if not self._overwrite:
            raise WouldOverwrite(
                f"{photo.target} exists and is not the result of this photo and these settings. "
                "Choose another output folder, or pass --overwrite."
            )
        return False

    def _try(self, photo: Photo, progress: Progress, bar: TaskID, number: int) -> Outcome:
        """Makes the result unless it is there; a problem is told, and does not stop the others."""
        try:
            if self._is_done(photo):
                return "skipped"
            self._process(photo, progress, bar, number)
        except Problem as problem:
            say(self._console, f"{photo.source}: {problem.detail}")
            return "without a face" if problem.to_details().type == NO_FACE else "failed"
        return "done"

    def _prepare(self, progress: Progress, bar: TaskID) -> None:
        """Fetches what the recipe lacks."""

        def listen(report: Report, attachment: bytes) -> None:
            if isinstance(report, TaskProgress):
                progress.update(bar, description=f"{report.stage} ({report.fraction:.0%})")

        run_to_the_end(self._engine, PrepareTask(task_id="prepare", recipe=self._recipe), listen)

    def _process(self, photo: Photo, progress: Progress, bar: TaskID, number: int) -> None:
        with temporary_folder(photo.target.parent) as temporary:
            task = PostprocessTask(
                task_id=str(number),
                source=photo.source.resolve(),
                source_name=photo.source.name,
                recipe=self._recipe,
                output=self._output,
                target=temporary / photo.target.name,
                thumbnail=None,
                screen=None,
            )

            def listen(report: Report, attachment: bytes) -> None:
                if isinstance(report, TaskProgress):
                    description = f"{photo.source.name}: {report.stage}"
                    progress.update(bar, completed=number + report.fraction, description=description)

            made = run_to_the_end(self._engine, task, listen)
            assert isinstance(made, MadeImage)
            task.target.replace(photo.target)
        for note in made.notes:
            say(self._console, f"{photo.source}: {note}")
