"""What is said between the engine and the process that started it. Paths are those of the machine they share."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from burnish.parameters import FaceAlgorithm, FaceDetectorName, OutputOptions, Recipe, Tuning
from burnish.problems import ProblemDetails
from burnish.records import FoundFace, ImageGeneration, RestoredFace
from burnish.settings import Settings


class Message(BaseModel):
    """Base of all messages."""

    model_config = ConfigDict(frozen=True)


class Configure(Message):
    """The first command: the settings to work with."""

    type: Literal["configure"] = "configure"
    settings: Settings
    warms_up: bool
    """Whether to load at once what most tasks need; an engine that only fetches need not."""


class FoundFaces(Message):
    """The faces in a picture."""

    type: Literal["found_faces"] = "found_faces"
    detector: FaceDetectorName
    """What found them; another than the one asked for where that could not be had."""
    items: list[FoundFace]


class PrepareTask(Message):
    """Fetch what is missing for a recipe, so that its work finds everything there."""

    type: Literal["prepare"] = "prepare"
    task_id: str
    recipe: Recipe


class PostprocessTask(Message):
    """Run a recipe over one image and write the result."""

    type: Literal["postprocess"] = "postprocess"
    task_id: str
    source: Path
    source_name: str
    """The name that a person knows the source by; written into the result."""
    recipe: Recipe
    output: OutputOptions
    target: Path
    """Where the result is written; appears only when it is whole."""
    thumbnail: Path | None
    """Where the result's thumbnail is written; None for none."""
    screen: Path | None
    """Where its version for the screen is written, if it needs one; None for none."""
    known_faces: dict[FaceDetectorName, FoundFaces] = {}
    """The faces in the source, by the detector that was asked for, where they need not be looked for again."""
    generation: ImageGeneration | None = None
    """What made the source, or the image at the beginning of its chain of sources, from a prompt; written into the
    result."""


class LoadGeneratorTask(Message):
    """Load a generator, after fetching it if need be; the networks of other work leave memory first."""

    type: Literal["load_generator"] = "load_generator"
    task_id: str
    generator: str


class GenerateTask(Message):
    """Make one image from a prompt and write it as a PNG. The generator is loaded unless it is in memory."""

    type: Literal["generate"] = "generate"
    task_id: str
    generator: str
    made: ImageGeneration
    """What to make, with every value set but ``sampler``, whose None is the generator's own."""
    stage: str
    """What a person is told meanwhile, for example ``Generating 2 of 8``."""
    target: Path
    """Where the image is written; appears only when it is whole."""
    thumbnail: Path
    """Where its thumbnail is written."""
    screen: Path
    """Where its version for the screen is written, if it needs one."""


class TuningGridTask(Message):
    """Work on a part of an image with several values of a step's strengths, and write a picture for each."""

    type: Literal["tuning_grid"] = "tuning_grid"
    task_id: str
    source: Path
    source_name: str
    """The name that a person knows the source by."""
    tuning: Tuning
    folder: Path
    """Where the pictures are written, as :mod:`burnish.tuning` names them; each appears only when it is whole."""
    known_faces: dict[FaceDetectorName, FoundFaces] = {}
    """The faces in the source, by the detector that was asked for, where they need not be looked for again."""


class DetectFacesTask(Message):
    """Find the faces in an image."""

    type: Literal["detect_faces"] = "detect_faces"
    task_id: str
    source: Path
    source_name: str
    """The name that a person knows the source by."""
    detector: FaceDetectorName


class DownloadTask(Message):
    """Fetch a weights file."""

    type: Literal["download"] = "download"
    task_id: str
    weights: str


class DownloadGeneratorTask(Message):
    """Fetch a generator's files."""

    type: Literal["download_generator"] = "download_generator"
    task_id: str
    generator: str


class Cancel(Message):
    """Stop a task as soon as its work can be left."""

    type: Literal["cancel"] = "cancel"
    task_id: str


Task = (
    PrepareTask
    | PostprocessTask
    | LoadGeneratorTask
    | GenerateTask
    | TuningGridTask
    | DetectFacesTask
    | DownloadTask
    | DownloadGeneratorTask
)


def job_of(task: Task) -> str:
    """The id of the job that a task is a part of: what stands before the hyphen in the task's own."""
    return task.task_id.partition("-")[0]


Command = Annotated[Configure | Task | Cancel, Field(discriminator="type")]


class Ready(Message):
    """The engine has loaded what it needs for its first task."""

    type: Literal["ready"] = "ready"
    device: str | None
    """Where networks run; None when all that needs them is switched off, or they cannot be run."""
    precision: str | None
    """Number format of the default upscaling network; None while it is not loaded."""


