"""The pictures of tuning grids are kept for the newest grids on the list, and for those that are being made."""

import pytest

from burnish.library.database import Database
from burnish.library.jobs import JobStore
from burnish.library.problems import CellNotFound, JobNotFound
from burnish.library.tuning_files import GRIDS_KEPT, TuningFiles
from burnish.tuning import cell_file


@pytest.fixture
def files(database: Database) -> TuningFiles:
    return TuningFiles(database)


def made(jobs: JobStore, files: TuningFiles) -> str:
    """A grid's job whose first cell has been made."""
    job_id = jobs.create("tuning_grid", "Compare settings", cells=2).id
    (files.begin(job_id) / cell_file(0)).write_bytes(b"picture")
    return job_id


def kept(database: Database) -> set[str]:
    return {folder.name for folder in database.layout.tuning.iterdir()}


def test_the_newest_grids_and_those_that_are_being_made_are_kept(
    database: Database, jobs: JobStore, files: TuningFiles
) -> None:
    running = made(jobs, files)
    jobs.set_running(running, "Upscaling")
    oldest, *newer = [made(jobs, files) for _ in range(GRIDS_KEPT)]
    newest = made(jobs, files)
    files.tidy()
    assert kept(database) == {running, *newer, newest}
    assert files.cell(newest, 0).read_bytes() == b"picture"
    with pytest.raises(CellNotFound, match=f"{GRIDS_KEPT} other comparisons"):
        files.cell(oldest, 0)
    with pytest.raises(JobNotFound):
        files.cell("nobody", 0)


def test_pictures_of_grids_off_the_list_go_and_so_does_what_belongs_to_no_grid(
    database: Database, jobs: JobStore, files: TuningFiles
) -> None:
    ended, waiting = made(jobs, files), made(jobs, files)
    jobs.finish(ended, "cancelled")
    jobs.clear()
    (database.layout.tuning / "stranger").mkdir()
    files.tidy()
    assert kept(database) == {waiting}


def test_a_grid_begins_again_without_what_was_left_unfinished(jobs: JobStore, files: TuningFiles) -> None:
    job_id = made(jobs, files)
    folder = files.begin(job_id)
    (folder / ".burnish-scratch").mkdir()
    (folder / ".cell-1.png.part").write_bytes(b"half")
    assert [path.name for path in files.begin(job_id).iterdir()] == [cell_file(0)]
