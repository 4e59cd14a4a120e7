"""Zips made while they are sent, read back by Python's reader and by unzip."""

import io
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from burnish.web.zip_stream import Entry, FileChanged, size_of_zip, zip_stream

MOMENT = datetime(2026, 5, 4, 3, 2, 2)


def packed(files: dict[str, bytes]) -> bytes:
    entries = [Entry(name, len(content), MOMENT) for name, content in files.items()]
    contents = list(files.values())
    data = b"".join(zip_stream(entries, lambda index: iter([contents[index][:3], contents[index][3:]])))
    assert len(data) == size_of_zip(entries)
    return data


def test_what_went_in_comes_out(tmp_path: Path) -> None:
    files = {"aunt.png": b"pixels", "Ünï 狐 👩.png": b"\0" * 100_000, "empty.txt": b""}
    data = packed(files)
    with zipfile.ZipFile(io.BytesIO(data)) as read:
        assert read.testzip() is None
        assert {name: read.read(name) for name in read.namelist()} == files
        assert {info.date_time for info in read.infolist()} == {(2026, 5, 4, 3, 2, 2)}
    if unzip := shutil.which("unzip"):
        (tmp_path / "x.zip").write_bytes(data)
        subprocess.run([unzip, "-tq", tmp_path / "x.zip"], check=True, capture_output=True)


@pytest.mark.parametrize("count", [0, 65_534, 65_535, 65_536])
def test_any_number_of_files(count: int) -> None:
    with zipfile.ZipFile(io.BytesIO(packed({f"{number}": b"" for number in range(count)}))) as read:
        assert len(read.namelist()) == count


def test_more_than_4_gb_is_told_in_long_fields() -> None:
    # Only what is not content is kept: the directory must point beyond 4 GB, where the second file begins.
    block, blocks = bytes(1 << 20), 4112
    entries = [Entry("large", len(block) * blocks, MOMENT), Entry("small", 3, MOMENT)]

    def read(index: int) -> Iterator[bytes]:
        return iter([b"end"]) if index else iter([block] * blocks)

    length, end = 0, b""
    for piece in zip_stream(entries, read):
        length += len(piece)
        end = (end + piece)[-1000:] if len(piece) < len(block) else b""
    assert length == size_of_zip(entries) > 1 << 32
    read_back = zipfile.ZipFile(_Tail(length, end))
    assert [info.file_size for info in read_back.infolist()] == [len(block) * blocks, 3]
    assert read_back.read("small") == b"end"


class _Tail(io.RawIOBase):
    """A large file of which only the end is there."""

    def __init__(self, length: int, end: bytes) -> None:
        self._length, self._end, self._place = length, end, 0

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._place

    def seek(self, place: int, whence: int = io.SEEK_SET) -> int:
        self._place = place + {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._length}[whence]
        return self._place

    def read(self, size: int = -1) -> bytes:
        start = self._place - (self._length - len(self._end))
        assert start >= 0
        found = self._end[start:] if size < 0 else self._end[start : start + size]
        self._place += len(found)
        return found


def test_a_file_that_shrank_breaks_the_zip_off() -> None:
    with pytest.raises(FileChanged):
        list(zip_stream([Entry("x", 3, MOMENT)], lambda index: iter([b"xy"])))
