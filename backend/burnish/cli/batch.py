"""Many photos, one after the other, with a progress bar, skipping what is done."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn, TimeRemainingColumn

from burnish.engine.client import Engine
from burnish.engine.messages import PostprocessTask, Report, TaskProgress
from burnish.engine.provenance import read_provenance, sha256_of
from burnish.library.names import result_name
from burnish.parameters import OutputOptions, Recipe
from burnish.problems import Problem
from burnish.settings import Settings

SUFFIXES = {".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff", ".bmp", ".avif", ".heic", ".heif"}
"""What is taken from a folder; a file that is named itself is tried whatever its suffix."""


class NoSuchPhoto(Problem):
    """A path on the command line does not exist."""

    slug = "no-such-photo"
    title = "There is no such photo"


class WouldOverwrite(Problem):
    """A file stands where the result would go."""

    slug = "would-overwrite"
    title = "A file is in the way"


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

        Raises NoSuchPhoto before anything is done when a path does not exist.
        """
        photos = list(self._plan(paths))
        failed = skipped = 0
        with self._progress_bar() as progress:
            bar = progress.add_task("", total=len(photos))
            try:
                for number, photo in enumerate(photos):
                    progress.update(bar, completed=number, description=photo.source.name)
                    try:
                        if self._is_done(photo):
                            skipped += 1
                        else:
                            self._process(photo, progress, bar, number)
                    except Problem as problem:
                        failed += 1
                        self._console.print(f"{photo.source}: {problem.detail}", markup=False, highlight=False)
                progress.update(bar, completed=len(photos), description="Done")
            finally:
                self._engine.stop()
        done = len(photos) - failed - skipped
        self._console.print(f"{done} done, {skipped} skipped since they were done before, {failed} failed.")
        return failed

    def _plan(self, paths: Sequence[Path]) -> Iterator[Photo]:
        taken: set[Path] = set()
        for source, folder in _sources(paths):
            target = folder / result_name(source.name, self._recipe, self._output.format)
            if target in taken:
                target = target.with_name(f"{source.suffix[1:]}_{target.name}")
            taken.add(target)
            yield Photo(source, self._output_folder / target)

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

    def _process(self, photo: Photo, progress: Progress, bar: TaskID, number: int) -> None:
        photo.target.parent.mkdir(parents=True, exist_ok=True)
        task = PostprocessTask(
            task_id=str(number),
            source=photo.source.resolve(),
            source_name=photo.source.name,
            recipe=self._recipe,
            output=self._output,
            target=photo.target.resolve(),
            thumbnail=None,
        )

        def listen(report: Report, attachment: bytes) -> None:
            if isinstance(report, TaskProgress):
                description = f"{photo.source.name}: {report.stage}"
                progress.update(bar, completed=number + report.fraction, description=description)

        made = self._engine.run(task, listen)
        for note in made.notes if made else []:
            self._console.print(f"{photo.source}: {note}", markup=False, highlight=False)

    def _progress_bar(self) -> Progress:
        return Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TaskProgressColumn(),
            TimeRemainingColumn(),
            console=self._console,
        )


def _sources(paths: Sequence[Path]) -> Iterator[tuple[Path, Path]]:
    """Every photo with the folder, relative to the output folder, that its result goes to."""
    for path in paths:
        if path.is_dir():
            for file in sorted(path.rglob("*")):
                if file.suffix.lower() in SUFFIXES and file.is_file():
                    yield file, file.parent.relative_to(path)
        elif path.is_file():
            yield path, Path()
        else:
            raise NoSuchPhoto(f"There is no file or folder {path}. Check the path.")
