"""The numbered events, and what a page that was away is told."""

import threading
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from burnish.events import Preview
from burnish.generation.cards import PAINTER_CARD
from burnish.records import GeneratorRecord, QueueRecord, WeightsRecord
from burnish.web.event_log import KEPT_EVENTS, KEPT_IDS, EventLog
from tests.sample_jobs import running_job

WEIGHTS = WeightsRecord(
    name="x",
    file_name="x.pth",
    group="upscaling",
    purpose="",
    bytes=1,
    licence="",
    licence_url="",
    licence_summary="",
    needs_acceptance=False,
    state="missing",
    progress=0,
    stored_bytes=None,
    source=None,
    address="",
)


QUEUE = QueueRecord(paused=False, progress=0, remaining_seconds=None, running_jobs=0, queued_jobs=0, paused_jobs=0)


class Page:
    """What was sent to all pages."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, object]] = []

    def __call__(
        self, event: str, data: object, *, to: str | None = None, callback: Callable[..., None] | None = None
    ) -> None:
        self.sent.append((event, data))


def log_for(page: Page) -> EventLog:
    """A log whose previews nobody looks at."""
    return EventLog(page, lambda preview, jpeg: None)


@given(events=st.integers(0, 30), seen=st.integers(0, 60))
def test_a_page_is_told_exactly_what_it_missed(events: int, seen: int) -> None:
    page = Page()
    log = log_for(page)
    for _ in range(events):
        log.weights_progress(WEIGHTS)
    caught_up = log.after(seen)
    assert (caught_up.sequence, caught_up.complete) == (events, seen <= events)
    expected = page.sent[seen:] if seen <= events else []
    assert [(event.name, event.data.model_dump(mode="json")) for event in caught_up.events] == expected


def test_what_is_long_past_is_not_complete() -> None:
    log = log_for(Page())
    for _ in range(KEPT_EVENTS + 1):
        log.weights_progress(WEIGHTS)
    assert not log.after(0).complete
    assert log.after(0).events == []
    assert len(log.after(1).events) == KEPT_EVENTS


def test_events_of_several_threads_are_sent_in_the_order_of_their_numbers() -> None:
    page = Page()
    log = log_for(page)

    def tell_often() -> None:
        for _ in range(50):
            log.weights_progress(WEIGHTS)

    threads = [threading.Thread(target=tell_often) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    numbers = [data["sequence"] for _, data in page.sent if isinstance(data, dict)]
    assert numbers == list(range(1, 201))


def test_a_preview_carries_the_number_of_the_last_event_and_has_none_of_its_own() -> None:
    shown: list[tuple[Preview, bytes]] = []
    log = EventLog(Page(), lambda preview, jpeg: shown.append((preview, jpeg)))
    log.weights_progress(WEIGHTS)
    preview = Preview(job_id="job", image_id="image", index=0, step=2, steps=9, width=40, height=30)
    log.preview(preview, b"jpeg")
    assert shown == [(preview.model_copy(update={"sequence": 1}), b"jpeg")]
    assert log.sequence == 1


def test_generators_are_told_of_in_one_sequence_with_all_else() -> None:
    page = Page()
    log = log_for(page)
    generator = GeneratorRecord(
        name="tiny",
        title="Tiny",
        description="",
        kind="diffusers",
        source="/tiny",
        state="ready",
        progress=1,
        bytes=None,
        licence=None,
        licence_url=None,
        licence_summary=None,
        removable=True,
        recommended=PAINTER_CARD.recommended,
        size_multiple=8,
        samplers=["euler"],
        ignores=[],
    )
    log.generator_updated(generator)
    log.weights_progress(WEIGHTS)
    log.generator_removed(generator)
    assert [name for name, _ in page.sent] == ["generator_updated", "weights_progress", "generator_removed"]
    told = [event.data.model_dump(mode="json") for event in log.after(0).events]
    assert told == [data for _, data in page.sent]
    assert told[2] == generator.model_dump(mode="json") | {"sequence": 3}


def test_each_start_of_the_server_is_told_apart() -> None:
    assert log_for(Page()).server_id != log_for(Page()).server_id


def test_events_that_name_many_images_are_kept_in_smaller_number() -> None:
    log = log_for(Page())
    for _ in range(KEPT_EVENTS):
        log.queue_updated(QUEUE)
    job = running_job(["x"] * (KEPT_IDS // 10))
    for _ in range(15):
        log.job_updated(job)
    last = log.sequence
    assert [event.data.sequence for event in log.after(last - 10).events] == list(range(last - 9, last + 1))
    assert not log.after(last - 11).complete


def test_an_event_that_names_too_many_images_is_sent_but_not_kept() -> None:
    page = Page()
    log = log_for(page)
    log.job_updated(running_job(["x"] * (KEPT_IDS + 1)))
    assert [name for name, _ in page.sent] == ["job_updated"]
    assert not log.after(0).complete
    log.queue_updated(QUEUE)
    assert log.after(1).complete
