"""Recognising which network a file from outside is for, in a process of its own: hostile bytes may crash or exhaust it.

Does not import torch.
"""

import os
from pathlib import Path

from pydantic import BaseModel

from burnish.logs import LogPlace
from burnish.problems import Problem, ProblemDetails, ReportedProblem
from burnish.processes.asking import NoAnswer, ask
from burnish.processes.child import ChildProcess
from burnish.upscaling.custom_model import NetworkFacts
from burnish.upscaling.problems import NotAnUpscalingModel

TIMEOUT_SECONDS = 120.0
"""Longest time that recognising one file may take."""

_WITHOUT_ACCELERATOR = {"CUDA_VISIBLE_DEVICES": ""}


class RecognitionRequest(BaseModel):
    """A file to recognise."""

    path: Path
    name: str
    """What the person calls the file; used in problems."""
    target: Path
    """Where its weights are written as safetensors."""


class Recognised(BaseModel):
    """What a file was found to be."""

    network: NetworkFacts
    sha256: str
    """SHA-256 of the weights that were written."""
    bytes: int
    """Size of the weights that were written."""
    file_sha256: str
    """SHA-256 of the file itself."""


class RecognitionAnswer(BaseModel):
    """What was recognised, or a problem."""

    found: Recognised | None = None
    problem: ProblemDetails | None = None


def recognise(
    request: RecognitionRequest, timeout_seconds: float = TIMEOUT_SECONDS, logs: LogPlace | None = None
) -> Recognised:
    """Reads a file, tries out the network that it is for, and writes its weights. The process logs to ``logs``.

    Raises NotAnUpscalingModel, also where the process that reads it dies or takes too long, and OSError where it
    cannot be started.
    """
    child = ChildProcess("burnish.upscaling.recognition_process", os.environ | _WITHOUT_ACCELERATOR, logs)
    try:
        text = ask(child, request.model_dump_json(), timeout_seconds)
    except NoAnswer as error:
        raise NotAnUpscalingModel(
            f"{request.name} could not be recognised. The process that tried it out did not finish: {error}. "
            "Choose a smaller model, or close other programs and try again."
        ) from error
    finally:
        child.stop()
    answer = RecognitionAnswer.model_validate_json(text)
    if answer.found is None:
        raise ReportedProblem(answer.problem or Problem(f"{request.name} could not be recognised.").to_details())
    return answer.found
