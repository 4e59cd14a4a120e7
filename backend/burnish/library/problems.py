"""What can go wrong with the library, each kind with a sentence that names the remedy."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from burnish.disk import NO_ROOM, DiskFull
from burnish.problems import Problem


class RootInUse(Problem):
    """Another process uses the same root."""

    slug = "root-in-use"
    title = "The library is already open"
    status = 503


class RootNotUsable(Problem):
    """The root, or something in it, cannot be made, read or written."""

    slug = "root-not-usable"
    title = "The library's folder cannot be used"
    status = 503


class DatabaseTooNew(Problem):
    """The database was written by a newer release than this one."""

    slug = "database-too-new"
    title = "The library was made by a newer Burnish"
    status = 503


class DatabaseDamaged(Problem):
    """The database file is not one of Burnish's, or is corrupted."""

    slug = "database-damaged"
    title = "The library's database is damaged"
    status = 503


class DatabaseBusy(Problem):
    """Another program holds the database locked."""

    slug = "database-busy"
    title = "The library's database is locked"
    status = 503


class ImageNotFound(Problem):
    """No image has the id that was asked for."""

    slug = "image-not-found"
    title = "There is no such image"
    status = 404


class ImageFileMissing(Problem):
    """An image is recorded but its file has gone."""

    slug = "image-file-missing"
    title = "The image's file is missing"
    status = 404


class JobNotFound(Problem):
    """No job has the id that was asked for."""

    slug = "job-not-found"
    title = "There is no such job"
    status = 404


class JobNotOpen(Problem):
    """The job is not in a state that allows what was asked."""

    slug = "job-not-open"
    title = "The job is not in the right state"
    status = 409


class JobInterrupted(Problem):
    """The program stopped again and again while it ran this job."""

    slug = "job-interrupted"
    title = "The job was interrupted"


class CellNotFound(Problem):
    """A cell of a tuning grid, or its montage, that is not there."""

    slug = "cell-not-found"
    title = "There is no such picture of a comparison"
    status = 404


class InvalidCursor(Problem):
    """A cursor that no page gave out."""

    slug = "invalid-cursor"
    title = "The cursor is not valid"
    status = 400


@contextmanager
def file_problems(root: Path) -> Iterator[None]:
    """Raises what the operating system refuses below ``root`` as :class:`DiskFull` or :class:`RootNotUsable`."""
    try:
        yield
    except OSError as error:
        if error.errno in NO_ROOM:
            raise _disk_full(root) from error
        raise _not_usable(root, error) from error


@contextmanager
def database_problems(file: Path) -> Iterator[None]:
    """Raises what SQLite reports about the state of ``file`` as one of this module's problems.

    Errors that are no state of the file (a violated constraint, wrong SQL) are defects and pass unchanged.
    """
    try:
        yield
    except DBAPIError as error:
        problem = _problem_of(error.orig, file)
        if problem is None:
            raise
        raise problem from error


def _problem_of(error: BaseException | None, file: Path) -> Problem | None:
    # The low byte is the primary code; the rest tells the case more closely.
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return DatabaseBusy(
            f"Another program holds the database {file} locked. Close the program that has it open, and try again."
        )
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return damaged(file, str(error))
    if code == sqlite3.SQLITE_FULL:
        return _disk_full(file)
    if code in (
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_IOERR,
    ):
        return _not_usable(file, error)
    return None


def damaged(file: Path, finding: str) -> DatabaseDamaged:
    """The problem of a database file that SQLite found damaged."""
    return DatabaseDamaged(
        f"The database {file} is damaged ({finding}). Put back a copy of it, or move it elsewhere to start with an "
        "empty library, which takes in the images that it finds beside it."
    )


def _disk_full(path: Path) -> DiskFull:
    return DiskFull(f"No space is left for {path}. Free some space on that disk and try again.")


def _not_usable(path: Path, error: BaseException | None) -> RootNotUsable:
    return RootNotUsable(
        f"{path} cannot be used ({error}). Make it readable and writable for you, or choose another folder with --root."
    )
