"""The command ``burnish``. A subcommand's module is imported only when it is the one that is run."""

from importlib import import_module

import click

from burnish import __version__
from burnish.web.green import patch_standard_library

COMMANDS = {
    "serve": "Serve the web application.",
    "process": "Upscale photos and restore faces in them without a server.",
    "montage": "Compare settings on a part of a photo, side by side.",
    "configure": "Fetch the weights beforehand.",
    "settings": "Show the settings and where each comes from.",
    "bench": "Measure speed and memory.",
    "report": "Write a file for those who help, with nothing private in it.",
}

GREEN_COMMANDS = {"serve"}
"""Commands for which the standard library is made cooperative, before their modules import anything."""


class LazyGroup(click.Group):
    """A group whose commands live in modules of the same name beside this one."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, importing its module."""
        if cmd_name not in COMMANDS:
            return None
        if cmd_name in GREEN_COMMANDS:
            patch_standard_library()
        command = getattr(import_module(f"burnish.cli.{cmd_name}"), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Lists the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _kebab_case(flag: str) -> str:
    """Flags are kebab-case; underscores are accepted too."""
    return flag.replace("_", "-")


@click.group(
    cls=LazyGroup, context_settings={"token_normalize_func": _kebab_case, "help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, prog_name="burnish")
def main() -> None:
    """Upscale images and restore the faces in them."""
