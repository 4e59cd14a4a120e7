"""Messages over a stream socket, however the stream is cut into pieces."""

import socket
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from burnish.processes.channel import HEADER, Channel
from burnish.processes.child import reason_of_exit

MESSAGES = st.lists(st.tuples(st.text(max_size=50), st.binary(max_size=200)), max_size=5)


@given(messages=MESSAGES, piece=st.integers(1, 40))
def test_messages_arrive_as_they_were_sent_whatever_the_pieces(messages: list[tuple[str, bytes]], piece: int) -> None:
    wire = b"".join(
        HEADER.pack(len(text.encode()), len(attachment)) + text.encode() + attachment for text, attachment in messages
    )
    ours, theirs = socket.socketpair()
    with theirs:
        channel = Channel(ours)

        def send_in_pieces() -> None:
            for start in range(0, len(wire), piece):
                theirs.sendall(wire[start : start + piece])
            theirs.shutdown(socket.SHUT_WR)

        sender = threading.Thread(target=send_in_pieces)
        sender.start()
        assert [channel.receive() for _ in messages] == messages
        assert channel.receive() is None
        sender.join()
        channel.close()


@pytest.mark.parametrize("cut", [1, HEADER.size, HEADER.size + 2, HEADER.size + 7])
def test_a_message_that_breaks_off_is_none(cut: int) -> None:
    ours, theirs = socket.socketpair()
    theirs.sendall((HEADER.pack(4, 6) + b"text" + b"binary")[:cut])
    theirs.close()
    assert Channel(ours).receive() is None


def test_large_attachments_pass_while_several_threads_send() -> None:
    ours, theirs = socket.socketpair()
    sender, receiver = Channel(ours), Channel(theirs)
    attachments = {str(number): bytes([number]) * 3_000_000 for number in range(4)}
    threads = [threading.Thread(target=sender.send, args=message) for message in attachments.items()]
    for thread in threads:
        thread.start()
    received = dict(message for _ in attachments if (message := receiver.receive()) is not None)
    for thread in threads:
        thread.join()
    assert received == attachments


def test_closing_wakes_whoever_waits_at_either_end() -> None:
    ours, theirs = socket.socketpair()
    near, far = Channel(ours), Channel(theirs)
    received: list[object] = ["something", "something"]
    threads = [
        threading.Thread(target=lambda: received.__setitem__(0, near.receive())),
        threading.Thread(target=lambda: received.__setitem__(1, far.receive())),
    ]
    for thread in threads:
        thread.start()
    near.close()
    for thread in threads:
        thread.join()
    assert received == [None, None]
    near.close()
    with pytest.raises(OSError, match=r".+"):
        near.send("nobody hears this")


@pytest.mark.parametrize(("status", "part"), [(-9, "memory ran out"), (-11, "crashed (SIGSEGV)"), (3, "exit status 3")])
def test_how_a_process_ended_is_told_in_words(status: int, part: str) -> None:
    assert part in reason_of_exit(status)
