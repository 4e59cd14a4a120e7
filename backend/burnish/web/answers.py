"""Models as JSON answers."""

from flask import Response, make_response
from pydantic import BaseModel


def json_answer(model: BaseModel, status: int = 200) -> Response:
    """The HTTP answer that carries a model."""
    response = make_response(model.model_dump_json(), status)
    response.content_type = "application/json"
    return response
