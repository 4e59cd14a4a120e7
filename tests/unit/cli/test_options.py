"""The command line's options, made from the models."""

from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from burnish.cli.main import COMMANDS, main
from burnish.cli.options import option_of, settings_options
from burnish.parameters import UpscaleStep
from burnish.settings import Settings


@click.command(context_settings={"token_normalize_func": lambda flag: flag.replace("_", "-")})
@settings_options("port", "root", "esrgan", "restore", "offline", "precision")
@option_of(UpscaleStep, "denoising_strength")
@option_of(UpscaleStep, "model")
def tell(settings: Settings, denoising_strength: float | None, model: str | None) -> None:
    click.echo(
        f"{settings.port} {settings.root} {settings.esrgan} {settings.restore} {settings.offline} {settings.precision} "
        f"{denoising_strength} {model}"
    )


def told(*arguments: str, **environment: str) -> list[str]:
    result = CliRunner(env=environment).invoke(tell, arguments)
    assert result.exit_code == 0, result.output
    return result.output.split()


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BURNISH_ROOT", str(tmp_path))


def test_without_anything_the_defaults_hold(tmp_path: Path) -> None:
    assert told() == ["9090", str(tmp_path), "True", "True", "False", "auto", "None", "None"]


def test_a_flag_comes_before_the_environment_and_that_before_the_default() -> None:
    assert told(BURNISH_PORT="1234")[0] == "1234"
    assert told("--port", "4321", BURNISH_PORT="1234")[0] == "4321"
    assert told(BURNISH_ESRGAN="false")[2] == "False"
    assert told("--no-esrgan", BURNISH_ESRGAN="true")[2] == "False"
    assert told("--offline", BURNISH_OFFLINE="false")[4] == "True"


@pytest.mark.parametrize(
    ("flag", "place"), [("--no-esrgan", 2), ("--no_esrgan", 2), ("--no-restore", 3), ("--no_restore", 3)]
)
def test_flags_may_have_underscores(flag: str, place: int) -> None:
    assert [told(flag)[index] for index in (2, 3)] == ["False" if index == place else "True" for index in (2, 3)]
    assert told("--denoising_strength", "0.5")[6] == "0.5"


def test_words_keep_their_underscores_and_capitals() -> None:
    assert told("--model", "RealESRGAN_x4plus")[7] == "RealESRGAN_x4plus"


@pytest.mark.parametrize(
    "arguments", [("--port", "70000"), ("--port", "many"), ("--precision", "float8"), ("--model", "realesrgan-x4plus")]
)
def test_a_value_out_of_range_names_its_flag(arguments: tuple[str, str]) -> None:
    result = CliRunner().invoke(tell, arguments)
    assert result.exit_code == 2
    assert arguments[0] in result.output


def test_help_tells_range_and_default_of_each_option() -> None:
    text = " ".join(CliRunner().invoke(tell, ["--help"]).output.split())
    assert "--denoising-strength" in text
    assert "[default: 0.75]" in text
    assert "--no-esrgan Do not offer upscaling with Real-ESRGAN." in text


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], []])
def test_the_command_lists_its_commands(arguments: list[str]) -> None:
    output = CliRunner().invoke(main, arguments).output
    assert all(name in output for name in COMMANDS)


def test_an_unknown_command_is_named() -> None:
    result = CliRunner().invoke(main, ["paint"])
    assert result.exit_code == 2
    assert "paint" in result.output


def test_process_wants_photos_and_an_output_folder() -> None:
    assert CliRunner().invoke(main, ["process"]).exit_code == 2
    assert "--output-folder" in CliRunner().invoke(main, ["process", "x.png"]).output
