"""The engine as the other processes see it: a child that is started when needed, given one task at a time, and
started again when it has died."""

import logging
import os
import queue
import threading
import time
from collections.abc import Callable
from contextlib import suppress

from burnish.compute.environment import INFERENCE_ENVIRONMENT
from burnish.engine.messages import (
    REPORTS,
    Cancel,
    Configure,
    FaceSpeedMeasured,
    GenerationSpeedMeasured,
    Made,
    NetworksResident,
    Ready,
    Report,
    SpeedMeasured,
    Task,
    TaskCancelled,
    TaskDone,
    TaskFailed,
)
from burnish.monitoring import Cancelled
from burnish.problems import Problem, ReportedProblem
from burnish.processes.child import ChildProcess, reason_of_exit
from burnish.records import EngineHealth
from burnish.settings import Settings

logger = logging.getLogger(__name__)

CANCEL_SECONDS = 10.0
"""How long a cancelled task may go on before the engine is killed."""

POLL_SECONDS = 0.5
"""How often a running task is looked at for a cancel that is not heeded."""


class EngineDied(Problem):
    """The engine's process ended while it worked."""

    slug = "engine-died"
    title = "The engine stopped while it worked"
    status = 500


Listen = Callable[[Report, bytes], None]
Outcome = TaskDone | TaskFailed | TaskCancelled | EngineDied


def ignore_report(report: Report, attachment: bytes) -> None:
    """A listener for callers that only want the outcome."""


