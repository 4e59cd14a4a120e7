"""Downloads a file over HTTP(S) so that only exactly the right bytes ever get the file's name.

What has come is kept in pieces beside the target (:mod:`burnish.weights.pieces`), and a later call goes on from there
with HTTP range requests (RFC 9110, section 14): in the same run or in another one, from the same source or from
another one of the same file.

**How right bytes are kept and wrong ones found.** At first only what is missing is requested, whoever sent the rest.
When the whole then has the wrong SHA-256, some source has sent wrong bytes, but not necessarily this one. So this
source is asked for the stretches that others sent, too, until all of its own file is there. Either that is right, and
the file is installed; or this source is proven wrong, and its pieces are thrown away, and nobody else's. Conditional
requests (If-Range) are not needed for that: a file that has changed between two requests has the wrong hash as well.
"""

import hashlib
import random
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from types import MappingProxyType

import requests
import urllib3

from burnish.disk import sync_file
from burnish.monitoring import CheckCancelled, ReportProgress, never_falling
from burnish.weights.addresses import shown
from burnish.weights.pieces import Pieces
from burnish.weights.problems import SourceRefused, SourceUnreachable, WrongHash, WrongSize
from burnish.weights.session import CONNECT_TIMEOUT_SECONDS, READ_TIMEOUT_SECONDS, Session, reason_of

_ATTEMPTS = 3
"""Requests in a row that bring less than a block before the source counts as unreachable."""
_FIRST_PAUSE_SECONDS = 0.5
_LONGEST_PAUSE_SECONDS = 60.0
"""A server that asks to be left alone for longer counts as unreachable."""
_BLOCK_BYTES = 1 << 14
_CONTENT_RANGE = re.compile(r"bytes (?P<start>\d{1,18})-\d{1,18}/(?P<total>\d{1,18}|\*)")
_NO_HEADERS: Mapping[str, str] = MappingProxyType({})
_TEMPORARY_STATUSES = {408, 425, 429, 500, 502, 503, 504}


def download(
    url: str,
    target: Path,
    size: int,
    sha256: str | None,
    report: ReportProgress,
    check_cancelled: CheckCancelled,
    read_timeout: float = READ_TIMEOUT_SECONDS,
    headers: Mapping[str, str] = _NO_HEADERS,
    ca_bundle: Path | None = None,
) -> None:
    """Downloads ``url`` to ``target``, which appears whole and checked, or not at all.

    A connection that breaks, stalls or nearly does is tried again from where it stopped, with growing pauses of random
    length, or after the time that the server asks for. Proxies, authorities and redirects are as
    :mod:`burnish.weights.session` says. Only one process at a time may download to a target.

    Args:
        url: the address, http or https. Its password and query are not told of in messages.
        target: the file to write; its folder must exist.
        size: the number of bytes that the file has.
        sha256: its SHA-256 in lower-case hexadecimal digits; None where only the size is known.
        report: told the fraction of bytes that are there.
        check_cancelled: called whenever bytes have come, and during pauses.
        read_timeout: seconds that a server may send nothing, or less than 16 KiB.
        headers: sent with each request; one of authorization is not sent on to another host.
        ca_bundle: file with the certificate authorities to trust, instead of those of the environment.

    Raises:
        SourceUnreachable: no connection, or one that broke again and again; what came is kept.
        SourceRefused: the server answered with an error, or not with the plain file; what came before is kept.
        WrongSize: the server has a file of another size; what came before is kept.
        WrongHash: the server has another file of that size; what came from it is thrown away.
        OSError: the file cannot be written.
        Cancelled: by ``check_cancelled``; what came is kept.
    """
    pieces = Pieces(target, size)
    pieces.remove_overlong()
    source = hashlib.sha256(url.encode()).hexdigest()[:16]
    was_begun = bool(pieces.all(source))
    with Session(ca_bundle) as session:
        transfer = _Transfer(
            session=session,
            url=url,
            headers=headers,
            read_timeout=read_timeout,
            pieces=pieces,
            source=source,
            size=size,
            report=never_falling(report),
            check_cancelled=check_cancelled,
        )
        found = _try_to_install(transfer, target, sha256)
        if found is not None and was_begun:
            # What this source sent before may have been damaged on the disk, or be of an older file.
            found = _try_to_install(transfer, target, sha256)
    if found is not None:
        raise WrongHash(f"{shown(url)} has the SHA-256 {found} instead of {sha256}.")


