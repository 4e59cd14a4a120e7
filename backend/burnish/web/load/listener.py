"""A page's websocket: listens to the events, watches the job that runs and acknowledges its previews."""

import json
import threading
import time
from datetime import datetime
from typing import Any

import simple_websocket
import socketio

from burnish.web.load.figures import Notes

PATH = "/socket.io/?EIO=4&transport=websocket"
WAIT_SECONDS = 0.5
"""How often a listener to which nothing is said looks whether it is to leave."""

_PING, _PONG, _MESSAGE = "2", "3", "4"
"""Types of Engine.IO's packets."""


class Listener:
    """One page. A gap in the numbers of the events and a connection that ends are noted as errors."""

    def __init__(self, url: str, notes: Notes, leaving: threading.Event) -> None:
        self.events = 0
        """How many events came, previews left out."""
        self.previews = 0
        self._url = url.replace("http", "ws", 1) + PATH
        self._notes = notes
        self._leaving = leaving
        self._began = 0.0
        self._sequence: int | None = None
        self._watched: str | None = None
        self._unfinished: socketio.packet.Packet | None = None
        """A packet whose binary parts have not come yet."""

    def listen(self) -> None:
        """Listens until it is to leave."""
        self._began = time.perf_counter()
        try:
            connection = simple_websocket.Client(self._url, receive_bytes=1 << 16)
            connection.send(_MESSAGE + socketio.packet.Packet(socketio.packet.CONNECT).encode())
            while not self._leaving.is_set():
                received = connection.receive(timeout=WAIT_SECONDS)
                if received is not None:
                    self._take(connection, received)
            connection.close()
        except (OSError, simple_websocket.ConnectionClosed, simple_websocket.ConnectionError) as error:
            self._notes.failed("connect", f"a page lost its connection: {error!r}")

    def _take(self, connection: simple_websocket.Client, received: str | bytes) -> None:
        """Takes one message of the websocket: a packet, or a binary part of the one before."""
        if isinstance(received, bytes):
            packet = self._unfinished
            if packet is not None and packet.add_attachment(received):
                self._unfinished = None
                self._understand(connection, packet)
        elif received.startswith(_PING):
            connection.send(_PONG)
        elif received.startswith(_MESSAGE):
            packet = socketio.packet.Packet(encoded_packet=received[1:])
            if packet.attachment_count:
                self._unfinished = packet
            else:
                self._understand(connection, packet)

    def _understand(self, connection: simple_websocket.Client, packet: socketio.packet.Packet) -> None:
        if packet.packet_type == socketio.packet.DISCONNECT:
            raise ConnectionError("the server has hung up")
        if packet.packet_type not in (socketio.packet.EVENT, socketio.packet.BINARY_EVENT):
            return
        name, data = packet.data[0], packet.data[1]
        if packet.id is not None:
            acknowledgement = socketio.packet.Packet(socketio.packet.ACK, data=[], id=packet.id)
            connection.send(_MESSAGE + acknowledgement.encode())
        if name == "hello":
            self._sequence = data["sequence"]
            self._notes.took("connect", time.perf_counter() - self._began)
        elif name == "preview":
            self.previews += 1
        elif self._sequence is not None and data["sequence"] > self._sequence:
            self._count(name, data)
        if name == "job_updated" and data["state"] == "running" and data["id"] != self._watched:
            self._watched = data["id"]
            connection.send(f'{_MESSAGE}2["watch",{json.dumps({"jobs": [self._watched]})}]')

    def _count(self, name: str, data: dict[str, Any]) -> None:
        """Notes an event; of a new image also how long ago the server began to take it in."""
        self.events += 1
        expected = (self._sequence or 0) + 1
        if data["sequence"] != expected:
            self._notes.failed("event", f"event {data['sequence']} came after {expected - 1}")
        self._sequence = data["sequence"]
        if name == "image_created":
            self._notes.took("event", time.time() - datetime.fromisoformat(data["created_at"]).timestamp())
