"""Archives: many images as one zip."""

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from pydantic import BaseModel, ConfigDict, Field

from burnish.library.gallery import MOST_IDS
from burnish.library.name_patterns import DEFAULT_PATTERN, FIELDS, MAX_PATTERN_LENGTH, PATTERN_HELP, NamePattern
from burnish.records import Archive, ArchiveNames
from burnish.web.answers import json_answer
from burnish.web.operations import operation_id
from burnish.web.services import services

api = APIBlueprint("archives", __name__, url_prefix="/api/archives", operation_id_callback=operation_id)


class ArchivePath(BaseModel):
    """Which archive."""

    archive_id: str = Field(description="Id of the archive.")


class ArchiveRequest(BaseModel):
    """What is to be packed, and under which names."""

    model_config = ConfigDict(extra="forbid")

    images: list[str] = Field(min_length=1, max_length=MOST_IDS, description="Ids of the images.")
    pattern: str = Field(
        default=DEFAULT_PATTERN,
        description=PATTERN_HELP,
        json_schema_extra={
            "maxLength": MAX_PATTERN_LENGTH,
            "fields": {name: field.help for name, field in FIELDS.items()},
        },
    )


class NamesRequest(ArchiveRequest):
    """A few images that a pattern is tried out on."""

    images: list[str] = Field(min_length=1, max_length=20, description="Ids of the images.")


@api.post("", responses={201: Archive}, summary="Ask for a zip of images")
def post_archive(body: ArchiveRequest) -> Response:
    """Takes down what is to be packed; the zip can be fetched for an hour."""
    return json_answer(services().archives.describe(body.images, NamePattern(body.pattern)), 201)


@api.post("/names", responses={200: ArchiveNames}, summary="What images would be called in a zip")
def post_archive_names(body: NamesRequest) -> Response:
    """Tries a pattern out."""
    return json_answer(ArchiveNames(names=services().archives.names(body.images, NamePattern(body.pattern))))


@api.get(
    "/<archive_id>/file", responses={200: {"content": {"application/zip": {}}}}, summary="A zip of images, packed now"
)
def get_archive_file(path: ArchivePath) -> Response:
    """The zip, whose length is told, packed while it is sent. What has gone meanwhile is named in it."""
    found = services().archives.file(path.archive_id)
    response = Response(found.blocks, mimetype="application/zip")
    response.content_length = found.length
    response.headers.set("Content-Disposition", "attachment", filename=found.name)
    response.headers["Cache-Control"] = "no-store"
    return response
