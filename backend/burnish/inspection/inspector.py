"""Looking at files from outside in processes of their own, which may hang or die on hostile bytes without harm."""

import os
import threading
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from queue import LifoQueue

import psutil
from pydantic import BaseModel

from burnish.images.decode import ImageFacts
from burnish.logs import LogPlace, log_place
from burnish.problems import Problem, ProblemDetails, ReportedProblem
from burnish.processes.asking import NoAnswer, ask
from burnish.processes.child import ChildProcess
from burnish.records import ImageGeneration
from burnish.settings import Settings

PROCESSES = 2
"""How many files are decoded at a time; the second process is started when the first is busy."""

START_SECONDS = 60.0
"""Longest time that a process may take to start."""

HEADER_SECONDS = 5.0
"""Longest time that reading a file's header may take."""

DECODING_SECONDS = 5.0
"""Longest time that decoding a file may take, however few pixels its header tells of.

These are times of a machine that does nothing else: a busy one gets more."""

SECONDS_PER_MEGAPIXEL = 1.0
"""More of it for each million pixels: some ten times what the slowest decoders take on a processor of today."""

LARGE_PIXELS = 50_000_000
"""Of files with more pixels only one is decoded at a time."""

_MEMORY_OF_LIBRARIES = 512 * 1024**2
_MEMORY_PER_PIXEL = 36
"""Measured for the hungriest files, TIFF with 16-bit planes, premultiplied alpha and an orientation: 32 bytes, and
twice the file."""
_MOST_OF_MACHINE = 0.75


class Question(BaseModel):
    """Something to find out about a file."""

    path: Path
    name: str
    """What the person calls the file; used in problems."""
    thumbnail: Path
    """Where its thumbnail goes."""
    screen: Path
    """Where its version for the screen goes, if it needs one."""
    max_pixels: int
    max_bytes: int
    decodes: bool = False
    """Whether it is to be decoded whole, or only its header to be read."""


class Inspection(BaseModel):
    """What was found in a file."""

    facts: ImageFacts
    generation: ImageGeneration | None = None
    """What made its picture, as far as the file tells; only looked for when it is decoded."""


class Answer(BaseModel):
    """What was found, or a problem."""

    found: Inspection | None = None
    problem: ProblemDetails | None = None


class InspectionFailed(Problem):
    """Decoding took too long, needed too much memory or killed the process that did it."""

    slug = "unreadable-image"
    title = "The image could not be read"
    status = 422


def memory_limit(settings: Settings) -> int:
    """Bytes that a decoding process may hold: what is set, or what the largest image that is let in needs.

    Without a setting that is at most three quarters of the machine's memory.
    """
    if settings.decoder_memory_limit:
        return int(settings.decoder_memory_limit)
    needed = _MEMORY_OF_LIBRARIES + _MEMORY_PER_PIXEL * settings.max_pixels + 2 * settings.max_upload_size
    return min(needed, int(_MOST_OF_MACHINE * psutil.virtual_memory().total))


class Inspector:
    """Decodes files in child processes, which are kept for the next ones. May be called by several threads."""

    def __init__(self, settings: Settings) -> None:
        self._max_pixels = settings.max_pixels
        self._max_bytes = int(settings.max_upload_size)
        logs = log_place(settings, "inspector")
        self._decoders = [_Decoder(memory_limit(settings), logs) for _ in range(PROCESSES)]
        self._free: LifoQueue[_Decoder] = LifoQueue()
        for decoder in self._decoders:
            self._free.put(decoder)
        self._large = threading.Lock()

    def inspect(self, path: Path, name: str, thumbnail: Path, screen: Path) -> Inspection:
        """Decodes a file whole, writes its thumbnail and, if it needs one, its version for the screen.

        ``name`` is what the person calls the file. Raises the Problem that decoding met, or InspectionFailed when the
        process died, took too long or needed too much memory.
        """
        question = Question(
            path=path,
            name=name,
            thumbnail=thumbnail,
            screen=screen,
            max_pixels=self._max_pixels,
            max_bytes=self._max_bytes,
        )
        decoder = self._free.get()
        try:
            facts = decoder.ask(question, HEADER_SECONDS).facts
            pixels = facts.width * facts.height
            with self._turn_of(pixels):
                seconds = DECODING_SECONDS + SECONDS_PER_MEGAPIXEL * pixels / 1e6
                return decoder.ask(question.model_copy(update={"decodes": True}), seconds)
        finally:
            self._free.put(decoder)

    def stop(self) -> None:
        """Ends the processes, even while they decode files; those then fail."""
        for decoder in self._decoders:
            decoder.stop()

    def _turn_of(self, pixels: int) -> AbstractContextManager[object]:
        """Held while a picture of that many pixels is decoded."""
        return self._large if pixels > LARGE_PIXELS else nullcontext()


class _Decoder:
    """One child process, started when it is needed. Asked by one thread at a time."""

    def __init__(self, memory: int, logs: LogPlace) -> None:
        self._memory = memory
        self._logs = logs
        self._child: ChildProcess | None = None

    def ask(self, question: Question, seconds: float) -> Inspection:
        """Raises the Problem that the process tells, or InspectionFailed."""
        try:
            text = ask(self._running(), question.model_dump_json(), seconds * _busyness())
            answer = Answer.model_validate_json(text)
        except NoAnswer as error:
            raise InspectionFailed(
                f"“{question.name}” could not be read. The process that decodes files did not finish it: {error}. "
                "Open it in another program and save it anew as PNG or JPEG."
            ) from error
        if answer.found is None:
            raise ReportedProblem(answer.problem or Problem(f"{question.name} could not be read.").to_details())
        return answer.found

    def stop(self) -> None:
        """Ends the process."""
        if self._child is not None:
            self._child.stop()

    def _running(self) -> ChildProcess:
        """The process, which has said that it is ready since it was started. Raises NoAnswer."""
        if self._child is None or not self._child.is_running():
            self._child = ChildProcess("burnish.inspection.inspector_process", os.environ, self._logs)
            ask(self._child, str(self._memory), START_SECONDS)
        return self._child


def _busyness() -> float:
    """How many times longer everything takes on this machine than if it had nothing else to do, roughly."""
    return max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))
