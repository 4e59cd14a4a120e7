"""One file from several sources, some of which lie, through breaks, cancelling and killed processes.

Whatever happens, nothing wrong is installed, the file comes once an honest source is left in peace, and no honest
source is ever asked for a byte that it has given already.
"""

import hashlib
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from burnish.monitoring import Cancelled, CheckCancelled, ignore_progress, never_cancelled
from burnish.weights.download import download
from burnish.weights.pieces import Pieces
from burnish.weights.problems import SourceRefused, SourceUnreachable, WrongHash, WrongSize
from tests.integration.weights.file_server import (
    Answer,
    FileServer,
    breaking_after,
    ignoring_ranges,
    in_small_portions,
    login_page,
    sending,
    status,
    without_length,
)

SIZE = 200_000
CONTENT = random.Random(6).randbytes(SIZE)
LIE = random.Random(7).randbytes(SIZE)
SHA256 = hashlib.sha256(CONTENT).hexdigest()
DOWNLOAD_IN_CHILD = """
import sys
from pathlib import Path
from burnish.weights.download import download
url, target, size, sha256 = sys.argv[1:]
download(url, Path(target), int(size), sha256, lambda fraction: None, lambda: None)
"""


class Ledger:
    """Watches what sources give, and that honest ones are not asked for it again."""

    def __init__(self, target: Path, nobody_lies: bool = False) -> None:
        """Where ``nobody_lies``, a source is not to be asked for what another one gave either."""
        self._target = target
        self._nobody_lies = nobody_lies
        self._given: dict[str, set[int]] = {}
        """Of each honest source the bytes that were seen on the disk, as numbers of stretches of 100 bytes."""
        self.asked_again: list[str] = []

    def watch(self, server: FileServer) -> None:
        """Watches an honest server."""
        self._given[server.url] = set()

        def look(asked: range) -> None:
            self.look()
            first, last = -(-asked.start // 100), asked.stop // 100
            known = set().union(*self._given.values()) if self._nobody_lies else self._given[server.url]
            if again := known.intersection(range(first, last)):
                self.asked_again.append(f"{len(again)} stretches of {asked} from {server.url}")

        server.before_answer = look

    def look(self) -> None:
        """Notes what is on the disk now."""
        for url, stretches in self._given.items():
            for piece in Pieces(self._target, SIZE).all(hashlib.sha256(url.encode()).hexdigest()[:16]):
                stretches |= set(range(-(-piece.start // 100), piece.end // 100))


@pytest.fixture
def servers() -> Iterator[tuple[FileServer, FileServer, FileServer]]:
    """Two honest servers, and one that lies."""
    with FileServer(CONTENT) as first, FileServer(CONTENT) as second, FileServer(LIE) as liar:
        yield first, second, liar


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "file.pth"


def fetch(server: FileServer, target: Path, check: CheckCancelled = never_cancelled) -> None:
    download(server.url, target, SIZE, SHA256, ignore_progress, check, read_timeout=1)


def fetch_a_part(server: FileServer, target: Path, count: int) -> None:
    """Fetches about ``count`` bytes more, and is cancelled."""
    enough = Pieces(target, SIZE).count_bytes() + count

    def cancel_then() -> None:
        if Pieces(target, SIZE).count_bytes() >= enough:
            raise Cancelled

    with pytest.raises(Cancelled):
        fetch(server, target, cancel_then)


def assert_installed(target: Path) -> None:
    assert target.read_bytes() == CONTENT
    assert [path for path in target.parent.iterdir() if path.name.startswith(target.name)] == [target]


def asked_bytes(server: FileServer) -> int:
    """How many bytes the requests so far have asked for."""
    total = 0
    for header in server.ranges:
        first, _, last = (header or "bytes=0-").removeprefix("bytes=").partition("-")
        total += (int(last) + 1 if last else SIZE) - int(first)
    return total


def test_another_source_goes_on_where_the_first_one_stopped(
    servers: tuple[FileServer, FileServer, FileServer], target: Path
) -> None:
    first, second, _ = servers
    first.answers = [breaking_after(80_000), status(404)]
    with pytest.raises(SourceRefused):
        fetch(first, target)
    fetch(second, target)
    assert_installed(target)
    assert second.ranges == ["bytes=80000-"]


def test_a_source_that_lies_costs_nothing_of_what_an_honest_one_sent(
    servers: tuple[FileServer, FileServer, FileServer], target: Path
) -> None:
    first, second, liar = servers
    first.answers = [breaking_after(80_000), status(404)]
    with pytest.raises(SourceRefused):
        fetch(first, target)
    with pytest.raises(WrongHash, match=hashlib.sha256(LIE).hexdigest()):
        fetch(liar, target)
    assert not target.exists()
    assert Pieces(target, SIZE).missing() == range(80_000, SIZE)
    fetch(second, target)
    assert_installed(target)
    assert second.ranges == ["bytes=80000-"]


def test_a_wrong_beginning_does_not_keep_an_honest_source_from_finishing(
    servers: tuple[FileServer, FileServer, FileServer], target: Path
) -> None:
    first, _, liar = servers
    liar.answers = [breaking_after(80_000), status(404)]
    with pytest.raises(SourceRefused):
        fetch(liar, target)
    fetch(first, target)
    assert_installed(target)
    assert first.ranges == ["bytes=80000-", "bytes=0-79999"]


def test_wrong_bytes_in_the_middle_are_replaced_and_no_others(
    servers: tuple[FileServer, FileServer, FileServer], target: Path
) -> None:
    first, second, liar = servers
    first.answers = [breaking_after(50_000), status(404)]
    liar.answers = [breaking_after(50_000), status(404)]
    for server in (first, liar):
        with pytest.raises(SourceRefused):
            fetch(server, target)
    fetch(first, target)
    assert_installed(target)
    assert first.ranges[2:] == ["bytes=100000-", "bytes=50000-99999"]
    assert second.ranges == []


def test_an_interrupted_proof_goes_on_even_when_the_liar_is_asked_in_between(
    servers: tuple[FileServer, FileServer, FileServer], target: Path
) -> None:
    first, _, liar = servers
    ledger = Ledger(target)
    ledger.watch(first)
    fetch_a_part(liar, target, 80_000)
    first.answers = [breaking_after(SIZE), breaking_after(30_000), status(404)]
    with pytest.raises(SourceRefused):
        fetch(first, target)
    with pytest.raises(WrongHash):
        fetch(liar, target)
    fetch(first, target)
    assert_installed(target)
    assert ledger.asked_again == []


def test_two_liars_cannot_keep_the_file_away(servers: tuple[FileServer, FileServer, FileServer], target: Path) -> None:
    first, _, liar = servers
    with FileServer(LIE[::-1]) as other_liar:
        fetch_a_part(liar, target, 50_000)
        fetch_a_part(other_liar, target, 50_000)
        for server in (liar, other_liar):
            with pytest.raises(WrongHash):
                fetch(server, target)
    fetch(first, target)
    assert_installed(target)
    assert asked_bytes(first) == SIZE


MISBEHAVIOURS = st.one_of(
    st.integers(20_000, SIZE).map(breaking_after),
    st.just(ignoring_ranges),
    st.integers(20_000, SIZE).map(without_length),
    st.just(login_page),
    st.sampled_from([b"", LIE[:1000], LIE + b"more"]).map(sending),
    st.sampled_from([403, 404, 410]).map(status),
)
VISITS = st.tuples(
    st.integers(0, 2), st.lists(MISBEHAVIOURS, max_size=3), st.one_of(st.none(), st.integers(0, SIZE - 1))
)
"""A source to be asked, how it answers at first, and at which byte the person cancels, if at all."""


@given(visits=st.lists(VISITS, max_size=8))
@settings(max_examples=30)
def test_whatever_happens_the_file_comes_and_honest_sources_give_each_byte_once(
    tmp_path_factory: pytest.TempPathFactory, visits: list[tuple[int, list[Answer], int | None]]
) -> None:
    target = tmp_path_factory.mktemp("several") / "file.pth"
    with ExitStack() as stack:
        servers = [stack.enter_context(FileServer(content)) for content in (CONTENT, CONTENT, LIE)]
        ledger = Ledger(target, nobody_lies=all(number != 2 for number, _, _ in visits))
        for honest in servers[:2]:
            ledger.watch(honest)
        for number, answers, cancelled_at in visits:
            servers[number].answers = list(answers)
            with suppress(Cancelled, SourceRefused, SourceUnreachable, WrongHash, WrongSize):
                fetch(servers[number], target, _cancelling_at(target, cancelled_at))
            ledger.look()
            if target.exists():
                break
        else:
            servers[0].answers = []
            fetch(servers[0], target)
        assert_installed(target)
        assert ledger.asked_again == []


def _cancelling_at(target: Path, position: int | None) -> Callable[[], None]:
    def check() -> None:
        if position is not None and Pieces(target, SIZE).count_bytes() >= position:
            raise Cancelled

    return check


@pytest.mark.parametrize("seed", [1, 2])
def test_processes_that_are_killed_lose_nothing_that_they_had_written(
    servers: tuple[FileServer, FileServer, FileServer], target: Path, seed: int
) -> None:
    chance = random.Random(seed)
    ledger = Ledger(target)
    for honest in servers[:2]:
        ledger.watch(honest)
    for server in chance.sample(servers, 3):
        server.answers = [in_small_portions] * 9
        have = Pieces(target, SIZE).count_bytes()
        _kill_once_there_are(chance.randint(have, have + 50_000), server, target)
        assert not target.exists()
        ledger.look()
    for server in servers:
        server.answers = []
    with suppress(WrongHash):
        fetch(servers[2], target)
    fetch(servers[1], target)
    assert_installed(target)
    assert ledger.asked_again == []


def _kill_once_there_are(count: int, server: FileServer, target: Path) -> None:
    """Downloads in another process, which is killed as soon as that many bytes have come."""
    command = [sys.executable, "-c", DOWNLOAD_IN_CHILD, server.url, str(target), str(SIZE), SHA256]
    process = subprocess.Popen(command)
    while Pieces(target, SIZE).count_bytes() <= count and process.poll() is None:
        time.sleep(0.005)
    process.kill()
    process.wait()
