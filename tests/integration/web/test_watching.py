"""Which pages see previews, and that none of them can hold up the others or the server."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
import websocket

from tests.api_client import PATIENCE_SECONDS, Api, Page
from tests.fixtures_server import Server


@pytest.fixture
def painting(painting_server: Server) -> Api:
    return painting_server.api


@dataclass
class DeafPage:
    """A page that takes what it is sent but never acknowledges anything."""

    connection: websocket.WebSocket
    previews: list[bytes] = field(default_factory=list)

    def listen(self) -> None:
        try:
            while True:
                said = self.connection.recv()
                if said == "2":
                    self.connection.send("3")
                elif isinstance(said, bytes):
                    self.previews.append(said)
        except (websocket.WebSocketConnectionClosedException, OSError):
            return


@contextmanager
def deaf_page(api: Api, job_id: str) -> Iterator[DeafPage]:
    """Speaks just enough of the protocol to connect and to watch a job."""
    address = api.url.replace("http", "ws", 1)
    connection = websocket.create_connection(
        f"{address}/socket.io/?EIO=4&transport=websocket", timeout=PATIENCE_SECONDS
    )
    connection.recv()
    connection.send("40")
    connection.send("42" + json.dumps(["watch", {"jobs": [job_id]}]))
    wire = connection.sock
    assert wire is not None
    page = DeafPage(connection)
    thread = threading.Thread(target=page.listen)
    thread.start()
    try:
        yield page
    finally:
        wire.shutdown(socket.SHUT_RDWR)
        thread.join()
        wire.close()


def previews_of(page: Page) -> list[bytes | None]:
    return [event.jpeg for event in page.events if event.name == "preview"]


def test_only_pages_that_watch_the_job_see_its_previews(painting: Api) -> None:
    with Page(painting) as watching, Page(painting) as elsewhere, Page(painting) as idle:
        job = painting.generate(2, steps=20)
        watching.watch(job["id"])
        elsewhere.watch("another", "third")
        for page in (watching, elsewhere, idle):
            page.wait_for_end(job["id"])
    assert len(previews_of(watching)) > 1
    assert all(jpeg is not None and jpeg.startswith(b"\xff\xd8") for jpeg in previews_of(watching))
    assert previews_of(elsewhere) == previews_of(idle) == []
    told = [event for event in watching.events if event.name != "preview"]
    both = min(len(told), len(idle.events))
    assert told[:both] == idle.events[:both], "the queue is told of a bit later, when one of them may have gone"


def test_a_page_that_never_acknowledges_is_spared_and_the_others_see_all(painting: Api) -> None:
    with Page(painting) as page:
        job = painting.generate(3, steps=20)
        page.watch(job["id"])
        with deaf_page(painting, job["id"]) as deaf:
            page.wait_for_end(job["id"])
    assert 0 < len(deaf.previews) < len(previews_of(page))


@pytest.mark.parametrize(
    "said",
    [
        None,
        [],
        "jobs",
        5,
        b"bytes",
        {},
        {"jobs": "all"},
        {"jobs": [1]},
        {"jobs": [["x"]]},
        {"jobs": ["x"] * 21},
        {"jobs": [], "images": []},
        ({"jobs": []}, {"jobs": []}),
        (),
    ],
)
def test_a_page_that_says_nonsense_is_told_so_and_stays_connected(painting: Api, said: object) -> None:
    with Page(painting) as page:
        answer = page.say("watch", said)
        assert (answer["type"], answer["status"]) == ("/problems/invalid-parameters", 422)
        assert answer["detail"].startswith("Please correct ")
        page.watch("some job")


def test_another_choice_takes_the_place_of_the_one_before(painting: Api) -> None:
    with Page(painting) as page:
        job = painting.generate()
        page.watch(job["id"])
        page.watch()
        page.wait_for_end(job["id"])
        again = painting.generate()
        page.watch(job["id"], again["id"])
        page.wait_for_end(again["id"])
    shown = {event.data["job_id"] for event in page.events if event.name == "preview"}
    assert shown == {again["id"]}
