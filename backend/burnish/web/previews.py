"""Previews on their way to the pages that want to see them: never more than a page keeps up with, the newest first."""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from burnish.events import Preview
from burnish.web.emit import Emit

INTERVAL_SECONDS = 0.4
"""A page gets at most one preview in this time."""

PATIENCE_SECONDS = 2.0
"""How long a page may leave a preview unacknowledged before it is sent another one all the same."""


class CallLater(Protocol):
    """Arranges for something to be done."""

    def __call__(self, seconds: float, action: Callable[[], None]) -> None:
        """Lets ``action`` be called, by whichever thread, after that time."""


def call_later(seconds: float, action: Callable[[], None]) -> None:
    """Calls ``action`` after that time, in a thread of its own."""
    timer = threading.Timer(seconds, action)
    timer.daemon = True
    timer.start()


@dataclass
class _Page:
    """A page that watches jobs."""

    jobs: frozenset[str]
    waiting: tuple[Preview, bytes] | None = None
    """The newest preview that was not sent yet."""
    sent: int = 0
    """How many previews were sent."""
    sent_at: float = float("-inf")
    is_acknowledged: bool = True
    """Whether the page has taken the last one."""
    looks_at: float = float("inf")
    """When the page is looked at again."""

    def free_at(self) -> float:
        """When the page may be sent a preview."""
        return self.sent_at + (INTERVAL_SECONDS if self.is_acknowledged else PATIENCE_SECONDS)


class PreviewRelay:
    """Sends previews to pages.

    It may be called by any thread and never waits for a page. What a page did not take before the next preview came
    is not sent to it any more.
    """

    def __init__(self, emit: Emit, clock: Callable[[], float] = time.monotonic, later: CallLater = call_later) -> None:
        self._emit = emit
        self._clock = clock
        self._later = later
        self._lock = threading.Lock()
        self._pages: dict[str, _Page] = {}

    def watch(self, page_id: str, jobs: Sequence[str]) -> None:
        """A page wants to see the previews of these jobs from now on, instead of those that it named before."""
        with self._lock:
            page = self._pages.setdefault(page_id, _Page(frozenset()))
            page.jobs = frozenset(jobs)
            if page.waiting is not None and page.waiting[0].job_id not in page.jobs:
                page.waiting = None

    def forget(self, page_id: str) -> None:
        """The connection of a page has ended."""
        with self._lock:
            self._pages.pop(page_id, None)

    def show(self, preview: Preview, jpeg: bytes) -> None:
        """Sends a preview to the pages that watch its job, each when it is free."""
        with self._lock:
            for page_id, page in self._pages.items():
                if preview.job_id in page.jobs:
                    page.waiting = (preview, jpeg)
                    self._attend(page_id, page)

    def _attend(self, page_id: str, page: _Page) -> None:
        """Sends a page what waits for it if it is free, else arranges to look at it when it is."""
        if page.waiting is None:
            return
        now, free_at = self._clock(), page.free_at()
        if now >= free_at:
            self._send(page_id, page, page.waiting, now)
        elif free_at < page.looks_at:
            page.looks_at = free_at
            self._later(free_at - now, lambda: self._look_at(page_id))

    def _look_at(self, page_id: str) -> None:
        with self._lock:
            page = self._pages.get(page_id)
            if page is not None:
                page.looks_at = float("inf")
                self._attend(page_id, page)

    def _send(self, page_id: str, page: _Page, shown: tuple[Preview, bytes], now: float) -> None:
        preview, jpeg = shown
        page.waiting, page.sent_at, page.is_acknowledged = None, now, False
        page.sent += 1
        number = page.sent
        data = (preview.model_dump(mode="json"), jpeg)
        self._emit("preview", data, to=page_id, callback=lambda *_: self._acknowledge(page_id, number))

    def _acknowledge(self, page_id: str, number: int) -> None:
        """A page has taken a preview; that it has taken one before the last says nothing."""
        with self._lock:
            page = self._pages.get(page_id)
            if page is not None and number == page.sent:
                page.is_acknowledged = True
                self._attend(page_id, page)
