"""The estimate of the time that work still takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from burnish.jobs.remaining_time import LATER_SECONDS, SLOWER, FetchTime, RemainingTime, ToldTime


def test_nothing_is_said_before_there_is_something_to_go_by() -> None:
    remaining = RemainingTime(None)
    assert remaining.estimate(0, 0) is None
    assert remaining.estimate(0, 30) is None
    assert remaining.estimate(0.2, 40) == pytest.approx(40)


def test_what_is_expected_holds_until_the_work_advances() -> None:
    remaining = RemainingTime(100)
    assert remaining.estimate(0, 0) == 100
    assert remaining.estimate(0, 30) == 100
    assert remaining.estimate(0.5, 31) == 50, "a second tells little of the speed"
    assert remaining.estimate(0.6, 36) == pytest.approx(4)


def test_of_work_that_goes_on_where_it_was_left_only_the_rest_is_expected() -> None:
    remaining = RemainingTime(100)
    assert remaining.estimate(0.75, 0) == 25
    assert remaining.estimate(0.8, 10) == pytest.approx(40)


@given(speed=st.floats(0.01, 0.05), loading=st.floats(0, 100), seconds=st.integers(4, 15))
def test_steady_work_is_estimated_exactly_and_loading_does_not_count(
    speed: float, loading: float, seconds: int
) -> None:
    remaining = RemainingTime(7)
    remaining.estimate(0, 0)
    remaining.estimate(0, loading)
    estimates = [remaining.estimate(speed * second, loading + second) for second in range(1, seconds + 1)]
    assert estimates[-1] == pytest.approx((1 - speed * seconds) / speed, rel=1e-6, abs=1e-6)


def test_at_the_end_nothing_is_left() -> None:
    remaining = RemainingTime(None)
    remaining.estimate(0.5, 0)
    assert remaining.estimate(1, 10) == 0


@given(speed=st.floats(0.001, 0.01), waiting=st.floats(0, 100), kept=st.floats(0.001, 0.1), seconds=st.integers(4, 10))
def test_a_steady_fetch_is_estimated_by_what_comes(speed: float, waiting: float, kept: float, seconds: int) -> None:
    """Neither waiting for an answer nor what an earlier attempt has left makes it seem slower or faster."""
    remaining = FetchTime(0.25, 60)
    assert remaining.estimate(0, 0) is None
    assert remaining.estimate(kept, waiting) is None
    for second in range(1, seconds + 1):
        estimate = remaining.estimate(kept + speed * second, waiting + second)
    assert estimate == pytest.approx((0.25 - kept - speed * seconds) / speed + 60, rel=1e-6, abs=1e-6)


def test_of_a_fetch_that_does_not_advance_nothing_is_said() -> None:
    remaining = FetchTime(1, 0)
    assert [remaining.estimate(0.5, now) for now in range(3)] == [None] * 3


def test_what_is_told_holds_until_the_estimate_falls_below_it() -> None:
    told = ToldTime()
    assert [told.tell(estimate) for estimate in (None, 100, 90, 130, 80)] == [None, 100, 90, 90, 80]
    assert [told.tell(estimate) for estimate in (161, 200, 85, 60)] == [None, None, 80, 60]
    told.restart()
    assert told.tell(500) == 500


@given(
    expected=st.none() | st.floats(0, 1000),
    steps=st.lists(st.tuples(st.floats(0, 0.2), st.floats(0.01, 50)), min_size=1, max_size=60),
)
def test_whatever_the_speed_what_is_told_never_grows_and_is_nothing_at_the_end(
    expected: float | None, steps: list[tuple[float, float]]
) -> None:
    remaining, told = RemainingTime(expected), ToldTime()
    progress, now, last = 0.0, 0.0, float("inf")
    for advance, seconds in [*steps, (1.0, 4.0)]:
        progress, now = min(progress + advance, 1.0), now + seconds
        estimate = remaining.estimate(progress, now)
        seconds_told = told.tell(estimate)
        if seconds_told is None:
            assert estimate is None or estimate > max(SLOWER * last, last + LATER_SECONDS)
            continue
        assert seconds_told <= last
        assert estimate is not None
        assert seconds_told == estimate or estimate <= max(SLOWER * seconds_told, seconds_told + LATER_SECONDS)
        last = seconds_told
    assert seconds_told in (None, 0)
