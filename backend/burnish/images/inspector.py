"""Looking at files from outside in a process of its own, which may hang or die on hostile bytes without harm."""

import os
import threading
from pathlib import Path

from pydantic import BaseModel

from burnish.images.decode import ImageFacts
from burnish.problems import Problem, ProblemDetails, ReportedProblem
from burnish.processes.child import ChildProcess, reason_of_exit

TIMEOUT_SECONDS = 120.0
"""Longest time that decoding one file may take."""


class InspectionRequest(BaseModel):
    """A file to decode whole, and where its thumbnail goes."""

    path: Path
    name: str
    """What the person calls the file; used in problems."""
    thumbnail: Path
    max_pixels: int
    max_bytes: int


class InspectionAnswer(BaseModel):
    """What was found: facts, or a problem."""

    facts: ImageFacts | None = None
    problem: ProblemDetails | None = None


class InspectionFailed(Problem):
    """Decoding took too long or killed the process that did it."""

    slug = "unreadable-image"
    title = "The image could not be read"
    status = 422


class Inspector:
    """Decodes one file at a time in a child process, which is kept for the next file."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._child: ChildProcess | None = None

    def inspect(self, request: InspectionRequest) -> ImageFacts:
        """Decodes the file whole, writes its thumbnail and gives its facts.

        Raises the Problem that decoding met, or InspectionFailed when the process died or took too long.
        """
        with self._lock:
            if self._child is None:
                self._child = ChildProcess("burnish.images.inspector_process", os.environ)
            child = self._child
            watchdog = threading.Timer(TIMEOUT_SECONDS, child.kill)
            watchdog.start()
            try:
                answer = self._ask(child, request)
            finally:
                watchdog.cancel()
        if answer.facts is None:
            raise ReportedProblem(answer.problem or Problem(f"{request.name} could not be read.").to_details())
        return answer.facts

    def stop(self) -> None:
        """Ends the process."""
        with self._lock:
            if self._child is not None:
                self._child.stop()
                self._child = None

    def _ask(self, child: ChildProcess, request: InspectionRequest) -> InspectionAnswer:
        try:
            child.channel.send(request.model_dump_json())
            received = child.channel.receive()
        except OSError:
            received = None
        if received is None:
            self._child = None
            child.kill()
            raise InspectionFailed(
                f"{request.name} could not be read: while decoding it, {reason_of_exit(child.wait())}. "
                "Open it in another program and save it anew as PNG or JPEG."
            )
        return InspectionAnswer.model_validate_json(received[0])
