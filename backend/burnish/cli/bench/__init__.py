"""``burnish bench``: measures speed and memory on this machine."""

import click

from burnish.cli.bench.faces import faces
from burnish.cli.bench.library import library
from burnish.cli.bench.memory import memory
from burnish.cli.bench.server import server
from burnish.cli.bench.upscaling import receptive_field, upscale


@click.group()
def bench() -> None:
    """Measure speed and memory."""


for _command in (upscale, faces, memory, server, library, receptive_field):
    bench.add_command(_command)
