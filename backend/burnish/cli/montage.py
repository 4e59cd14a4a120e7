"""``burnish montage``: settings compared on a part of a photo, without a server."""

import sys
from pathlib import Path

import click

from burnish.cli.licences import accept_licence_option, accept_licences
from burnish.cli.options import settings_options, validated
from burnish.cli.recipe import check_models_asked_for, needed_settings, recipe_options, take_recipe
from burnish.engine.feasibility import check_licences
from burnish.parameters import Box, RestoreFacesStep, Step, Tuning
from burnish.problems import Problem
from burnish.settings import Settings
from burnish.tuning import ROW_FIELDS
from burnish.upscaling.problems import DenoisingNotAdjustable
from burnish.upscaling.registry import ModelRegistry, open_models
from burnish.weights.licences import Licences

USUAL_ROWS = (0.0, 0.25, 0.5, 0.75, 1.0)

ANYWHERE = Box(left=0, top=0, right=1, bottom=1)
"""Stands for the part until it is known which."""


class Values(click.ParamType[tuple[float, ...]]):
    """Numbers with commas between them."""

    name = "a,b,c"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[float, ...]:
        """The numbers."""
        try:
            return tuple(float(each) for each in str(value).split(","))
        except ValueError:
            self.fail(f"{value!r} is not a list of numbers with commas between them, such as 0.25,0.5,1", param, ctx)


@click.command()
@click.argument("photo", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The PNG to write."
)
@click.option(
    "--crop",
    type=Values(),
    help="The part to compare: left, top, width and height in pixels. [default: the middle, or the largest face]",
)
@click.option(
    "--columns", type=Values(), help=f"{Tuning.model_fields['columns'].description} [default: 0.25,0.5,0.75,1]"
)
@click.option(
    "--rows",
    type=Values(),
    help="Denoising Strength, or CodeFormer's fidelity, from row to row. [default: 0,0.25,0.5,0.75,1, unless there is "
    "no such value, or a single one is given]",
)
@recipe_options
@click.option("--overwrite", is_flag=True, help="Replace the output where it is there.")
@accept_licence_option
@settings_options(
    *("root", "device", "precision", "tile_size", "threads"),
    *("offline", "mirrors", "ca_bundle", "max_pixels", "max_output_pixels"),
)
def montage(
    settings: Settings,
    photo: Path,
    output: Path,
    crop: tuple[float, ...] | None,
    columns: tuple[float, ...] | None,
    rows: tuple[float, ...] | None,
    overwrite: bool,
    accepted: tuple[str, ...],
    **values: object,
) -> None:
    """Show what different settings make of a part of PHOTO: a grid of pictures in one PNG.

    The part is enlarged, or with --restore-faces its faces are restored, with every combination of the values of rows
    and columns. The network runs only once for each row.
    """
    given = {name: value for name, value in values.items() if value is not None}
    rows_stand_still = any(field in given for field in ROW_FIELDS.values())
    recipe = take_recipe(given)
    if len(recipe.steps) != 1:
        raise click.UsageError("--upscale and --restore-faces: compare one of them at a time")
    check_models_asked_for(settings, recipe)
    tuning = _tuning(settings, recipe.steps[0], columns, rows, rows_stand_still)
    box = None if crop is None else _box(crop)
    licences = Licences(settings.root / "weights")
    accept_licences(licences, accepted)

    from burnish.cli.comparison import Comparison

    try:
        check_licences(licences.check, recipe)
        Comparison(needed_settings(settings, recipe), tuning, output, overwrite).run(photo, box)
    except Problem as problem:
        click.echo(problem.detail, err=True)
        sys.exit(1)
    except KeyboardInterrupt:
        click.echo("Stopped. Nothing was written.", err=True)
        sys.exit(130)


def _tuning(
    settings: Settings,
    step: Step,
    columns: tuple[float, ...] | None,
    rows: tuple[float, ...] | None,
    rows_stand_still: bool,
) -> Tuning:
    """The grid, whose part is still to be chosen. Raises click.UsageError."""
    models = open_models(settings)
    if rows is None and not rows_stand_still and _has_rows(step, models):
        rows = USUAL_ROWS
    asked = {"columns": columns, "rows": rows}
    given = {name: value for name, value in asked.items() if value is not None}
    tuning = validated(Tuning, {"step": step, "crop": ANYWHERE, **given})
    try:
        models.check_tuning(tuning)
    except DenoisingNotAdjustable as problem:
        raise click.UsageError(f"--rows: {problem.detail}") from problem
    return tuning


def _has_rows(step: Step, models: ModelRegistry) -> bool:
    """Whether a step has a second value to compare."""
    if isinstance(step, RestoreFacesStep):
        return step.algorithm == "codeformer"
    return models.find(step.model).twin is not None


def _box(crop: tuple[float, ...]) -> Box:
    """The part that left, top, width and height mean. Raises click.UsageError."""
    if len(crop) != 4 or not min(crop[2:]) > 0:
        raise click.UsageError("--crop: give left, top, width and height in pixels, such as 100,50,192,192")
    left, top, width, height = crop
    return validated(Box, {"left": left, "top": top, "right": left + width, "bottom": top + height})
