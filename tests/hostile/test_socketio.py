"""Socket.IO with hostile data: the server lives, and others are served meanwhile."""

import json
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from urllib.parse import urlsplit

import pytest
import requests
import websocket

from tests.api_client import PATIENCE_SECONDS, Api, Page
from tests.fixtures_server import Server

CONNECTIONS = 200
"""At a time: many, and few enough for the open files that a system allows."""


@pytest.fixture
def painting(painting_server: Server) -> Iterator[Api]:
    """The server's interface; afterwards a page can still connect and hear of things."""
    yield painting_server.api
    with Page(painting_server.api) as page:
        page.watch("a job")
    assert painting_server.api.get("/api/health")["status"] == "ok"


@contextmanager
def connected(api: Api, first: str | None = "40") -> Iterator[websocket.WebSocket]:
    """A websocket that has shaken hands, and has said ``first``, which joins the default namespace."""
    address = api.url.replace("http", "ws", 1)
    connection = websocket.create_connection(
        f"{address}/socket.io/?EIO=4&transport=websocket", timeout=PATIENCE_SECONDS
    )
    try:
        connection.recv()
        if first is not None:
            connection.send(first)
        yield connection
    finally:
        connection.close()


def event(*said: object) -> str:
    return "42" + json.dumps(said)


PACKETS: dict[str, list[str | bytes]] = {
    "nothing": [""],
    "an unknown type": ["9"],
    "an unknown packet": ["49"],
    "a letter": ["4x"],
    "an event without a name": ["42[]"],
    "an event that is no list": ['42{"watch": 1}', "42null", "425"],
    "an event whose name is no text": ["42[5]", "42[null, 1]", '42[["watch"]]', '42[{"a": 1}]'],
    "no JSON": ["42[watch"],
    "deep JSON": ["42" + "[" * 100_000, '42["watch",' + "[" * 50_000 + "]" * 50_000 + "]"],
    "a number of 10,000 digits": ['42["watch",' + "9" * 10_000 + "]"],
    "half of a pair of surrogates": ['42["watch",{"jobs":["\\ud800"]}]', '42["\\ud800"]'],
    "an unknown event": [event("format_disk", {"now": True}), event("connect"), event("disconnect"), event("message")],
    "a name of dunders": [event("__class__"), event("__init__", 1), event("*"), event("")],
    "many jobs": [event("watch", {"jobs": ["x"] * 10_000})],
    "long ids": [event("watch", {"jobs": ["x" * 500_000]})],
    "many keys": [event("watch", {f"k{number}": 1 for number in range(20_000)})],
    "many arguments": [event("watch", *range(50_000))],
    "an id of 100 digits": ["42" + "9" * 100 + '["watch",{"jobs":[]}]'],
    "an answer to what was never asked": ["430[]", "43999[1]", '43["x"]', "43" + "9" * 30 + "[]"],
    "the same answer twice": ["431[]", "431[]"],
    "an attachment that never comes": ['451-["watch",{"_placeholder":true,"num":0}]', event("watch", {"jobs": []})],
    "more attachments than there are": ['4599999999999-["watch",{"_placeholder":true,"num":0}]'],
    "an attachment with a wrong number": ['451-["watch",{"_placeholder":true,"num":7}]', b"x"],
    "an attachment with no number": ['451-["watch",{"_placeholder":true,"num":-1}]', b"x"],
    "an attachment that is no number": ['451-["watch",{"_placeholder":true,"num":"a"}]', b"x"],
    "an attachment that nobody spoke of": [b"\0" * 1000],
    "an attachment instead of jobs": ['451-["watch",{"_placeholder":true,"num":0}]', b"x" * 100_000],
    "an answer with attachments": ['461-0[{"_placeholder":true,"num":0}]', b"x"],
    "another namespace": ["40/admin,", '42/admin,["watch",{}]', "41/admin,"],
    "a namespace of 100 kB": ["40/" + "x" * 100_000 + ","],
    "joined twice": ["40", "40", '40{"token":"x"}', "40[[[", "40" + "[" * 10_000],
    "left twice": ["41", "41", event("watch", {"jobs": []})],
    "packets of the transport": ["0{}", "1", "2", "2probe", "3", "5", "6"],
    "binary packets of the transport": [b"", b"\x04", b"\xff" * 10],
    "no Unicode in text": ['42["watch","\udcff"]'.encode("utf-8", "surrogatepass")],
}


