"""Does to image files what the engine does around its networks, and prints what goes wrong.

``python -m tests.hostile.working LISTING FOLDER``: the first names a file with a path in each line.
"""

import dataclasses
import sys
import traceback
from pathlib import Path
from typing import get_args

from burnish.images.annotations import Annotations
from burnish.images.decode import decode
from burnish.images.encode import encode
from burnish.images.picture import Picture
from burnish.parameters import OutputFormat, OutputOptions

_SIDE = 16
"""Only a corner is written, since what can go wrong is what the file tells of the picture."""


def work_on(path: Path, target: Path) -> None:
    """Decodes the file, and writes a corner of it with all that it tells in every format."""
    picture = decode(path)
    corner = dataclasses.replace(picture, pixels=picture.pixels[:_SIDE, :_SIDE].copy())
    for output_format in get_args(OutputFormat):
        writable = corner if output_format != "jpeg" else _without_alpha(corner)
        encode(writable, target, OutputOptions(format=output_format), Annotations(document="{}", parameters="Steps: 1"))
        decode(target)


def _without_alpha(picture: Picture) -> Picture:
    colours = picture.channels - (1 if picture.has_alpha else 0)
    return dataclasses.replace(picture, pixels=picture.pixels[:, :, :colours].copy())


def main() -> None:
    """Works on the files of a listing."""
    listing, folder = map(Path, sys.argv[1:])
    for line in listing.read_text().splitlines():
        try:
            work_on(Path(line), folder / "worked")
        except Exception:  # the test wants to know of all
            sys.stdout.write(f"{line}\n{traceback.format_exc()}\n")


if __name__ == "__main__":
    main()
