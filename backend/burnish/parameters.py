"""The parameters of everything that Burnish does to images, each defined once.

The default, range, step and help text that stand here feed validation, the command line, the stored recipe, the
OpenAPI document and the TypeScript types of the front end.
"""

from typing import Literal

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


Step = UpscaleStep


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
