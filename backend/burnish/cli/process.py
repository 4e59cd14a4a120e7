"""``burnish process``: the same work without a server."""

import sys
from pathlib import Path

import click

from burnish.cli.options import option_of, settings_options, validated
from burnish.parameters import OutputOptions, Recipe, UpscaleStep
from burnish.problems import Problem
from burnish.settings import Settings

STEP_OPTIONS = ("model", "denoising_strength", "upscale_strength")


@click.command()
@click.argument("photos", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o", "--output-folder", type=click.Path(file_okay=False, path_type=Path), required=True, help="Where results go."
)
@click.option("--upscale", type=click.Choice(["2", "4"]), default="4", help="How many times larger. [default: 4]")
@option_of(UpscaleStep, "model")
@option_of(UpscaleStep, "denoising_strength")
@option_of(UpscaleStep, "upscale_strength")
@option_of(OutputOptions, "format")
@option_of(OutputOptions, "quality")
@click.option("--overwrite", is_flag=True, help="Replace files in the output folder that are not results of this.")
@settings_options("root", "device", "precision", "tile_size", "threads", "offline", "max_pixels", "max_output_pixels")
def process(
    settings: Settings,
    photos: tuple[Path, ...],
    output_folder: Path,
    upscale: str,
    overwrite: bool,
    **values: object,
) -> None:
    """Upscale PHOTOS, files or folders, into the output folder.

    Run again, it skips what is done.
    """
    given = {name: value for name, value in values.items() if value is not None}
    step = {name: given.pop(name) for name in STEP_OPTIONS if name in given}
    recipe = Recipe(steps=(validated(UpscaleStep, {"scale": int(upscale), **step}),))
    output = validated(OutputOptions, given)

    from burnish.cli.batch import Batch

    try:
        failed = Batch(settings, recipe, output, output_folder, overwrite).run(photos)
    except Problem as problem:
        click.echo(problem.detail, err=True)
        sys.exit(1)
    except KeyboardInterrupt:
        click.echo("Stopped. What is finished stays; run the same command again to go on.", err=True)
        sys.exit(130)
    sys.exit(1 if failed else 0)