class Engine:
    """Owns the engine process. One thread runs tasks; any thread may cancel them or ask for the health."""

    def __init__(self, settings: Settings, cancel_seconds: float = CANCEL_SECONDS, warms_up: bool = True) -> None:
        """``cancel_seconds`` is how long a cancelled task may go on. With ``warms_up`` the process, whenever it starts,
        loads what most tasks need; without, it is ready at once, and slower with its first task."""
        self.speeds: dict[str, float] = {}
        """Seconds per million input pixels of each upscaling model, as last measured."""
        self.face_speeds: dict[str, float] = {}
        """Seconds per face of each algorithm that restores faces, as last measured."""
        self.generation_speeds: dict[str, float] = {}
        """Seconds per step and million pixels of each generator, as last measured."""
        self._settings = settings
        self._cancel_seconds = cancel_seconds
        self._warms_up = warms_up
        self._listen: Listen = ignore_report
        self._lock = threading.Lock()
        self._child: ChildProcess | None = None
        self._ready: Ready | None = None
        self._resident: list[str] = []
        self._starts = 0
        self._task_id: str | None = None
        self._outcomes: queue.Queue[Outcome] = queue.Queue()
        self._cancelled = threading.Event()

    @property
    def process_id(self) -> int | None:
        """The process's id; None while there is none."""
        with self._lock:
            return None if self._child is None else self._child.pid

    def start(self) -> None:
        """Starts the process if there is none, without waiting for it to be ready."""
        with self._lock:
            if self._child is not None and self._child.is_running():
                return
            child = ChildProcess("burnish.engine.main", os.environ | INFERENCE_ENVIRONMENT)
            with suppress(OSError):  # one that is gone already is buried by the thread that reads
                child.channel.send(Configure(settings=self._settings, warms_up=self._warms_up).model_dump_json())
            self._child = child
            self._ready = None
            self._starts += 1
        threading.Thread(target=self._read_reports, args=(child,), daemon=True, name="engine-reports").start()

    def run(self, task: Task, listen: Listen) -> Made | None:
        """Runs a task to its end, starting the engine if need be, and gives what it made or found.

        ``listen`` is called meanwhile, from another thread, with every report and the JPEG of a preview.

        Raises Cancelled when it was cancelled, EngineDied when the process ended meanwhile, and the engine's own
        Problem when it failed.
        """
        self.start()
        with self._lock:
            child = self._child
            self._outcomes = queue.Queue()
            self._cancelled.clear()
            self._task_id = task.task_id
            self._listen = listen
        if child is None:
            raise EngineDied("The engine ended before it could begin. Try again.")
        try:
            with suppress(OSError):  # the thread that reads notices as well, and tells why
                child.channel.send(task.model_dump_json())
            return self._wait_for_outcome(child)
        finally:
            with self._lock:
                self._task_id = None
                self._listen = ignore_report

    def cancel(self, task_id: str) -> None:
        """Asks the task to stop; ``run`` then raises Cancelled. Does nothing when the task is not running."""
        with self._lock:
            child = self._child
            if child is None or self._task_id != task_id:
                return
            self._cancelled.set()
        with suppress(OSError):
            child.channel.send(Cancel(task_id=task_id).model_dump_json())

    def health(self) -> EngineHealth:
        """What the engine is doing."""
        with self._lock:
            if self._child is None:
                state = "stopped"
            elif self._ready is None:
                state = "starting"
            else:
                state = "ready" if self._task_id is None else "busy"
            return EngineHealth.model_validate(
                {
                    "state": state,
                    "device": self._ready.device if self._ready else None,
                    "precision": self._ready.precision if self._ready else None,
                    "networks": self._resident,
                    "restarts": max(0, self._starts - 1),
                }
            )

    def stop(self) -> None:
        """Ends the process, on purpose: a ``run`` that waits in another thread is not told that it has failed."""
        with self._lock:
            child, self._child = self._child, None
            self._ready, self._resident = None, []
        if child is not None:
            child.stop()

    def _wait_for_outcome(self, child: ChildProcess) -> Made | None:
        outcome = self._next_outcome(child)
        if isinstance(outcome, TaskDone):
            return outcome.outcome
        if isinstance(outcome, TaskFailed):
            raise ReportedProblem(outcome.problem)
        if isinstance(outcome, TaskCancelled) or self._cancelled.is_set():
            raise Cancelled
        raise outcome

    def _next_outcome(self, child: ChildProcess) -> Outcome:
        """Waits for the task's outcome; a process that does not heed a cancel in time is killed."""
        cancelled_at: float | None = None
        while True:
            try:
                return self._outcomes.get(timeout=POLL_SECONDS)
            except queue.Empty:
                if self._cancelled.is_set() and cancelled_at is None:
                    cancelled_at = time.monotonic()
                if cancelled_at is not None and time.monotonic() - cancelled_at > self._cancel_seconds:
                    child.kill()

    def _read_reports(self, child: ChildProcess) -> None:
        while (received := child.channel.receive()) is not None:
            text, attachment = received
            report = REPORTS.validate_json(text)
            self._note(report, child)
            if isinstance(report, TaskDone | TaskFailed | TaskCancelled):
                self._outcomes.put(report)
            else:
                self._tell(report, attachment)
        self._bury(child)

    def _note(self, report: Report, child: ChildProcess) -> None:
        """Remembers what is to be known of the engine, if it is still this process."""
        if isinstance(report, Ready | NetworksResident):
            with self._lock:
                if self._child is not child:
                    return
                if isinstance(report, Ready):
                    self._ready = report
                else:
                    self._resident = report.names
        elif isinstance(report, SpeedMeasured):
            self.speeds[report.model] = report.seconds_per_megapixel
        elif isinstance(report, FaceSpeedMeasured):
            self.face_speeds[report.algorithm] = report.seconds_per_face
        elif isinstance(report, GenerationSpeedMeasured):
            self.generation_speeds[report.generator] = report.seconds

    def _tell(self, report: Report, attachment: bytes) -> None:
        """Passes a report on; whatever the listener makes of it, the next one is read."""
        try:
            self._listen(report, attachment)
        except Exception:
            logger.exception("A report of the engine could not be passed on")

    def _bury(self, child: ChildProcess) -> None:
        """Takes note that the process has ended, and tells a task that was waiting for it."""
        status = child.wait()
        child.channel.close()
        with self._lock:
            if self._child is not child:
                return
            self._child = None
            self._ready, self._resident = None, []
            self._outcomes.put(
                EngineDied(
                    f"The engine stopped while it worked on this: {reason_of_exit(status)}. "
                    "Other jobs go on; retry this one, with a smaller --tile-size if memory is short."
                )
            )