class Heartbeat(Message):
    """The engine's process is alive; said every second from a thread of its own."""

    type: Literal["heartbeat"] = "heartbeat"
    memory_bytes: int
    """Memory that the process holds."""
    silent_seconds: float | None
    """For how long its work has shown no sign of life; None while it has nothing to do."""


class SpeedMeasured(Message):
    """How fast an upscaling model works here, or is estimated to work."""

    type: Literal["speed"] = "speed"
    model: str
    seconds_per_megapixel: float
    """Per million input pixels."""


class FaceSpeedMeasured(Message):
    """How fast an algorithm restores faces here, or is estimated to."""

    type: Literal["face_speed"] = "face_speed"
    algorithm: FaceAlgorithm
    seconds_per_face: float


class GenerationSpeedMeasured(Message):
    """How fast a generator works here."""

    type: Literal["generation_speed"] = "generation_speed"
    generator: str
    seconds: float
    """Per step and million pixels of the image."""


class NetworksResident(Message):
    """What is in memory has changed."""

    type: Literal["resident"] = "resident"
    names: list[str]
    """Names of the weights whose parameters are in memory, and of the generator."""


class TaskProgress(Message):
    """How far a task is."""

    type: Literal["progress"] = "progress"
    task_id: str
    stage: str
    fraction: float


class CellMade(Message):
    """A cell of a tuning grid is written."""

    type: Literal["cell"] = "cell"
    task_id: str
    index: int
    """0 for the plain original; then row by row, column by column."""


class TaskPreview(Message):
    """A JPEG of the unfinished result comes with this message."""

    type: Literal["preview"] = "preview"
    task_id: str
    step: int
    steps: int
    width: int
    height: int


class WeightsChanged(Message):
    """A weights file is being fetched or has been fetched."""

    type: Literal["weights"] = "weights"
    name: str
    fraction: float
    ended: bool
    """Whether the fetch has ended, well or not."""


class GeneratorChanged(Message):
    """A generator is being fetched or has been fetched."""

    type: Literal["generator"] = "generator"
    name: str
    fraction: float
    ended: bool
    """Whether the fetch has ended, well or not."""


class GeneratedImage(Message):
    """What a generation task has written."""

    type: Literal["generated_image"] = "generated_image"
    width: int
    height: int
    format: str
    bits: int
    channels: int


class MadeImage(Message):
    """What a postprocessing task has written."""

    type: Literal["made_image"] = "made_image"
    width: int
    height: int
    format: str
    bits: int
    channels: int
    recipe: Recipe
    """What was asked for, with the values really used."""
    notes: list[str]
    """Sentences on where the two differ."""
    faces: list[RestoredFace]
    """The faces that were restored, in pixels of the result."""
    found_faces: dict[FaceDetectorName, FoundFaces]
    """The faces that were found in the source, by the detector that was asked for."""


class MadeGrid(Message):
    """What a tuning grid has shown besides its pictures."""

    type: Literal["made_grid"] = "made_grid"
    notes: list[str]
    """Sentences on where the cells differ from what was asked for."""
    found_faces: dict[FaceDetectorName, FoundFaces]
    """The faces that were found in the source, by the detector that was asked for."""


Made = Annotated[MadeImage | GeneratedImage | MadeGrid | FoundFaces, Field(discriminator="type")]


class TaskDone(Message):
    """A task is finished."""

    type: Literal["done"] = "done"
    task_id: str
    outcome: Made | None
    """What a postprocessing, generation, tuning or detection task was to give; None of one that fetches or loads."""


class TaskFailed(Message):
    """A task has failed; nothing of it remains."""

    type: Literal["failed"] = "failed"
    task_id: str
    problem: ProblemDetails


class TaskCancelled(Message):
    """A task was cancelled; nothing of it remains."""

    type: Literal["cancelled"] = "cancelled"
    task_id: str


Report = Annotated[
    Ready
    | Heartbeat
    | SpeedMeasured
    | FaceSpeedMeasured
    | GenerationSpeedMeasured
    | NetworksResident
    | TaskProgress
    | CellMade
    | TaskPreview
    | WeightsChanged
    | GeneratorChanged
    | TaskDone
    | TaskFailed
    | TaskCancelled,
    Field(discriminator="type"),
]

COMMANDS: TypeAdapter[Command] = TypeAdapter(Command)
REPORTS: TypeAdapter[Report] = TypeAdapter(Report)
