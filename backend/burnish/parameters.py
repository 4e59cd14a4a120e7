"""The parameters of everything that Burnish does to images, each defined once.

The default, range, step and help text that stand here feed validation, the command line, the stored recipe, the
OpenAPI document and the TypeScript types of the front end.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

UpscalingModelName = Literal["realesr-general-x4v3", "RealESRGAN_x4plus"]
OutputFormat = Literal["png", "jpeg", "webp", "avif", "tiff"]


class Parameters(BaseModel):
    """Base of parameter models: immutable, unknown fields and non-finite numbers refused."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, allow_inf_nan=False, json_schema_serialization_defaults_required=True
    )


class UpscaleStep(Parameters):
    """Enlarge an image with Real-ESRGAN."""

    type: Literal["upscale"] = "upscale"
    model: UpscalingModelName = Field(
        default="realesr-general-x4v3",
        title="Model",
        description="The small general network is quick and lets you set the denoising; "
        "x4plus is slower and invents more texture.",
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


class RestoreFacesStep(Parameters):
    """Restore the faces in an image with GFPGAN or CodeFormer."""

    type: Literal["restore_faces"] = "restore_faces"
    algorithm: Literal["gfpgan", "codeformer"] = Field(
        default="gfpgan",
        title="Algorithm",
        description="GFPGAN stays close to the person; CodeFormer can save faces that are nearly lost.",
    )
    strength: float = Field(
        default=0.75,
        ge=0,
        le=1,
        title="Strength",
        description="How much of the restored face is mixed with the face as it was.",
        json_schema_extra={"step": 0.05},
    )
    fidelity: float = Field(
        default=0.75,
        ge=0,
        le=1,
        title="Fidelity",
        description="CodeFormer only: higher keeps the person's own features, lower looks cleaner.",
        json_schema_extra={"step": 0.05},
    )
    faces: Literal["all", "largest"] = Field(
        default="all", title="Faces", description="Which of the faces found are restored."
    )


Step = Annotated[UpscaleStep | RestoreFacesStep, Field(discriminator="type")]


class Recipe(Parameters):
    """The ordered list of postprocessing steps asked for, with all their parameters."""

    steps: tuple[Step, ...] = Field(min_length=1, max_length=8)


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
