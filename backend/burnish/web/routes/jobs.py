"""Jobs: asking for work, watching it, cancelling and repeating it."""

from typing import Annotated, Literal, Self

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from pydantic import BaseModel, ConfigDict, Field, RootModel, model_validator

from burnish.parameters import Generation, OutputOptions, Recipe, Tuning
from burnish.records import ClearedJobs, JobItemPage, JobPage, JobRecord, JobState
from burnish.web.answers import json_answer, send_immutable
from burnish.web.operations import operation_id
from burnish.web.services import services

api = APIBlueprint("jobs", __name__, url_prefix="/api/jobs", operation_id_callback=operation_id)


class JobPath(BaseModel):
    """Which job."""

    job_id: str = Field(description="Id of the job.")


class CellPath(JobPath):
    """Which cell of a tuning grid."""

    index: int = Field(ge=0, le=1000, description="Index of the job's item that the cell is.")


class JobsQuery(BaseModel):
    """Which page of jobs."""

    model_config = ConfigDict(extra="forbid")

    cursor: str | None = Field(default=None, description="`next` of the page before; absent for the first page.")
    limit: int = Field(default=50, ge=1, le=200, description="How many jobs at most.")
    state: JobState | None = Field(default=None, description="Only jobs in this state.")


class ItemsQuery(BaseModel):
    """Which of a job's items."""

    model_config = ConfigDict(extra="forbid")

    after: int = Field(default=-1, ge=-1, le=2**31, description="`next` of the page before; absent for the first page.")
    limit: int = Field(default=200, ge=1, le=1000, description="How many items at most.")


class MoveRequest(BaseModel):
    """Where to put a job that waits: exactly one of the two."""

    model_config = ConfigDict(extra="forbid")

    to: Literal["front", "back"] | None = Field(default=None, description="Before or behind all jobs that wait.")
    before: str | None = Field(default=None, description="Id of the waiting job that it is to run before.")

    @model_validator(mode="after")
    def _check_one_place(self) -> Self:
        if (self.to is None) == (self.before is None):
            raise ValueError("give exactly one of `to` and `before`")
        return self


class PostprocessRequest(BaseModel):
    """Run a recipe over images."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["postprocess"]
    images: list[str] = Field(min_length=1, max_length=10_000, description="Ids of the images.")
    recipe: Recipe
    output: OutputOptions = OutputOptions()


class GenerateRequest(BaseModel):
    """Generate a batch of images and, with a recipe, run that over each of them when all are made."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["generate"]
    generation: Generation
    recipe: Recipe | None = None
    output: OutputOptions = OutputOptions()


class TuningRequest(BaseModel):
    """Compare the settings of a step over a part of an image."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["tuning_grid"]
    image: str = Field(description="Id of the image.")
    tuning: Tuning


class JobRequest(
    RootModel[Annotated[PostprocessRequest | GenerateRequest | TuningRequest, Field(discriminator="kind")]]
):
    """Work of any kind."""


@api.post("", responses={202: JobRecord}, summary="Ask for work")
def post_job(body: JobRequest) -> Response:
    """Puts a job into the queue."""
    queue, asked = services().queue, body.root
    if isinstance(asked, GenerateRequest):
        return json_answer(queue.generate(asked.generation, asked.recipe, asked.output), 202)
    if isinstance(asked, TuningRequest):
        return json_answer(queue.compare(asked.image, asked.tuning), 202)
    return json_answer(queue.postprocess(asked.images, asked.recipe, asked.output), 202)


@api.get("", responses={200: JobPage}, summary="A page of jobs, newest first")
def get_jobs(query: JobsQuery) -> Response:
    """A page of jobs."""
    return json_answer(services().queue.page(query.cursor, query.limit, query.state))


@api.get("/<job_id>", responses={200: JobRecord}, summary="One job")
def get_job(path: JobPath) -> Response:
    """The record of one job."""
    return json_answer(services().queue.get(path.job_id))


@api.post("/<job_id>/cancel", responses={200: JobRecord}, summary="Cancel a job")
def cancel_job(path: JobPath) -> Response:
    """Cancels the job; results that are finished stay. A job that has ended already is left as it is."""
    return json_answer(services().control.cancel(path.job_id))


@api.post("/<job_id>/retry", responses={202: JobRecord}, summary="Do again what a job did not finish")
def retry_job(path: JobPath) -> Response:
    """Puts a new job into the queue for the images that have no result."""
    return json_answer(services().queue.retry(path.job_id), 202)


@api.get("/<job_id>/items", responses={200: JobItemPage}, summary="The images of one job")
def get_job_items(path: JobPath, query: ItemsQuery) -> Response:
    """What the job makes, in order, and what became of each."""
    return json_answer(services().queue.items(path.job_id, query.after, query.limit))


@api.get(
    "/<job_id>/cells/<int:index>", responses={200: {"content": {"image/png": {}}}}, summary="One cell of a tuning grid"
)
def get_cell(path: CellPath) -> Response:
    """A PNG: number 0 is the plain original, then come the cells row by row. Kept for the newest grids only."""
    return send_immutable(services().tuning_files.cell(path.job_id, path.index), "image/png")


@api.get("/<job_id>/montage", responses={200: {"content": {"image/png": {}}}}, summary="A tuning grid as one picture")
def get_montage(path: JobPath) -> Response:
    """A PNG with all cells and what they were made with, the plain original in the upper left corner."""
    return send_immutable(services().tuning_files.montage(path.job_id), "image/png")


@api.post("/<job_id>/pause", responses={200: JobRecord}, summary="Pause a job")
def pause_job(path: JobPath) -> Response:
    """Stops the job until it is resumed. Finished images stay; the one in work begins anew then."""
    return json_answer(services().control.pause(path.job_id))


@api.post("/<job_id>/resume", responses={200: JobRecord}, summary="Resume a paused job")
def resume_job(path: JobPath) -> Response:
    """Puts a paused job back into its place in the queue."""
    return json_answer(services().control.resume(path.job_id))


@api.post("/<job_id>/move", responses={200: JobRecord}, summary="Change a job's place in the queue")
def move_job(path: JobPath, body: MoveRequest) -> Response:
    """Moves a job that waits or is paused."""
    return json_answer(services().control.move(path.job_id, body.to, body.before))


@api.post("/clear", responses={200: ClearedJobs}, summary="Take the jobs that have ended off the list")
def clear_jobs() -> Response:
    """Jobs that are done, failed or cancelled are not listed any more; their images stay."""
    return json_answer(services().control.clear())
