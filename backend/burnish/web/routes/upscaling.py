"""Upscaling: which models there are and what can be done with them."""

from flask import Response
from flask_openapi3.blueprint import APIBlueprint

from burnish.jobs.upscaling_models import upscaling_models
from burnish.records import UpscalingModels
from burnish.web.answers import json_answer
from burnish.web.operations import operation_id
from burnish.web.services import services

api = APIBlueprint("upscaling", __name__, url_prefix="/api/upscaling", operation_id_callback=operation_id)


@api.get("/models", responses={200: UpscalingModels}, summary="The upscaling models")
def get_models() -> Response:
    """The models, whether their weights are there, and how fast they are here."""
    parts = services()
    return json_answer(
        UpscalingModels(items=upscaling_models(parts.weights, parts.engine.speeds), enabled=parts.settings.esrgan)
    )