def _try_to_install(transfer: "_Transfer", target: Path, sha256: str | None) -> str | None:
    """Gets the file and gives it its name. Returns None, or the wrong SHA-256 that the source's own file has."""
    pieces, source = transfer.pieces, transfer.source
    transfer.complete(None)
    whole, found = pieces.join(source, transfer.check_cancelled)
    if sha256 not in (None, found) and pieces.missing(source) is not None:
        transfer.complete(source)
        whole, found = pieces.join(source, transfer.check_cancelled)
    if sha256 not in (None, found):
        pieces.remove(source)
        return found
    sync_file(whole)  # so that a loss of power cannot leave the name without the content
    whole.replace(target)
    pieces.remove()
    return None


class _InterruptedError(Exception):
    """A request failed in a way that another one may not, after a pause if the server asks for one."""

    def __init__(self, reason: str, pause: float = 0.0) -> None:
        super().__init__(reason)
        self.pause = pause
        """Seconds."""


@dataclass(frozen=True, slots=True)
class _Transfer:
    """One source of a file, the pieces that have come of it, and how more is requested."""

    session: Session
    url: str
    headers: Mapping[str, str]
    read_timeout: float
    pieces: Pieces
    source: str
    """Names this source among the pieces."""
    size: int
    report: ReportProgress
    check_cancelled: CheckCancelled

    def complete(self, by: str | None) -> None:
        """Requests what is missing until everything is there: of the pieces of one source, or of all of them."""
        fruitless = 0
        while (gap := self.pieces.missing(by)) is not None:
            self.check_cancelled()
            path = self.pieces.path_at(gap.start, self.source)
            before = _size_of(path)
            pause = 0.0
            try:
                self._request(gap, path)
                reason = "the connection ended early"
            except _InterruptedError as interruption:
                reason, pause = str(interruption), interruption.pause
            finally:
                _remove_empty(path)
            brought = _size_of(path) - before
            fruitless = 0 if brought >= min(_BLOCK_BYTES, len(gap)) else fruitless + 1
            if fruitless == _ATTEMPTS:
                raise SourceUnreachable(f"{shown(self.url)} could not be downloaded: {reason}.")
            if fruitless:
                growing = _FIRST_PAUSE_SECONDS * 2 ** (fruitless - 1) * random.uniform(0.5, 1.5)
                self._pause(max(growing, pause))

    def _request(self, gap: range, path: Path) -> None:
        """Makes one request for a gap, and appends to a piece what comes of it, at once."""
        # One call of read1 gives what one packet brought. Blocks of a fixed size would be lost where the connection
        # breaks inside of them, and would keep the person waiting who cancels while a server sends slowly.
        sent = {"Accept-Encoding": "identity", **self.headers}
        if len(gap) < self.size:
            sent["Range"] = f"bytes={gap.start}-{gap.stop - 1 if gap.stop < self.size else ''}"
        timeouts = (CONNECT_TIMEOUT_SECONDS, self.read_timeout)
        try:
            with self.session.get(self.url, headers=sent, stream=True, timeout=timeouts) as response:
                start = self._start_of(response, gap)
                self._append(response, start, gap, path)
        except requests.TooManyRedirects as error:
            raise SourceRefused(f"{shown(self.url)} redirects in a circle.") from error
        except (requests.ConnectionError, requests.Timeout, urllib3.exceptions.HTTPError) as error:
            raise _InterruptedError(reason_of(error)) from error
        except requests.RequestException as error:
            raise SourceRefused(f"{shown(self.url)} cannot be requested: {type(error).__name__}.") from error

    def _start_of(self, response: requests.Response, gap: range) -> int:
        """The position in the file of the answer's first byte: the gap's, or 0 from a server that ignores ranges."""
        if response.status_code in _TEMPORARY_STATUSES:
            reason = f"the server answered {response.status_code} {response.reason}"
            raise _InterruptedError(reason, self._pause_asked_for(response))
        if response.status_code == 416:
            raise WrongSize(f"{shown(self.url)} is shorter than the {self.size} bytes that it should have.")
        if response.status_code not in (200, 206):
            raise SourceRefused(f"{shown(self.url)} was answered with {response.status_code} {response.reason}.")
        if response.headers.get("Content-Encoding", "identity") != "identity":
            raise SourceRefused(f"{shown(self.url)} was sent in an encoding that was not asked for.")
        if response.status_code == 200:
            self._check_total(response.headers.get("Content-Length"))
            self._check_type(response.headers.get("Content-Type", ""))
            return 0
        part = _CONTENT_RANGE.fullmatch(response.headers.get("Content-Range", ""))
        if part is None or int(part["start"]) != gap.start:
            raise SourceRefused(f"{shown(self.url)} was answered with another part than the one asked for.")
        self._check_total(part["total"])
        return gap.start

    def _check_total(self, announced: str | None) -> None:
        """Refuses a file whose announced size is another one, before its bytes are loaded."""
        if announced is not None and announced.isdecimal() and announced != str(self.size):
            raise WrongSize(f"{shown(self.url)} has {announced} bytes instead of {self.size}.")

    def _check_type(self, announced: str) -> None:
        """Refuses the page of a network that wants people to log in, which would pass for the file's beginning."""
        if announced.startswith("text/html"):
            raise SourceRefused(f"{shown(self.url)} was answered with a web page. Does this network ask to log in?")

    def _append(self, response: requests.Response, position: int, gap: range, path: Path) -> None:
        """Appends what belongs into the gap of an answer that begins at ``position`` of the file."""
        have = self.pieces.count_bytes()
        enough_at = time.monotonic() + self.read_timeout
        lately = 0
        with path.open("ab") as file:
            before = file.tell()
            while position < gap.stop and (block := response.raw.read1(_BLOCK_BYTES)):
                file.write(block[max(0, gap.start - position) : gap.stop - position])
                file.flush()
                position += len(block)
                self.check_cancelled()
                self.report(min(1.0, (have + file.tell() - before) / self.size))
                lately += len(block)
                if time.monotonic() > enough_at:
                    if lately < _BLOCK_BYTES:
                        raise _InterruptedError("the server sends too slowly")
                    enough_at, lately = time.monotonic() + self.read_timeout, 0
            if gap.stop == self.size and (position > self.size or response.raw.read1(1)):
                file.truncate(before)
                raise WrongSize(f"{shown(self.url)} goes on after the {self.size} bytes that it should have.")

    def _pause_asked_for(self, response: requests.Response) -> float:
        """Seconds that a server wants to be left alone (RFC 9110, section 10.2.3)."""
        seconds = _seconds_of(response.headers.get("Retry-After", ""))
        if seconds > _LONGEST_PAUSE_SECONDS:
            raise SourceUnreachable(
                f"{shown(self.url)} asks to be left alone for {seconds:.0f} seconds. Try again after that."
            )
        return seconds

    def _pause(self, seconds: float) -> None:
        """Waits, noticing within a moment when the person cancels."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.check_cancelled()
            time.sleep(min(left, 0.1))


def _seconds_of(retry_after: str) -> float:
    """The value of a Retry-After header, a number of seconds or a date, as seconds from now; 0 for anything else."""
    if re.fullmatch(r"\d{1,9}", retry_after):
        return float(retry_after)
    try:
        moment = parsedate_to_datetime(retry_after)
    except ValueError:
        return 0.0
    return max(0.0, (moment.astimezone(UTC) - datetime.now(UTC)).total_seconds())


def _remove_empty(path: Path) -> None:
    if path.exists() and path.stat().st_size == 0:
        path.unlink()


def _size_of(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
