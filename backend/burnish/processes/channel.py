"""Messages between a process and its child: a JSON text with an optional binary attachment, over a stream socket.

On the wire a message is two unsigned 32-bit big-endian lengths, then the UTF-8 JSON text, then the attachment.
"""

import socket
import struct
import threading

HEADER = struct.Struct("!II")


class Channel:
    """One end of the connection. ``send`` may be called from several threads, ``receive`` from one."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._sending = threading.Lock()

    def send(self, text: str, attachment: bytes = b"") -> None:
        """Sends one message whole.

        Raises OSError when the other end is gone.
        """
        encoded = text.encode()
        with self._sending:
            self._connection.sendall(HEADER.pack(len(encoded), len(attachment)) + encoded + attachment)

    def receive(self) -> tuple[str, bytes] | None:
        """Waits for the next message and gives its text and attachment; None when the other end is gone."""
        header = self._read(HEADER.size)
        if header is None:
            return None
        text_length, attachment_length = HEADER.unpack(header)
        text = self._read(text_length)
        attachment = self._read(attachment_length)
        if text is None or attachment is None:
            return None
        return text.decode(), attachment

    def close(self) -> None:
        """Ends the connection; a ``receive`` that waits at either end gives None."""
        try:
            self._connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            return
        finally:
            self._connection.close()

    def _read(self, length: int) -> bytes | None:
        """Exactly ``length`` bytes, or None when the stream ends or breaks before."""
        parts = bytearray()
        while len(parts) < length:
            try:
                part = self._connection.recv(min(length - len(parts), 1 << 20))
            except (OSError, EOFError):  # the latter by eventlet, where another thread has closed the connection
                return None
            if not part:
                return None
            parts += part
        return bytes(parts)
