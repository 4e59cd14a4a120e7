"""``burnish serve``: the web application."""

import sys

import click

from burnish.cli.options import settings_options
from burnish.problems import Problem
from burnish.settings import Settings


@click.command()
@settings_options(*Settings.model_fields)
@click.option("--open/--no-open", "open_browser", default=False, help="Open the page in the browser.")
def serve(settings: Settings, open_browser: bool) -> None:
    """Serve the web application until Ctrl-C."""
    from burnish.web.server import run_server

    try:
        run_server(settings, open_browser, click.echo)
    except Problem as problem:
        click.echo(problem.detail, err=True)
        sys.exit(1)
