"""The process behind the inspector: reads the files that it is told of, one after the other."""

import logging
import os
import sys

from burnish.generation.reading import generation_in
from burnish.images.annotations import texts_of
from burnish.images.decode import DecodeLimits, decode, inspect
from burnish.images.problems import DamagedImage
from burnish.images.thumbnails import SCREEN_SIDE, needs_screen_version, write_thumbnail
from burnish.inspection.inspector import Answer, Inspection, InspectionFailed, Question
from burnish.problems import Problem, details_of
from burnish.processes.child import begin_recording, open_inherited_channel
from burnish.processes.confinement import confine

NICENESS = 10
"""Yields the processor to the server, which has to answer at once."""

_LARGEST_FILE = 64 * 1024**2
"""No small picture of any image is larger."""

logger = logging.getLogger(__name__)


def main() -> None:
    """Serves the channel whose descriptor is the first command-line argument until it ends.

    The first message is the most memory that the process may take, in bytes; it is answered when all is ready.
    """
    begin_recording(sys.argv[1:])
    channel = open_inherited_channel(sys.argv[1:])
    os.nice(NICENESS)
    first = channel.receive()
    if first is None:
        return
    confine(int(first[0]), _LARGEST_FILE)
    logging.getLogger("tifffile").disabled = True  # it tells of each odd tag, of which a file can have thousands
    channel.send("ready")
    while (received := channel.receive()) is not None:
        channel.send(_answer(Question.model_validate_json(received[0])).model_dump_json())


def _answer(question: Question) -> Answer:
    try:
        return Answer(found=_inspect(question))
    except (Problem, OSError) as error:
        return Answer(problem=details_of(error))
    except MemoryError:
        reason = "It needs more memory than decoding may take. Make it smaller, or raise decoder_memory_limit."
    except Exception as error:  # whatever foreign bytes lead to is told, and the next file is read
        logger.exception("A file could not be inspected")
        reason = f"Decoding ended with an unexpected error ({type(error).__name__}). Save it anew as PNG or JPEG."
    return Answer(problem=InspectionFailed(f"“{question.name}” could not be read. {reason}").to_details())


def _inspect(question: Question) -> Inspection:
    limits = DecodeLimits(max_pixels=question.max_pixels, max_bytes=question.max_bytes)
    facts = inspect(question.path, limits, name=question.name)
    if not question.decodes:
        return Inspection(facts=facts)
    picture = decode(question.path, limits, name=question.name)
    if (*picture.pixels.shape, 8 * picture.pixels.itemsize) != (facts.height, facts.width, facts.channels, facts.bits):
        raise DamagedImage(f"“{question.name}” holds another picture than its beginning tells of. Export it again.")
    write_thumbnail(picture, question.thumbnail)
    if needs_screen_version(facts.format, facts.width, facts.height):
        write_thumbnail(picture, question.screen, SCREEN_SIDE)
    return Inspection(facts=facts, generation=generation_in(texts_of(picture.metadata)))


if __name__ == "__main__":
    main()
