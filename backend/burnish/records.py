"""The records of the library and the queue as REST and events show them."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from burnish.parameters import (
    Box,
    FaceAlgorithm,
    FaceDetectorName,
    Generation,
    Landmarks,
    OutputOptions,
    Recipe,
    SamplerName,
    Tuning,
)
from burnish.problems import ProblemDetails

ImageKind = Literal["upload", "base", "result"]
JobKind = Literal["generate", "postprocess", "tuning_grid", "detect_faces", "download", "download_generator"]
JobState = Literal["queued", "running", "paused", "done", "failed", "cancelled"]
ItemState = Literal["queued", "running", "done", "failed", "cancelled"]

MAKING_IMAGES: tuple[JobKind, ...] = ("generate", "postprocess")
"""Jobs of these kinds make images, and wait while the whole queue is paused."""

FETCHES: tuple[JobKind, ...] = ("download", "download_generator")
"""Jobs of these kinds fetch something, and run beside the others."""

ENDED_STATES: tuple[JobState, ...] = ("done", "failed", "cancelled")
"""A job in one of these does not go on; it can be taken off the list."""


class Record(BaseModel):
    """Base of the records: immutable, every field always present."""

    model_config = ConfigDict(frozen=True, json_schema_serialization_defaults_required=True)


class FoundFace(Record):
    """A face that a detector found in an image, in pixels of that image."""

    box: Box
    landmarks: Landmarks
    confidence: float = Field(ge=0, le=1)
    """How sure the detector is; 1 for a face that a person marked."""


class RestoredFace(Record):
    """A face that was restored in a result, in pixels of the result."""

    box: Box
    strength: float = Field(ge=0, le=1)


class ImageGeneration(Record):
    """What made one image from a prompt. Of images that other programs made, what they do not tell is None."""

    prompt: str
    negative_prompt: str = ""
    width: int | None = None
    """Columns of the base image."""
    height: int | None = None
    """Rows of the base image."""
    steps: int | None = None
    guidance: float | None = Field(default=None, allow_inf_nan=False)
    sampler: str | None = None
    """One of :data:`burnish.parameters.SamplerName`, or what another program calls its own; None for the generator's
    own."""
    seed: int | None = None
    """The image's own seed, not that of its batch."""
    generator: str | None = None
    """Name of the generator; None for images of other programs."""
    model: str | None = None
    """What a person knows the generator's network by, for example ``stabilityai/sd-turbo``."""


class FaceList(Record):
    """The faces found in an image, the largest first."""

    image_id: str
    detector: FaceDetectorName
    """What found them; where the one asked for cannot be had another takes its place."""
    items: list[FoundFace]
    """Every face with a confidence of at least 0.1, of any size: what is shown of them is up to the page."""


class ImageRecord(Record):
    """One image of the library."""

    id: str
    kind: ImageKind
    name: str
    """The name that a person knows the image by: of an upload its file name without the folder, of a result one made
    from its source's name and its recipe."""
    source_id: str | None
    """The image that a result was made from; None for uploads and base images."""
    origin_id: str
    """The image at the beginning of the chain of sources; images with the same origin are versions of each other."""
    job_id: str | None
    """The job that made the image; None for uploads."""
    width: int
    """Columns of the upright image."""
    height: int
    """Rows of the upright image."""
    format: str
    """png, jpeg, webp, tiff, bmp, avif or heic."""
    bits: int
    """Bits of a channel: 8 or 16."""
    channels: int
    """1 grey, 2 grey and alpha, 3 RGB, 4 RGBA."""
    bytes: int
    """Size of the file."""
    screen: bool
    """Whether browsers cannot show the file, or not whole, so that there is a smaller version for the screen."""
    recipe: Recipe | None
    """What was done, with the values really used; None for uploads and base images."""
    notes: list[str]
    """Sentences on where the result differs from what was asked for, for example that no denoising was possible."""
    faces: list[RestoredFace]
    """The faces that were restored in it."""
    generation: ImageGeneration | None
    """What made it, or the image at the beginning of the chain of sources; for uploads as far as the file tells."""
    favourite: bool
    """Whether a person marked it as one of their favourites."""
    created_at: datetime
    deleted_at: datetime | None
    """When the image was moved to the trash; None outside it."""


class ImagePage(Record):
    """A page of images, newest first."""

    items: list[ImageRecord]
    next: str | None
    """Cursor of the next page; None on the last one."""
    total: int
    """How many images match in all."""


class ImageIdList(Record):
    """All images that match, newest first, without their records."""

    ids: list[str]
    """At most 100,000."""
    origins: list[str]
    """The ids of their origins, in the same order."""
    total: int
    """How many images match in all."""


class ChangedImages(Record):
    """The images that a request for many changed; those that were so already, or are not there, are left out."""

    ids: list[str]


class ImageChanges(Record):
    """Many images that were changed at once."""

    count: int
    """How many."""


