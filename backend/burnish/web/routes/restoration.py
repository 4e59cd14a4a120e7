"""Face restoration: which algorithms there are and what can be done with them."""

from flask import Response
from flask_openapi3.blueprint import APIBlueprint

from burnish.jobs.restoration_algorithms import restoration_algorithms
from burnish.records import RestorationAlgorithms
from burnish.web.answers import json_answer
from burnish.web.operations import operation_id
from burnish.web.services import services

api = APIBlueprint("restoration", __name__, url_prefix="/api/restoration", operation_id_callback=operation_id)


@api.get("/algorithms", responses={200: RestorationAlgorithms}, summary="The ways to restore faces")
def get_algorithms() -> Response:
    """The algorithms, whether their weights are there, what their licences allow, and how fast they are here."""
    parts = services()
    return json_answer(
        RestorationAlgorithms(
            items=restoration_algorithms(parts.weights, parts.engine.face_speeds), enabled=parts.settings.restore
        )
    )
