"""Command-line options made from the models of settings and parameters, which say everything about them."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args, get_origin

import click
from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from burnish.cli.flags import flag_of, is_list, is_switch, opposite_flag_of
from burnish.cli.setting_sources import CONFIG_VARIABLE, FoundSettings, find_settings, unknown_variables
from burnish.cli.values import default_of
from burnish.settings import Settings

Model = TypeVar("Model", bound=BaseModel)
Command = Callable[..., None]


class ExactChoice(click.Choice[str]):
    """One of some words, underscores and all: what makes flags kebab-case leaves values as they are."""

    def normalize_choice(self, choice: object, ctx: click.Context | None) -> str:
        """The word itself."""
        return str(choice)


def settings_options(*names: str) -> Callable[[Command], Command]:
    """Adds an option for each named setting, and ``--config``, to a command, which is given ``settings``."""

    def decorate(command: Command) -> Command:
        @wraps(command)
        def with_settings(found: FoundSettings, **values: object) -> None:
            command(settings=found.settings, **values)

        return found_settings_options(*names)(with_settings)

    return decorate


def found_settings_options(*names: str) -> Callable[[Command], Command]:
    """As :func:`settings_options`, for a command that is given the settings and where they come from as ``found``."""

    def decorate(command: Command) -> Command:
        @wraps(command)
        def with_found_settings(config: Path | None, **values: object) -> None:
            options = {name: values.pop(name) for name in names}
            given = {name: value for name, value in options.items() if value not in (None, ())}
            for sentence in unknown_variables():
                click.echo(sentence, err=True)
            command(found=find_settings(given, config), **values)

        decorated: Command = _config_option(with_found_settings)
        for name in reversed(names):
            decorated = option_of(Settings, name)(decorated)
        return decorated

    return decorate


def _config_option(command: Command) -> Command:
    return click.option(
        "--config",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        envvar=CONFIG_VARIABLE,
        show_envvar=True,
        help="TOML file with settings. [default: settings.toml in the platform's folder for configuration]",
    )(command)


def option_of(model: type[BaseModel], name: str) -> Callable[[Command], Command]:
    """The option for a field of a model: its flag, type, range and help. Without the option its value is None."""
    field = model.model_fields[name]
    flags, kind = [flag_of(name, field)], _type_of(field)
    if is_switch(field):
        flags = [f"{flag_of(name, field)}/{opposite_flag_of(name, field)}"]
    elif is_list(field):
        flags.append(f"--{name.replace('_', '-')}")
    many = is_list(field)
    explained = f"{field.description}{' May be given several times.' if many else ''} [default: {default_of(field)}]"
    return click.option(*flags, name, type=kind, multiple=many, default=None, help=explained)


def validated(model: type[Model], values: dict[str, Any]) -> Model:
    """An instance of the model.

    Raises click.UsageError that names each refused value.
    """
    try:
        return model(**values)
    except ValidationError as error:
        named = "; ".join(
            ": ".join(filter(None, [_flag_at(item["loc"]), item["msg"].removeprefix("Value error, ")]))
            for item in error.errors(include_url=False)
        )
        raise click.UsageError(named) from error


def _flag_at(location: tuple[int | str, ...]) -> str:
    """The option that is meant by the place of an error; empty where several together are wrong."""
    return f"--{'.'.join(map(str, location)).replace('_', '-')}" if location else ""


def _type_of(field: FieldInfo) -> click.Choice[str] | type[bool | int | float | str]:
    if get_origin(field.annotation) is Literal:
        return ExactChoice([str(choice) for choice in get_args(field.annotation)])
    if field.annotation in (bool, int):
        return bool if is_switch(field) else int
    return float if field.annotation is float else str
