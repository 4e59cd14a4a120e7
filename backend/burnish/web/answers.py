"""Models as JSON answers, and files that never change."""

from pathlib import Path

from flask import Response, make_response, send_file
from pydantic import BaseModel

IMMUTABLE = "private, max-age=31536000, immutable"
"""What never changes once written need not be asked for again by a browser."""


def json_answer(model: BaseModel, status: int = 200) -> Response:
    """The HTTP answer that carries a model."""
    response = make_response(model.model_dump_json(), status)
    response.content_type = "application/json"
    return response


def send_immutable(path: Path, media_type: str) -> Response:
    """The HTTP answer that carries a file, which browsers keep."""
    response = send_file(path, mimetype=media_type, conditional=True)
    response.headers["Cache-Control"] = IMMUTABLE
    return response
