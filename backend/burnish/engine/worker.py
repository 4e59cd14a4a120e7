"""What the engine's process does with its tasks: keeps the networks resident and runs one task at a time."""

import logging
import threading

import torch

from burnish.engine.device import choose_device
from burnish.engine.messages import (
    MadeImage,
    PostprocessTask,
    Ready,
    Task,
    TaskCancelled,
    TaskDone,
    TaskFailed,
)
from burnish.engine.postprocessing import Postprocessor
from burnish.engine.provision import Provision
from burnish.engine.reporter import TaskReporter, send
from burnish.engine.speed import Speedometer
from burnish.images.decode import DecodeLimits
from burnish.monitoring import Cancelled, CheckCancelled
from burnish.parameters import UpscaleStep
from burnish.problems import details_of
from burnish.processes.channel import Channel
from burnish.settings import Settings
from burnish.upscaling.networks import Networks
from burnish.upscaling.upscaler import Upscaler, UpscalerOptions
from burnish.weights.loading import load_state_dict
from burnish.weights.store import WeightsStore

logger = logging.getLogger(__name__)


class Worker:
    """Runs tasks and reports on the channel."""

    def __init__(self, settings: Settings, channel: Channel) -> None:
        """Raises DeviceUnavailable."""
        if settings.threads:
            torch.set_num_threads(settings.threads)
        self._channel = channel
        self._device = choose_device(settings.device)
        self._store = WeightsStore(settings.root / "weights", settings.offline)
        networks = Networks(lambda name: load_state_dict(self._store.ensure(name)), self._device)
        self._upscaler = Upscaler(networks, UpscalerOptions(settings.precision, settings.tile_size))
        self._speedometer = Speedometer(channel)
        self._provision = Provision(self._store, channel)
        self._postprocessor = Postprocessor(
            self._upscaler,
            self._provision,
            self._speedometer,
            DecodeLimits(max_pixels=settings.max_pixels),
            settings.max_output_pixels,
        )

    def warm_up(self) -> None:
        """Loads the network that most tasks want, if its weights are there, and tells that tasks may come."""
        step = self._provision.available(UpscaleStep())
        if step is not None:
            self._speedometer.measure(self._upscaler, step)
        precision = str(self._upscaler.dtype(step)).removeprefix("torch.") if step is not None else None
        send(self._channel, Ready(device=str(self._device), precision=precision))

    def run(self, task: Task, cancelled: threading.Event) -> None:
        """Runs a task to its end and reports how it ended; never raises."""

        def check_cancelled() -> None:
            if cancelled.is_set():
                raise Cancelled

        try:
            image = self._do(task, check_cancelled)
        except Cancelled:
            send(self._channel, TaskCancelled(task_id=task.task_id))
        except Exception as error:
            logger.exception("Task %s failed", task.task_id)
            send(self._channel, TaskFailed(task_id=task.task_id, problem=details_of(error)))
        else:
            send(self._channel, TaskDone(task_id=task.task_id, image=image))

    def _do(self, task: Task, check_cancelled: CheckCancelled) -> MadeImage | None:
        reporter = TaskReporter(self._channel, task.task_id)
        if isinstance(task, PostprocessTask):
            return self._postprocessor.run(task, reporter, check_cancelled)
        self._provision.fetch(task.weights, reporter, check_cancelled, share=1)
        return None
