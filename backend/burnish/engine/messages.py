"""What is said between the engine and the process that started it. Paths are those of the machine they share."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from burnish.parameters import OutputOptions, Recipe
from burnish.problems import ProblemDetails
from burnish.settings import Settings


class Message(BaseModel):
    """Base of all messages."""

    model_config = ConfigDict(frozen=True)


class Configure(Message):
    """The first command: the settings to work with."""

    type: Literal["configure"] = "configure"
    settings: Settings


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


class DownloadTask(Message):
    """Fetch a weights file."""

    type: Literal["download"] = "download"
    task_id: str
    weights: str


class Cancel(Message):
    """Stop a task as soon as its work can be left."""

    type: Literal["cancel"] = "cancel"
    task_id: str


Task = PostprocessTask | DownloadTask
Command = Annotated[Configure | PostprocessTask | DownloadTask | Cancel, Field(discriminator="type")]


class Ready(Message):
    """The engine has loaded what it needs for its first task."""

    type: Literal["ready"] = "ready"
    device: str | None
    """Where networks run; None when upscaling is switched off or cannot be done."""
    precision: str | None
    """Number format of the default network; None while its weights are missing."""


class SpeedMeasured(Message):
    """How fast an upscaling model works here, or is estimated to work."""

    type: Literal["speed"] = "speed"
    model: str
    seconds_per_megapixel: float
    """Per million input pixels."""


class TaskProgress(Message):
    """How far a task is."""

    type: Literal["progress"] = "progress"
    task_id: str
    stage: str
    fraction: float


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


class MadeImage(Message):
    """What a postprocessing task has written."""

    width: int
    height: int
    format: str
    bits: int
    channels: int
    recipe: Recipe
    """What was asked for, with the values really used."""
    notes: list[str]
    """Sentences on where the two differ."""


class TaskDone(Message):
    """A task is finished."""

    type: Literal["done"] = "done"
    task_id: str
    image: MadeImage | None


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
    Ready | SpeedMeasured | TaskProgress | TaskPreview | WeightsChanged | TaskDone | TaskFailed | TaskCancelled,
    Field(discriminator="type"),
]

COMMANDS: TypeAdapter[Command] = TypeAdapter(Command)
REPORTS: TypeAdapter[Report] = TypeAdapter(Report)
