import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from burnish.web.load.figures import REASONS_KEPT, Notes, percentile


def test_percentiles_of_a_hundred_values() -> None:
    values = [float(value) for value in range(1, 101)]
    assert [percentile(values, percent) for percent in (50, 95, 99, 100)] == [50, 95, 99, 100]


def test_there_is_no_percentile_of_nothing() -> None:
    assert percentile([], 50) is None


@given(st.lists(st.floats(0, 1e6), min_size=1), st.floats(0, 100))
def test_a_percentile_is_the_smallest_value_that_enough_values_do_not_exceed(
    values: list[float], percent: float
) -> None:
    ordered = sorted(values)
    found = percentile(ordered, percent)
    assert found is not None
    enough = math.ceil(len(values) * percent / 100)
    assert sum(value <= found for value in values) >= enough
    assert sum(value < found for value in values) <= max(0, enough - 1)


def test_kinds_are_told_apart_and_taken_together() -> None:
    notes = Notes()
    for kind, seconds in (("quick", 0.1), ("slow", 3.0), ("quick", 0.2), ("slow", 1.0)):
        notes.took(kind, seconds)
    notes.failed("slow", "404")
    notes.failed("broken", "no connection")
    assert notes.kinds == ["broken", "quick", "slow"]
    quick, both = notes.figures("quick", ["quick"]), notes.figures("both", ["quick", "slow"])
    assert (quick.count, quick.errors, quick.median, quick.largest) == (2, 0, 0.1, 0.2)
    assert (both.count, both.errors, both.median, both.percentile_95) == (4, 1, 0.2, 3.0)
    assert notes.figures("broken", ["broken"]).median is None
    assert notes.reasons == ["slow: 404", "broken: no connection"]


@pytest.mark.parametrize("count", [REASONS_KEPT, REASONS_KEPT + 5])
def test_every_error_counts_though_not_every_reason_is_kept(count: int) -> None:
    notes = Notes()
    for number in range(count):
        notes.failed("any", str(number))
    assert notes.figures("any", ["any"]).errors == count
    assert len(notes.reasons) == REASONS_KEPT
