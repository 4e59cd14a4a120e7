"""Downloads over real sockets from a server that misbehaves: nothing wrong is installed, nothing right is lost."""

import hashlib
import random
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from burnish.monitoring import Cancelled, CheckCancelled, ignore_progress, never_cancelled
from burnish.weights.download import download
from burnish.weights.pieces import Pieces
from burnish.weights.problems import SourceRefused, SourceUnreachable, WrongHash, WrongSize
from tests.integration.weights.file_server import (
    Answer,
    FileServer,
    another_part,
    breaking_after,
    compressed,
    ignoring_ranges,
    login_page,
    longer_part,
    misnumbered,
    redirecting_to,
    sending,
    stalling_after,
    status,
    trickling,
    without_length,
)

CONTENT = random.Random(1).randbytes(400_000)
BLOCK = 1 << 14
"""Breaks at a multiple of it lose no byte at all."""
OTHER = random.Random(2).randbytes(400_000)


@pytest.fixture
def server() -> Iterator[FileServer]:
    with FileServer(CONTENT) as running:
        yield running


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "file.pth"


def fetch(server: FileServer, target: Path, url: str | None = None, check: CheckCancelled = never_cancelled) -> None:
    sha256 = hashlib.sha256(CONTENT).hexdigest()
    download(url or server.url, target, len(CONTENT), sha256, ignore_progress, check, read_timeout=0.5)


def put_piece(target: Path, content: bytes, start: int = 0) -> None:
    """Leaves what an earlier run got from some other source."""
    target.with_name(f"{target.name}.{start}-other.part").write_bytes(content)


def begun(target: Path) -> list[tuple[int, bytes]]:
    """The pieces that are there, with their positions."""
    return [(piece.start, piece.path.read_bytes()) for piece in Pieces(target, len(CONTENT)).all()]


def assert_installed(target: Path) -> None:
    assert target.read_bytes() == CONTENT
    assert [path for path in target.parent.iterdir() if path.name.startswith(target.name)] == [target]


def test_a_good_server_is_asked_once_and_progress_rises_to_one(server: FileServer, target: Path) -> None:
    seen: list[float] = []
    sha256 = hashlib.sha256(CONTENT).hexdigest()
    download(server.url, target, len(CONTENT), sha256, seen.append, never_cancelled)
    assert_installed(target)
    assert server.ranges == [None]
    assert seen == sorted(seen)
    assert seen[-1] == 1.0


def test_a_connection_that_breaks_is_continued_where_it_broke(server: FileServer, target: Path) -> None:
    server.answers = [breaking_after(6 * BLOCK), breaking_after(9 * BLOCK)]
    fetch(server, target)
    assert_installed(target)
    assert server.ranges == [None, f"bytes={6 * BLOCK}-", f"bytes={15 * BLOCK}-"]


def test_many_breaks_do_not_end_a_download_that_gets_on(server: FileServer, target: Path) -> None:
    server.answers = [breaking_after(50_000)] * 7
    fetch(server, target)
    assert_installed(target)


def test_a_break_anywhere_loses_less_than_a_block(server: FileServer, target: Path) -> None:
    server.answers = [breaking_after(100_000), breaking_after(77_777)]
    fetch(server, target)
    assert_installed(target)
    starts = [int(asked[len("bytes=") : -1]) for asked in server.ranges[1:] if asked]
    assert 100_000 - BLOCK < starts[0] <= 100_000
    assert starts[0] + 77_777 - BLOCK < starts[1] <= starts[0] + 77_777


def test_a_stalled_connection_is_continued(server: FileServer, target: Path) -> None:
    server.answers = [stalling_after(8 * BLOCK)]
    fetch(server, target)
    assert_installed(target)
    assert server.ranges == [None, f"bytes={8 * BLOCK}-"]


