"""The events that the server pushes to every page, with the model of each one's data.

An event's data is the record that it tells of, with ``sequence`` added, which grows by one from event to event, so
that a page can tell what it missed.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from burnish.records import (
    ClearedJobs,
    GeneratorRecord,
    ImageChanges,
    ImageRecord,
    JobItemRecord,
    JobRecord,
    QueueRecord,
    UpscalingModel,
    WeightsRecord,
)

EventName = Literal[
    "job_updated",
    "job_item_updated",
    "jobs_cleared",
    "queue_updated",
    "image_created",
    "image_updated",
    "image_deleted",
    "images_changed",
    "weights_progress",
    "generator_updated",
    "generator_removed",
    "upscaling_model_updated",
    "upscaling_model_removed",
]


class JobEvent(JobRecord):
    """Data of ``job_updated``: a job was made or has changed."""

    sequence: int


class JobItemEvent(JobItemRecord):
    """Data of ``job_item_updated``: one image of a job was begun, or has come to an end."""

    sequence: int


class JobsClearedEvent(ClearedJobs):
    """Data of ``jobs_cleared``: jobs that had ended were taken off the list."""

    sequence: int


class QueueEvent(QueueRecord):
    """Data of ``queue_updated``: the queue was paused or resumed, or has come further."""

    sequence: int


class ImageEvent(ImageRecord):
    """Data of ``image_created``, ``image_updated`` (back from the trash, made a favourite or one no more) and
    ``image_deleted`` (moved to the trash)."""

    sequence: int


class ImagesChangedEvent(ImageChanges):
    """Data of ``images_changed``: more images than are told of one by one (200) were changed by one request, that is
    deleted, brought back, made favourites or ones no more. Pages load anew what they show of images."""

    sequence: int


class WeightsEvent(WeightsRecord):
    """Data of ``weights_progress``: a weights file is being fetched or checked, or was fetched, checked or removed."""

    sequence: int


class GeneratorEvent(GeneratorRecord):
    """Data of ``generator_updated`` (added, being fetched, or fetched) and ``generator_removed``."""

    sequence: int


class UpscalingModelEvent(UpscalingModel):
    """Data of ``upscaling_model_updated`` (a custom model was added) and ``upscaling_model_removed``."""

    sequence: int


class Watch(BaseModel):
    """What a page says with ``watch``: the jobs that it shows, whose previews it wants, instead of those before."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    jobs: list[str] = Field(max_length=20)


class Preview(BaseModel):
    """Data of ``preview``: a small picture of unfinished work. The JPEG follows as a second, binary argument.

    It goes to the pages that watch the job, asks for an acknowledgement, and the next one is sent when that has come,
    or after two seconds; what was overtaken meanwhile is not sent. Previews carry the sequence of the last event before
    them and are not sent again after a lost connection.
    """

    model_config = ConfigDict(frozen=True)

    sequence: int = 0
    job_id: str
    image_id: str | None
    """The image that is being worked on; None while it is being generated."""
    index: int
    """Number of the image within its job, from 0; of an image that is being generated its place in the batch."""
    step: int
    """Tiles, faces or denoising steps done so far."""
    steps: int
    """Tiles, faces or denoising steps in all."""
    width: int
    """Columns of the preview's JPEG."""
    height: int
    """Rows of the preview's JPEG."""


EventData = (
    JobEvent
    | JobItemEvent
    | JobsClearedEvent
    | QueueEvent
    | ImageEvent
    | ImagesChangedEvent
    | WeightsEvent
    | GeneratorEvent
    | UpscalingModelEvent
)
"""What an event tells."""


class MissedEvent(BaseModel):
    """One event that a page missed."""

    model_config = ConfigDict(frozen=True)

    name: EventName
    data: EventData


class CatchUp(BaseModel):
    """The answer to a page that asks for the events after the last one that it saw."""

    model_config = ConfigDict(frozen=True)

    server_id: str
    """Changes whenever the server starts; sequences of different servers cannot be compared."""
    sequence: int
    """The last event so far."""
    complete: bool
    """Whether ``events`` holds all that was missed; if not, the page loads everything anew."""
    events: list[MissedEvent]
