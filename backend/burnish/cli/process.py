"""``burnish process``: the same work without a server."""

import sys
from pathlib import Path

import click

from burnish.cli.licences import accept_licence_option, accept_licences
from burnish.cli.options import option_of, settings_options, validated
from burnish.cli.recipe import check_models_asked_for, needed_settings, recipe_options, take_recipe
from burnish.engine.feasibility import check_licences
from burnish.parameters import OutputOptions
from burnish.problems import Problem
from burnish.settings import Settings
from burnish.weights.licences import Licences


@click.command()
@click.argument("photos", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o", "--output-folder", type=click.Path(file_okay=False, path_type=Path), required=True, help="Where results go."
)
@recipe_options
@option_of(OutputOptions, "format")
@option_of(OutputOptions, "quality")
@click.option("--overwrite", is_flag=True, help="Replace files in the output folder that are not results of this.")
@accept_licence_option
@settings_options(
    *("root", "device", "precision", "tile_size", "threads"),
    *("offline", "mirrors", "ca_bundle", "max_pixels", "max_output_pixels"),
)
def process(
    settings: Settings,
    photos: tuple[Path, ...],
    output_folder: Path,
    overwrite: bool,
    accepted: tuple[str, ...],
    **values: object,
) -> None:
    """Upscale PHOTOS, files or folders, or restore the faces in them, or both, into the output folder.

    Run again, it skips what is done.
    """
    given = {name: value for name, value in values.items() if value is not None}
    recipe = take_recipe(given)
    check_models_asked_for(settings, recipe)
    output = validated(OutputOptions, given)
    licences = Licences(settings.root / "weights")
    accept_licences(licences, accepted)

    from burnish.cli.batch import Batch

    try:
        check_licences(licences.check, recipe)
        failed = Batch(needed_settings(settings, recipe), recipe, output, output_folder, overwrite).run(photos)
    except Problem as problem:
        click.echo(problem.detail, err=True)
        sys.exit(1)
    except KeyboardInterrupt:
        click.echo("Stopped. What is finished stays; run the same command again to go on.", err=True)
        sys.exit(130)
    sys.exit(1 if failed else 0)
