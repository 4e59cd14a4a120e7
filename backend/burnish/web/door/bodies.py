"""How much a request may bring, decided before any of it is read."""

from typing import Any

from burnish.problems import Problem

UPLOAD_PATHS = ("/api/images", "/api/upscaling/models")
"""Where files are taken; every other call brings parameters alone."""

ARCHIVE_PATH = "/api/archives"
ARCHIVE_BYTES = 4 * 1024**2
"""What a request for an archive may bring: the ids of 100,000 images have 3 MB."""

PARAMETER_BYTES = 1024**2
"""What any other request may bring: the longest that makes sense, a job over 10,000 images, has 300 kB."""


class TooLarge(Problem):
    """The request brings more than the server takes."""

    slug = "too-large"
    title = "The request is too large"
    status = 413


class LengthRequired(Problem):
    """The request does not say how much it brings."""

    slug = "length-required"
    title = "The request does not say how long it is"
    status = 411


def check_length(environ: dict[str, Any], upload_bytes: int) -> None:
    """Raises TooLarge or LengthRequired; ``upload_bytes`` is what an upload may have, with what goes around it."""
    if environ.get("HTTP_TRANSFER_ENCODING"):
        raise LengthRequired("Send the request with a Content-Length and without Transfer-Encoding.")
    limit = _limit_of(environ["REQUEST_METHOD"], environ["PATH_INFO"], upload_bytes)
    if body_bytes(environ) > limit:
        advice = " Send fewer files at once, or raise --max-upload-size." if limit == upload_bytes else ""
        raise TooLarge(f"The request is larger than {limit // 1024**2} MB, the limit of this call.{advice}")


def _limit_of(method: str, path: str, upload_bytes: int) -> int:
    """How many bytes a call may bring."""
    if method == "POST" and path in UPLOAD_PATHS:
        return upload_bytes
    return ARCHIVE_BYTES if method == "POST" and path == ARCHIVE_PATH else PARAMETER_BYTES


def has_long_body(environ: dict[str, Any]) -> bool:
    """Whether it is not worth reading what a refused request brings to keep the connection."""
    return bool(environ.get("HTTP_TRANSFER_ENCODING")) or body_bytes(environ) > PARAMETER_BYTES


def body_bytes(environ: dict[str, Any]) -> int:
    """How long the request's body is, as its head says."""
    return int(environ.get("CONTENT_LENGTH") or 0)
