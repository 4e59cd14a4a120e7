"""Sees to it that the weights that a step needs are there before the step begins."""

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from burnish.disk import DiskFull
from burnish.engine.messages import WeightsChanged
from burnish.engine.reporter import TaskReporter, send
from burnish.engine.throttle import Throttle
from burnish.monitoring import CheckCancelled
from burnish.processes.channel import Channel
from burnish.weights.attempts import FailedAttempts
from burnish.weights.catalogue import find
from burnish.weights.problems import WeightsFolderUnusable, WeightsUnavailable
from burnish.weights.store import WeightsStore

logger = logging.getLogger(__name__)

REPORT_SECONDS = 0.2
"""Progress of a fetch is told at most this often."""

POLL_SECONDS = 0.2
"""How often it is looked whether another process has ended its fetch."""


class Provision:
    """Fetches weights into the store and tells of it on the channel."""

    def __init__(self, store: WeightsStore, channel: Channel) -> None:
        self._store = store
        self._channel = channel
        self._attempts = FailedAttempts(store.folder)
        self._noted: list[str] | None = None
        """What would be fetched, while that is only noted."""
        self._shares: dict[str, tuple[float, float]] = {}
        """Where the fetch of each file begins and how long it is, as parts of a task (0..1) that only fetches."""

    def share_out(self, prepare: Callable[[], None]) -> None:
        """Runs ``prepare``, whose fetches are all that a task does: each of them is as much of it as it has bytes.

        To learn which these are, it is run once before, with nothing fetched. Raises what ``prepare`` raises.
        """
        with self._only_noting() as missing:
            prepare()
        self._shares = _shares_by_bytes(missing)
        try:
            prepare()
        finally:
            self._shares = {}

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
        except (WeightsUnavailable, WeightsFolderUnusable, DiskFull) as problem:
            logger.info("%s", problem.detail)
        return False

    def fetch(self, name: str, reporter: TaskReporter, check_cancelled: CheckCancelled, share: float = 0.0) -> None:
        """Fetches weights unless they are there; that is ``share`` (0..1) of the task.

        Raises WeightsUnavailable, LicenceNotAccepted, WeightsFolderUnusable, DiskFull and Cancelled.
        """
        if self.is_ready(name):
            self._store.ensure(name)
            return
        if self._noted is not None:
            self._noted.append(name)
            return
        start, length = self._shares.get(name, (0.0, share))
        self._wait_for_others(name, reporter, start, check_cancelled)
        report = reporter.stage(f"Fetching {name}", start, length)
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

    def _wait_for_others(
        self, name: str, reporter: TaskReporter, start: float, check_cancelled: CheckCancelled
    ) -> None:
        """Waits while another process works on the weights; the task is then at ``start``. Raises Cancelled."""
        if self._store.is_busy(name):
            reporter.stage(f"Waiting for the fetch of {name}", start)
            while self._store.is_busy(name):
                check_cancelled()
                time.sleep(POLL_SECONDS)

    @contextmanager
    def _only_noting(self) -> Iterator[list[str]]:
        """While the block lasts nothing is fetched; what would be is in the list."""
        self._noted = []
        try:
            yield self._noted
        finally:
            self._noted = None


def _shares_by_bytes(names: Sequence[str]) -> dict[str, tuple[float, float]]:
    """Where each fetch begins and how long it is, as parts of the whole, in the order of the names."""
    sizes = {name: find(name).bytes for name in names}
    whole = sum(sizes.values())
    shares: dict[str, tuple[float, float]] = {}
    begun = 0.0
    for name, size in sizes.items():
        shares[name] = (begun, size / whole)
        begun += size / whole
    return shares
