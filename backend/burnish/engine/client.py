"""The engine as the other processes see it: a child that is started when needed, given one task at a time, watched, and
started again when it has died or hangs."""

import logging
import queue
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Literal

from burnish.crash_traces import trace_of
from burnish.engine.engine_process import MODULE, EngineProcess
from burnish.engine.memory_limit import memory_limit
from burnish.engine.messages import (
    REPORTS,
    Cancel,
    FaceSpeedMeasured,
    GenerationSpeedMeasured,
    Heartbeat,
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
from burnish.engine.vitals import PATIENCE, Patience
from burnish.monitoring import Cancelled
from burnish.problems import Problem, ReportedProblem
from burnish.records import EngineHealth
from burnish.settings import Settings

logger = logging.getLogger(__name__)

CANCEL_SECONDS = 10.0
"""How long a cancelled task may go on before the engine is killed."""

POLL_SECONDS = 0.5
"""How often a running task is looked at for a cancel that is not heeded."""

WATCH_SECONDS = 1.0
"""How often the process is looked at for whether it hangs."""

RECENT_SECONDS = 600.0
"""Deaths are counted for so long."""

MOST_RECENT_DEATHS = 3
"""After so many recent deaths an engine that has nothing to do is not started again before it has."""


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

    def __init__(
        self,
        settings: Settings,
        cancel_seconds: float = CANCEL_SECONDS,
        warms_up: bool = True,
        patience: Patience = PATIENCE,
        module: str = MODULE,
    ) -> None:
        """``cancel_seconds`` is how long a cancelled task may go on, ``patience`` how long the process may be silent.
        With ``warms_up`` the process, whenever it starts, loads what most tasks need; without, it is ready at once, and
        slower with its first task. ``module`` is what it runs."""
        self.speeds: dict[str, float] = {}
        """Seconds per million input pixels of each upscaling model, as last measured."""
        self.face_speeds: dict[str, float] = {}
        """Seconds per face of each algorithm that restores faces, as last measured."""
        self.generation_speeds: dict[str, float] = {}
        """Seconds per step and million pixels of each generator, as last measured."""
        self._settings = settings
        self._cancel_seconds = cancel_seconds
        self._warms_up = warms_up
        self._patience = patience
        self._module = module
        self._listen: Listen = ignore_report
        self._lock = threading.Lock()
        self._process: EngineProcess | None = None
        self._starts = 0
        self._recycles = 0
        self._deaths: deque[float] = deque(maxlen=100)
        """When the process died, by the monotonic clock."""
        self._last_death: str | None = None
        self._task_id: str | None = None
        self._outcomes: queue.Queue[Outcome] = queue.Queue()
        self._cancelled = threading.Event()

    @property
    def process_id(self) -> int | None:
        """The process's id; None while there is none."""
        with self._lock:
            return None if self._process is None else self._process.child.pid

    def start(self) -> None:
        """Starts the process if there is none, without waiting for it to be ready."""
        with self._lock:
            if self._process is None or not self._process.child.is_running():
                self._launch()

    def run(self, task: Task, listen: Listen) -> Made | None:
        """Runs a task to its end, starting the engine if need be, and gives what it made or found.

        ``listen`` is called meanwhile, from another thread, with every report and the JPEG of a preview.

        Raises Cancelled when it was cancelled, EngineDied when the process ended meanwhile, and the engine's own
        Problem when it failed.
        """
        self.start()
        with self._lock:
            process = self._process
            self._outcomes = queue.Queue()
            self._cancelled.clear()
            self._task_id = task.task_id
            self._listen = listen
        if process is None:
            raise EngineDied("The engine ended before it could begin. Try again.")
        try:
            with suppress(OSError):  # the thread that reads notices as well, and tells why
                process.child.channel.send(task.model_dump_json())
            return self._wait_for_outcome(process)
        finally:
            with self._lock:
                self._task_id = None
                self._listen = ignore_report

    def cancel(self, task_id: str) -> None:
        """Asks the task to stop; ``run`` then raises Cancelled. Does nothing when the task is not running."""
        with self._lock:
            process = self._process
            if process is None or self._task_id != task_id:
                return
            self._cancelled.set()
        with suppress(OSError):
            process.child.channel.send(Cancel(task_id=task_id).model_dump_json())

    def recycle_if_grown(self) -> None:
        """Starts the process anew if it holds more memory than it may. To be called between jobs; does nothing while a
        task runs."""
        limit = memory_limit(self._settings)
        with self._lock:
            process = self._process
            if process is None or self._task_id is not None or (process.vitals.memory_bytes or 0) <= limit:
                return
            self._process = None
            self._recycles += 1
        memory = process.vitals.memory_bytes or 0
        logger.info("The engine holds %d MB, more than %d MB, and is started anew", memory // 10**6, limit // 10**6)
        process.child.stop()
        self.start()

    def health(self) -> EngineHealth:
        """What the engine is doing."""
        with self._lock:
            process = self._process
            ready = None if process is None else process.ready
            return EngineHealth(
                state=self._state(),
                device=ready.device if ready else None,
                precision=ready.precision if ready else None,
                networks=process.resident if process else [],
                memory_bytes=process.vitals.memory_bytes if process else None,
                heartbeat_seconds=process.vitals.heartbeat_seconds if process else None,
                restarts=max(0, self._starts - self._recycles - 1),
                recycles=self._recycles,
                recent_deaths=self._recent_deaths(),
                last_death=self._last_death,
            )

    def stop(self) -> None:
        """Ends the process, on purpose: a ``run`` that waits in another thread is not told that it has failed."""
        with self._lock:
            process, self._process = self._process, None
        if process is not None:
            process.child.stop()

    def _state(self) -> Literal["stopped", "starting", "ready", "busy"]:
        if self._process is None:
            return "stopped"
        if self._process.ready is None:
            return "starting"
        return "ready" if self._task_id is None else "busy"

    def _launch(self) -> None:
        """Starts a process and follows it; the lock is held."""
        process = EngineProcess(self._settings, self._warms_up, self._patience, self._module)
        self._process = process
        self._starts += 1
        logger.info("The engine was started (process %d)", process.child.pid)
        threading.Thread(target=self._read_reports, args=(process,), daemon=True, name="engine-reports").start()
        threading.Thread(target=self._watch, args=(process,), daemon=True, name="engine-watchdog").start()

    def _wait_for_outcome(self, process: EngineProcess) -> Made | None:
        outcome = self._next_outcome(process)
        if isinstance(outcome, TaskDone):
            return outcome.outcome
        if isinstance(outcome, TaskFailed):
            raise ReportedProblem(outcome.problem)
        if isinstance(outcome, TaskCancelled) or self._cancelled.is_set():
            raise Cancelled
        raise outcome

    def _next_outcome(self, process: EngineProcess) -> Outcome:
        """Waits for the task's outcome; a process that does not heed a cancel in time is killed."""
        cancelled_at: float | None = None
        while True:
            try:
                return self._outcomes.get(timeout=POLL_SECONDS)
            except queue.Empty:
                if self._cancelled.is_set() and cancelled_at is None:
                    cancelled_at = time.monotonic()
                if cancelled_at is not None and time.monotonic() - cancelled_at > self._cancel_seconds:
                    process.end_hung("it did not heed a cancel and was stopped")

    def _watch(self, process: EngineProcess) -> None:
        """Ends the process if it hangs; looks until it is not the engine's any more."""
        while self._process is process:
            hang = process.vitals.look()
            if hang is not None:
                process.end_hung(hang)
                return
            time.sleep(WATCH_SECONDS)

    def _read_reports(self, process: EngineProcess) -> None:
        """Takes in what the process says until it has ended; one that talks nonsense is ended."""
        try:
            self._take_reports(process)
        except ValueError:
            logger.exception("The engine (process %d) said what cannot be understood", process.child.pid)
            process.child.kill()
        self._bury(process)

    def _take_reports(self, process: EngineProcess) -> None:
        while (received := process.child.channel.receive()) is not None:
            text, attachment = received
            report = REPORTS.validate_json(text)
            process.vitals.hear(report)
            self._note(report, process)
            if isinstance(report, TaskDone | TaskFailed | TaskCancelled):
                self._outcomes.put(report)
            elif not isinstance(report, Heartbeat):
                self._tell(report, attachment)

    def _note(self, report: Report, process: EngineProcess) -> None:
        """Remembers what is to be known of the engine."""
        if isinstance(report, Ready):
            process.ready = report
        elif isinstance(report, NetworksResident):
            process.resident = report.names
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

    def _bury(self, process: EngineProcess) -> None:
        """Takes note that the process has ended, and tells a task that was waiting for it. One that had nothing to do
        is started again, unless it keeps dying."""
        status = process.child.wait()
        process.child.channel.close()
        with self._lock:
            if self._process is not process:
                return
            self._process = None
            reason = process.reason_of_end(status)
            self._note_death(process, status, reason)
            if self._task_id is not None:
                self._outcomes.put(_death_at_work(process, reason))
            elif self._recent_deaths() < MOST_RECENT_DEATHS:
                self._launch()

    def _note_death(self, process: EngineProcess, status: int, reason: str) -> None:
        self._deaths.append(time.monotonic())
        meanwhile = "had nothing to do" if self._task_id is None else "worked"
        self._last_death = f"At {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC, while it {meanwhile}: {reason}."
        trace = trace_of(process.logs.folder, process.child.pid)
        logger.warning(
            "The engine (process %d) ended with status %d: %s; the trace of its threads is %s",
            process.child.pid,
            status,
            reason,
            "missing" if trace is None else trace.name,
        )

    def _recent_deaths(self) -> int:
        since = time.monotonic() - RECENT_SECONDS
        return sum(death > since for death in self._deaths)


def _death_at_work(process: EngineProcess, reason: str) -> EngineDied:
    """The problem of a task whose process has ended."""
    remedy = "" if process.has_hung else ", with a smaller --tile-size if memory is short"
    return EngineDied(
        f"The engine stopped while it worked on this: {reason}. Other jobs go on; retry this one{remedy}."
    )
