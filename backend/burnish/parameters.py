"""The parameters of everything that Burnish does to images, each defined once.

The default, range, step and help text that stand here feed validation, the command line, the stored recipe, the
OpenAPI document and the TypeScript types of the front end.
"""

from typing import Annotated, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

FaceAlgorithm = Literal["gfpgan", "codeformer"]
FaceDetectorName = Literal["resnet50", "mobilenet0.25", "mtcnn"]
OutputFormat = Literal["png", "jpeg", "webp", "avif", "tiff"]
SamplerName = Literal[
    "ddim",
    "dpmpp_2m",
    "dpmpp_2m_karras",
    "dpmpp_2m_sde_karras",
    "euler",
    "euler_a",
    "heun",
    "lcm",
    "lms",
    "pndm",
    "unipc",
]

SAMPLER_TITLES: dict[SamplerName, str] = {
    "ddim": "DDIM",
    "dpmpp_2m": "DPM++ 2M",
    "dpmpp_2m_karras": "DPM++ 2M Karras",
    "dpmpp_2m_sde_karras": "DPM++ 2M SDE Karras",
    "euler": "Euler",
    "euler_a": "Euler a",
    "heun": "Heun",
    "lcm": "LCM",
    "lms": "LMS",
    "pndm": "PLMS",
    "unipc": "UniPC",
}
"""How people and other programs call each sampler."""

MAX_SEED = 2**32 - 1


