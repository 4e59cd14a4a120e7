"""The built front end: the page and its files."""

import mimetypes
import secrets
from contextlib import suppress
from pathlib import Path

from flask import Blueprint, Response, abort, make_response, request, send_from_directory
from werkzeug.security import safe_join

from burnish.web.door.headers import page_policy

frontend = Blueprint("frontend", __name__)

STATIC_FOLDER = Path(__file__).parents[1] / "static"
"""Where `npm run build`, and with it the wheel, puts the built front end."""

PAGE = "index.html"

NONCE_PLACEHOLDER = "NONCE_OF_THE_PAGE"
"""What stands in the built page for the number that marks its own styles; each answer has another."""


COMPRESSED = {"br": ".br", "gzip": ".gz"}
"""Content codings that the build writes versions of scripts and styles in, the smallest first, and what their names end
with."""


@frontend.get("/")
@frontend.get(f"/{PAGE}")
def index() -> Response:
    """The page. It is never kept by browsers, since its nonce must not be known beforehand."""
    _expect_built()
    nonce = secrets.token_urlsafe(16)
    response = make_response((STATIC_FOLDER / PAGE).read_text(encoding="utf-8").replace(NONCE_PLACEHOLDER, nonce))
    response.headers["Content-Security-Policy"] = page_policy(nonce)
    response.headers["Cache-Control"] = "no-store"
    return response


@frontend.get("/<path:name>")
def file(name: str) -> Response:
    """A file of the page. Those under assets/ have a hash of their content in their names and never change."""
    _expect_built()
    coding = _coding_for(name)
    stored = name + COMPRESSED[coding] if coding else name
    response = send_from_directory(STATIC_FOLDER, stored, mimetype=mimetypes.guess_type(name)[0])
    if coding:
        response.content_encoding = coding
    response.vary.add("Accept-Encoding")
    is_hashed = name.startswith("assets/")
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if is_hashed else "no-cache"
    return response


def _coding_for(name: str) -> str | None:
    """The smallest coding that the browser understands and the file is there in; None to send it as it is."""
    codings = (coding for coding in COMPRESSED if request.accept_encodings[coding] > 0)
    return next((coding for coding in codings if _is_file(name + COMPRESSED[coding])), None)


def _is_file(name: str) -> bool:
    path = safe_join(str(STATIC_FOLDER), name)
    with suppress(OSError):  # a name that is longer than any file's
        return path is not None and Path(path).is_file()
    return False


def _expect_built() -> None:
    if not (STATIC_FOLDER / PAGE).is_file():
        abort(404, "The front end has not been built. Run `npm run build` in the folder of the repository.")
