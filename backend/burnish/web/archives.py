"""Zips of images: described once, fetched for an hour, packed while they are sent."""

import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from burnish.blocking import RunBlocking
from burnish.library.ids import new_id, shown
from burnish.library.images import ImageStore
from burnish.library.name_patterns import NamePattern
from burnish.problems import Problem
from burnish.records import Archive, ImageRecord
from burnish.web.zip_stream import Entry, size_of_zip, zip_stream

LIFETIME_SECONDS = 3600.0
"""How long an archive can be fetched."""

MOST_KEPT_IMAGES = 200_000
"""How many images the kept archives have altogether, unless the newest alone has more."""

MISSING_NAME = "missing.txt"
"""The file of a zip that names what could not be packed."""

_IMAGES_AT_ONCE = 25
_BLOCK_BYTES = 1 << 17


class ArchiveNotFound(Problem):
    """No archive has the id, or it was asked for too long ago."""

    slug = "archive-not-found"
    title = "There is no such archive"
    status = 404


@dataclass(frozen=True, slots=True)
class Packable:
    """A file of an archive."""

    entry: Entry
    path: Path


@dataclass(frozen=True, slots=True)
class ZipFile:
    """A zip that is ready to be sent."""

    name: str
    length: int
    """In bytes."""
    blocks: Iterator[bytes]


class ArchiveDesk:
    """Takes down what is to be packed, and packs it when it is fetched."""

    def __init__(self, images: ImageStore, run_blocking: RunBlocking) -> None:
        self._images = images
        self._run_blocking = run_blocking
        self._kept: dict[str, tuple[Archive, float, Sequence[Packable]]] = {}
        """The archives with the moments at which they expire, on the monotonic clock, the oldest first."""

    def names(self, image_ids: Sequence[str], pattern: NamePattern) -> list[str]:
        """What the images would be called. Raises ImageNotFound."""
        ids = list(dict.fromkeys(image_ids))
        naming = pattern.naming(len(ids))
        return [naming.name(record) for record, _ in self._images.files(ids)]

    def describe(self, image_ids: Sequence[str], pattern: NamePattern) -> Archive:
        """Takes down an archive of images, each once, in the trash or not. Raises ImageNotFound."""
        ids = list(dict.fromkeys(image_ids))
        packables: list[Packable] = []
        names = pattern.naming(len(ids))
        for start in range(0, len(ids), _IMAGES_AT_ONCE):
            for record, path in self._images.files(ids[start : start + _IMAGES_AT_ONCE]):
                packables.append(Packable(_entry(names.name(record), record), path))
            time.sleep(0)  # the server's other threads run only when this one lets them
        archive = Archive(
            id=new_id(),
            file_name=f"burnish-{datetime.now():%Y-%m-%d-%H%M%S}.zip",
            count=len(packables),
            bytes=self._run_blocking(lambda: size_of_zip(packable.entry for packable in packables)),
        )
        self._keep(archive, packables)
        return archive

    def file(self, archive_id: str) -> ZipFile:
        """The zip of an archive. Files that have gone meanwhile are named in the text file ``missing.txt`` in it.

        Raises ArchiveNotFound; reading the blocks raises FileChanged or OSError where a file goes while it is packed.
        """
        self._forget_expired()
        if archive_id not in self._kept:
            raise ArchiveNotFound(
                f"There is no archive with the id {shown(archive_id)}. An archive can be fetched for an hour; ask for "
                "the images again."
            )
        archive, _, packables = self._kept[archive_id]
        there = self._run_blocking(lambda: [_is_there(packable) for packable in packables])
        packed = [packable for packable, is_there in zip(packables, there, strict=True) if is_there]
        missing = [packable.entry.name for packable, is_there in zip(packables, there, strict=True) if not is_there]
        note = _note(missing)
        entries = [packable.entry for packable in packed]
        if missing:
            entries.append(Entry(MISSING_NAME, len(note), datetime.now()))

        def read(index: int) -> Iterator[bytes]:
            return self._blocks(packed[index].path) if index < len(packed) else iter([note])

        length = self._run_blocking(lambda: size_of_zip(entries))
        return ZipFile(archive.file_name, length, zip_stream(entries, read))

    def _keep(self, archive: Archive, packables: Sequence[Packable]) -> None:
        self._forget_expired()
        self._kept[archive.id] = (archive, time.monotonic() + LIFETIME_SECONDS, packables)
        while len(self._kept) > 1 and sum(kept.count for kept, *_ in self._kept.values()) > MOST_KEPT_IMAGES:
            del self._kept[next(iter(self._kept))]

    def _forget_expired(self) -> None:
        now = time.monotonic()
        for archive_id in [archive_id for archive_id, (_, end, _) in self._kept.items() if end < now]:
            self._kept.pop(archive_id, None)

    def _blocks(self, path: Path) -> Iterator[bytes]:
        """A file's content, read while others are served."""
        with self._run_blocking(lambda: path.open("rb")) as file:
            while block := self._run_blocking(lambda: file.read(_BLOCK_BYTES)):
                yield block


def _entry(name: str, record: ImageRecord) -> Entry:
    return Entry(name, record.bytes, record.created_at.astimezone())


def _is_there(packable: Packable) -> bool:
    with suppress(OSError):
        return packable.path.stat().st_size == packable.entry.bytes
    return False


def _note(names: Sequence[str]) -> bytes:
    """What the text file says about images that could not be packed."""
    return "\n".join(["The files of these images have gone from the library:", *names, ""]).encode()
