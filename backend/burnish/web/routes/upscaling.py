"""Upscaling: which models there are and what can be done with them."""

from pathlib import Path

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from pydantic import BaseModel, Field

from burnish.records import UpscalingModel, UpscalingModels
from burnish.web.answers import json_answer
from burnish.web.operations import operation_id
from burnish.web.services import services
from burnish.web.uploads import UploadedFile

api = APIBlueprint("upscaling", __name__, url_prefix="/api/upscaling", operation_id_callback=operation_id)


class ModelPath(BaseModel):
    """Which model."""

    name: str = Field(description="Name of the model.")


class NewModel(BaseModel):
    """A file with a model's weights."""

    file: UploadedFile


@api.get("/models", responses={200: UpscalingModels}, summary="The upscaling models")
def get_models() -> Response:
    """The models, whether their weights are there, and how fast they are here."""
    return json_answer(services().upscaling_models.list())


@api.post("/models", responses={201: UpscalingModel}, summary="Add a custom upscaling model")
def post_model(form: NewModel) -> Response:
    """Recognises the network that a .safetensors or .pth file is for, and takes its weights among the models.

    The file is tried out in a process of its own, which takes some seconds. Where its weights are there already, the
    model that has them is given.
    """
    file = form.file
    file.stream.flush()
    added = services().upscaling_models.add(Path(str(file.stream.name)), file.filename or "")
    return json_answer(added, 201)


@api.delete("/models/<name>", responses={200: UpscalingModel}, summary="Remove a custom upscaling model")
def delete_model(path: ModelPath) -> Response:
    """Removes a model that was added; what was made with it stays."""
    return json_answer(services().upscaling_models.remove(path.name))
