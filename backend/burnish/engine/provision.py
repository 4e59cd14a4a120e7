"""Sees to it that the weights that a step needs are there before the step begins."""

import logging

from burnish.engine.messages import WeightsChanged
from burnish.engine.reporter import TaskReporter, Throttle, send
from burnish.monitoring import CheckCancelled
from burnish.parameters import UpscaleStep
from burnish.processes.channel import Channel
from burnish.upscaling.models import MODELS
from burnish.weights.attempts import FailedAttempts
from burnish.weights.problems import WeightsUnavailable
from burnish.weights.store import WeightsStore

logger = logging.getLogger(__name__)

REPORT_SECONDS = 0.2
"""Progress of a fetch is told at most this often."""


class Provision:
    """Fetches weights into the store and tells of it on the channel."""

    def __init__(self, store: WeightsStore, channel: Channel) -> None:
        self._store = store
        self._channel = channel
        self._attempts = FailedAttempts(store.folder)

    def prepare(
        self, step: UpscaleStep, reporter: TaskReporter, check_cancelled: CheckCancelled
    ) -> tuple[UpscaleStep, list[str]]:
        """Fetches what the step needs; gives the step as it can be done, and sentences on what differs.

        Where the weakly denoising twin cannot be had, the step is done with full denoising; after a failure it is
        not tried again for a day, unless a person asks for it. Raises WeightsUnavailable and Cancelled.
        """
        self.fetch(step.model, reporter, check_cancelled)
        twin = MODELS[step.model].twin
        if twin is None or step.denoising_strength == 1 or self._is_ready(twin):
            return step, []
        try:
            if not self._attempts.is_recent(twin):
                self.fetch(twin, reporter, check_cancelled)
                return step, []
        except WeightsUnavailable as problem:
            logger.info("%s", problem.detail)
        note = (
            f"Denoising Strength {step.denoising_strength:g} needs {twin}, which could not be fetched; 1 was used. "
            f"Fetch it in the upscale dialog or with `burnish configure --only {twin}`."
        )
        return _fully_denoised(step), [note]

    def available(self, step: UpscaleStep) -> UpscaleStep | None:
        """The step as it can be done with what is in the store; None when it cannot."""
        if not self._is_ready(step.model):
            return None
        twin = MODELS[step.model].twin
        return step if twin is None or self._is_ready(twin) else _fully_denoised(step)

    def fetch(self, name: str, reporter: TaskReporter, check_cancelled: CheckCancelled, share: float = 0.0) -> None:
        """Fetches weights unless they are there; that is ``share`` (0..1) of the task.

        Raises WeightsUnavailable and Cancelled.
        """
        if self._is_ready(name):
            return
        report = reporter.stage(f"Fetching {name}", 0, share)
        throttle = Throttle(REPORT_SECONDS)

        def report_both(fraction: float) -> None:
            report(fraction)
            if throttle.is_due():
                send(self._channel, WeightsChanged(name=name, fraction=fraction, ended=False))

        try:
            self._store.ensure(name, report_both, check_cancelled)
        except WeightsUnavailable:
            self._attempts.record(name)
            raise
        finally:
            send(self._channel, WeightsChanged(name=name, fraction=1, ended=True))
        self._attempts.forget(name)

    def _is_ready(self, name: str) -> bool:
        return self._store.state(name).status == "ready"


def _fully_denoised(step: UpscaleStep) -> UpscaleStep:
    return step.model_copy(update={"denoising_strength": 1.0})
