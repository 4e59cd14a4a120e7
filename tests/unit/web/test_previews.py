"""Previews on their way to pages, with a clock of the test's own."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

import pytest

from burnish.events import Preview
from burnish.web.previews import INTERVAL_SECONDS, PATIENCE_SECONDS, PreviewRelay


@dataclass
class World:
    """The pages' end of the relay, and time as it passes for it."""

    now: float = 100.0
    sent: list[tuple[str, int, float]] = field(default_factory=list)
    """The page, the step of its preview, and when."""
    answers: dict[str, list[Callable[..., None]]] = field(default_factory=dict)
    due: list[tuple[float, Callable[[], None]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.relay = PreviewRelay(self.emit, lambda: self.now, self.later)

    def emit(
        self, event: str, data: object, *, to: str | None = None, callback: Callable[..., None] | None = None
    ) -> None:
        assert event == "preview"
        assert isinstance(data, tuple) and to is not None and callback is not None
        preview, jpeg = data
        assert jpeg == b"%d" % preview["step"]
        self.sent.append((to, preview["step"], self.now))
        self.answers.setdefault(to, []).append(callback)

    def later(self, seconds: float, action: Callable[[], None]) -> None:
        assert seconds > 0
        self.due.append((self.now + seconds, action))

    def pass_time(self, seconds: float) -> None:
        """Lets time pass, and everything happen that was arranged for it."""
        end = self.now + seconds
        while self.due and min(self.due, key=lambda one: one[0])[0] <= end:
            self.due.sort(key=lambda one: one[0])
            self.now, action = self.due.pop(0)
            action()
        self.now = end

    def show(self, step: int, job_id: str = "job") -> None:
        preview = Preview(job_id=job_id, image_id=None, index=0, step=step, steps=100, width=1, height=1)
        self.relay.show(preview, b"%d" % step)

    def acknowledge(self, page: str = "page") -> None:
        """The page takes all that it was sent."""
        for answer in self.answers.pop(page, []):
            answer("whatever", {"a page": "says"})

    def steps(self, page: str = "page") -> list[int]:
        return [step for to, step, _ in self.sent if to == page]


def shortest_gap(world: World, page: str) -> float:
    """The shortest time between two previews of a page."""
    times = [when for to, _, when in world.sent if to == page]
    return min(later - earlier for earlier, later in pairwise(times))


@pytest.fixture
def world() -> World:
    made = World()
    made.relay.watch("page", ["job"])
    return made


def test_only_pages_that_watch_a_job_see_its_previews(world: World) -> None:
    world.relay.watch("other", ["another", "third"])
    world.show(1)
    world.show(2, "another")
    assert world.sent == [("page", 1, 100), ("other", 2, 100)]


def test_a_page_that_keeps_up_sees_everything(world: World) -> None:
    for step in range(10):
        world.show(step)
        world.acknowledge()
        world.pass_time(INTERVAL_SECONDS)
    assert world.steps() == list(range(10))


def test_a_page_sees_no_more_than_one_in_an_interval_and_then_the_newest(world: World) -> None:
    for step in range(100):
        world.show(step)
        world.acknowledge()
        world.pass_time(0.01)
    world.pass_time(10)
    assert shortest_gap(world, "page") == pytest.approx(INTERVAL_SECONDS)
    first, *between, last = world.steps()
    assert (first, len(between), last) == (0, 2, 99)


def test_a_page_that_is_slow_gets_the_newest_when_it_is_ready(world: World) -> None:
    for step in range(5):
        world.show(step)
        world.pass_time(0.2)
    assert world.steps() == [0]
    world.acknowledge()
    assert world.steps() == [0, 4]


def test_a_page_that_never_answers_gets_one_in_two_seconds_and_holds_up_nobody(world: World) -> None:
    world.relay.watch("deaf", ["job"])
    for step in range(50):
        world.show(step)
        world.acknowledge("page")
        world.pass_time(INTERVAL_SECONDS)
    assert world.steps("page") == list(range(50))
    assert shortest_gap(world, "deaf") == pytest.approx(PATIENCE_SECONDS)
    assert len(world.steps("deaf")) == 11


def test_the_last_preview_reaches_a_page_that_has_left_the_one_before_unanswered(world: World) -> None:
    world.show(1)
    world.show(2)
    world.pass_time(PATIENCE_SECONDS)
    assert world.steps() == [1, 2]
    world.pass_time(60)
    assert world.steps() == [1, 2], "each only once"


def test_a_late_answer_to_an_earlier_preview_says_nothing_of_the_last(world: World) -> None:
    world.show(1)
    world.pass_time(PATIENCE_SECONDS)
    late = world.answers.pop("page")
    world.show(2)
    world.show(3)
    for answer in late:
        answer()
    world.pass_time(INTERVAL_SECONDS)
    assert world.steps() == [1, 2]
    world.acknowledge()
    assert world.steps() == [1, 2, 3]


def test_what_waits_for_a_job_that_is_not_watched_any_more_is_dropped(world: World) -> None:
    world.show(1)
    world.show(2)
    world.relay.watch("page", ["another"])
    world.acknowledge()
    world.pass_time(60)
    world.show(3)
    assert world.steps() == [1]


def test_a_page_that_has_gone_is_forgotten(world: World) -> None:
    world.show(1)
    world.show(2)
    world.relay.forget("page")
    world.relay.forget("never seen")
    world.acknowledge()
    world.pass_time(60)
    world.show(3)
    assert world.steps() == [1]
