"""``burnish settings``: which settings hold, where each comes from, and what it means."""

import json
from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

import click
from pydantic.fields import FieldInfo

from burnish.addresses import hide_credentials
from burnish.cli.flags import flag_of, is_switch, opposite_flag_of
from burnish.cli.options import found_settings_options
from burnish.cli.setting_sources import FoundSettings, variable_of
from burnish.cli.values import default_of, text_of
from burnish.settings import Settings


@click.command()
@found_settings_options(*Settings.model_fields)
@click.option("--json", "form", flag_value="json", help="Print the settings as JSON.")
@click.option("--markdown", "form", flag_value="markdown", help="Print the table of docs/settings.md.")
def settings(found: FoundSettings, form: Literal["json", "markdown"] | None) -> None:
    """Show the settings, with the file that they are read from and where each value comes from.

    Takes the same flags as `burnish serve`.
    """
    if form == "json":
        click.echo(hide_credentials(json.dumps(_record(found), indent=2)))
    elif form == "markdown":
        click.echo("\n".join(_markdown_rows()))
    else:
        _show(found)


def _show(found: FoundSettings) -> None:
    """Prints the settings for a person."""
    is_there = found.file.exists()
    click.echo(f"The settings file is {found.file}{'' if is_there else ', which is not there'}.")
    for name, field in Settings.model_fields.items():
        click.echo(f"\n{name} = {text_of(getattr(found.settings, name))}  [{found.origins[name].place}]")
        click.echo(click.wrap_text(_meaning_of(field), 100, initial_indent="    ", subsequent_indent="    "))


def _record(found: FoundSettings) -> dict[str, Any]:
    """What ``--json`` prints."""
    values = found.settings.model_dump(mode="json")
    hidden = {name: value and str(value) for name, value in found.settings if name not in values}
    return {
        "file": {"path": str(found.file), "exists": found.file.exists()},
        "settings": [
            {
                "name": name,
                "value": (values | hidden)[name],
                "source": found.origins[name].kind,
                "place": found.origins[name].place,
                "description": _meaning_of(field),
            }
            for name, field in Settings.model_fields.items()
        ],
    }


def _markdown_rows() -> Iterator[str]:
    """The lines of the table that documents every setting."""
    yield "| key in the file | flag | environment variable | default | meaning |"
    yield "|---|---|---|---|---|"
    for name, field in Settings.model_fields.items():
        flags = [flag_of(name, field), *([opposite_flag_of(name, field)] if is_switch(field) else [])]
        shown = " ".join(f"`{flag}`" for flag in flags)
        yield f"| `{name}` | {shown} | `{variable_of(name)}` | {default_of(field)} | {_meaning_of(field)} |"


def _meaning_of(field: FieldInfo) -> str:
    """The description of a setting, with the words to choose from."""
    choices = get_args(field.annotation) if get_origin(field.annotation) is Literal else ()
    return f"{field.description} One of {', '.join(choices)}." if choices else str(field.description)
