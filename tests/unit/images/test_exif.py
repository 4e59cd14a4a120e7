"""Fields of EXIF blocks are read and set in place; every other byte survives, and hostile blocks do no harm."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from burnish.images import exif


def block_with_thumbnail(order: str) -> bytes:
    """A directory with an orientation and a maker note of nonsense, followed by one of a thumbnail."""
    mark = {"<": b"II*\0", ">": b"MM\0*"}[order]
    note = bytes(range(200))
    first = struct.pack(f"{order}H", 2)
    first += struct.pack(f"{order}HHIHH", 0x0112, 3, 1, 6, 0)
    first += struct.pack(f"{order}HHII", 0x927C, 7, len(note), 100)
    first += struct.pack(f"{order}I", 60)
    second = struct.pack(f"{order}H", 1) + struct.pack(f"{order}HHII", 0x0201, 4, 1, 300) + bytes(4)
    block = (mark + struct.pack(f"{order}I", 8) + first).ljust(60, b"\0")
    return (block + second).ljust(100, b"\0") + note + b"\xff\xd8thumbnail"


@pytest.mark.parametrize("order", ["<", ">"])
def test_upright_changes_the_orientation_and_unlinks_the_thumbnail_only(order: str) -> None:
    block = block_with_thumbnail(order)
    assert exif.orientation_of(block) == 6
    changed = exif.upright(block)
    assert exif.orientation_of(changed) == 1
    differing = {position for position, (old, new) in enumerate(zip(block, changed, strict=True)) if old != new}
    assert differing <= {18, 19, *range(34, 38)}
    assert changed[100:300] == bytes(range(200))
    reread = Image.Exif()
    reread.load(changed)
    assert not reread.get_ifd(1)


@pytest.mark.parametrize("size", [(100, 200), (70_000, 80_000)])
def test_the_size_is_brought_up_to_date(exif_block: bytes, size: tuple[int, int]) -> None:
    reread = Image.Exif()
    reread.load(exif.with_size(exif_block, *size))
    photographic = reread.get_ifd(0x8769)
    assert (photographic[0xA002], photographic[0xA003]) == size
    assert photographic[0x9003] == "1984:07:21 18:30:00"


def test_resolution(exif_block: bytes) -> None:
    assert exif.resolution_of(exif_block) is None
    block = exif.with_resolution(exif_block, (300.0, 72.5))
    assert exif.resolution_of(block) == pytest.approx((300, 72.5))
    assert exif.with_resolution(block, (300.0, 72.5)) == block
    reread = Image.Exif()
    reread.load(block)
    assert reread[0x010F] == "Brand"
    assert exif.resolution_of(exif.with_resolution(None, (96, 96))) == pytest.approx((96, 96))


def test_dots_per_centimetre() -> None:
    made = Image.Exif()
    made[0x011A] = made[0x011B] = 100.0
    made[0x0128] = 3
    assert exif.resolution_of(exif.checked(made.tobytes())) == pytest.approx((254, 254))


def test_what_is_no_exif_block_is_dropped(exif_block: bytes) -> None:
    assert exif.checked(b"Exif\0\0" + exif_block) == exif_block
    for nonsense in (None, b"", b"Exif\0\0", b"II*\0", b"II*\0\xff\xff\xff\xff", b"not exif at all"):
        assert exif.checked(nonsense) is None
        assert exif.orientation_of(nonsense) == 1


def block_with_comment(comment: bytes, order: str = "<") -> bytes:
    """A block with nothing but a UserComment, put together here from the specification."""
    mark = {"<": b"II*\0", ">": b"MM\0*"}[order]
    first = struct.pack(f"{order}HHHIII", 1, 0x8769, 4, 1, 26, 0)
    photographic = struct.pack(f"{order}HHHIII", 1, 0x9286, 7, len(comment), 44, 0)
    return mark + struct.pack(f"{order}I", 8) + first + photographic + comment


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize(
    ("comment", "text"),
    [
        (b"UNICODE\0" + "Füchse, 狐\nSteps: 3".encode("utf-16-be"), "Füchse, 狐\nSteps: 3"),
        (b"UNICODE\0" + "Füchse, 狐\nSteps: 3".encode("utf-16-le"), "Füchse, 狐\nSteps: 3"),
        (b"UNICODE\0" + "\ufeffx".encode("utf-16-le"), "x"),
        (b"ASCII\0\0\0" + b"OLYMPUS DIGITAL CAMERA    \0\0", "OLYMPUS DIGITAL CAMERA"),
        (bytes(8) + "Grün".encode(), "Grün"),
        (bytes(8), ""),
        (b"UNICODE\0" + b"\x00", "\ufffd"),
    ],
)
def test_comments_are_read_in_every_encoding(order: str, comment: bytes, text: str) -> None:
    assert exif.comment_of(block_with_comment(comment, order)) == text


def test_a_comment_that_is_cut_off_or_elsewhere_does_no_harm() -> None:
    block = block_with_comment(b"ASCII\0\0\0a long comment")
    for length in range(len(block)):
        comment = exif.comment_of(block[:length])
        assert comment is None or "a long comment".startswith(comment)
    assert exif.comment_of(None) is None


@given(st.text(max_size=6))
def test_a_new_block_holds_the_comment(text: str) -> None:
    comment = f"Steps: {text}."
    block = exif.with_comment(comment)
    assert exif.comment_of(block) == comment
    reread = Image.Exif()
    reread.load(exif.with_resolution(block, (300, 300)))
    assert reread.get_ifd(0x8769)[0x9286] == b"UNICODE\0" + comment.encode("utf-16-be")


@given(order=st.sampled_from([b"II*\0", b"MM\0*"]), rest=st.binary(max_size=200))
def test_hostile_blocks_do_no_harm(order: bytes, rest: bytes) -> None:
    block = order + rest
    assert 1 <= exif.orientation_of(block) <= 8
    assert len(exif.upright(block)) == len(block)
    assert len(exif.with_size(block, 5, 6)) == len(block)
    exif.resolution_of(block)
    exif.comment_of(block)
    exif.checked(block)
