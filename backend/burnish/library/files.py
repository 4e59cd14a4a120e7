"""Putting files into place so that a crash at any moment leaves a whole file or none."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from burnish.blocking import RunBlocking
from burnish.disk import sync_file, sync_folder
from burnish.library.problems import ImageFileMissing


def put_in_place(temporary: Path, final: Path) -> None:
    """Moves a finished file to its final path, on the same file system, replacing what is there.

    When this returns, the file is there even after a loss of power. Raises OSError.
    """
    sync_file(temporary)
    if not final.parent.exists():
        final.parent.mkdir(parents=True, exist_ok=True)
        sync_folder(final.parent.parent)
    temporary.replace(final)
    sync_folder(final.parent)


def put_all_in_place(run_blocking: RunBlocking, *moves: tuple[Path | None, Path]) -> None:
    """Moves finished files to their final paths, one after the other, and waits until they are on the disk.

    Where None is to be moved, nothing is. Raises OSError.
    """

    def move() -> None:
        for temporary, final in moves:
            if temporary is not None:
                put_in_place(temporary, final)

    run_blocking(move)


def if_there(path: Path | None) -> Path | None:
    """The path of a file that may not have been written, or None."""
    return path if path is not None and path.is_file() else None


def existing(image_id: str, path: Path) -> Path:
    """The path of an image's file. Raises ImageFileMissing when there is none."""
    if not path.is_file():
        raise ImageFileMissing(
            f"The file {path} of the image {image_id} has gone. "
            "Put it back from a copy, or delete the image and upload it again."
        )
    return path


def remove_leftovers(paths: Iterable[Path]) -> None:
    """Removes what is there of the files of something that failed; what cannot be removed waits for the next start."""
    for path in paths:
        with suppress(OSError):
            path.unlink()