def test_a_server_that_only_ever_breaks_is_given_up_and_the_bytes_are_kept(server: FileServer, target: Path) -> None:
    server.answers = [breaking_after(6 * BLOCK)] + [breaking_after(0)] * 10
    with pytest.raises(SourceUnreachable, match=r"127\.0\.0\.1"):
        fetch(server, target)
    assert not target.exists()
    assert begun(target) == [(0, CONTENT[: 6 * BLOCK])]
    server.answers = []
    server.ranges.clear()
    fetch(server, target)
    assert_installed(target)
    assert server.ranges == [f"bytes={6 * BLOCK}-"]


def test_cancelling_keeps_what_came_for_the_next_run(server: FileServer, target: Path) -> None:
    def cancel_after_some() -> None:
        if Pieces(target, len(CONTENT)).count_bytes() > 100_000:
            raise Cancelled

    with pytest.raises(Cancelled):
        fetch(server, target, check=cancel_after_some)
    [(start, kept)] = begun(target)
    assert start == 0
    assert len(kept) > 100_000
    assert CONTENT.startswith(kept)
    assert not target.exists()
    fetch(server, target)
    assert_installed(target)
    assert server.ranges == [None, f"bytes={len(kept)}-"]


def test_a_server_that_ignores_ranges_gives_the_rest_all_the_same(server: FileServer, target: Path) -> None:
    server.answers = [breaking_after(300_000), ignoring_ranges]
    fetch(server, target)
    assert_installed(target)


def test_a_break_in_an_answer_that_ignored_the_range_loses_nothing(server: FileServer, target: Path) -> None:
    put_piece(target, CONTENT[:300_000])
    server.answers = [without_length(200_000)]
    fetch(server, target)
    assert_installed(target)
    assert server.ranges == ["bytes=300000-", "bytes=300000-"]


def test_an_answer_without_a_length_is_taken_and_one_cut_short_is_continued(server: FileServer, target: Path) -> None:
    server.answers = [without_length(250_000)]
    fetch(server, target)
    assert_installed(target)
    assert server.ranges == [None, "bytes=250000-"]


def test_a_whole_part_of_an_earlier_run_needs_no_request(server: FileServer, target: Path) -> None:
    put_piece(target, CONTENT)
    fetch(server, target)
    assert_installed(target)
    assert server.ranges == []


@pytest.mark.parametrize("left_over", [OTHER[:200_000], OTHER, CONTENT + b"more"], ids=["short", "whole", "long"])
def test_a_wrong_part_of_an_earlier_run_is_thrown_away(server: FileServer, target: Path, left_over: bytes) -> None:
    put_piece(target, left_over)
    fetch(server, target)
    assert_installed(target)


def test_wrong_bytes_of_the_right_length_are_never_installed(server: FileServer, target: Path) -> None:
    server.content = OTHER
    with pytest.raises(WrongHash, match=hashlib.sha256(OTHER).hexdigest()):
        fetch(server, target)
    assert not target.exists()
    assert begun(target) == []


def test_wrong_bytes_do_not_replace_a_file_that_is_there(server: FileServer, target: Path) -> None:
    target.write_bytes(b"precious")
    server.content = OTHER
    with pytest.raises(WrongHash):
        fetch(server, target)
    assert target.read_bytes() == b"precious"


@pytest.mark.parametrize("content", [CONTENT[:-1], CONTENT + b"x", b""], ids=["shorter", "longer", "empty"])
def test_a_file_of_another_size_is_refused_before_it_is_loaded(
    server: FileServer, target: Path, content: bytes
) -> None:
    server.content = content
    with pytest.raises(WrongSize, match=f"{len(content)} bytes instead of 400000"):
        fetch(server, target)
    assert not target.exists()
    assert begun(target) == []


def test_a_page_of_a_captive_portal_costs_nothing_of_what_is_there(server: FileServer, target: Path) -> None:
    put_piece(target, CONTENT[:300_000])
    server.answers = [sending(b"<html>Please log in</html>")]
    with pytest.raises(WrongSize):
        fetch(server, target)
    assert begun(target) == [(0, CONTENT[:300_000])]


def test_a_login_page_of_no_known_length_is_not_taken_for_the_beginning(server: FileServer, target: Path) -> None:
    server.answers = [login_page]
    with pytest.raises(SourceRefused, match="log in"):
        fetch(server, target)
    assert begun(target) == []


