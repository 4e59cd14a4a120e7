"""Pieces of a file: what is missing of it, and how they are put together."""

import hashlib
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from burnish.monitoring import Cancelled, never_cancelled
from burnish.weights.pieces import Pieces

CONTENT = random.Random(4).randbytes(100)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "a[1].pth"


def put(target: Path, start: int, stop: int, source: str, content: bytes = CONTENT) -> None:
    with Pieces(target, 100).path_at(start, source).open("ab") as file:
        file.write(content[start:stop])


def test_of_a_file_that_was_not_begun_everything_is_missing(target: Path) -> None:
    pieces = Pieces(target.parent / "no-such-folder" / "a", 100)
    assert (pieces.missing(), pieces.count_bytes(), pieces.all()) == (range(100), 0, [])


def test_gaps_are_found_for_all_sources_and_for_one(target: Path) -> None:
    put(target, 0, 30, "a")
    put(target, 50, 60, "b")
    put(target, 20, 40, "b")
    pieces = Pieces(target, 100)
    assert pieces.missing() == range(40, 50)
    assert pieces.missing("a") == range(30, 100)
    assert pieces.missing("b") == range(20)
    assert pieces.count_bytes() == 50


def test_a_source_goes_on_with_its_own_piece_and_never_with_anothers(target: Path) -> None:
    put(target, 0, 30, "a")
    pieces = Pieces(target, 100)
    assert pieces.path_at(30, "a") == pieces.all()[0].path
    assert pieces.path_at(30, "b") != pieces.all()[0].path


CUTS = st.lists(
    st.tuples(st.integers(0, 99), st.integers(1, 60), st.sampled_from("abc")),
    max_size=8,
    unique_by=lambda cut: (cut[0], cut[2]),
)


@given(cuts=CUTS)
def test_pieces_that_overlap_make_the_same_file(
    tmp_path_factory: pytest.TempPathFactory, cuts: list[tuple[int, int, str]]
) -> None:
    target = tmp_path_factory.mktemp("pieces") / "a.pth"
    for start, length, source in cuts:
        put(target, start, min(100, start + length), source)
    pieces = Pieces(target, 100)
    covered = {position for start, length, _ in cuts for position in range(start, min(100, start + length))}
    assert pieces.count_bytes() == len(covered)
    while (gap := pieces.missing()) is not None:
        assert not covered.intersection(gap)
        put(target, gap.start, gap.stop, "a")
    whole, sha256 = pieces.join("a", never_cancelled)
    assert whole.read_bytes() == CONTENT
    assert sha256 == hashlib.sha256(CONTENT).hexdigest()


def test_the_pieces_of_the_preferred_source_are_used(target: Path) -> None:
    put(target, 0, 100, "liar", bytes(100))
    put(target, 0, 100, "honest")
    whole, _ = Pieces(target, 100).join("honest", never_cancelled)
    assert whole.read_bytes() == CONTENT


def test_joining_can_be_cancelled(target: Path) -> None:
    def cancel() -> None:
        raise Cancelled

    put(target, 0, 100, "a")
    with pytest.raises(Cancelled):
        Pieces(target, 100).join("a", cancel)


def test_removing_one_source_leaves_the_others_and_removing_all_leaves_other_files(target: Path) -> None:
    put(target, 0, 30, "a")
    put(target, 30, 60, "b")
    target.with_name("a[1].pth.txt").write_bytes(b"precious")
    target.with_name("a1.pth.0-a.part").write_bytes(b"another file's")
    Pieces(target, 100).remove("a")
    assert [(piece.start, piece.source) for piece in Pieces(target, 100).all()] == [(30, "b")]
    Pieces(target, 100).remove()
    assert sorted(path.name for path in target.parent.iterdir()) == ["a1.pth.0-a.part", "a[1].pth.txt"]
