"""What has come of a file that is not whole yet: pieces of it, each with bytes that one source sent.

A file that was begun from one source can be continued from another one. Only the whole file has a known hash, so that
of a piece alone nobody can say whether it is right. Therefore each piece is a file of its own beside the target, whose
name tells its source and where it begins, and which only ever grows. Whatever kills the process, what was written
stays there and stays known by its source.
"""

import hashlib
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from burnish.monitoring import CheckCancelled

_COPY_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Piece:
    """Bytes of the target from ``start`` on, as one source sent them."""

    path: Path
    start: int
    end: int
    """The position in the target after the last byte that is there now."""
    source: str


class Pieces:
    """The pieces of one target. Only one process at a time may work with them.

    A source is named by a short text of letters and digits. Where a method takes ``source``, only the pieces from
    there count; None stands for all.
    """

    def __init__(self, target: Path, size: int) -> None:
        """The pieces of a file ``target`` that will have ``size`` bytes."""
        self._target = target
        self._size = size
        self._joined = target.with_name(target.name + ".part")
        self._name = re.compile(rf"{re.escape(target.name)}\.(?P<start>\d{{1,15}})-(?P<source>\w+)\.part", re.ASCII)

    def all(self, source: str | None = None) -> list[Piece]:
        """The pieces that are there, by their position."""
        folder = self._target.parent
        names = [self._name.fullmatch(path.name) for path in folder.iterdir()] if folder.is_dir() else []
        pieces: list[Piece] = []
        for name in names:
            if name is not None and source in (None, name["source"]):
                path, start = folder / name.string, int(name["start"])
                with suppress(FileNotFoundError):  # another process has just finished the file
                    pieces.append(Piece(path, start, start + path.stat().st_size, name["source"]))
        return sorted(pieces, key=lambda piece: piece.start)

    def missing(self, source: str | None = None) -> range | None:
        """The first stretch of the target that no piece has; None when everything is there."""
        position = 0
        for piece in self.all(source):
            if piece.start > position:
                return range(position, piece.start)
            position = max(position, piece.end)
        return range(position, self._size) if position < self._size else None

    def count_bytes(self) -> int:
        """How many bytes of the target are there."""
        count = position = 0
        for piece in self.all():
            count += max(0, piece.end - max(position, piece.start))
            position = max(position, piece.end)
        return count

    def path_at(self, position: int, source: str) -> Path:
        """The file to which bytes of that source have to be appended that belong at ``position``."""
        ending_there = [piece.path for piece in self.all(source) if piece.end == position]
        name = f"{self._target.name}.{position}-{source}.part"
        return ending_there[0] if ending_there else self._target.with_name(name)

    def join(self, source: str, check_cancelled: CheckCancelled) -> tuple[Path, str]:
        """Makes one file of the pieces, which must have everything; those of ``source`` are preferred.

        Returns:
            The file, which is the only piece or a copy made beside the target, and its SHA-256.

        Raises:
            OSError: the copy cannot be written.
            Cancelled: by ``check_cancelled``, called for each MiB.
        """
        stretches = list(self._stretches(source))
        digest = hashlib.sha256()
        if len(stretches) == 1:
            piece, _ = stretches[0]
            for block in _blocks_of(piece.path, 0):
                check_cancelled()
                digest.update(block)
            return piece.path, digest.hexdigest()
        with self._joined.open("wb") as file:
            for piece, position in stretches:
                for block in _blocks_of(piece.path, position - piece.start):
                    check_cancelled()
                    digest.update(block)
                    file.write(block)
        return self._joined, digest.hexdigest()

    def remove_overlong(self) -> None:
        """Removes pieces that go on after the target's end: they are of another file. Raises OSError."""
        for piece in self.all():
            if piece.end > self._size:
                piece.path.unlink()

    def remove(self, source: str | None = None) -> None:
        """Removes pieces, and a copy of them that was begun. Raises OSError."""
        for piece in self.all(source):
            piece.path.unlink(missing_ok=True)
        self._joined.unlink(missing_ok=True)

    def _stretches(self, source: str) -> Iterator[tuple[Piece, int]]:
        """Pieces that have the whole target between them, each with the position from which on it is used."""
        pieces = self.all()
        position = 0
        while position < self._size:
            covering = [piece for piece in pieces if piece.start <= position < piece.end]
            piece = max(covering, key=lambda piece: (piece.source == source, piece.end))
            yield piece, position
            position = piece.end


def _blocks_of(path: Path, start: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(start)
        while block := file.read(_COPY_BYTES):
            yield block
