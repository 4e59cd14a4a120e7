"""A zip that is made while it is sent: its length is known before, and nothing of it is kept.

Files are stored as they are, since images cannot be compressed further. Of each, size and checksum follow its content
(general purpose bit 3), names are UTF-8 (bit 11), and zip64 is used where the format's older fields are too small. The
format is PKWARE's APPNOTE.TXT 6.3.
"""

import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from isal import isal_zlib

from burnish.problems import Problem

_LARGEST_32 = 0xFFFFFFFF
_LARGEST_16 = 0xFFFF

_FLAGS = 1 << 3 | 1 << 11
_VERSION, _VERSION_ZIP64 = 20, 45
_MADE_ON_UNIX = 3 << 8
_REGULAR_FILE = 0o100644 << 16

_LOCAL_HEADER = struct.Struct("<4s5H3L2H")
_DESCRIPTOR, _DESCRIPTOR_ZIP64 = struct.Struct("<4sLLL"), struct.Struct("<4sLQQ")
_LOCAL_ZIP64 = struct.Struct("<HHQQ")
_CENTRAL_HEADER = struct.Struct("<4s6H3L5H2L")
_END, _END_ZIP64, _LOCATOR_ZIP64 = struct.Struct("<4s4H2LH"), struct.Struct("<4sQ2H2L4Q"), struct.Struct("<4sLQL")


class FileChanged(Problem):
    """A file had another size than was told when it was read."""

    slug = "file-changed"
    title = "A file changed while it was packed"


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the zip."""

    name: str
    """With forward slashes, and relative."""
    bytes: int
    changed_at: datetime
    """In the zone that the zip's reader is to see, since the format knows none; to two seconds, from 1980 to 2107."""


def size_of_zip(entries: Iterable[Entry]) -> int:
    """How many bytes :func:`zip_stream` gives for these entries."""
    offset = directory = count = 0
    for entry in entries:
        name = entry.name.encode()
        directory += _CENTRAL_HEADER.size + len(name) + len(_central_zip64(entry.bytes, offset))
        offset += _LOCAL_HEADER.size + len(name) + len(_local_zip64(entry.bytes)) + entry.bytes
        offset += (_DESCRIPTOR_ZIP64 if entry.bytes > _LARGEST_32 else _DESCRIPTOR).size
        count += 1
    return offset + directory + len(_end(count, offset, directory))


def zip_stream(entries: Sequence[Entry], read: Callable[[int], Iterable[bytes]]) -> Iterator[bytes]:
    """The zip, piece by piece. ``read`` is given the index of an entry and gives its content, ``bytes`` long.

    Raises FileChanged when a content has another length, and what ``read`` raises.
    """
    offset = 0
    directory: list[bytes] = []
    for index, entry in enumerate(entries):
        header = _local_header(entry)
        yield header
        checksum = length = 0
        for block in read(index):
            checksum = isal_zlib.crc32(block, checksum)  # four times as quick as zlib's
            length += len(block)
            yield block
        if length != entry.bytes:
            raise FileChanged(f"The file for {entry.name} has {length} bytes and not {entry.bytes}, as it had before.")
        descriptor = _DESCRIPTOR_ZIP64 if length > _LARGEST_32 else _DESCRIPTOR
        yield descriptor.pack(b"PK\7\x08", checksum, length, length)
        directory.append(_central_header(entry, checksum, offset))
        offset += len(header) + length + descriptor.size
    central = b"".join(directory)
    yield central + _end(len(directory), offset, len(central))


def _local_header(entry: Entry) -> bytes:
    name, extra = entry.name.encode(), _local_zip64(entry.bytes)
    version = _VERSION_ZIP64 if extra else _VERSION
    size = _LARGEST_32 if extra else 0
    stored = 0
    fields = (version, _FLAGS, stored, *_time_and_date(entry.changed_at), 0, size, size, len(name), len(extra))
    return _LOCAL_HEADER.pack(b"PK\3\4", *fields) + name + extra


def _central_header(entry: Entry, checksum: int, offset: int) -> bytes:
    name, extra = entry.name.encode(), _central_zip64(entry.bytes, offset)
    version = _VERSION_ZIP64 if extra else _VERSION
    size = min(entry.bytes, _LARGEST_32)
    stored = comment = disk = internal = 0
    fields = (
        *(_MADE_ON_UNIX | version, version, _FLAGS, stored, *_time_and_date(entry.changed_at), checksum, size, size),
        *(len(name), len(extra), comment, disk, internal, _REGULAR_FILE, min(offset, _LARGEST_32)),
    )
    return _CENTRAL_HEADER.pack(b"PK\1\2", *fields) + name + extra


def _local_zip64(length: int) -> bytes:
    """Says that the descriptor behind a large file has long fields."""
    return _LOCAL_ZIP64.pack(1, 16, 0, 0) if length > _LARGEST_32 else b""


def _central_zip64(length: int, offset: int) -> bytes:
    """What does not fit into the fields of the directory."""
    large = [length, length] if length >= _LARGEST_32 else []
    large += [offset] if offset >= _LARGEST_32 else []
    return struct.pack(f"<HH{len(large)}Q", 1, 8 * len(large), *large) if large else b""


def _end(count: int, offset: int, length: int) -> bytes:
    """The end of a directory of ``count`` entries that begins at ``offset`` and is ``length`` bytes long."""
    end = _END.pack(
        b"PK\5\6", 0, 0, *[min(count, _LARGEST_16)] * 2, min(length, _LARGEST_32), min(offset, _LARGEST_32), 0
    )
    if count < _LARGEST_16 and max(offset, length) < _LARGEST_32:
        return end
    made_by = _MADE_ON_UNIX | _VERSION_ZIP64
    long_end = _END_ZIP64.pack(b"PK\6\6", 44, made_by, _VERSION_ZIP64, 0, 0, count, count, length, offset)
    return long_end + _LOCATOR_ZIP64.pack(b"PK\6\7", 0, offset + length, 1) + end


def _time_and_date(moment: datetime) -> tuple[int, int]:
    """As MS-DOS counts them."""
    year = min(max(moment.year, 1980), 2107)
    return moment.hour << 11 | moment.minute << 5 | moment.second // 2, (
        year - 1980
    ) << 9 | moment.month << 5 | moment.day
