"""Command-line options made from the models of settings and parameters, which say everything about them."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Literal, TypeVar, get_args, get_origin

import click
from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from burnish.settings import Settings

Model = TypeVar("Model", bound=BaseModel)


class ExactChoice(click.Choice[str]):
    """One of some words, underscores and all: what makes flags kebab-case leaves values as they are."""

    def normalize_choice(self, choice: object, ctx: click.Context | None) -> str:
        """The word itself."""
        return str(choice)


def settings_options(*names: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Adds an option for each named setting to a command, which is given the settings as ``settings``.

    A flag that is given comes before the environment, and that before the default.
    """

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        @wraps(command)
        def with_settings(**values: object) -> None:
            given = {name: values.pop(name) for name in names}
            command(
                settings=validated(Settings, {key: value for key, value in given.items() if value is not None}),
                **values,
            )

        decorated: Callable[..., None] = with_settings
        for name in reversed(names):
            decorated = option_of(Settings, name)(decorated)
        return decorated

    return decorate


def option_of(model: type[BaseModel], name: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The option for a field of a model: its flag, type, range and help. Without the option its value is None."""
    field = model.model_fields[name]
    flag = name.replace("_", "-")
    if field.annotation is bool:
        off = field.default is True
        return click.option(
            f"--no-{flag}" if off else f"--{flag}",
            name,
            flag_value=not off,
            type=bool,
            default=None,
            help=_negated(field.description or "") if off else field.description,
        )
    return click.option(
        f"--{flag}", name, type=_type_of(field), default=None, help=f"{field.description} [default: {_default(field)}]"
    )


def validated(model: type[Model], values: dict[str, Any]) -> Model:
    """An instance of the model.

    Raises click.UsageError that names each refused value.
    """
    try:
        return model(**values)
    except ValidationError as error:
        named = "; ".join(
            f"--{'.'.join(str(part) for part in item['loc']).replace('_', '-')}: {item['msg']}"
            for item in error.errors(include_url=False)
        )
        raise click.UsageError(named) from error


def _type_of(field: FieldInfo) -> click.Choice[str] | type[int | float | str]:
    if get_origin(field.annotation) is Literal:
        return ExactChoice([str(choice) for choice in get_args(field.annotation)])
    if field.annotation is int:
        return int
    return float if field.annotation is float else str


def _negated(description: str) -> str:
    return f"Do not {description[0].lower()}{description[1:]}"


def _default(field: FieldInfo) -> str:
    return "the platform's folder for application data" if field.default_factory else str(field.default)
