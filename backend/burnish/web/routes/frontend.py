"""The built front end: the page and its files."""

from pathlib import Path

from flask import Blueprint, Response, abort, send_from_directory

frontend = Blueprint("frontend", __name__)

STATIC_FOLDER = Path(__file__).parents[1] / "static"
"""Where `npm run build`, and with it the wheel, puts the built front end."""


@frontend.get("/")
def index() -> Response:
    """The page."""
    return _send("index.html", "no-cache")


@frontend.get("/<path:name>")
def file(name: str) -> Response:
    """A file of the page. Those under assets/ have a hash of their content in their names and never change."""
    return _send(name, "public, max-age=31536000, immutable" if name.startswith("assets/") else "no-cache")


def _send(name: str, cache_control: str) -> Response:
    if not (STATIC_FOLDER / "index.html").is_file():
        abort(404, "The front end has not been built. Run `npm run build` in the folder of the repository.")
    response = send_from_directory(STATIC_FOLDER, name)
    response.headers["Cache-Control"] = cache_control
    return response