class Parameters(BaseModel):
    """Base of parameter models: immutable, unknown fields and non-finite numbers refused."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, allow_inf_nan=False, json_schema_serialization_defaults_required=True
    )


class UpscaleStep(Parameters):
    """Enlarge an image with Real-ESRGAN."""

    type: Literal["upscale"] = "upscale"
    model: str = Field(
        default="realesr-general-x4v3",
        min_length=1,
        max_length=100,
        title="Model",
        description="The small general network is quick and lets you set the denoising; RealESRGAN_x4plus is slower "
        "and invents more texture; a model that was added goes by its name.",
    )
    scale: Literal[2, 4] = Field(default=4, title="Scale", description="How many times wider and higher the result is.")
    denoising_strength: float = Field(
        default=0.75,
        ge=0,
        le=1,
        title="Denoising Strength",
        description="Higher is smoother, but fine detail may be lost.",
        json_schema_extra={"step": 0.05},
    )
    upscale_strength: float = Field(
        default=0.75,
        ge=0,
        le=1,
        title="Upscale Strength",
        description="How much of the upscaled picture is mixed with the plainly enlarged original; "
        "0.5 to 0.8 keeps natural texture.",
        json_schema_extra={"step": 0.05},
    )


Coordinate = Annotated[float, Field(ge=-1_000_000, le=1_000_000)]
Point = tuple[Coordinate, Coordinate]
"""A place (x, y) in pixels of an upright image: (0, 0) is the outer corner of its first pixel, on the upper left."""

Landmarks = tuple[Point, Point, Point, Point, Point]
"""Centres of the eyes, tip of the nose, corners of the mouth; of each pair the one on the left of the image first."""


class Box(Parameters):
    """A rectangle in pixels of an upright image; it may reach beyond the image."""

    left: Coordinate
    top: Coordinate
    right: Coordinate
    bottom: Coordinate

    @model_validator(mode="after")
    def _check_sides(self) -> Self:
        if self.right <= self.left or self.bottom <= self.top:
            raise ValueError("right must be greater than left, and bottom greater than top")
        return self

    @property
    def width(self) -> float:
        """Length of the upper and lower side."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Length of the left and right side."""
        return self.bottom - self.top

    @property
    def size(self) -> float:
        """The longer side."""
        return max(self.width, self.height)

    def touches(self, other: "Box") -> bool:
        """Whether the two have a part in common."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


class ChosenFace(Parameters):
    """A face that a person chose, or marked by hand."""

    box: Box
    landmarks: Landmarks | None = Field(
        default=None, title="Landmarks", description="Eyes, nose and corners of the mouth; looked for when left out."
    )
    strength: float | None = Field(
        default=None, ge=0, le=1, title="Strength", description="For this face alone; that of the step when left out."
    )


class RestoreFacesStep(Parameters):
    """Restore the faces in an image with GFPGAN or CodeFormer."""

    type: Literal["restore_faces"] = "restore_faces"
    algorithm: FaceAlgorithm = Field(
        default="gfpgan",
        title="Algorithm",
        description="GFPGAN stays close to the person; CodeFormer also brings back faces that are nearly lost, "
        "and invents more of them.",
    )
    strength: float = Field(
        default=0.75,
        ge=0,
        le=1,
        title="Strength",
        description="How much of the restored face is mixed with the original one.",
        json_schema_extra={"step": 0.05},
    )
    fidelity: float = Field(
        default=0.75,
        ge=0,
        le=1,
        title="Fidelity",
        description="For CodeFormer: higher keeps closer to the person, lower looks cleaner.",
        json_schema_extra={"step": 0.05},
    )
    faces: Literal["all", "largest", "chosen"] = Field(
        default="all", title="Faces", description="Every face that is found, only the largest, or chosen ones."
    )
    chosen: tuple[ChosenFace, ...] = Field(
        default=(), max_length=1000, title="Chosen faces", description="The faces to restore, where faces is chosen."
    )
    detector: FaceDetectorName = Field(
        default="resnet50",
        title="Detector",
        description="What finds the faces: RetinaFace with ResNet50 finds most, with mobilenet0.25 it is quicker; "
        "MTCNN needs no download.",
    )
    confidence: float = Field(
        default=0.8,
        ge=0.1,
        le=1,
        title="Confidence",
        description="How sure the detector must be that something is a face; lower finds more and errs more.",
        json_schema_extra={"step": 0.05},
    )
    minimum_size: int = Field(
        default=16,
        ge=8,
        le=4096,
        title="Minimum size",
        description="Smaller faces, in pixels of the image, are left as they are.",
        json_schema_extra={"step": 1},
    )
    monochrome: Literal["auto", "on", "off"] = Field(
        default="auto",
        title="Keep monochrome",
        description="Keeps black-and-white and toned photos so; auto looks whether the photo is one.",
    )
    restore_from: Literal["source", "previous_step"] = Field(
        default="source",
        title="Restore from",
        description="After upscaling: restore faces from the source's own pixels, which resamples them only once, "
        "or from the upscaled picture.",
    )
    seed: int = Field(default=0, ge=0, le=MAX_SEED, title="Seed", description="Decides GFPGAN's noise.")

    @model_validator(mode="after")
    def _check_chosen(self) -> Self:
        if (self.faces == "chosen") != bool(self.chosen):
            raise ValueError('chosen lists the faces where faces is "chosen", and is empty otherwise')
        return self


Step = Annotated[UpscaleStep | RestoreFacesStep, Field(discriminator="type")]


class Recipe(Parameters):
    """The ordered list of postprocessing steps asked for, with all their parameters."""

    steps: tuple[Step, ...] = Field(min_length=1, max_length=8)


TuningValue = Annotated[float, Field(ge=0, le=1)]


class Tuning(Parameters):
    """A tuning grid: one part of one image, worked on with several values of a step's strengths.

    Upscaling is compared over ``denoising_strength`` (rows) and ``upscale_strength`` (columns), face restoration with
    CodeFormer over ``fidelity`` (rows) and ``strength`` (columns), with GFPGAN over ``strength`` alone.
    """

    MOST_CELLS: ClassVar[int] = 64

    step: Step
    crop: Box = Field(title="Part", description="What is compared, in pixels of the upright image.")
    columns: tuple[TuningValue, ...] = Field(
        default=(0.25, 0.5, 0.75, 1.0),
        min_length=1,
        max_length=11,
        title="Strengths",
        description="Upscale Strength, or the strength of the face restoration, from column to column.",
    )
    rows: tuple[TuningValue, ...] = Field(
        default=(),
        max_length=11,
        title="Second values",
        description="Denoising Strength, or CodeFormer's fidelity, from row to row; none where there is no such value: "
        "then there is one row, made with the step's own.",
    )

    @model_validator(mode="after")
    def _check_values(self) -> Self:
        if self.rows and isinstance(self.step, RestoreFacesStep) and self.step.algorithm == "gfpgan":
            raise ValueError("rows is for values that GFPGAN does not have; leave it out")
        if self.cells > self.MOST_CELLS:
            raise ValueError(f"columns and rows make {self.cells} cells, and at most {self.MOST_CELLS} are compared")
        return self

    @property
    def cells(self) -> int:
        """How many pictures are made, without the plain original."""
        return len(self.columns) * max(len(self.rows), 1)


class Generation(Parameters):
    """A batch of images to generate from a prompt. What is left out, or null, is as the generator recommends."""

    prompt: str = Field(
        min_length=1, max_length=10_000, title="Prompt", description="What the images are to show, in words."
    )
    negative_prompt: str = Field(
        default="", max_length=10_000, title="Negative prompt", description="What they are not to show."
    )
    count: int = Field(default=1, ge=1, le=1000, title="Number of images", description="How many images to make.")
    width: int | None = Field(
        default=None, ge=64, le=4096, title="Width", description="In pixels.", json_schema_extra={"step": 8}
    )
    height: int | None = Field(
        default=None, ge=64, le=4096, title="Height", description="In pixels.", json_schema_extra={"step": 8}
    )
    steps: int | None = Field(
        default=None,
        ge=1,
        le=150,
        title="Steps",
        description="How often the picture is refined: more take longer and show more detail.",
    )
    guidance: float | None = Field(
        default=None,
        ge=0,
        le=30,
        title="Guidance",
        description="How closely the prompt is followed; too much makes harsh pictures.",
        json_schema_extra={"step": 0.5},
    )
    sampler: SamplerName | None = Field(
        default=None,
        title="Sampler",
        description="How noise becomes a picture; null takes the generator's own.",
        json_schema_extra={"titles": {str(name): title for name, title in SAMPLER_TITLES.items()}},
    )
    seed: int | None = Field(
        default=None,
        ge=0,
        le=MAX_SEED,
        title="Seed",
        description="The same seed and settings give the same picture; it counts up over the batch. "
        "Null takes a random one.",
    )
    generator: str | None = Field(
        default=None, max_length=200, title="Generator", description="Name of what makes the images."
    )


class OutputOptions(Parameters):
    """How a result is written to its file."""

    format: OutputFormat = Field(
        default="png", title="Format", description="PNG keeps every pixel exactly; the others make smaller files."
    )
    quality: int = Field(
        default=92,
        ge=1,
        le=100,
        title="Quality",
        description="For JPEG, WebP and AVIF: higher is larger and closer to the picture.",
        json_schema_extra={"step": 1},
    )
