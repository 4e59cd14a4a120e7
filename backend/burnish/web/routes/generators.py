"""Generators: what makes images from prompts, and adding more of them."""

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from pydantic import BaseModel, ConfigDict, Field

from burnish.records import GeneratorList, GeneratorRecord, JobRecord
from burnish.web.answers import json_answer
from burnish.web.operations import operation_id
from burnish.web.services import services

api = APIBlueprint("generators", __name__, url_prefix="/api/generators", operation_id_callback=operation_id)


class GeneratorPath(BaseModel):
    """Which generator."""

    name: str = Field(description="Name of the generator.")


class NewGenerator(BaseModel):
    """A generator to add."""

    model_config = ConfigDict(extra="forbid")

    source: str = Field(
        min_length=1,
        max_length=1000,
        description="Folder of a diffusers pipeline on the machine that Burnish runs on, or its id on the Hugging Face "
        "hub, for example `stabilityai/sd-turbo`.",
    )


@api.get("", responses={200: GeneratorList}, summary="All generators")
def get_generators() -> Response:
    """The generators, whether they can be used now, and what suits them."""
    return json_answer(services().generators.list())


@api.post("", responses={201: GeneratorRecord}, summary="Add a generator")
def post_generator(body: NewGenerator) -> Response:
    """Adds a pipeline to the list; one from the hub is fetched at first use, or with `download`."""
    return json_answer(services().generators.add(body.source), 201)


@api.delete("/<name>", responses={200: GeneratorRecord}, summary="Take a generator off the list")
def delete_generator(path: GeneratorPath) -> Response:
    """Takes a generator off the list, and removes what was fetched for it. A folder of one's own stays."""
    return json_answer(services().generators.remove(path.name))


@api.post("/<name>/download", responses={202: JobRecord}, summary="Fetch a generator")
def download_generator(path: GeneratorPath) -> Response:
    """Puts a job into the queue that fetches the generator's files."""
    return json_answer(services().queue.download_generator(path.name), 202)
