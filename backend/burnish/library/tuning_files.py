"""The pictures of tuning grids: files that are kept for the newest grids only."""

from contextlib import suppress
from pathlib import Path

from sqlalchemy import select

from burnish.disk import remove_whole
from burnish.library.database import Database
from burnish.library.ids import shown
from burnish.library.problems import CellNotFound, JobNotFound, file_problems
from burnish.library.tables import Job
from burnish.tuning import MONTAGE_FILE, cell_file

GRIDS_KEPT = 20
"""Of how many grids the pictures are kept."""


class TuningFiles:
    """Knows where the pictures of tuning grids lie, each grid's in a folder named by its job."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, job_id: str) -> Path:
        """The folder for a grid's pictures, without what an engine that died has left there unfinished.

        Pictures of grids that are not kept any more go. Raises DiskFull or RootNotUsable.
        """
        self.tidy()
        folder = self._folder(job_id)
        with file_problems(folder):
            folder.mkdir(parents=True, exist_ok=True)
            for unfinished in folder.glob(".*"):
                remove_whole(unfinished)
        return folder

    def cell(self, job_id: str, index: int) -> Path:
        """The PNG of a cell, 0 being the plain original. Raises JobNotFound or CellNotFound."""
        return self._existing(job_id, cell_file(index), f"cell {index}")

    def montage(self, job_id: str) -> Path:
        """The PNG that shows all cells. Raises JobNotFound or CellNotFound."""
        return self._existing(job_id, MONTAGE_FILE, "montage")

    def tidy(self) -> None:
        """Removes the pictures of all grids but the newest on the list, and those that are being made.

        What cannot be removed waits for the next time.
        """
        grids = select(Job.id).where(Job.kind == "tuning_grid", Job.cleared_at.is_(None))
        with self._database.read() as session:
            kept = set(session.scalars(grids.order_by(Job.position.desc()).limit(GRIDS_KEPT)))
            kept.update(session.scalars(grids.where(Job.state == "running")))
        root = self._database.layout.tuning

        def remove() -> None:
            for folder in root.iterdir() if root.exists() else ():
                if folder.name not in kept:
                    with suppress(OSError):
                        remove_whole(folder)

        self._database.run_blocking(remove)

    def _existing(self, job_id: str, name: str, what: str) -> Path:
        with self._database.read() as session:
            found = session.scalars(select(Job.id).where(Job.id == job_id)).one_or_none()
        if found is None:
            raise JobNotFound(f"There is no job with the id {shown(job_id)}.")
        path = self._folder(found) / name
        if not path.is_file():
            raise CellNotFound(
                f"The job {shown(job_id)} has no {what}: it compares no settings, has not come so far, or was followed "
                f"by {GRIDS_KEPT} other comparisons. Compare the settings again."
            )
        return path

    def _folder(self, job_id: str) -> Path:
        return self._database.layout.tuning / job_id