def test_a_part_longer_than_the_servers_file_is_kept_for_another_source(server: FileServer, target: Path) -> None:
    put_piece(target, CONTENT[:300_000])
    server.content = CONTENT[:200_000]
    with pytest.raises(WrongSize):
        fetch(server, target)
    assert begun(target) == [(0, CONTENT[:300_000])]


def test_an_endless_answer_is_stopped_at_the_size_that_is_right(server: FileServer, target: Path) -> None:
    server.content = CONTENT * 10
    server.answers = [without_length()]
    with pytest.raises(WrongSize, match="goes on"):
        fetch(server, target)
    assert not target.exists()
    assert begun(target) == []


def test_an_announced_length_that_is_a_lie_is_found_out(server: FileServer, target: Path) -> None:
    server.answers = [sending(CONTENT[:1000], announced=len(CONTENT))]
    fetch(server, target)
    assert_installed(target)


def test_a_moment_of_trouble_is_waited_for(server: FileServer, target: Path) -> None:
    server.answers = [status(503), status(429)]
    fetch(server, target)
    assert_installed(target)


def test_the_time_that_a_server_asks_for_is_waited(server: FileServer, target: Path) -> None:
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=3), usegmt=True)
    server.answers = [status(429, retry_after="2"), status(503, retry_after=soon)]
    begun_at = time.monotonic()
    fetch(server, target)
    assert_installed(target)
    assert time.monotonic() - begun_at >= 2


@pytest.mark.parametrize("wish", ["Thu, 01 Jan 1970 00:00:00 GMT", "Mon, 99 Foo 2026 00:00:00", "9" * 30])
def test_a_wish_that_makes_no_sense_is_no_reason_to_wait(server: FileServer, target: Path, wish: str) -> None:
    server.answers = [status(503, retry_after=wish)]
    fetch(server, target)
    assert_installed(target)


@pytest.mark.parametrize("wish", ["3600", "Fri, 01 Jan 2100 00:00:00 GMT"])
def test_a_server_that_wants_to_be_left_alone_for_long_is_left_alone(
    server: FileServer, target: Path, wish: str
) -> None:
    put_piece(target, CONTENT[:1000])
    server.answers = [status(429, retry_after=wish)]
    with pytest.raises(SourceUnreachable, match=r"left alone for \d+ seconds"):
        fetch(server, target)
    assert len(server.ranges) == 1
    assert begun(target) == [(0, CONTENT[:1000])]


def test_cancelling_ends_a_pause(server: FileServer, target: Path) -> None:
    def cancel_once_asked() -> None:
        if server.ranges:
            raise Cancelled

    server.answers = [status(503, retry_after="50")]
    with pytest.raises(Cancelled):
        fetch(server, target, check=cancel_once_asked)
    assert len(server.ranges) == 1


def test_lasting_trouble_is_given_up(server: FileServer, target: Path) -> None:
    server.answers = [status(500)] * 10
    with pytest.raises(SourceUnreachable, match="500"):
        fetch(server, target)
    assert len(server.ranges) == 3


@pytest.mark.parametrize("code", [401, 403, 404, 407, 410, 451])
def test_a_refusal_is_not_tried_again(server: FileServer, target: Path, code: int) -> None:
    server.answers = [status(code)] * 10
    with pytest.raises(SourceRefused, match=str(code)):
        fetch(server, target)
    assert len(server.ranges) == 1
    assert begun(target) == []


def test_redirects_are_followed_to_another_server_with_the_range(server: FileServer, target: Path) -> None:
    put_piece(target, CONTENT[:1000])
    with FileServer(b"") as first:
        first.answers = [redirecting_to(server.url)]
        fetch(first, target)
    assert_installed(target)
    assert server.ranges == ["bytes=1000-"]


def test_a_circle_of_redirects_and_one_to_a_local_file_are_refused(server: FileServer, target: Path) -> None:
    server.answers = [redirecting_to(server.url)] * 40
    with pytest.raises(SourceRefused, match="circle"):
        fetch(server, target)
    server.answers = [redirecting_to("file:///etc/hostname")]
    with pytest.raises(SourceRefused):
        fetch(server, target)
    assert not target.exists()


