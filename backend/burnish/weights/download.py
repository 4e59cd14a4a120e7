"""Downloads a file over HTTP(S) so that only exactly the right bytes ever get the file's name.

What has come so far is kept beside the target under the name with ``.part`` at its end, and a later call goes on
from there with an HTTP range request (RFC 9110, section 14), in the same run or in another one.
"""

import hashlib
import re
import time
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import requests

from burnish.monitoring import CheckCancelled, ReportProgress
from burnish.weights.problems import SourceRefused, SourceUnreachable, WrongHash, WrongSize

CONNECT_TIMEOUT_SECONDS = 5.0
READ_TIMEOUT_SECONDS = 20.0
"""How long a server may send nothing before the connection counts as broken."""

_ATTEMPTS = 3
"""Attempts in a row that bring nothing new before the source counts as unreachable."""
_FIRST_PAUSE_SECONDS = 0.5
_BLOCK_BYTES = 1 << 14
"""A connection that breaks loses less than this, because requests gives out whole blocks only."""
_CONTENT_RANGE = re.compile(r"bytes (?P<start>\d{1,18})-\d{1,18}/(?P<total>\d{1,18}|\*)")
_NO_HEADERS: Mapping[str, str] = MappingProxyType({})
_TEMPORARY_STATUSES = {408, 425, 429, 500, 502, 503, 504}


def part_path(target: Path) -> Path:
    """Where the beginning of a file is kept that has not come whole yet."""
    return target.with_name(target.name + ".part")


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

    Proxies are taken from the environment (HTTPS_PROXY, NO_PROXY), redirects are followed. A connection that breaks
    or stalls is tried again from where it stopped, with growing pauses.

    Args:
        url: the address, http or https.
        target: the file to write; its folder must exist.
        size: the number of bytes that the file has.
        sha256: its SHA-256 in lower-case hexadecimal digits; None where only the size is known.
        report: told the fraction of bytes that are there.
        check_cancelled: called between blocks.
        read_timeout: seconds that a server may send nothing.
        headers: sent with each request; one of authorization is not sent on to another host.
        ca_bundle: file with the certificate authorities to trust, instead of those of the environment.

    Raises:
        SourceUnreachable: no connection, or one that broke again and again; what came is kept.
        SourceRefused: the server answered with an error, or not with the plain file.
        WrongSize: the server has a file of another size.
        WrongHash: the server has another file of that size; what came is thrown away.
        OSError: the file cannot be written.
        Cancelled: by ``check_cancelled``; what came is kept.
    """
    part = part_path(target)
    resumed = part.exists()
    _complete(url, part, size, report, check_cancelled, read_timeout, headers, ca_bundle)
    found = sha256 and _sha256_of(part)
    if resumed and found != sha256:
        part.unlink()
        _complete(url, part, size, report, check_cancelled, read_timeout, headers, ca_bundle)
        found = sha256 and _sha256_of(part)
    if found != sha256:
        part.unlink()
        raise WrongHash(f"{url} has the SHA-256 {found} instead of {sha256}.")
    part.replace(target)


def _complete(
    url: str,
    part: Path,
    size: int,
    report: ReportProgress,
    check_cancelled: CheckCancelled,
    read_timeout: float,
    headers: Mapping[str, str],
    ca_bundle: Path | None,
) -> None:
    """Requests what is missing of ``part`` until it has ``size`` bytes."""
    fruitless = 0
    while (before := _size_of(part)) != size:
        check_cancelled()
        try:
            _request_rest(url, part, size, report, check_cancelled, read_timeout, headers, ca_bundle)
            reason = "the connection ended early"
        except _InterruptedError as interruption:
            reason = str(interruption)
        if _size_of(part) > before:
            fruitless = 0
            continue
        fruitless += 1
        if fruitless == _ATTEMPTS:
            raise SourceUnreachable(f"{url} could not be downloaded: {reason}.")
        _pause(_FIRST_PAUSE_SECONDS * 2 ** (fruitless - 1), check_cancelled)


class _InterruptedError(Exception):
    """A request failed in a way that another one may not."""


def _request_rest(
    url: str,
    part: Path,
    size: int,
    report: ReportProgress,
    check_cancelled: CheckCancelled,
    read_timeout: float,
    headers: Mapping[str, str],
    ca_bundle: Path | None,
) -> None:
    """One request for what is missing; every block that comes is appended to ``part`` at once."""
    if _size_of(part) > size:
        part.unlink()
    have = _size_of(part)
    sent = {"Accept-Encoding": "identity", "User-Agent": "burnish", **headers}
    if have:
        sent["Range"] = f"bytes={have}-"
    timeouts = (CONNECT_TIMEOUT_SECONDS, read_timeout)
    try:
        with requests.get(
            url, headers=sent, stream=True, timeout=timeouts, verify=str(ca_bundle) if ca_bundle else True
        ) as response:
            start = _start_of(response, url, have, size)
            _append(response, start, part, size, report, check_cancelled)
    except requests.TooManyRedirects as error:
        raise SourceRefused(f"{url} redirects in a circle.") from error
    except (requests.ConnectionError, requests.Timeout, requests.exceptions.ChunkedEncodingError) as error:
        raise _InterruptedError(_reason_of(error)) from error
    except requests.RequestException as error:
        raise SourceRefused(f"{url} cannot be requested: {error}") from error


def _start_of(response: requests.Response, url: str, have: int, size: int) -> int:
    """The position in the file of the answer's first byte: ``have``, or 0 from a server that ignores ranges."""
    if response.status_code in _TEMPORARY_STATUSES:
        raise _InterruptedError(f"the server answered {response.status_code} {response.reason}")
    if response.status_code == 416:
        raise WrongSize(f"{url} is shorter than the {size} bytes that it should have.")
    if response.status_code not in (200, 206):
        raise SourceRefused(f"{url} was answered with {response.status_code} {response.reason}.")
    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise SourceRefused(f"{url} was sent in an encoding that was not asked for.")
    if response.status_code == 200:
        _check_total(url, response.headers.get("Content-Length"), size)
        return 0
    sent = _CONTENT_RANGE.fullmatch(response.headers.get("Content-Range", ""))
    if sent is None or int(sent["start"]) != have:
        raise SourceRefused(f"{url} was answered with another part than the one asked for.")
    _check_total(url, sent["total"], size)
    return have


