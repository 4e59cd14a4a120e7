"""How far a part of a task is, told as how far the task is."""

import socket
from collections.abc import Iterator

import pytest

from burnish.engine.messages import REPORTS, TaskProgress
from burnish.engine.reporter import PartReporter, TaskReporter
from burnish.processes.channel import Channel


class Listener:
    """A reporter and what is heard of it at the other end of its channel."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        self._channel = Channel(ours)
        self.told = Channel(theirs)
        self.reporter = TaskReporter(self.told, "task")

    def next(self) -> tuple[str, float]:
        received = self._channel.receive()
        assert received is not None
        report = REPORTS.validate_json(received[0])
        assert isinstance(report, TaskProgress)
        return report.stage, report.fraction

    def close(self) -> None:
        self._channel.close()
        self.told.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    made = Listener()
    yield made
    made.close()


def test_a_stage_of_a_part_has_its_place_in_the_whole(listener: Listener) -> None:
    part = PartReporter(listener.reporter, 0.5, 0.25)
    report = part.stage("Finding faces", 0.25, 0.5)
    assert listener.next() == ("Finding faces", 0.5625)
    report(0.5)
    assert listener.next() == ("Finding faces", 0.625)


def test_progress_is_not_told_all_the_time_but_every_stage_is(listener: Listener) -> None:
    part = PartReporter(listener.reporter, 0, 1)
    first = part.stage("one", 0, 0.5)
    for step in range(1000):
        first(step / 1000)
    part.stage("two", 0.5, 0.5)
    fractions = []
    while (told := listener.next())[0] == "one":
        fractions.append(told[1])
    assert fractions[0] == 0
    assert len(fractions) < 500
    assert told == ("two", 0.5)
