"""Failed attempts are remembered for a day."""

import os
import time
from pathlib import Path

from burnish.weights.attempts import FailedAttempts


def test_a_failure_is_remembered_by_a_later_process_until_it_is_forgotten(tmp_path: Path) -> None:
    FailedAttempts(tmp_path).record("a")
    assert FailedAttempts(tmp_path).is_recent("a")
    assert not FailedAttempts(tmp_path).is_recent("b")
    FailedAttempts(tmp_path).forget("a")
    FailedAttempts(tmp_path).forget("b")
    assert not FailedAttempts(tmp_path).is_recent("a")


def test_a_failure_of_the_day_before_or_of_a_clock_that_was_wrong_is_not_recent(tmp_path: Path) -> None:
    attempts = FailedAttempts(tmp_path)
    attempts.record("a")
    for hours in (-25, +25):
        moment = time.time() + hours * 3600
        os.utime(tmp_path / "a.failed", (moment, moment))
        assert not attempts.is_recent("a")