def test_another_part_than_the_one_asked_for_is_refused(server: FileServer, target: Path) -> None:
    put_piece(target, CONTENT[:1000])
    server.answers = [another_part]
    with pytest.raises(SourceRefused, match="another part"):
        fetch(server, target)
    assert begun(target) == [(0, CONTENT[:1000])]


@pytest.mark.parametrize(
    "told",
    ["", "bytes", "bytes 1001-399999/400000", "bytes */400000", "items 1000-399999/400000", "bytes 1000-/400000"],
)
def test_a_part_that_is_not_told_of_properly_is_refused(server: FileServer, target: Path, told: str) -> None:
    put_piece(target, CONTENT[:1000])
    server.answers = [misnumbered(told)]
    with pytest.raises(SourceRefused, match="another part"):
        fetch(server, target)
    assert begun(target) == [(0, CONTENT[:1000])]


@pytest.mark.parametrize("total", [399_999, 400_001])
def test_a_part_of_a_file_of_another_size_is_refused(server: FileServer, target: Path, total: int) -> None:
    put_piece(target, CONTENT[:1000])
    server.answers = [misnumbered(f"bytes 1000-399999/{total}")]
    with pytest.raises(WrongSize, match=str(total)):
        fetch(server, target)
    assert begun(target) == [(0, CONTENT[:1000])]


def test_a_gap_in_the_middle_is_filled_and_nothing_else_is_asked_for(server: FileServer, target: Path) -> None:
    put_piece(target, CONTENT[:100_000])
    put_piece(target, CONTENT[150_000:], start=150_000)
    fetch(server, target)
    assert_installed(target)
    assert server.ranges == ["bytes=100000-149999"]


@pytest.mark.parametrize("answer", [longer_part, ignoring_ranges, without_length()])
def test_more_than_the_gap_does_no_harm(server: FileServer, target: Path, answer: Answer) -> None:
    put_piece(target, CONTENT[:100_000])
    put_piece(target, CONTENT[150_000:], start=150_000)
    server.answers = [answer]
    fetch(server, target)
    assert_installed(target)
    assert len(server.ranges) == 1


def test_a_server_that_hardly_sends_anything_is_given_up_and_the_bytes_are_kept(
    server: FileServer, target: Path
) -> None:
    server.answers = [trickling] * 10
    with pytest.raises(SourceUnreachable, match="too slowly"):
        fetch(server, target)
    [(start, kept)] = begun(target)
    assert start == 0
    assert CONTENT.startswith(kept)
    assert len(server.ranges) == 3


def test_a_server_that_trickles_does_not_keep_the_person_waiting_who_cancels(server: FileServer, target: Path) -> None:
    def cancel_after_some() -> None:
        if Pieces(target, len(CONTENT)).count_bytes() >= 5:
            raise Cancelled

    server.answers = [trickling]
    with pytest.raises(Cancelled):
        fetch(server, target, check=cancel_after_some)
    [(_, kept)] = begun(target)
    assert 5 <= len(kept) < 100


def test_a_file_of_which_only_the_size_is_known_is_taken_when_it_has_it(server: FileServer, target: Path) -> None:
    server.answers = [breaking_after(100_000)]
    download(server.url, target, len(CONTENT), None, ignore_progress, never_cancelled)
    assert_installed(target)


def test_an_encoding_that_was_not_asked_for_is_refused(server: FileServer, target: Path) -> None:
    server.answers = [compressed]
    with pytest.raises(SourceRefused, match="encoding"):
        fetch(server, target)


def test_a_name_that_does_not_resolve_and_a_closed_port_are_unreachable(server: FileServer, target: Path) -> None:
    for url in ("http://nowhere.invalid/file.pth", "http://127.0.0.1:9/file.pth"):
        with pytest.raises(SourceUnreachable, match=url):
            fetch(server, target, url)
    assert begun(target) == []
