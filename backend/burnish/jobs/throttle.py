"""Telling of something that changes often: not too often, and never without its last state."""

import threading
import time
from collections.abc import Callable


class Throttle:
    """Calls a function that tells the present state of something, at once or, after a call just before, a bit later."""

    def __init__(self, tell: Callable[[], float]) -> None:
        """``tell`` is never called twice at a time; it gives the seconds to leave until the next call."""
        self._tell = tell
        self._lock = threading.Lock()
        self._next = 0.0
        self._timer: threading.Timer | None = None
        self._is_closed = False

    def ask(self) -> None:
        """Has the state told as soon as it may be; asking again before then adds nothing."""
        with self._lock:
            if self._is_closed or self._timer is not None:
                return
            wait = self._next - time.monotonic()
            if wait > 0:
                self._timer = threading.Timer(wait, self._tell_late)
                self._timer.daemon = True
                self._timer.start()
            else:
                self._tell_now()

    def tell_now(self) -> None:
        """Has the state told at once, however short ago it was told before."""
        with self._lock:
            if not self._is_closed:
                self._tell_now()

    def close(self) -> None:
        """Has nothing told any more."""
        with self._lock:
            self._is_closed = True
            self._forget_timer()

    def _tell_late(self) -> None:
        with self._lock:
            if self._timer is threading.current_thread():
                self._tell_now()

    def _tell_now(self) -> None:
        self._forget_timer()
        self._next = time.monotonic() + self._tell()

    def _forget_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
