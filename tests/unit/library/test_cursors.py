"""Cursors go round, and nothing else is taken for one."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from burnish.library.cursors import decode_cursor, encode_cursor
from burnish.library.problems import InvalidCursor


@given(st.integers(1, 2**63 - 1))
def test_a_cursor_goes_round(position: int) -> None:
    cursor = encode_cursor(position)
    assert decode_cursor(cursor) == position
    assert cursor.replace("-", "").replace("_", "").isalnum()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0",
        "17",
        "' OR 1=1",
        "é",
        "YmVmb3JlIA",
        encode_cursor(5) + "=",
        *map(encode_cursor, (-1, 0, 2**63)),
        "x" * 9999,
    ],
)
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(InvalidCursor, match="not a cursor"):
        decode_cursor(text)


@given(st.text())
def test_any_text_is_a_cursor_or_refused(text: str) -> None:
    try:
        position = decode_cursor(text)
    except InvalidCursor:
        return
    assume(position > 0)
    assert encode_cursor(position) == text
