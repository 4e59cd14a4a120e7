"""How far the queue is as a whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from burnish.jobs.queue_progress import QueueProgress


def test_an_empty_queue_has_done_nothing() -> None:
    queue = QueueProgress()
    assert queue.value == 0
    queue.put("a", 10, 0)
    queue.finish("a")
    assert queue.value == 0


def test_jobs_count_by_their_work() -> None:
    queue = QueueProgress()
    queue.put("small", 10, 0)
    queue.put("large", 30, 0)
    queue.advance("small", 0.5)
    assert queue.value == pytest.approx(5 / 40)
    queue.finish("small")
    assert queue.value == pytest.approx(10 / 40)
    queue.advance("large", 0.9)
    assert queue.value == pytest.approx(37 / 40)


def test_what_is_added_shares_what_was_left() -> None:
    queue = QueueProgress()
    queue.put("a", 10, 0)
    queue.advance("a", 0.5)
    queue.put("b", 15, 0)
    assert queue.value == pytest.approx(0.5)
    queue.advance("a", 1)
    assert queue.value == pytest.approx(0.5 + 0.5 * 5 / 20)


def test_what_leaves_undone_changes_nothing_and_leaves_its_share_to_the_others() -> None:
    queue = QueueProgress()
    queue.put("a", 10, 0)
    queue.put("b", 10, 0)
    queue.advance("a", 0.5)
    queue.remove("b")
    assert queue.value == pytest.approx(0.25)
    queue.advance("a", 0.75)
    assert queue.value == pytest.approx(0.625)


def test_a_paused_job_keeps_the_queue_from_being_empty_and_goes_on_later() -> None:
    queue = QueueProgress()
    queue.put("a", 10, 0)
    queue.advance("a", 0.5)
    queue.put("a", 0, 0.5)
    assert queue.value == pytest.approx(0.5)
    queue.put("a", 5, 0.5)
    queue.advance("a", 0.75)
    assert queue.value == pytest.approx(0.75)


def test_after_a_restart_earlier_work_counts() -> None:
    queue = QueueProgress()
    queue.put("half done", 5, 0.5)
    queue.put("waiting", 10, 0)
    queue.count_earlier_work()
    assert queue.value == pytest.approx(0.25)


@given(st.lists(st.floats(0.1, 100), min_size=1, max_size=8))
def test_one_job_after_the_other_is_steady_progress_to_the_end(efforts: list[float]) -> None:
    queue, done = QueueProgress(), 0.0
    for number, effort in enumerate(efforts):
        queue.put(str(number), effort, 0)
    for number, effort in enumerate(efforts):
        for step in range(1, 11):
            queue.advance(str(number), step / 10)
            assert queue.value == pytest.approx((done + effort * step / 10) / sum(efforts))
        done += effort
        queue.put(str(number), 0, 1)
    assert queue.value == pytest.approx(1)


class AnyQueue(RuleBasedStateMachine):
    """Whatever becomes of its jobs, the progress of a queue that is not empty never falls."""

    def __init__(self) -> None:
        super().__init__()
        self.queue = QueueProgress()
        self.jobs: dict[str, float] = {}
        self.made = 0
        self.last = 0.0

    @rule(left=st.floats(0, 1e6), progress=st.floats(0, 1))
    def add(self, left: float, progress: float) -> None:
        self.made += 1
        self.jobs[str(self.made)] = progress
        self.queue.put(str(self.made), left, progress)

    @precondition(lambda self: self.jobs)
    @rule(data=st.data(), progress=st.floats(0, 1))
    def advance(self, data: st.DataObject, progress: float) -> None:
        job = data.draw(st.sampled_from(sorted(self.jobs)))
        self.jobs[job] = max(self.jobs[job], progress)
        self.queue.advance(job, progress)

    @precondition(lambda self: self.jobs)
    @rule(data=st.data(), left=st.floats(0, 1e6))
    def weigh_anew(self, data: st.DataObject, left: float) -> None:
        job = data.draw(st.sampled_from(sorted(self.jobs)))
        self.queue.put(job, left, self.jobs[job])

    @precondition(lambda self: self.jobs)
    @rule(data=st.data(), is_done=st.booleans())
    def leave(self, data: st.DataObject, is_done: bool) -> None:
        job = data.draw(st.sampled_from(sorted(self.jobs)))
        del self.jobs[job]
        (self.queue.finish if is_done else self.queue.remove)(job)

    @invariant()
    def never_falls(self) -> None:
        if not self.jobs:
            self.last = 0.0
        assert self.last <= self.queue.value <= 1
        self.last = self.queue.value


TestAnyQueue = AnyQueue.TestCase
