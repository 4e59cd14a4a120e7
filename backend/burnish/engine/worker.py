"""What the engine's process does with its tasks: one after the other, each to its end. Does not import torch itself."""

import logging
import threading
from functools import cached_property
from typing import TYPE_CHECKING

from burnish.engine.feasibility import check_enabled, check_restoration_enabled
from burnish.engine.generating import Generating
from burnish.engine.heartbeat import SignsOfLife
from burnish.engine.messages import (
    DetectFacesTask,
    DownloadGeneratorTask,
    DownloadTask,
    FoundFaces,
    GeneratedImage,
    GenerateTask,
    LoadGeneratorTask,
    Made,
    MadeGrid,
    MadeImage,
    PostprocessTask,
    PrepareTask,
    Ready,
    Task,
    TaskCancelled,
    TaskDone,
    TaskFailed,
    TuningGridTask,
    job_of,
)
from burnish.engine.provision import Provision
from burnish.engine.reporter import TaskReporter, send
from burnish.engine.resident import ResidentNetworks
from burnish.logs import working_on
from burnish.monitoring import Cancelled, CheckCancelled
from burnish.parameters import Recipe
from burnish.problems import Problem, details_of
from burnish.processes.channel import Channel
from burnish.settings import Settings
from burnish.weights.store import open_store

if TYPE_CHECKING:
    from burnish.engine.toolbox import Toolbox

logger = logging.getLogger(__name__)


class Worker:
    """Runs tasks and reports on the channel.

    The networks are memory hungry. Those that postprocess and the generator are therefore never in memory together:
    the one kind leaves before the other is loaded.
    """

    def __init__(self, settings: Settings, channel: Channel, life: SignsOfLife) -> None:
        """``life`` is told whatever shows that the work goes on."""
        self._life = life
        self._settings = settings
        self._channel = channel
        self._store = open_store(settings)
        self._provision = Provision(self._store, channel)
        self._resident = ResidentNetworks(channel)
        self._generating = Generating(settings, channel, self._resident, lambda: self._toolbox.device)

    @cached_property
    def _toolbox(self) -> "Toolbox":
        """The networks, made at their first use, when PyTorch is loaded. Raises DeviceUnavailable."""
        from burnish.engine.toolbox import Toolbox

        return Toolbox(self._settings, self._store, self._provision, self._channel, self._resident)

    def begin(self, warms_up: bool) -> None:
        """Tells that tasks may come, after loading what most of them need if the worker ``warms_up``.

        What hinders that is told to each task that comes.
        """
        ready = Ready(device=None, precision=None)
        if warms_up:
            try:
                with self._life.at_work():
                    ready = self._loaded()
            except Problem as problem:
                logger.info("Warming up failed: %s", problem.detail)
        send(self._channel, ready)

    def run(self, task: Task, cancelled: threading.Event) -> None:
        """Runs a task to its end and reports how it ended; never raises."""

        def check_cancelled() -> None:
            self._life.show()
            if cancelled.is_set():
                raise Cancelled

        with self._life.at_work(), working_on(job_of(task)):
            send(self._channel, self._end_of(task, check_cancelled))

    def _end_of(self, task: Task, check_cancelled: CheckCancelled) -> TaskDone | TaskCancelled | TaskFailed:
        """Does a task and tells how it ended."""
        try:
            return TaskDone(task_id=task.task_id, outcome=self._do(task, check_cancelled))
        except Cancelled:
            return TaskCancelled(task_id=task.task_id)
        except Problem as problem:
            logger.info("The task %s failed: %s", task.task_id, problem.detail, exc_info=problem)
            return TaskFailed(task_id=task.task_id, problem=problem.to_details())
        except Exception as defect:
            logger.exception("The task %s failed by a defect", task.task_id)
            return TaskFailed(task_id=task.task_id, problem=details_of(defect))

    def _loaded(self) -> Ready:
        """Loads what most tasks need; tells what it runs on."""
        if not (self._settings.esrgan or self._settings.restore):
            return Ready(device=None, precision=None)
        device = str(self._toolbox.device)
        dtype = self._toolbox.upscaling.warm_up() if self._settings.esrgan else None
        return Ready(device=device, precision=None if dtype is None else str(dtype).removeprefix("torch."))

    def _do(self, task: Task, check_cancelled: CheckCancelled) -> Made | None:
        reporter = TaskReporter(self._channel, task.task_id)
        match task:
            case PrepareTask():
                self._prepare(task, reporter, check_cancelled)
            case PostprocessTask():
                return self._postprocess(task, reporter, check_cancelled)
            case TuningGridTask():
                return self._compare(task, reporter, check_cancelled)
            case DetectFacesTask():
                return self._find_faces(task, reporter, check_cancelled)
            case LoadGeneratorTask():
                self._put_networks_away()
                self._generating.load(task, reporter, check_cancelled)
            case GenerateTask():
                return self._generate(task, reporter, check_cancelled)
            case DownloadTask():
                self._provision.fetch(task.weights, reporter, check_cancelled, share=1)
            case DownloadGeneratorTask():
                self._generating.download(task, reporter, check_cancelled)
        return None

    def _prepare(self, task: PrepareTask, reporter: TaskReporter, check_cancelled: CheckCancelled) -> None:
        """Fetches what the steps of the recipe lack."""
        check_enabled(self._settings, task.recipe)

        def prepare() -> None:
            for step in task.recipe.steps:
                self._toolbox.kind_of(step).prepare(step, {}, reporter, check_cancelled)

        self._provision.share_out(prepare)

    def _postprocess(self, task: PostprocessTask, reporter: TaskReporter, check_cancelled: CheckCancelled) -> MadeImage:
        check_enabled(self._settings, task.recipe)
        from burnish.engine.postprocessing import Postprocessor

        self._generating.let_go()
        return Postprocessor(self._settings, self._toolbox).run(task, reporter, check_cancelled)

    def _compare(self, task: TuningGridTask, reporter: TaskReporter, check_cancelled: CheckCancelled) -> MadeGrid:
        """Makes a tuning grid; a generator between whose images that is done is loaded again for the next one."""
        check_enabled(self._settings, Recipe(steps=(task.tuning.step,)))
        from burnish.engine.comparing import Comparer

        self._generating.let_go()
        return Comparer(self._settings, self._toolbox).run(task, reporter, check_cancelled)

    def _find_faces(self, task: DetectFacesTask, reporter: TaskReporter, check_cancelled: CheckCancelled) -> FoundFaces:
        """Finds faces, for which a person waits; the detector, which is small, may stand beside the generator."""
        check_restoration_enabled(self._settings)
        return self._toolbox.face_finder.run(task, reporter, check_cancelled)

    def _generate(self, task: GenerateTask, reporter: TaskReporter, check_cancelled: CheckCancelled) -> GeneratedImage:
        self._put_networks_away()
        return self._generating.generate(task, reporter, check_cancelled)

    def _put_networks_away(self) -> None:
        """Lets go of everything that postprocessing has loaded, if it has been used at all."""
        if "_toolbox" in self.__dict__:
            self._toolbox.clear()
