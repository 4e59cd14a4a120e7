"""Reports are thinned."""

from burnish.engine.throttle import Throttle


def test_only_the_first_of_many_at_once_is_due() -> None:
    throttle = Throttle(3600)
    assert [throttle.is_due() for _ in range(5)] == [True, False, False, False, False]


def test_without_an_interval_all_are_due() -> None:
    throttle = Throttle(0)
    assert all(throttle.is_due() for _ in range(5))