@pytest.mark.parametrize("kind", PACKETS)
@pytest.mark.parametrize("first", ["40", None])
def test_any_packets(painting: Api, kind: str, first: str | None) -> None:
    with connected(painting, first) as connection:
        try:
            for packet in PACKETS[kind]:
                if isinstance(packet, bytes):
                    connection.send_binary(packet)
                else:
                    connection.send(packet)
        except (OSError, websocket.WebSocketException):
            return  # the server may hang up


def test_a_message_beyond_the_limit_ends_its_connection_alone(painting: Api) -> None:
    with Page(painting) as page, connected(painting) as connection:
        try:
            connection.send(event("watch", "x" * 20_000_000))
            while connection.recv():
                pass
        except (OSError, websocket.WebSocketException):
            pass
        page.watch("a job")


def test_many_connections_at_a_time(painting: Api) -> None:
    with ExitStack() as open_connections:
        pages = [open_connections.enter_context(connected(painting)) for _ in range(CONNECTIONS)]
        for page in pages:
            page.send(event("watch", {"jobs": ["x"]}))
        with Page(painting) as page_beside:
            page_beside.watch("a job")
        assert painting.get("/api/health")["status"] == "ok"


def test_connections_that_break_off_in_the_middle(painting: Api) -> None:
    address = urlsplit(painting.url)
    upgrade = (
        f"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: {address.netloc}\r\nUpgrade: websocket\r\n"
        "Connection: Upgrade\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    ).encode()
    frames = (
        b"\x81\xff" + b"\xff" * 8 + b"mask",
        b"\x81\x05hello",
        b"\xc1\x80mask",
        b"\x83\x80mask",
        b"\x01",
        b"\x88\x80",
    )
    for ending in (b"", *frames):
        with socket.create_connection((address.hostname, address.port), timeout=PATIENCE_SECONDS) as connection:
            connection.sendall(upgrade + ending)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "EIO=4",
        "EIO=3&transport=polling",
        "EIO=x&transport=polling",
        "EIO=4&transport=carrier_pigeon",
        "EIO=4&transport=polling&sid=unknown",
        "EIO=4&transport=polling&sid=%00%ff",
        "EIO=4&transport=websocket",
        "EIO=4&transport=polling&j=x",
        "EIO=4&transport=polling&transport=websocket",
    ],
)
def test_handshakes_that_are_none(painting: Api, query: str) -> None:
    for method in ("GET", "POST", "PUT", "OPTIONS"):
        for body in (b"", b"40", b"\xff\xfe", b"4" * 100_000):
            answer = requests.request(method, f"{painting.url}/socket.io/?{query}", data=body, timeout=PATIENCE_SECONDS)
            assert answer.status_code != 500, (method, query, answer.text)


@pytest.mark.parametrize(
    "body", [b"", b"\x1e" * 10_000, b"40\x1e42[", b"4" * 2_000_000, b"b!!!", b"bAAAA", b"\xff\xfe\xfd", b"x"]
)
def test_polling_with_any_body(painting: Api, body: bytes) -> None:
    address = f"{painting.url}/socket.io/?EIO=4&transport=polling"
    opened = requests.get(address, timeout=PATIENCE_SECONDS).text
    session = f"{address}&sid={json.loads(opened[1:])['sid']}"
    assert requests.post(session, data=b"40", timeout=PATIENCE_SECONDS).status_code == 200
    answer = requests.post(session, data=body, timeout=PATIENCE_SECONDS)
    assert answer.status_code != 500, answer.text
