"""Runs the blocks of code of a page: for real, in a folder with files of the names that the pages use."""

import os
import shlex
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import trustme
from safetensors.torch import save_file

from tests.api_client import PATIENCE_SECONDS
from tests.documents import ROOT, Page
from tests.fixtures_server import environment
from tests.foreign_models import random_parameters
from tests.integration.docs.stand_in import REAL_PATH, SOCKET, STAND_INS
from tests.sample_images import image_file

PHOTO, WIDTH, HEIGHT = "photo.jpg", 256, 192
"""The photo of most examples, and its size in pixels: large enough for parts to be cut out of it."""

PHOTOS = ("photos/beach.jpg", "photos/1980/aunt.jpg", "scans/wedding.png", "scans/1950/school.png")
"""Photos in folders, which are as small as they can be."""

SERVERS = ("http://127.0.0.1:9090", "http://192.168.1.10:9090")
"""The addresses of servers in the pages: the test's is meant."""

STRICT = r"""set -Eeuo pipefail; trap 'echo "$0, line $LINENO: $BASH_COMMAND" >&2' ERR"""
"""First line of every script: it ends at the first command that fails, and says which."""


@dataclass(frozen=True)
class Workplace:
    """A folder with photos, weights and stand-ins, and what a page's commands are given."""

    folder: Path
    server: str
    """Address of the server that commands speak with."""
    socket: str
    """Address of the host that runs ``burnish``."""
    root: Path
    """Library of commands that need no server."""

    def prepare(self) -> None:
        """Puts everything into the folder."""
        self._put_photo(PHOTO, WIDTH, HEIGHT)
        for name in PHOTOS:
            self._put_photo(name, 64, 48)
        save_file(random_parameters("compact-4x"), self.folder / "4x-UltraSharp.safetensors")
        (self.folder / "usb-stick").mkdir()
        authority = trustme.CA()
        authority.cert_pem.write_to_path(self.folder / "authorities.pem")
        certificate = authority.issue_cert("burnish.example.org")
        certificate.cert_chain_pems[0].write_to_path(self.folder / "burnish.pem")
        certificate.private_key_pem.write_to_path(self.folder / "burnish.key")
        data = self.folder / ".local" / "share" / "burnish"
        data.mkdir(parents=True)
        (data / "access-token").write_text("no-server-asks-for-it")
        self._put_stand_ins(self.folder / ".venv" / "bin")

    def run_shell(self, page: Page) -> "subprocess.CompletedProcess[str]":
        """Runs the blocks in ``sh`` of a page, in order, as one script whose lines have the page's numbers."""
        lines = [""] * len(page.text.splitlines())
        lines[0] = STRICT
        for block in page.blocks:
            if block.language == "sh":
                lines[block.line - 1 : block.line - 1 + len(block.lines)] = block.lines
        script = self.folder / page.path.name
        script.write_text(self._for_the_server("\n".join(lines)))
        return self._run(["bash", script.name])

    def run_python(self, page: Page) -> "subprocess.CompletedProcess[str]":
        """Runs the one block in Python of a page."""
        (block,) = (block for block in page.blocks if block.language == "python")
        return self._run([sys.executable, "-c", self._for_the_server("\n".join(block.lines))])

    def _run(self, command: list[str]) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            command,
            cwd=self.folder,
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=PATIENCE_SECONDS,
        )

    def _for_the_server(self, code: str) -> str:
        for server in SERVERS:
            code = code.replace(server, self.server)
        return code

    def _environment(self) -> Mapping[str, str]:
        own = {
            "HOME": str(self.folder),
            "PATH": f"{self.folder / '.venv' / 'bin'}:{os.environ['PATH']}",
            "BURNISH_ROOT": str(self.root),
            "BURNISH_OFFLINE": "true",
            REAL_PATH: os.environ["PATH"],
            SOCKET: self.socket,
        }
        return {**environment(), **own}

    def _put_photo(self, name: str, width: int, height: int) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(image_file(width, height, image_format="JPEG" if path.suffix == ".jpg" else "PNG"))

    def _put_stand_ins(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        for name in STAND_INS:
            call = shlex.join([sys.executable, "-m", "tests.integration.docs.stand_in", name])
            program = folder / name
            program.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT}:$PYTHONPATH exec {call} "$@"\n')
            program.chmod(0o755)
