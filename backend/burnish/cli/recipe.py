"""The recipe as the command line asks for it, with options that are made from the models of the steps."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, get_args

import click

from burnish.cli.options import ExactChoice, option_of, validated
from burnish.engine.feasibility import check_models
from burnish.parameters import FaceAlgorithm, Recipe, RestoreFacesStep, Step, UpscaleStep
from burnish.settings import Settings
from burnish.upscaling.problems import ScaleUnsupported, UnknownModel
from burnish.upscaling.registry import open_models

UPSCALING_OPTIONS = ("model", "denoising_strength", "upscale_strength")
FACE_OPTIONS = (
    "faces",
    "strength",
    "fidelity",
    "detector",
    "confidence",
    "minimum_size",
    "monochrome",
    "restore_from",
    "seed",
)


def recipe_options(command: Callable[..., None]) -> Callable[..., None]:
    """Adds the options of a recipe to a command, whose values :func:`take_recipe` understands."""
    options: list[Callable[[Callable[..., None]], Callable[..., None]]] = [
        click.option(
            "--upscale",
            type=click.Choice(["2", "4"]),
            help="How many times larger. [default: 4; with --restore-faces, as large as it is]",
        ),
        *(option_of(UpscaleStep, name) for name in UPSCALING_OPTIONS),
        click.option(
            "--restore-faces",
            type=ExactChoice(get_args(FaceAlgorithm)),
            help=f"Restore faces. {RestoreFacesStep.model_fields['algorithm'].description}",
        ),
        click.option(
            "--faces",
            type=ExactChoice(["all", "largest"]),
            help="Every face that is found, or only the largest. [default: all]",
        ),
        *(option_of(RestoreFacesStep, name) for name in FACE_OPTIONS if name != "faces"),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def take_recipe(values: dict[str, Any]) -> Recipe:
    """The recipe that the options ask for; takes them out of ``values``, where those not given are missing.

    Without any step it is upscaling. Faces are restored after upscaling. Raises click.UsageError.
    """
    scale, algorithm = values.pop("upscale", None), values.pop("restore_faces", None)
    upscaling, faces = _taken(values, UPSCALING_OPTIONS), _taken(values, FACE_OPTIONS)
    return Recipe(steps=tuple(_steps(scale, upscaling, algorithm, faces)))


def needed_settings(settings: Settings, recipe: Recipe) -> Settings:
    """The settings without upscaling where the recipe has none, so that the engine does not prepare for it."""
    upscales = any(isinstance(step, UpscaleStep) for step in recipe.steps)
    return settings.model_copy(update={"esrgan": settings.esrgan and upscales})


def check_models_asked_for(settings: Settings, recipe: Recipe) -> None:
    """Raises click.UsageError that names the flag where there is no such model, or it does not enlarge that much."""
    try:
        check_models(open_models(settings), recipe)
    except UnknownModel as problem:
        raise click.UsageError(f"--model: {problem.detail}") from problem
    except ScaleUnsupported as problem:
        raise click.UsageError(f"--upscale: {problem.detail}") from problem


def _steps(
    scale: str | None, upscaling: dict[str, Any], algorithm: str | None, faces: dict[str, Any]
) -> Iterator[Step]:
    if scale is not None or algorithm is None:
        yield validated(UpscaleStep, {"scale": int(scale or 4), **upscaling})
    elif upscaling:
        raise click.UsageError(f"{_flags(upscaling)}: works only with --upscale")
    if algorithm is not None:
        yield validated(RestoreFacesStep, {"algorithm": algorithm, **faces})
    elif faces:
        raise click.UsageError(f"{_flags(faces)}: works only with --restore-faces")


def _taken(values: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: values.pop(name) for name in names if name in values}


def _flags(names: Iterable[str]) -> str:
    return ", ".join(f"--{name.replace('_', '-')}" for name in names)
