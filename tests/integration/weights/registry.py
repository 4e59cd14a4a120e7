"""A package registry on a real socket that speaks enough of PyPI's and npm's protocols for their own clients."""

import gzip
import hashlib
import io
import json
import re
import tarfile
import threading
import zipfile
from typing import cast

from burnish.weights.catalogue import PackagedFile, RegistrySource
from burnish.weights.layouts import GENERAL_X4V3
from tests.local_server import LocalRequest, LocalServer

PACKAGE = "burnish-test-network"
WHEEL = "burnish_test_network-1.0-cp311-none-manylinux1_x86_64.whl"
TARBALL = f"{PACKAGE}-1.0.0.tgz"


class Registry(LocalServer):
    """Serves one archive as the package :data:`PACKAGE`, or stalls when it is asked for it.

    A private one wants credentials, which the clients have and nobody else.
    """

    def __init__(self, archive: bytes, stalls: bool = False, is_private: bool = False) -> None:
        super().__init__(_Request)
        self.archive = archive
        self.stalls = stalls
        self.is_private = is_private
        self.break_after: int | None = None
        """After how many bytes of an archive connections break; cleared when one has."""
        self.links_before = ""
        """What stands on PyPI's page before the link to the archive."""
        self.ranges: list[str | None] = []
        """The Range header of each request for the archive so far."""
        self.agents: list[str] = []
        """Who has asked for the archive so far."""
        self.asked = threading.Event()
        """Set once the archive was asked for."""


class _Request(LocalRequest):
    def do_GET(self) -> None:
        registry = cast(Registry, self.owner)
        if self.path.endswith((WHEEL, TARBALL)):
            self._answer_archive(registry)
        elif self.path == f"/simple/{PACKAGE}/":
            link = f'<a href="/files/{WHEEL}">{WHEEL}</a>'
            self._send("text/html", (registry.links_before + link).encode())
        elif self.path == f"/{PACKAGE}":
            self._send("application/json", _npm_document(registry).encode())
        else:
            self.send_error(404)

    def _send(self, kind: str, content: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _answer_archive(self, registry: Registry) -> None:
        agent = self.headers["User-Agent"].partition("/")[0]
        if registry.is_private and agent == "burnish":
            self.send_error(401)
            return
        registry.agents.append(agent)
        registry.ranges.append(self.headers.get("Range"))
        registry.asked.set()
        if registry.stalls:
            registry.stopping.wait(60)
        asked = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        first, total = int(asked[1]) if asked else 0, len(registry.archive)
        self.send_response(206 if asked else 200)
        if asked:
            self.send_header("Content-Range", f"bytes {first}-{total - 1}/{total}")
        self.send_header("Content-Length", str(total - first))
        self.end_headers()
        self.wfile.write(registry.archive[first:][: registry.break_after])
        registry.break_after = None


def _npm_document(registry: Registry) -> str:
    shasum = hashlib.sha1(registry.archive).hexdigest()
    distribution = {"tarball": f"{registry.url}/{PACKAGE}/-/{TARBALL}", "shasum": shasum}
    version = {"name": PACKAGE, "version": "1.0.0", "dist": distribution}
    return json.dumps({"name": PACKAGE, "dist-tags": {"latest": "1.0.0"}, "versions": {"1.0.0": version}})


def wheel(files: dict[str, bytes]) -> bytes:
    """A wheel of the package with these files in it, the same each time."""
    metadata = f"Metadata-Version: 2.1\nName: {PACKAGE}\nVersion: 1.0\n"
    tags = "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: false\nTag: cp311-none-manylinux1_x86_64\n"
    info = {"burnish_test_network-1.0.dist-info/METADATA": metadata, "burnish_test_network-1.0.dist-info/WHEEL": tags}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path, content in {**{name: text.encode() for name, text in info.items()}, **files}.items():
            archive.writestr(zipfile.ZipInfo(path), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def tarball(files: dict[str, bytes], links: dict[str, str] | None = None) -> bytes:
    """A package of npm with these files, and these symbolic links, in it, the same each time."""
    manifest = json.dumps({"name": PACKAGE, "version": "1.0.0"}).encode()
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for path, content in {"package/package.json": manifest, **files}.items():
            member = tarfile.TarInfo(path)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
        for path, destination in (links or {}).items():
            link = tarfile.TarInfo(path)
            link.type = tarfile.SYMTYPE
            link.linkname = destination
            archive.addfile(link)
    return gzip.compress(buffer.getvalue(), mtime=0)


def pypi_source(files: dict[str, bytes]) -> RegistrySource:
    """What the catalogue would say of a wheel with a.param and a.bin."""
    archive = wheel(files)
    return RegistrySource(
        registry="PyPI",
        package=PACKAGE,
        version="1.0",
        archive=WHEEL,
        archive_bytes=len(archive),
        archive_sha256=hashlib.sha256(archive).hexdigest(),
        structure=_packaged("a.param", files),
        parameters=_packaged("a.bin", files),
        layout=GENERAL_X4V3,
    )


def npm_source(files: dict[str, bytes]) -> RegistrySource:
    """What the catalogue would say of a package of npm with package/a.param and package/a.bin."""
    archive = tarball(files)
    return RegistrySource(
        registry="npm",
        package=PACKAGE,
        version="1.0.0",
        archive=TARBALL,
        archive_bytes=len(archive),
        archive_sha256=hashlib.sha256(archive).hexdigest(),
        structure=_packaged("package/a.param", files),
        parameters=_packaged("package/a.bin", files),
        layout=GENERAL_X4V3,
    )


def _packaged(path: str, files: dict[str, bytes]) -> PackagedFile:
    return PackagedFile(path=path, bytes=len(files[path]), sha256=hashlib.sha256(files[path]).hexdigest())
