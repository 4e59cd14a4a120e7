"""Where the values of settings come from: flags, then environment variables, then a TOML file, then the defaults."""

import os
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, get_args

import click
import platformdirs
from pydantic import ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import EnvSettingsSource, TomlConfigSettingsSource

from burnish.addresses import hide_credentials
from burnish.cli.flags import flag_of, opposite_flag_of
from burnish.settings import Settings

CONFIG_VARIABLE = "BURNISH_CONFIG"
"""Names the file with settings."""

OTHER_VARIABLES = (CONFIG_VARIABLE, "BURNISH_PYTHON", "BURNISH_TORCH_INDEX", "BURNISH_TEST_DATA")
"""Variables that are no settings: of the installation and of the tests."""

_UNKNOWN = "extra_forbidden"
_PREFIX = Settings.model_config["env_prefix"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value comes from."""

    kind: Literal["flag", "environment", "file", "default"]
    place: str
    """The flag, the variable, the file's path, or ``default``."""


DEFAULT = Origin("default", "default")


@dataclass(frozen=True, slots=True)
class FoundSettings:
    """The settings of a run, and where each comes from."""

    settings: Settings
    origins: Mapping[str, Origin]
    """By the name of the setting."""
    file: Path
    """The file that is looked into, which may be missing."""


def default_file() -> Path:
    """The file that is read where none is named, in the platform's folder for configuration."""
    return Path(platformdirs.user_config_dir("burnish", appauthor=False), "settings.toml")


def variable_of(name: str) -> str:
    """The environment variable of a setting."""
    return f"{_PREFIX}{name.upper()}"


def find_settings(flags: Mapping[str, object], config: Path | None) -> FoundSettings:
    """The settings with these flags given.

    Args:
        flags: the values of the flags that were given, by the names of their settings.
        config: the TOML file, which must be there; None for the default one, which may be missing.

    Raises:
        click.UsageError: the file cannot be read, or has an unknown setting, or a value is refused; the message names
            each flag, variable, or key and file.
    """
    file = config or default_file()
    values: dict[str, Any] = {}
    origins: dict[str, Origin] = dict.fromkeys(Settings.model_fields, DEFAULT)
    for name, value in _read_file(file).items():
        values[name], origins[name] = value, Origin("file", str(file))
    for name, value in EnvSettingsSource(Settings)().items():
        values[name], origins[name] = value, Origin("environment", variable_of(name))
    for name, value in flags.items():
        values[name], origins[name] = value, Origin("flag", _given_flag(name, value))
    try:
        return FoundSettings(Settings(**values), origins, file)
    except ValidationError as error:
        raise click.UsageError("\n".join(_explain(item, origins) for item in error.errors())) from error


def unknown_variables() -> list[str]:
    """A sentence for each environment variable that looks like a setting and is none."""
    known = {*map(variable_of, Settings.model_fields), *OTHER_VARIABLES}
    unknown = [name for name in os.environ if name.upper().startswith(_PREFIX) and name.upper() not in known]
    return [
        f"The environment variable {name} is no setting, and is ignored.{_question(map(variable_of, _alike(name)))}"
        for name in unknown
    ]


def _read_file(file: Path) -> dict[str, Any]:
    """The values in a TOML file, with relative paths taken from its folder; nothing where there is no file."""
    try:
        values = TomlConfigSettingsSource(Settings, file)()
    except (OSError, ValueError) as error:
        reason = f"not TOML: {error}" if isinstance(error, tomllib.TOMLDecodeError) else error
        raise click.UsageError(
            f"The settings in {file} cannot be read ({reason}). Correct the file, or name another with --config."
        ) from error
    return {name: _from_folder(file.parent, name, value) for name, value in values.items()}


def _from_folder(folder: Path, name: str, value: object) -> object:
    """A value of a setting in a file; a relative path is taken from the file's ``folder``."""
    field = Settings.model_fields.get(name)
    is_path = field is not None and Path in (field.annotation, *get_args(field.annotation))
    return folder / value if is_path and isinstance(value, str) and not value.startswith("~") else value


def _given_flag(name: str, value: object) -> str:
    """The flag with which a setting was given this value."""
    field = Settings.model_fields[name]
    return opposite_flag_of(name, field) if value is False else flag_of(name, field)


def _explain(item: ErrorDetails, origins: Mapping[str, Origin]) -> str:
    """A sentence for one refused value, without the passwords that may be in it."""
    name = str(item["loc"][0])
    origin = origins[name]
    if item["type"] == _UNKNOWN:
        advice = _question(_alike(name)) or " `burnish settings` lists all that there are."
        return f'Unknown setting "{name}" in {origin.place}.{advice}'
    place = f"{name} in {origin.place}" if origin.kind == "file" else origin.place
    reason = item["msg"].removeprefix("Value error, ")
    given = "what it is" if Settings.model_fields[name].exclude else repr(str(item["input"]))
    return hide_credentials(f"{place} cannot be {given}: {reason[0].lower()}{reason[1:]}.")


def _alike(name: str) -> list[str]:
    """The settings whose names a person may have meant, the likeliest first."""
    return get_close_matches(name.upper().removeprefix(_PREFIX).lower(), Settings.model_fields, n=2)


def _question(names: Iterable[str]) -> str:
    """Asks whether one of these was meant; nothing where there are none."""
    listed = " or ".join(names)
    return f" Did you mean {listed}?" if listed else ""
