"""A web server on a real socket that speaks as much of the Hugging Face hub's language as fetching needs."""

import hashlib
import json
import re
import ssl
from typing import cast

from tests.local_server import LocalRequest, LocalServer

REVISION = "0123456789abcdef0123456789abcdef01234567"


class HubServer(LocalServer):
    """One repository with these files by their paths, asked for as ``HUB_ID``."""

    HUB_ID = "someone/tiny-diffusion"

    def __init__(self, files: dict[str, bytes], tls: ssl.SSLContext | None = None) -> None:
        """A server that speaks HTTPS, where ``tls`` has its certificate."""
        super().__init__(_Request, tls)
        self.files = files
        self.portal: bytes | None = None
        """A page that answers in the place of the hub."""
        self.status = 200
        """How requests for the repository are answered."""
        self.file_status = 200
        """How requests for files are answered."""
        self.is_gated = False
        self.break_after: int | None = None
        """After how many bytes in all of a file's content connections break, once."""
        self.requests: list[str] = []
        """Path of each request so far, with the range asked for."""
        self.tokens: set[str | None] = set()

    @property
    def asked_files(self) -> list[str]:
        """The files asked for so far, in turn."""
        return [path.partition(f"/resolve/{REVISION}/")[2] for path in self.requests if "/resolve/" in path]


class _Request(LocalRequest):
    protocol_version = "HTTP/1.1"

    @property
    def hub(self) -> HubServer:
        return cast(HubServer, self.owner)

    def do_GET(self) -> None:
        asked = self.headers.get("Range")
        self.hub.requests.append(self.path + (f" {asked}" if asked else ""))
        self.hub.tokens.add(self.headers.get("Authorization"))
        prefix = f"/{self.hub.HUB_ID}/resolve/{REVISION}/"
        if self.hub.portal is not None:
            self._answer(200, self.hub.portal)
        elif self.path.partition("?")[0] == f"/api/models/{self.hub.HUB_ID}":
            self._answer(self.hub.status, json.dumps(self._information()).encode())
        elif self.path.startswith(prefix):
            self._answer_file(self.path.removeprefix(prefix))
        else:
            self._answer(404, b"{}")

    def _information(self) -> dict[str, object]:
        return {
            "id": self.hub.HUB_ID,
            "sha": REVISION,
            "gated": "manual" if self.hub.is_gated else False,
            "siblings": [_sibling(path, content) for path, content in self.hub.files.items()],
        }

    def _answer_file(self, path: str) -> None:
        content = self.hub.files.get(path)
        if content is None or self.hub.file_status != 200:
            self._answer(404 if content is None else self.hub.file_status, b"")
            return
        asked = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        first = int(asked[1]) if asked else 0
        self.send_response(206 if asked else 200)
        self.send_header("Content-Length", str(len(content) - first))
        if asked:
            self.send_header("Content-Range", f"bytes {first}-{len(content) - 1}/{len(content)}")
        self.end_headers()
        if self.hub.break_after is not None and len(content) - first > self.hub.break_after:
            self.wfile.write(content[first : first + self.hub.break_after])
            self.hub.break_after = None
            self.close_connection = True
        else:
            self.wfile.write(content[first:])

    def _answer(self, status: int, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def _sibling(path: str, content: bytes) -> dict[str, object]:
    """A file as the hub lists it; large ones, with parameters, have a hash."""
    sibling: dict[str, object] = {"rfilename": path, "size": len(content), "blobId": "0" * 40}
    if path.endswith(".safetensors"):
        sha256 = hashlib.sha256(content).hexdigest()
        sibling["lfs"] = {"size": len(content), "sha256": sha256, "pointerSize": 100}
    return sibling