class ArchiveNames(Record):
    """What images would be called in an archive, in their order."""

    names: list[str]


class Archive(Record):
    """A zip of images that can be fetched for an hour; it is packed while it is sent."""

    id: str
    file_name: str
    """What a browser calls it."""
    count: int
    """How many images are in it."""
    bytes: int
    """Size of the zip."""


class CurrentItem(Record):
    """The image of a running job that is being made."""

    index: int
    """Which of the job's items it is."""
    progress: float = Field(ge=0, le=1)


class JobRecord(Record):
    """One request that takes time."""

    id: str
    kind: JobKind
    state: JobState
    title: str
    """A few words for a person, for example ``Upscale 4x: aunt.jpg``."""
    subject: str
    """What it is about, without what it does: the name of the only image, the prompt, the title of what is fetched;
    empty for jobs over several images, and for those of earlier versions."""
    progress: float = Field(ge=0, le=1)
    remaining_seconds: float | None
    """Estimate of the time that the job still needs from when it runs; None while there is nothing to base it on. While
    the job runs it never grows."""
    rank: float
    """Place in the queue: of the jobs that wait, the one with the lowest rank runs next."""
    current: CurrentItem | None
    """What is being made now; None while nothing is, or the job makes no images."""
    stage: str
    """What is being done now, for a person: ``Waiting``, ``Loading the network``, ``Upscaling``, ``Saving``,
    ``Paused``; at the end ``Done``, ``Failed`` or ``Cancelled``."""
    error: ProblemDetails | None
    """Why the job, or the first image of it that failed, failed."""
    images: list[str]
    """Ids of the job's input images; of a generation job those of its base images that are to be postprocessed."""
    results: list[str]
    """Ids of the images made so far: of a generation job the base images and what was made of them."""
    recipe: Recipe | None
    output: OutputOptions | None
    generation: Generation | None
    """What a generation job makes, with the values really used; its seed is that of the first image."""
    tuning: Tuning | None
    """What a tuning grid compares."""
    generator: str | None
    """Name of the generator that a download job fetches."""
    weights: str | None
    """Name of the weights that a download job fetches."""
    detector: FaceDetectorName | None
    """What a detection job looks for faces with."""
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None


class JobPage(Record):
    """A page of jobs, newest first."""

    items: list[JobRecord]
    next: str | None


class ClearedJobs(Record):
    """Jobs that were taken off the list."""

    ids: list[str]


class JobItemRecord(Record):
    """One image that a job makes, and what became of it."""

    job_id: str
    index: int
    """Place within the job, from 0."""
    image_id: str | None
    """The input image; None where there is none, as yet or any more, since it was purged from the trash."""
    name: str | None
    """What a person knows the input image by."""
    seed: int | None
    """Seed of a base image that is to be generated; None for an item that has an input image."""
    state: ItemState
    error: ProblemDetails | None
    result_id: str | None
    """The image that was made of it; None before, and once that was purged."""


class JobItemPage(Record):
    """Some of a job's items, in order."""

    items: list[JobItemRecord]
    next: int | None
    """``after`` of the next page; None on the last one."""


class QueueRecord(Record):
    """All jobs that are open, as one."""

    paused: bool
    """Whether a person has paused the whole queue: then no image is made until it is resumed."""
    progress: float = Field(ge=0, le=1)
    """How much is done of what was asked for since the queue was last empty; 0 when it is empty. It never falls until
    then: what is added shares what was left."""
    remaining_seconds: float | None
    """Estimate for all jobs that run or are queued; None while there is nothing to base it on. It grows only when work
    is added, resumed or repeated."""
    running_jobs: int
    queued_jobs: int
    paused_jobs: int


class WeightsRecord(Record):
    """One weights file of the catalogue, and whether it is there."""

    name: str
    file_name: str
    """The name of the official file, under which a person may put it into the folder of weights."""
    group: Literal["upscaling", "faces"]
    """What it is for."""
    purpose: str
    bytes: int
    """Size of the official file."""
    licence: str
    licence_url: str
    licence_summary: str
    """What the licence allows, in a sentence or two."""
    needs_acceptance: bool
    """Whether a person has still to accept the licence before the weights are fetched or used."""
    state: Literal["missing", "downloading", "checking", "damaged", "ready"]
    """``damaged`` when what is stored is not what was stored: it is fetched again before the next use."""
    progress: float = Field(ge=0, le=1)
    """Of the fetch or the check that goes on."""
    stored_bytes: int | None
    """Size of what is stored; None where nothing is."""
    source: str | None
    """Where the parameters that are there came from."""
    address: str
    """Where a person can download the official file."""


class WeightsList(Record):
    """All weights files of the catalogue."""

    items: list[WeightsRecord]
    folder: str
    """Where they are stored on the machine that Burnish runs on, and where files brought by hand are put."""
    free_bytes: int
    """Free space there."""


