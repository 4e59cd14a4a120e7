"""``burnish report``: a file for those who help, with what they need to know and nothing private."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import click
import requests

from burnish.cli.options import found_settings_options
from burnish.cli.reporting.library import library_facts
from burnish.cli.reporting.logs import log_files
from burnish.cli.reporting.machine import machine_facts
from burnish.cli.setting_sources import FoundSettings
from burnish.disk import free_bytes
from burnish.records import Health
from burnish.setting_facts import setting_facts
from burnish.settings import Settings
from burnish.web.door.token import FILE as TOKEN_FILE
from burnish.weights.catalogue import CATALOGUE
from burnish.weights.store import open_store

HEALTH_SECONDS = 5.0
"""Longest time that a running server may take to tell its health."""


@click.command()
@found_settings_options(*Settings.model_fields)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write.")
@click.option("--show", is_flag=True, help="Print what would be in the file, and write none.")
def report(found: FoundSettings, output: Path | None, show: bool) -> None:
    """Write a file that helps others to find out what is wrong.

    It has versions, settings, states and the course of events, but no images, prompts, names, paths, addresses or
    passwords. Works whether a server is running or not.
    """
    members = dict(_members(found))
    if show:
        for name, text in members.items():
            click.echo(f"=== {name}\n{text}")
        return
    path = output or Path(f"burnish-report-{datetime.now(UTC):%Y%m%d-%H%M%S}.zip")
    try:
        with ZipFile(path, "w", ZIP_DEFLATED) as archive:
            for name, text in members.items():
                archive.writestr(name, text)
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written ({error.strerror}). Choose another with -o.") from error
    click.echo(f"Wrote {path}. `burnish report --show` prints what is in it.")


def _members(found: FoundSettings) -> list[tuple[str, str]]:
    """Names and texts of the files in the report."""
    settings = found.settings
    facts = {
        "machine": machine_facts(),
        "settings": _settings(found),
        "health": _health(settings),
        "library": library_facts(settings.root),
        "weights": _weights(settings),
        "disk": {"free_bytes": free_bytes(settings.root)},
    }
    texts = [(f"{name}.json", json.dumps(value, indent=2)) for name, value in facts.items()]
    return [*texts, *log_files(settings.root)]


def _settings(found: FoundSettings) -> dict[str, Any]:
    """Each setting, as far as it is not private, with the kind of place it comes from."""
    facts = setting_facts(found.settings)
    return {name: {"value": value, "origin": found.origins[name].kind} for name, value in facts.items()}


def _health(settings: Settings) -> dict[str, Any] | str:
    """What a running server says of itself, without the names of networks that a person added."""
    scheme = "http" if settings.certfile is None else "https"
    verify = str(settings.certfile) if settings.certfile else True
    try:
        with requests.Session() as session:
            session.trust_env = False  # this machine is not reached through a proxy
            session.headers.update(_credentials(settings))
            answer = session.get(
                f"{scheme}://127.0.0.1:{settings.port}/api/health", timeout=HEALTH_SECONDS, verify=verify
            )
        health = Health.model_validate_json(answer.text)
    except (requests.RequestException, ValueError) as error:
        return f"no server answers ({type(error).__name__})"
    facts: dict[str, Any] = health.model_dump(mode="json")
    facts["engine"]["networks"] = len(health.engine.networks)
    return facts


def _credentials(settings: Settings) -> dict[str, str]:
    """The header with the token that was set, or else with the one that a server has made."""
    kept = settings.root / TOKEN_FILE
    if settings.token is not None:
        token = settings.token.get_secret_value()
    elif kept.is_file():
        token = kept.read_text(errors="replace").strip()
    else:
        return {}
    return {"Authorization": f"Bearer {token}"}


def _weights(settings: Settings) -> dict[str, str]:
    """The state of each file of the catalogue."""
    store = open_store(settings)
    return {weights.name: store.state(weights.name).status for weights in CATALOGUE}
