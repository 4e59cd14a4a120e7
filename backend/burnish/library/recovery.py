"""Putting a library in order at the start, after whatever ended the program the last time."""

import logging
from dataclasses import dataclass
from pathlib import Path

from burnish.disk import remove_whole
from burnish.library.database import Database
from burnish.library.jobs import JobStore
from burnish.library.problems import file_problems
from burnish.library.strays import Findings, compare_with_records
from burnish.library.unsettled import settle
from burnish.records import JobRecord

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RecoveryReport:
    """What was found at the start, and what was done about it."""

    unfinished_files: int
    """Files and folders in ``incoming`` that were removed."""
    unsettled: tuple[str, ...]
    """Ids of images that were being added or purged: their files were removed."""
    findings: Findings
    """How files and records fit together; that they do is taken for granted where the library was closed in order."""
    jobs: tuple[JobRecord, ...]
    """Jobs that ran: now queued again, or failed after too many attempts."""


def recover(database: Database) -> RecoveryReport:
    """Puts the library in order; call it before anything is written, holding the lock of the root.

    Every file is looked at only where the library was not closed in order. Raises DiskFull or RootNotUsable.
    """
    with file_problems(database.layout.root):
        unfinished_files = _empty(database.layout.incoming)
    report = RecoveryReport(
        unfinished_files=unfinished_files,
        unsettled=tuple(settle(database)),
        findings=Findings() if database.was_in_order else compare_with_records(database),
        jobs=tuple(JobStore(database).recover()),
    )
    _log(report)
    return report


def _log(report: RecoveryReport) -> None:
    found = report.findings
    if report.unfinished_files or report.unsettled:
        logger.info(
            "Removed %d unfinished files and those of %d unfinished images",
            report.unfinished_files,
            len(report.unsettled),
        )
    for job in report.jobs:
        logger.info("A job that ran when Burnish stopped is %s", job.state)
    if found.orphans:
        logger.warning("%d files that belong to no image were moved to the folder orphans", len(found.orphans))
    if found.missing_files:
        logger.warning("The files of %d images are missing", len(found.missing_files))


def _empty(folder: Path) -> int:
    entries = list(folder.iterdir())
    for entry in entries:
        remove_whole(entry)
    return len(entries)
