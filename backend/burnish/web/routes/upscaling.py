"""Upscaling: which models there are and what can be done with them."""

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.file import FileStorage
from pydantic import BaseModel, Field

from burnish.jobs.upscaling_models import upscaling_models
from burnish.records import UpscalingModel, UpscalingModels
from burnish.web.answers import json_answer
from burnish.web.operations import operation_id
from burnish.web.services import services

api = APIBlueprint("upscaling", __name__, url_prefix="/api/upscaling", operation_id_callback=operation_id)


class ModelPath(BaseModel):
    """Which model."""

    name: str = Field(description="Name of the model.")


class NewModel(BaseModel):
    """A file with a model's weights."""

    file: FileStorage


@api.get("/models", responses={200: UpscalingModels}, summary="The upscaling models")
def get_models() -> Response:
    """The models, whether their weights are there, and how fast they are here."""
    parts = services()
    return json_answer(
        UpscalingModels(items=upscaling_models(parts.weights, parts.engine.speeds), enabled=parts.settings.esrgan)
    )


@api.post("/models", responses={201: UpscalingModel}, summary="Add a custom upscaling model")
def post_model(form: NewModel) -> Response:
    """Recognises the network that a .safetensors or .pth file is for, and takes the file among the models."""
    raise NotImplementedError


@api.delete("/models/<name>", responses={200: UpscalingModel}, summary="Remove a custom upscaling model")
def delete_model(path: ModelPath) -> Response:
    """Removes a model that was added; what was made with it stays."""
    raise NotImplementedError
