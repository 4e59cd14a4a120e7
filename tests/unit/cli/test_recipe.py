"""The recipe that the options of ``burnish process`` ask for."""

import click
import pytest
from click.testing import CliRunner

from burnish.cli.recipe import recipe_options, take_recipe
from burnish.parameters import Recipe, RestoreFacesStep, UpscaleStep


@click.command(context_settings={"token_normalize_func": lambda flag: flag.replace("_", "-")})
@recipe_options
def tell(**values: object) -> None:
    given = {name: value for name, value in values.items() if value is not None}
    click.echo(take_recipe(given).model_dump_json())
    assert given == {}


def asked(*arguments: str) -> Recipe:
    result = CliRunner().invoke(tell, arguments)
    assert result.exit_code == 0, result.output
    return Recipe.model_validate_json(result.output)


def test_without_options_photos_are_upscaled() -> None:
    assert asked() == Recipe(steps=(UpscaleStep(scale=4),))
    assert asked("--upscale", "2", "--upscale-strength", "0.5") == Recipe(
        steps=(UpscaleStep(scale=2, upscale_strength=0.5),)
    )


def test_faces_alone_are_restored_without_upscaling() -> None:
    assert asked("--restore-faces", "gfpgan") == Recipe(steps=(RestoreFacesStep(),))


def test_faces_are_restored_after_upscaling() -> None:
    recipe = asked("--restore-faces", "codeformer", "--upscale", "2", "--restore-from", "previous_step")
    assert recipe == Recipe(
        steps=(UpscaleStep(scale=2), RestoreFacesStep(algorithm="codeformer", restore_from="previous_step"))
    )


def test_every_parameter_of_faces_can_be_given() -> None:
    values = {
        "strength": 0.5,
        "fidelity": 0.25,
        "confidence": 0.6,
        "minimum_size": 40,
        "faces": "largest",
        "monochrome": "off",
        "detector": "mobilenet0.25",
        "restore_from": "previous_step",
        "seed": 7,
    }
    flags = [text for name, value in values.items() for text in (f"--{name}", str(value))]
    assert asked("--restore_faces", "codeformer", *flags) == Recipe(
        steps=(RestoreFacesStep.model_validate({"algorithm": "codeformer", **values}),)
    )


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["--strength", "0.5"], "--strength: works only with --restore-faces"),
        (["--upscale", "2", "--seed", "1", "--faces", "largest"], "--faces, --seed: works only with --restore-faces"),
        (["--restore-faces", "gfpgan", "--denoising-strength", "1"], "--denoising-strength: works only with --upscale"),
        (["--restore-faces", "gfpgan", "--strength", "1.5"], "--strength"),
        (["--restore-faces", "gfpgan", "--minimum-size", "7"], "--minimum-size"),
        (["--restore-faces", "gfpgan", "--faces", "chosen"], "--faces"),
        (["--restore-faces", "GFPGAN"], "--restore-faces"),
    ],
)
def test_what_does_not_go_together_is_named(arguments: list[str], named: str) -> None:
    result = CliRunner().invoke(tell, arguments)
    assert result.exit_code == 2
    assert named in result.output
