"""Looking at files from outside in a process of its own, which may hang or die on hostile bytes without harm."""

import os
import threading
from pathlib import Path

from pydantic import BaseModel

from burnish.images.decode import ImageFacts
from burnish.problems import Problem, ProblemDetails, ReportedProblem
from burnish.processes.asking import NoAnswer, ask
from burnish.processes.child import ChildProcess

TIMEOUT_SECONDS = 120.0
"""Longest time that decoding one file may take."""


class InspectionRequest(BaseModel):
    """A file to decode whole, and where its thumbnail and, if it needs one, its version for the screen go."""

    path: Path
    name: str
    """What the person calls the file; used in problems."""
    thumbnail: Path
    screen: Path
    max_pixels: int
    max_bytes: int


class Inspection(BaseModel):
    """What was found in a file."""

    facts: ImageFacts
    texts: dict[str, str]
    """See :func:`burnish.images.annotations.texts_of`."""


class InspectionAnswer(BaseModel):
    """What was found, or a problem."""

    found: Inspection | None = None
    problem: ProblemDetails | None = None


class InspectionFailed(Problem):
    """Decoding took too long or killed the process that did it."""

    slug = "unreadable-image"
    title = "The image could not be read"
    status = 422


class Inspector:
    """Decodes one file at a time in a child process, which is kept for the next file."""

    def __init__(self, timeout_seconds: float = TIMEOUT_SECONDS) -> None:
        self._timeout_seconds = timeout_seconds
        self._lock = threading.Lock()
        self._child: ChildProcess | None = None

    def inspect(self, request: InspectionRequest) -> Inspection:
        """Decodes the file whole, writes its thumbnail and gives its facts and texts.

        Raises the Problem that decoding met, or InspectionFailed when the process died or took too long.
        """
        with self._lock:
            if self._child is None or not self._child.is_running():
                self._child = ChildProcess("burnish.images.inspector_process", os.environ)
            answer = self._ask(self._child, request)
        if answer.found is None:
            raise ReportedProblem(answer.problem or Problem(f"{request.name} could not be read.").to_details())
        return answer.found

    def stop(self) -> None:
        """Ends the process, even while it decodes a file; that one then fails."""
        if self._child is not None:
            self._child.stop()

    def _ask(self, child: ChildProcess, request: InspectionRequest) -> InspectionAnswer:
        try:
            text = ask(child, request.model_dump_json(), self._timeout_seconds)
        except NoAnswer as error:
            raise InspectionFailed(
                f"{request.name} could not be read. The process that decodes files did not finish it: {error}. "
                "Open it in another program and save it anew as PNG or JPEG."
            ) from error
        return InspectionAnswer.model_validate_json(text)
