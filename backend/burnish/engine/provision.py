"""Sees to it that the weights that a step needs are there before the step begins."""

import logging

from burnish.engine.messages import WeightsChanged
from burnish.engine.reporter import TaskReporter, Throttle, send
from burnish.monitoring import CheckCancelled
from burnish.processes.channel import Channel
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

    def fetch_optional(
        self, name: str, reporter: TaskReporter, check_cancelled: CheckCancelled, share: float = 0.0
    ) -> bool:
        """Fetches weights that work can do without, which is ``share`` of the task; gives whether they are there.

        After a failure they are not tried again for a day, unless a person asks for them. Raises Cancelled.
        """
        if self.is_ready(name):
            return True
        try:
            if not self._attempts.is_recent(name):
                self.fetch(name, reporter, check_cancelled, share)
                return True
        except WeightsUnavailable as problem:
            logger.info("%s", problem.detail)
        return False

    def fetch(self, name: str, reporter: TaskReporter, check_cancelled: CheckCancelled, share: float = 0.0) -> None:
        """Fetches weights unless they are there; that is ``share`` (0..1) of the task.

        Raises WeightsUnavailable, LicenceNotAccepted and Cancelled.
        """
        if self.is_ready(name):
            self._store.ensure(name)
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
            if not self._store.network.offline:
                self._attempts.record(name)
            raise
        finally:
            send(self._channel, WeightsChanged(name=name, fraction=1, ended=True))
        self._attempts.forget(name)

    def is_ready(self, name: str) -> bool:
        """Whether the weights are there."""
        return self._store.state(name).status == "ready"
