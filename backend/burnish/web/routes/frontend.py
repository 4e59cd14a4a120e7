"""The built front end: the page and its files."""

import secrets
from pathlib import Path

from flask import Blueprint, Response, abort, make_response, send_from_directory

from burnish.web.door.headers import page_policy

frontend = Blueprint("frontend", __name__)

STATIC_FOLDER = Path(__file__).parents[1] / "static"
"""Where `npm run build`, and with it the wheel, puts the built front end."""

PAGE = "index.html"

NONCE_PLACEHOLDER = "NONCE_OF_THE_PAGE"
"""What stands in the built page for the number that marks its own styles; each answer has another."""


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
    response = send_from_directory(STATIC_FOLDER, name)
    is_hashed = name.startswith("assets/")
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if is_hashed else "no-cache"
    return response


def _expect_built() -> None:
    if not (STATIC_FOLDER / PAGE).is_file():
        abort(404, "The front end has not been built. Run `npm run build` in the folder of the repository.")
