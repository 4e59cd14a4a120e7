"""The command line's options, made from the models."""

from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from burnish.cli.flags import flag_of
from burnish.cli.main import COMMANDS, main
from burnish.cli.options import option_of, settings_options
from burnish.cli.serve import serve
from burnish.cli.settings import settings
from burnish.parameters import UpscaleStep
from burnish.settings import Settings


@click.command(context_settings={"token_normalize_func": lambda flag: flag.replace("_", "-")})
@settings_options("port", "root", "esrgan", "restore", "offline", "precision", "device", "mirrors")
@option_of(UpscaleStep, "denoising_strength")
@option_of(UpscaleStep, "model")
def tell(settings: Settings, denoising_strength: float | None, model: str | None) -> None:
    click.echo(
        f"{settings.port} {settings.root} {settings.esrgan} {settings.restore} {settings.offline} {settings.precision} "
        f"{denoising_strength} {model} {','.join(settings.mirrors)}"
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


def test_a_switch_is_overruled_both_ways() -> None:
    assert told("--no-esrgan", BURNISH_ESRGAN="true")[2] == "False"
    assert told("--esrgan", BURNISH_ESRGAN="false")[2] == "True"
    assert told("--offline", BURNISH_OFFLINE="false")[4] == "True"
    assert told("--no-offline", BURNISH_OFFLINE="true")[4] == "False"


def test_a_list_is_given_one_flag_at_a_time() -> None:
    assert told("--mirror", "https://a.example", "--mirrors", "https://b.example")[8] == (
        "https://a.example,https://b.example"
    )
    assert told("--mirror", "https://a.example", BURNISH_MIRRORS="https://c.example")[8] == "https://a.example"


@pytest.mark.parametrize(
    ("flag", "place"), [("--no-esrgan", 2), ("--no_esrgan", 2), ("--no-restore", 3), ("--no_restore", 3)]
)
def test_flags_may_have_underscores(flag: str, place: int) -> None:
    assert [told(flag)[index] for index in (2, 3)] == ["False" if index == place else "True" for index in (2, 3)]
    assert told("--denoising_strength", "0.5")[6] == "0.5"


def test_words_keep_their_underscores_and_capitals() -> None:
    assert told("--model", "RealESRGAN_x4plus")[7] == "RealESRGAN_x4plus"


@pytest.mark.parametrize(
    "arguments", [("--port", "70000"), ("--port", "many"), ("--precision", "float8"), ("--device", "gpu")]
)
def test_a_value_out_of_range_names_its_flag(arguments: tuple[str, str]) -> None:
    result = CliRunner().invoke(tell, arguments)
    assert result.exit_code == 2
    assert arguments[0] in result.output


def test_help_tells_range_and_default_of_each_option() -> None:
    text = " ".join(CliRunner().invoke(tell, ["--help"]).output.split())
    assert "--denoising-strength" in text
    assert "[default: 0.75]" in text
    assert "--esrgan / --no-esrgan Offer upscaling with Real-ESRGAN. [default: true]" in text
    assert "May be given several times." in text


@pytest.mark.parametrize("command", [serve, settings])
def test_every_setting_is_a_flag(command: click.Command) -> None:
    text = CliRunner().invoke(command, ["--help"]).output
    assert all(flag_of(name, field) in text for name, field in Settings.model_fields.items())
    assert "--config" in text


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
