"""Pages that lose their connection in the middle of a batch end up with what the others have seen."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import requests
import socketio

from tests.api_client import MODELS_OF_EVENTS, PATIENCE_SECONDS, Json
from tests.fixtures_server import Server
from tests.sample_images import image_file


class Proxy:
    """Stands between a page and a server; its connections can be cut."""

    def __init__(self, server_url: str) -> None:
        host, port = server_url.removeprefix("http://").split(":")
        self._goal = (host, int(port))
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        self._is_cut = False
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """Breaks all connections; new ones are broken at once."""
        self._is_cut = True
        for connection in self._open:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        self._open.clear()

    def mend(self) -> None:
        """Lets new connections through."""
        self._is_cut = False

    def close(self) -> None:
        self.cut()
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                if self._is_cut:
                    near.close()
                    continue
                far = socket.create_connection(self._goal)
                self._open += [near, far]
                for source, goal in ((near, far), (far, near)):
                    threading.Thread(target=self._pass_on, args=(source, goal), daemon=True).start()

    @staticmethod
    def _pass_on(source: socket.socket, goal: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(1 << 16):
                goal.sendall(data)
        for end in (source, goal):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


class Follower:
    """Follows a server's events as a page does: after a lost connection it asks for what it missed."""

    def __init__(self, url: str) -> None:
        self.applied: list[tuple[str, Json]] = []
        """Every event, once and in order."""
        self.connections = 0
        self.defects: list[str] = []
        self._url = url
        self._sequence = 0
        self._server_id = ""
        self._changed = threading.Condition()
        self._is_closed = False
        self._client = self._new_client()
        threading.Thread(target=self._stay_connected, daemon=True).start()
        self.wait_for(lambda: self.connections == 1)

    def close(self) -> None:
        self._is_closed = True
        self._client.disconnect()

    def wait_for(self, condition: Callable[[], bool]) -> None:
        with self._changed:
            assert self._changed.wait_for(condition, PATIENCE_SECONDS), self.applied[-3:]

    def images(self) -> list[str]:
        """Ids of the images that came, in order."""
        return [data["id"] for name, data in self.applied if name == "image_created"]

    def has_ended(self, job_id: str) -> bool:
        return any(
            name == "job_updated" and data["id"] == job_id and data["finished_at"] is not None
            for name, data in self.applied
        )

    def _stay_connected(self) -> None:
        """Connects again and again, each time anew: a client that loses a connection it has just made gives up."""
        while not self._is_closed:
            with suppress(socketio.exceptions.ConnectionError):
                self._client.connect(self._url, transports=["websocket"], wait=False)
                self._client.wait()
            time.sleep(0.1)  # no busy loop while connections are refused
            self._client = self._new_client()

    def _new_client(self) -> socketio.Client:
        client = socketio.Client(reconnection=False)
        client.on("hello", self._greet)
        for name in MODELS_OF_EVENTS:
            if name != "preview":
                client.on(name, self._taker(name))
        return client

    def _greet(self, hello: Json) -> None:
        with self._changed:
            if self._server_id == "":
                self._server_id, self._sequence = hello["server_id"], hello["sequence"]
            else:
                self._catch_up()
            self.connections += 1
            self._changed.notify_all()

    def _catch_up(self) -> None:
        missed = requests.get(
            f"{self._url}/api/events", params={"after": self._sequence}, timeout=PATIENCE_SECONDS
        ).json()
        if not missed["complete"] or missed["server_id"] != self._server_id:
            self.defects.append("what was missed is not complete")
        for event in missed["events"]:
            self._apply(event["name"], event["data"])

    def _taker(self, name: str) -> Callable[[Json], None]:
        def take(data: Json) -> None:
            with self._changed:
                if data["sequence"] > self._sequence:
                    self._apply(name, data)
                self._changed.notify_all()

        return take

    def _apply(self, name: str, data: Json) -> None:
        if data["sequence"] != self._sequence + 1:
            self.defects.append(f"{data['sequence']} follows {self._sequence}")
        self._sequence = data["sequence"]
        self.applied.append((name, data))


@contextmanager
def closing(*parts: Any) -> Iterator[None]:
    try:
        yield
    finally:
        for part in parts:
            part.close()


def lose_and_catch_up(server: Server, proxy: Proxy, steady: Follower, cut_off: Follower, images: int) -> None:
    """Cuts the one page's connection until the other has seen so many images more, an upload among them."""
    proxy.cut()
    before = len(steady.images())
    upload = server.api.upload(image_file(20, 20))["id"]
    steady.wait_for(lambda: upload in steady.images() and len(steady.images()) >= before + images)
    assert upload not in cut_off.images()
    connections = cut_off.connections
    proxy.mend()
    cut_off.wait_for(lambda: cut_off.connections > connections)
    assert upload in cut_off.images()


def test_a_page_whose_connection_is_cut_ends_up_with_what_the_other_has_seen(painting_server: Server) -> None:
    api = painting_server.api
    proxy = Proxy(api.url)
    steady, cut_off = Follower(api.url), Follower(proxy.url)
    with closing(steady, cut_off, proxy):
        job = api.generate(4, seed=1)
        cut_off.wait_for(lambda: len(cut_off.images()) >= 1)
        lose_and_catch_up(painting_server, proxy, steady, cut_off, images=2)
        lose_and_catch_up(painting_server, proxy, steady, cut_off, images=1)
        steady.wait_for(lambda: steady.has_ended(job["id"]))
        cut_off.wait_for(lambda: cut_off.has_ended(job["id"]))
    assert steady.defects == cut_off.defects == []
    assert cut_off.applied == steady.applied
    images = steady.images()
    assert len(set(images)) == len(images) == 6
    assert [image["id"] for image in api.get("/api/images", limit=6)["items"]] == images[::-1]
    results = api.ended(job["id"])["results"]
    assert [image for image in images if image in results] == results
    assert len(results) == 4
