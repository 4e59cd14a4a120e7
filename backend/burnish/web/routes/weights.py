"""Weights: what is there, accepting their licences, fetching and removing."""

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from pydantic import BaseModel, Field

from burnish.records import JobRecord, WeightsList, WeightsRecord
from burnish.web.answers import json_answer
from burnish.web.operations import operation_id
from burnish.web.services import services

api = APIBlueprint("weights", __name__, url_prefix="/api/weights", operation_id_callback=operation_id)


class WeightsPath(BaseModel):
    """Which weights."""

    name: str = Field(description="Name of the weights.")


@api.get("", responses={200: WeightsList}, summary="All weights files")
def get_weights() -> Response:
    """Every weights file of the catalogue and its state."""
    return json_answer(services().weights.list())


@api.post("/<name>/accept-licence", responses={200: WeightsRecord}, summary="Accept the licence of a weights file")
def accept_licence(path: WeightsPath) -> Response:
    """Notes that the person has accepted the licence; where none need be accepted, nothing changes."""
    return json_answer(services().weights.accept_licence(path.name))


@api.post("/<name>/download", responses={202: JobRecord}, summary="Fetch a weights file")
def download_weights(path: WeightsPath) -> Response:
    """Puts a download job into the queue, unless the licence has still to be accepted."""
    return json_answer(services().queue.download(path.name), 202)


@api.post("/<name>/verify", responses={200: WeightsRecord}, summary="Check a weights file")
def verify_weights(path: WeightsPath) -> Response:
    """Reads the stored file whole and compares checksums; its state is then `ready` or `damaged`."""
    return json_answer(services().weights.verify(path.name))


@api.delete("/<name>", responses={200: WeightsRecord}, summary="Remove a weights file")
def delete_weights(path: WeightsPath) -> Response:
    """Removes the file; it is fetched again at its next use."""
    return json_answer(services().weights.remove(path.name))
