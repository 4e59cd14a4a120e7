"""Keeps what a fetched pipeline's files were, so that they can be checked later. Does not import torch."""

from collections.abc import Iterable
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from burnish.disk import sha256_of
from burnish.generation.hub_listing import HubFile
from burnish.generation.problems import GeneratorUnusable
from burnish.monitoring import CheckCancelled, ReportProgress, part_of

_RECORD = "fetched-files.json"


class _FetchedFile(BaseModel):
    """One file as it was fetched."""

    model_config = ConfigDict(frozen=True)

    path: str
    """Below the pipeline's folder, with slashes."""
    bytes: int
    sha256: str


_FILES = TypeAdapter(list[_FetchedFile])


def record_contents(folder: Path, files: Iterable[HubFile]) -> None:
    """Notes what has been fetched into a folder. Small files, of which the hub tells no SHA-256, are read for it.

    Raises OSError.
    """
    fetched = [
        _FetchedFile(path=file.path, bytes=file.bytes, sha256=file.sha256 or sha256_of(folder / file.path))
        for file in files
    ]
    (folder / _RECORD).write_bytes(_FILES.dump_json(fetched, indent=2))


def check_contents(folder: Path, report: ReportProgress, check_cancelled: CheckCancelled) -> None:
    """Reads all files of a folder whole and compares them with what was fetched.

    A folder of which nothing is recorded, such as one of a person's own, passes.

    Args:
        folder: the pipeline's.
        report: told the fraction of bytes that have been read.
        check_cancelled: called between blocks.

    Raises:
        GeneratorUnusable: a file is missing, has changed or cannot be read; the detail names it, and the remedy.
        Cancelled: by ``check_cancelled``.
    """
    files = _read(folder)
    total = sum(file.bytes for file in files) or 1
    done = 0
    for file in files:
        path = folder / file.path
        report_file = part_of(report, done / total, file.bytes / total)
        try:
            is_same = sha256_of(path, report_file, check_cancelled) == file.sha256
        except OSError as error:
            raise GeneratorUnusable(f"{path} cannot be read ({error}). {_remedy(folder)}") from error
        if not is_same:
            raise GeneratorUnusable(f"{path} has changed since it was fetched. {_remedy(folder)}")
        done += file.bytes


def _read(folder: Path) -> list[_FetchedFile]:
    try:
        return _FILES.validate_json((folder / _RECORD).read_bytes())
    except (OSError, ValidationError):
        return []


def _remedy(folder: Path) -> str:
    return f"Remove the generator on the page Models, or the folder {folder}, and fetch it again."
