"""The built front end: the page and its files."""

from pathlib import Path

from flask import Blueprint, Response, abort, send_from_directory

frontend = Blueprint("frontend", __name__)

STATIC_FOLDERS = (
    Path(__file__).parents[1] / "static",
    Path(__file__).parents[4] / "frontend" / "dist",
)
"""Where the built front end lies: in an installed package, or in a checkout."""


def static_folder() -> Path | None:
    """The folder with the built front end; None when it was not built."""
    return next((folder for folder in STATIC_FOLDERS if (folder / "index.html").is_file()), None)


@frontend.get("/")
def index() -> Response:
    """The page."""
    return _send("index.html", "no-cache")


@frontend.get("/<path:name>")
def file(name: str) -> Response:
    """A file of the page. Those under assets/ have a hash of their content in their names and never change."""
    return _send(name, "public, max-age=31536000, immutable" if name.startswith("assets/") else "no-cache")


def _send(name: str, cache_control: str) -> Response:
    folder = static_folder()
    if folder is None:
        abort(404, "The front end has not been built. Run `npm run build` in the folder of the repository.")
    response = send_from_directory(folder, name)
    response.headers["Cache-Control"] = cache_control
    return response
