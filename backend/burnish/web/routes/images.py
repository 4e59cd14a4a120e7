"""Images: uploads, records, files."""

from typing import Annotated

from flask import Response, send_file
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.file import FileStorage
from pydantic import BaseModel, ConfigDict, Field

from burnish.parameters import FaceDetectorName, RestoreFacesStep
from burnish.problems import Problem, ProblemDetails
from burnish.records import FaceList, ImageRecord, JobRecord
from burnish.web.answers import IMMUTABLE, json_answer, send_immutable
from burnish.web.operations import operation_id
from burnish.web.problem_answers import answer_with
from burnish.web.services import services
from burnish.web.small_versions import screen_version_of, thumbnail_of
from burnish.web.uploads import accept_upload

api = APIBlueprint("images", __name__, url_prefix="/api/images", operation_id_callback=operation_id)


class ImagePath(BaseModel):
    """Which image."""

    image_id: str = Field(description="Id of the image.")


class FileQuery(BaseModel):
    """How a file is served."""

    download: bool = Field(default=False, description="Offer the file for saving, with its name.")


class FacesQuery(BaseModel):
    """How faces are looked for."""

    model_config = ConfigDict(extra="forbid")

    detector: FaceDetectorName = Field(
        default=RestoreFacesStep.model_fields["detector"].default,
        description=RestoreFacesStep.model_fields["detector"].description,
    )


class UploadForm(BaseModel):
    """Files from a person."""

    files: Annotated[list[FileStorage], Field(min_length=1)]


class RefusedFile(BaseModel):
    """A file that was not accepted, and why."""

    name: str
    problem: ProblemDetails


class UploadAnswer(BaseModel):
    """What became of the files."""

    items: list[ImageRecord]
    problems: list[RefusedFile]


@api.post("", responses={201: UploadAnswer}, summary="Upload images")
def post_images(form: UploadForm) -> Response:
    """Takes the files that are images into the library; the others are named with what is wrong with them."""
    items: list[ImageRecord] = []
    refused: list[RefusedFile] = []
    for file in form.files:
        try:
            items.append(accept_upload(services(), file))
        except Problem as problem:
            refused.append(RefusedFile(name=file.filename or "", problem=problem.to_details()))
    if not items:
        return answer_with(refused[0].problem)
    return json_answer(UploadAnswer(items=items, problems=refused), 201)


@api.get("/<image_id>", responses={200: ImageRecord}, summary="One image's record")
def get_image(path: ImagePath) -> Response:
    """The record of one image."""
    return json_answer(services().images.get(path.image_id))


@api.get("/<image_id>/file", responses={200: {"content": {"image/*": {}}}}, summary="One image's file")
def get_file(path: ImagePath, query: FileQuery) -> Response:
    """The image itself."""
    images = services().images
    record = images.get(path.image_id)
    response = send_file(
        images.file_path(record.id),
        mimetype=f"image/{record.format}",
        as_attachment=query.download,
        download_name=record.name,
        conditional=True,
    )
    response.headers["Cache-Control"] = IMMUTABLE
    return response


@api.get("/<image_id>/thumbnail", responses={200: {"content": {"image/webp": {}}}}, summary="One image's thumbnail")
def get_thumbnail(path: ImagePath) -> Response:
    """A WebP of at most 512 pixels a side."""
    return send_immutable(thumbnail_of(services(), path.image_id), "image/webp")


@api.get("/<image_id>/screen", responses={200: {"content": {"image/webp": {}}}}, summary="One image for the screen")
def get_screen(path: ImagePath) -> Response:
    """A WebP of at most 2560 pixels a side, of images whose record says `screen`; of others the thumbnail."""
    return send_immutable(screen_version_of(services(), path.image_id), "image/webp")


@api.get("/<image_id>/faces", responses={200: FaceList, 202: JobRecord}, summary="The faces in one image")
def get_faces(path: ImagePath, query: FacesQuery) -> Response:
    """The faces, or, as long as they were not looked for, 202 with the job that does so: when it is done, ask again."""
    found = services().queue.faces(path.image_id, query.detector)
    return json_answer(found, 200 if isinstance(found, FaceList) else 202)
