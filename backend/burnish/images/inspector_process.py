"""The process behind the inspector: decodes the files that it is told of, one after the other."""

import os
import sys

from burnish.images.annotations import texts_of
from burnish.images.decode import DecodeLimits, decode, inspect
from burnish.images.inspector import Inspection, InspectionAnswer, InspectionRequest
from burnish.images.thumbnails import SCREEN_SIDE, needs_screen_version, write_thumbnail
from burnish.problems import details_of
from burnish.processes.child import open_inherited_channel

NICENESS = 3
"""Yields the processor to the server, which has to answer at once."""


def main() -> None:
    """Serves the channel whose descriptor is the first command-line argument until it ends."""
    channel = open_inherited_channel(sys.argv[1:])
    os.nice(NICENESS)
    while (received := channel.receive()) is not None:
        answer = _inspect(InspectionRequest.model_validate_json(received[0]))
        channel.send(answer.model_dump_json())


def _inspect(request: InspectionRequest) -> InspectionAnswer:
    limits = DecodeLimits(max_pixels=request.max_pixels, max_bytes=request.max_bytes)
    try:
        facts = inspect(request.path, limits, name=request.name)
        picture = decode(request.path, limits, name=request.name)
        write_thumbnail(picture, request.thumbnail)
        if needs_screen_version(facts.format, facts.width, facts.height):
            write_thumbnail(picture, request.screen, SCREEN_SIDE)
        return InspectionAnswer(found=Inspection(facts=facts, texts=texts_of(picture.metadata)))
    except Exception as error:  # whatever foreign bytes do to a decoder is told, and the next file is read
        return InspectionAnswer(problem=details_of(error))


if __name__ == "__main__":
    main()
