"""Speeds that are measured, and those that are estimated from them."""

import pytest

from burnish.engine.speed import Speedometer


class Told:
    """What a speedometer told last of each network."""

    def __init__(self, least_amount: float = 0.0) -> None:
        self.seconds: dict[str, float] = {}
        self.speedometer: Speedometer[str] = Speedometer(
            lambda: {"quick": 1.0, "slow": 10.0}, self.seconds.__setitem__, least_amount
        )

    def work(self, name: str, amount: float) -> None:
        with self.speedometer.timing(name, amount):
            pass


def test_what_was_not_measured_is_estimated_from_its_arithmetic() -> None:
    told = Told()
    told.work("quick", 2)
    assert told.seconds["quick"] > 0
    assert told.seconds["slow"] == pytest.approx(10 * told.seconds["quick"])


def test_what_was_measured_is_not_estimated_any_more() -> None:
    told = Told()
    told.work("slow", 1)
    measured = told.seconds["slow"]
    told.work("quick", 1)
    assert told.seconds["slow"] == measured


def test_little_work_says_nothing() -> None:
    told = Told(least_amount=1)
    told.work("quick", 0.9)
    assert told.seconds == {}


def test_work_that_fails_says_nothing() -> None:
    told = Told()
    with pytest.raises(ValueError, match="no"), told.speedometer.timing("quick", 1):
        raise ValueError("no")
    assert told.seconds == {}


def test_what_came_before_the_clock_was_started_anew_does_not_count() -> None:
    whole, rest = Told(), Told()
    with whole.speedometer.timing("quick", 1), rest.speedometer.timing("quick", 1) as start_anew:
        sum(range(1_000_000))
        start_anew()
    assert rest.seconds["quick"] < whole.seconds["quick"] / 2
