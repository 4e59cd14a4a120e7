"""The fetches of several engines at the same time."""

from burnish.engine.messages import WeightsChanged
from burnish.jobs.fetches import Fetches


class Told:
    """Writes down what it is told."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, float | None]] = []

    def advance(self, name: str, fraction: float) -> None:
        self.calls.append((name, fraction))

    def end(self, name: str) -> None:
        self.calls.append((name, None))


def changed(name: str, fraction: float, ended: bool = False) -> WeightsChanged:
    return WeightsChanged(name=name, fraction=fraction, ended=ended)


def test_what_an_engine_leaves_open_ends_and_what_another_fetches_does_not() -> None:
    told = Told()
    first, second = Fetches(told), Fetches(told)
    first.hear(changed("a", 0.1))
    second.hear(changed("b", 0.2))
    first.hear(changed("c", 0.3))
    first.hear(changed("c", 1, ended=True))
    assert told.calls == [("a", 0.1), ("b", 0.2), ("c", 0.3), ("c", None)]
    first.end_all()
    first.end_all()
    assert told.calls[4:] == [("a", None)]
