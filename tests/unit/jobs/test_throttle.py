"""Telling of what changes often."""

import threading
import time

from burnish.jobs.throttle import Throttle

PATIENCE_SECONDS = 30.0


class Teller:
    """Tells a number whenever the throttle lets it."""

    def __init__(self, seconds: float) -> None:
        self.state = 0
        self.told: list[int] = []
        self.times: list[float] = []
        self.throttle = Throttle(self._tell)
        self._seconds = seconds
        self._changed = threading.Condition()

    def wait_until_told(self, state: int) -> None:
        with self._changed:
            assert self._changed.wait_for(lambda: state in self.told, PATIENCE_SECONDS)

    def _tell(self) -> float:
        with self._changed:
            self.told.append(self.state)
            self.times.append(time.monotonic())
            self._changed.notify_all()
        return self._seconds


def test_the_first_state_is_told_at_once_and_the_last_one_in_any_case() -> None:
    teller = Teller(0.2)
    for state in range(1, 1001):
        teller.state = state
        teller.throttle.ask()
    assert teller.told[0] == 1
    teller.wait_until_told(1000)
    assert all(later - earlier >= 0.2 for earlier, later in zip(teller.times, teller.times[1:], strict=False))


def test_what_matters_is_told_at_once_and_what_was_to_come_is_not_told_again() -> None:
    teller = Teller(PATIENCE_SECONDS)
    teller.throttle.ask()
    teller.state = 1
    teller.throttle.ask()
    teller.state = 2
    teller.throttle.tell_now()
    assert teller.told == [0, 2]


def test_after_the_end_nothing_is_told() -> None:
    teller = Teller(0.1)
    teller.throttle.ask()
    teller.throttle.ask()
    teller.throttle.close()
    told = list(teller.told)
    teller.throttle.ask()
    teller.throttle.tell_now()
    time.sleep(0.3)
    assert teller.told == told
