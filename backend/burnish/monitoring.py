"""What long work is given so that it can tell how far it is and be stopped: two plain callables."""

from collections.abc import Callable

ReportProgress = Callable[[float], None]
"""Called with the fraction of this work that is done, 0..1, never falling."""

CheckCancelled = Callable[[], None]
"""Called between tiles, faces, blocks of a download; raises :class:`Cancelled` when the person has cancelled."""


class Cancelled(Exception):
    """The person cancelled the work. Nothing half done may remain."""


def ignore_progress(fraction: float) -> None:
    """A :data:`ReportProgress` for callers that do not show progress."""


def never_cancelled() -> None:
    """A :data:`CheckCancelled` for callers that cannot cancel."""


def part_of(report: ReportProgress, start: float, length: float) -> ReportProgress:
    """Progress of a part that covers ``start`` to ``start + length`` of the whole that ``report`` tells of."""

    def report_part(fraction: float) -> None:
        report(start + length * fraction)

    return report_part


def both(first: ReportProgress, second: ReportProgress) -> ReportProgress:
    """Progress that two are told of."""

    def report_both(fraction: float) -> None:
        first(fraction)
        second(fraction)

    return report_both


def never_falling(report: ReportProgress) -> ReportProgress:
    """Progress that stays where it was while a part of the work is done again."""
    highest = 0.0

    def report_highest(fraction: float) -> None:
        nonlocal highest
        highest = max(highest, fraction)
        report(highest)

    return report_highest