class RestorationAlgorithm(Record):
    """One way to restore faces, and whether it can be used now."""

    name: FaceAlgorithm
    title: str
    description: str
    weights: str
    """Name of its weights in the catalogue."""
    ready: bool
    """Whether its weights are there; if not they are fetched at first use."""
    licence: str
    licence_url: str
    licence_summary: str
    """What the licence allows, in a sentence or two."""
    needs_acceptance: bool
    """Whether a person has still to accept the licence before the first use."""
    seconds_per_face: float | None
    """Time per face measured on this machine; None before the first measurement."""


class RestorationAlgorithms(Record):
    """All ways to restore faces."""

    items: list[RestorationAlgorithm]
    enabled: bool
    """False with ``--no-restore``."""


class UpscalingModel(Record):
    """One upscaling model, and what can be done with it on this machine now."""

    name: str
    title: str
    description: str
    kind: Literal["catalogue", "custom"]
    """Whether its weights stand in the catalogue, or a person added them."""
    architecture: str
    """What kind of network it is, for example ``ESRGAN``."""
    network_scale: int
    """How many times the network itself enlarges."""
    scales: list[Literal[2, 4]]
    """The scales that can be chosen with it."""
    bytes: int
    """Size of its weights: of the official file, or of what is stored of a custom model."""
    file_name: str
    """The file that its weights came in."""
    ready: bool
    """Whether its weights are there; if not they are fetched at first use."""
    denoising: Literal["adjustable", "weights_missing", "unsupported"]
    """Whether denoising strength can be set: not when the network's weakly denoising twin is missing, or has none."""
    denoising_weights: str | None
    """Name of the weights that make denoising adjustable."""
    seconds_per_megapixel: float | None
    """Time per million input pixels measured on this machine; None before the first measurement."""


class UpscalingModels(Record):
    """All upscaling models."""

    items: list[UpscalingModel]
    enabled: bool
    """False with ``--no-esrgan``."""


class RecommendedGeneration(Record):
    """The values that suit a generator, used where none are asked for."""

    width: int
    height: int
    steps: int
    guidance: float


class GeneratorRecord(Record):
    """One generator, and whether it can be used now."""

    name: str
    title: str
    description: str
    """What it is and what to expect of it, in a sentence or two."""
    kind: Literal["built_in", "diffusers"]
    source: str | None
    """Folder, or id on the Hugging Face hub; None for the built-in one."""
    state: Literal["missing", "downloading", "ready"]
    progress: float = Field(ge=0, le=1)
    bytes: int | None
    """Size of what is fetched for it; None where nothing is, or it is not known."""
    licence: str | None
    licence_url: str | None
    licence_summary: str | None
    """What the licence allows, in a sentence or two; None where it is not known."""
    removable: bool
    """Whether a person added it, and may take it off the list."""
    recommended: RecommendedGeneration
    size_multiple: int
    """Width and height must be multiples of this."""
    samplers: list[SamplerName]
    """The samplers to choose from besides its own; empty when there is no choice."""
    ignores: list[Literal["negative_prompt", "guidance"]]
    """What has no effect on its images."""


class GeneratorList(Record):
    """All generators."""

    items: list[GeneratorRecord]
    default: str
    """Name of the one that is used where none is asked for."""


class EngineHealth(Record):
    """The process that owns the accelerator."""

    state: Literal["stopped", "starting", "ready", "busy"]
    device: str | None
    precision: str | None
    networks: list[str]
    """Names of the weights and generators whose parameters are in memory now."""
    memory_bytes: int | None
    """Memory that the process holds; None while it is not known."""
    heartbeat_seconds: float | None
    """Time since the process last gave a sign of life; None while it has not given any."""
    restarts: int
    """How often it was started again after it had died, or had hung and was stopped."""
    recycles: int
    """How often it was started anew between jobs because it held too much memory."""
    recent_deaths: int
    """How often it died or hung in the last ten minutes."""
    last_death: str | None
    """When and why it last died, in a sentence; None if it never did."""


class DiskHealth(Record):
    """The disk that the library lies on."""

    free_bytes: int
    total_bytes: int


class Health(Record):
    """Whether the server and its parts are well. What could not be found out is None, and stands among the problems."""

    status: Literal["ok", "degraded"]
    """``degraded`` when there are problems."""
    problems: list[str]
    """A sentence for each thing that is wrong; they name no file and no folder."""
    version: str
    versions: dict[str, str]
    """Versions of Python and of the packages that do the work, by their names."""
    uptime_seconds: float
    """Time since the server started."""
    engine: EngineHealth
    queue: QueueRecord | None
    queued_jobs: int | None
    images: int | None
    """Images outside the trash."""
    disk: DiskHealth | None
    free_bytes: int | None
    """Free space where the library lies."""


class PublicSettings(Record):
    """The settings that the page needs to know."""

    version: str
    max_pixels: int
    max_upload_size: int
    upscaling_enabled: bool
    restoration_enabled: bool
    offline: bool
