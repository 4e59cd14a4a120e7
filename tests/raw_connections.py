"""Speaking with a server byte by byte, as no well-behaved client does."""

import socket


def heard(connection: socket.socket) -> bytes:
    """What the server says until it hangs up, politely or not."""
    said = b""
    try:
        while part := connection.recv(65536):
            said += part
    except ConnectionResetError:
        pass
    return said