def _check_total(url: str, announced: str | None, size: int) -> None:
    """Refuse a file whose announced size is another one, before its bytes are loaded."""
    if announced is not None and announced.isdecimal() and announced != str(size):
        raise WrongSize(f"{url} has {announced} bytes instead of {size}.")


def _append(
    response: requests.Response,
    start: int,
    part: Path,
    size: int,
    report: ReportProgress,
    check_cancelled: CheckCancelled,
) -> None:
    """Appends the answer, which begins at ``start`` of the file, to ``part``, leaving out what is there already."""
    position = start
    with part.open("ab") as file:
        for block in response.iter_content(_BLOCK_BYTES):
            check_cancelled()
            known = max(0, file.tell() - position)
            position += len(block)
            if position > size:
                raise WrongSize(f"{response.url} goes on after the {size} bytes that it should have.")
            file.write(block[known:])
            report(file.tell() / size)


def _reason_of(error: requests.RequestException) -> str:
    """A clause that says what happened, without the layers of exceptions that requests wraps it in."""
    if isinstance(error, requests.exceptions.ProxyError):
        return "the proxy cannot be reached or refuses; check HTTPS_PROXY"
    if isinstance(error, requests.exceptions.SSLError):
        return f"the secure connection failed ({error}); if your network inspects traffic, set REQUESTS_CA_BUNDLE"
    if isinstance(error, requests.ConnectTimeout):
        return "no answer to the attempt to connect"
    if isinstance(error, requests.Timeout):
        return "the server stopped sending"
    cause = error.args[0] if error.args else error
    reason = str(getattr(cause, "reason", cause))
    return f"no connection, or it broke ({reason.rpartition('): ')[2] or reason})"


def _pause(seconds: float, check_cancelled: CheckCancelled) -> None:
    """Waits, noticing within a moment when the person cancels."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        check_cancelled()
        time.sleep(min(left, 0.1))


def _size_of(part: Path) -> int:
    return part.stat().st_size if part.exists() else 0


def _sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
