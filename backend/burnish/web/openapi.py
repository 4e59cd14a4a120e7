"""The OpenAPI document: the routes, with the models of records, parameters and events."""

from typing import Any

from flask_openapi3.openapi import OpenAPI
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from burnish import __version__, events, parameters, problems, records
from burnish.web.routes import images, jobs

REFERENCE = "#/components/schemas/{model}"

PROBLEM_CONTENT = {"application/problem+json": {"schema": {"$ref": REFERENCE.format(model="ProblemDetails")}}}

PROBLEM_RESPONSES: dict[str, Any] = {
    "4XX": {"description": "The request cannot be carried out; the problem says why.", "content": PROBLEM_CONTENT},
    "422": {"description": "Some parameters are not valid; each is named.", "content": PROBLEM_CONTENT},
    "5XX": {"description": "The server met an error.", "content": PROBLEM_CONTENT},
}
"""Answers that any call may give."""

DOCUMENTED_MODELS: tuple[type[BaseModel], ...] = (
    parameters.Generation,
    parameters.Recipe,
    parameters.OutputOptions,
    problems.ProblemDetails,
    records.ImagePage,
    records.ImageRecord,
    records.ImageIdList,
    records.ChangedImages,
    records.Archive,
    records.JobPage,
    records.JobRecord,
    records.JobItemPage,
    records.QueueRecord,
    records.WeightsList,
    records.UpscalingModels,
    records.RestorationAlgorithms,
    records.FaceList,
    records.GeneratorList,
    records.Health,
    records.PublicSettings,
    events.JobEvent,
    events.JobItemEvent,
    events.JobsClearedEvent,
    events.QueueEvent,
    events.ImageEvent,
    events.ImagesChangedEvent,
    events.WeightsEvent,
    events.GeneratorEvent,
    events.UpscalingModelEvent,
    events.Watch,
    events.Preview,
    events.CatchUp,
    images.UploadAnswer,
    jobs.PostprocessRequest,
    jobs.GenerateRequest,
    jobs.TuningRequest,
)
"""Models whose exact schemas, with steps of sliders and the like, the document gives."""


def document(app: OpenAPI) -> dict[str, Any]:
    """The OpenAPI 3.1 document of the application's routes."""
    described: dict[str, Any] = app.api_doc
    _, definitions = models_json_schema([(model, "validation") for model in DOCUMENTED_MODELS], ref_template=REFERENCE)
    schemas = described["components"]["schemas"] | definitions["$defs"]
    del schemas["ValidationErrorModel"]
    return described | {
        "info": {"title": "Burnish", "version": __version__},
        "paths": {path: _with_problems(item) for path, item in described["paths"].items()},
        "components": {"schemas": dict(sorted(schemas.items()))},
    }


def _with_problems(path_item: dict[str, Any]) -> dict[str, Any]:
    """The calls of a path, with the problems that each may answer with."""
    return {method: call | {"responses": call["responses"] | PROBLEM_RESPONSES} for method, call in path_item.items()}
