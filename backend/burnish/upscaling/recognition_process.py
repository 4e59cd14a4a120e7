"""The process behind the recognition of models: reads one file that may hold anything, tells what it is, and ends."""

import os
import resource
import sys
import warnings
from pathlib import Path

from burnish.problems import details_of
from burnish.processes.child import begin_recording, open_inherited_channel
from burnish.upscaling.problems import NotAnUpscalingModel
from burnish.upscaling.recognition import RecognitionAnswer, RecognitionRequest

NICENESS = 3
"""Yields the processor to the server, which has to answer at once."""

_MEMORY_OF_LIBRARIES = 4 * 1024**3
_MEMORY_PER_BYTE = 6
_PROCESSOR_SECONDS = 600


def main() -> None:
    """Answers the one question on the channel whose descriptor is the first command-line argument."""
    begin_recording(sys.argv[1:])
    channel = open_inherited_channel(sys.argv[1:])
    os.nice(NICENESS)
    warnings.simplefilter("ignore")  # libraries warn of what their own networks do
    received = channel.receive()
    if received is not None:
        channel.send(_answer(RecognitionRequest.model_validate_json(received[0])).model_dump_json())


def _answer(request: RecognitionRequest) -> RecognitionAnswer:
    try:
        _limit_resources(request.path)
        from burnish.upscaling.trial import take_weights

        return RecognitionAnswer(found=take_weights(request))
    except MemoryError:
        problem = NotAnUpscalingModel(f"{request.name} asks for more memory than a network of its size needs.")
        return RecognitionAnswer(problem=problem.to_details())
    except Exception as error:  # whatever foreign bytes do to a parser or a network is told
        return RecognitionAnswer(problem=details_of(error))


def _limit_resources(file: Path) -> None:
    """Lets the system refuse memory, and end this process should nobody be there to do so, before it does harm."""
    memory = _MEMORY_OF_LIBRARIES + _MEMORY_PER_BYTE * file.stat().st_size
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (_PROCESSOR_SECONDS, _PROCESSOR_SECONDS))


if __name__ == "__main__":
    main()
