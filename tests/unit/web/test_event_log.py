"""The numbered events, and what a page that was away is told."""

import threading

from hypothesis import given
from hypothesis import strategies as st

from burnish.records import WeightsRecord
from burnish.web.event_log import KEPT_EVENTS, EventLog

WEIGHTS = WeightsRecord(
    name="x",
    purpose="",
    bytes=1,
    licence="",
    licence_url="",
    licence_summary="",
    needs_acceptance=False,
    state="missing",
    progress=0,
    source=None,
)


class Page:
    """What was sent to all pages."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, object]] = []

    def __call__(self, event: str, data: object) -> None:
        self.sent.append((event, data))


@given(events=st.integers(0, 30), seen=st.integers(0, 60))
def test_a_page_is_told_exactly_what_it_missed(events: int, seen: int) -> None:
    page = Page()
    log = EventLog(page)
    for _ in range(events):
        log.weights_progress(WEIGHTS)
    caught_up = log.after(seen)
    assert (caught_up.sequence, caught_up.complete) == (events, seen <= events)
    expected = page.sent[seen:] if seen <= events else []
    assert [(event.name, event.data.model_dump(mode="json")) for event in caught_up.events] == expected


def test_what_is_long_past_is_not_complete() -> None:
    log = EventLog(Page())
    for _ in range(KEPT_EVENTS + 1):
        log.weights_progress(WEIGHTS)
    assert not log.after(0).complete
    assert log.after(0).events == []
    assert len(log.after(1).events) == KEPT_EVENTS


def test_events_of_several_threads_are_sent_in_the_order_of_their_numbers() -> None:
    page = Page()
    log = EventLog(page)

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


def test_a_preview_carries_its_jpeg_and_no_number_of_its_own() -> None:
    page = Page()
    log = EventLog(page)
    log.weights_progress(WEIGHTS)
    log.preview("job", "image", 2, 9, (40, 30), b"jpeg")
    name, data = page.sent[-1]
    preview = {"sequence": 1, "job_id": "job", "image_id": "image", "step": 2, "steps": 9, "width": 40, "height": 30}
    assert (name, data) == ("preview", (preview, b"jpeg"))
    assert log.sequence == 1


def test_each_start_of_the_server_is_told_apart() -> None:
    assert EventLog(Page()).server_id != EventLog(Page()).server_id
