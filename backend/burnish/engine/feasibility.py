"""Whether a recipe can be carried out for an image, told before any work starts. Does not import torch."""

from collections.abc import Callable
from pathlib import Path

from burnish.faces.cards import ALGORITHMS
from burnish.faces.problems import RestorationDisabled
from burnish.images.capacity import check_encodable, largest_file_bytes
from burnish.images.files import check_disk_space
from burnish.parameters import OutputOptions, Recipe, RestoreFacesStep, Step, Tuning, UpscaleStep
from burnish.problems import Problem
from burnish.settings import Settings
from burnish.upscaling.geometry import predict_output_size
from burnish.upscaling.registry import ModelRegistry


class UpscalingDisabled(Problem):
    """Upscaling was switched off when the program was started."""

    slug = "upscaling-disabled"
    title = "Upscaling is switched off"
    status = 409


class ResultTooLarge(Problem):
    """The result would have too many pixels."""

    slug = "result-too-large"
    title = "The result would be too large"
    status = 422


def check_enabled(settings: Settings, recipe: Recipe) -> None:
    """Raises UpscalingDisabled or RestorationDisabled when the settings switch off a step of the recipe."""
    for step in recipe.steps:
        if isinstance(step, UpscaleStep):
            check_upscaling_enabled(settings)
        else:
            check_restoration_enabled(settings)


def check_upscaling_enabled(settings: Settings) -> None:
    """Raises UpscalingDisabled when the settings say so."""
    if not settings.esrgan:
        raise UpscalingDisabled("Burnish was started with --no-esrgan. Start it without to upscale images.")


def check_restoration_enabled(settings: Settings) -> None:
    """Raises RestorationDisabled when the settings say so."""
    if not settings.restore:
        raise RestorationDisabled("Burnish was started with --no-restore. Start it without to restore faces.")


def check_models(models: ModelRegistry, recipe: Recipe) -> None:
    """Raises UnknownModel or ScaleUnsupported when a step of the recipe asks for what there is not."""
    for step in recipe.steps:
        if isinstance(step, UpscaleStep):
            models.check(step)


def check_licences(check: Callable[[str], None], recipe: Recipe) -> None:
    """Raises LicenceNotAccepted, as ``check`` does for the name of weights, when a step needs such weights."""
    for step in recipe.steps:
        if isinstance(step, RestoreFacesStep):
            check(ALGORITHMS[step.algorithm].weights)


def size_after(step: Step, width: int, height: int) -> tuple[int, int]:
    """Width and height, in pixels, of what ``step`` makes of a picture of ``width`` x ``height`` pixels."""
    if isinstance(step, UpscaleStep):
        return predict_output_size(width, height, step)
    return width, height


def check_feasible(
    name: str,
    size: tuple[int, int],
    channels: int,
    bits: int,
    recipe: Recipe,
    output: OutputOptions,
    max_output_pixels: int,
    folder: Path,
) -> None:
    """Raises the problem that the recipe would meet with an image called ``name`` of ``size`` (width, height).

    ResultTooLarge, the problems of :func:`burnish.images.capacity.check_encodable`, or DiskFull when ``folder``,
    which takes the pixels and the encoded file, has no room for them.
    """
    width, height = size
    for step in recipe.steps:
        width, height = size_after(step, width, height)
    if width * height > max_output_pixels:
        raise ResultTooLarge(
            f"{name} would become {width} x {height} pixels, {width * height / 1e6:,.0f} megapixels, and the limit is "
            f"{max_output_pixels / 1e6:,.0f}. Choose a smaller scale, or raise --max-output-pixels."
        )
    check_encodable(width, height, channels, output)
    pixels = width * height * channels * bits // 8
    check_disk_space(folder, pixels + largest_file_bytes(width, height, channels, bits, output))


def check_room_for_grid(tuning: Tuning, channels: int, bits: int, folder: Path) -> None:
    """Raises DiskFull when ``folder`` has no room for the pictures of a grid whose part lies inside the image."""
    crop = tuning.crop
    width, height = size_after(tuning.step, round(crop.right - crop.left), round(crop.bottom - crop.top))
    cell = largest_file_bytes(width, height, channels, bits, OutputOptions())
    check_disk_space(folder, cell * (tuning.cells + 2))
