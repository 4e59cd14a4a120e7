"""A mirror of the official files on a real socket, for programs that can reach nothing else."""

import json
import os
import re
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import burnish
from burnish.disk import sha256_of
from burnish.weights.catalogue import find
from tests.local_server import LocalRequest, LocalServer

OFFICIAL_FILES = Path(__file__).with_name("official_files")
"""On the path of Python programs, it makes them take a test's files for the official ones."""

OFFICIAL_SITE = "/official/"
"""The path under which the official site is, as far as programs know; it refuses everything."""

NOWHERE = "http://127.0.0.1:9"
"""An address where nobody listens."""

_CHUNK = 1 << 16

_PAUSE_SECONDS = 0.02
"""Between chunks of a half that is all that comes: reports are thinned, and some are to be seen."""


class Mirror(LocalServer):
    """Gives out files under their official names, which the official site does not; a context manager."""

    def __init__(self, files: Mapping[str, Path]) -> None:
        """``files`` are by the names of their weights; the mirror has them all at first."""
        super().__init__(_Request)
        self._originals = dict(files)
        self.files: dict[str, bytes] = {}
        """What it has, by the official file names."""
        self.requests: list[tuple[str, str | None]] = []
        """The file name and the Range header of each request so far."""
        self.flowing = threading.Event()
        """While it is not set, only the first half of each file comes, and slowly."""
        self.restore()

    def restore(self) -> None:
        """Has all files again, gives them out whole, and forgets its requests."""
        self.files = {find(name).file_name: path.read_bytes() for name, path in self._originals.items()}
        self.requests.clear()
        self.flowing.set()

    def variables(self, **changes: dict[str, Any]) -> dict[str, str]:
        """What is added to a program's environment so that it knows nothing but this mirror.

        Its files are the official ones then; ``changes`` are to further entries of the catalogue.
        """
        own = {name: self._official_entry(name, path) for name, path in self._originals.items()}
        return {
            "PYTHONPATH": os.pathsep.join([str(OFFICIAL_FILES), str(Path(burnish.__file__).parents[1])]),
            "OFFICIAL_FILES": json.dumps({**own, **changes}),
            "BURNISH_MIRRORS": self.url,
            "HTTPS_PROXY": NOWHERE,
            "NO_PROXY": "127.0.0.1,localhost",
        }

    def _official_entry(self, name: str, path: Path) -> dict[str, Any]:
        address = f"{self.url}{OFFICIAL_SITE}{find(name).file_name}"
        return {"bytes": path.stat().st_size, "sha256": sha256_of(path), "sources": [{"url": address}]}


class _Request(LocalRequest):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        mirror = cast(Mirror, self.owner)
        if self.path.startswith(OFFICIAL_SITE):
            self.send_error(403)
            return
        name, asked = self.path.rpartition("/")[2], self.headers.get("Range")
        mirror.requests.append((name, asked))
        content = mirror.files.get(name)
        if content is None:
            self.send_error(404)
            return
        first = int(match[1]) if (match := re.fullmatch(r"bytes=(\d+)-", asked or "")) else 0
        self.send_response(206 if asked else 200)
        self.send_header("Content-Length", str(len(content) - first))
        if asked:
            self.send_header("Content-Range", f"bytes {first}-{len(content) - 1}/{len(content)}")
        self.end_headers()
        try:
            self._send(mirror, content, first)
        except OSError:
            self.close_connection = True  # whoever asked has gone

    def _send(self, mirror: Mirror, content: bytes, first: int) -> None:
        for start in range(first, len(content), _CHUNK):
            if start > len(content) // 2:
                while not (mirror.flowing.wait(0.1) or mirror.stopping.is_set()):
                    pass
            elif not mirror.flowing.is_set():
                time.sleep(_PAUSE_SECONDS)
            self.wfile.write(content[start : start + _CHUNK])
