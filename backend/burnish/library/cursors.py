"""Cursors: where a page of records ended, as an opaque text."""

import base64
import binascii

from burnish.library.problems import InvalidCursor

_LARGEST_POSITION = 2**63 - 1


def encode_cursor(position: int) -> str:
    """Cursor of the page that goes on below ``position``."""
    return base64.urlsafe_b64encode(f"before {position}".encode()).decode().rstrip("=")


def decode_cursor(cursor: str) -> int:
    """The position that :func:`encode_cursor` was given; raises InvalidCursor for any other text."""
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
        position = int(text.removeprefix("before "))
    except (ValueError, binascii.Error):
        position = 0
    if not 0 < position <= _LARGEST_POSITION or encode_cursor(position) != cursor:
        raise InvalidCursor(f"{cursor[:80]!r} is not a cursor. Use the one in `next` of a page, or leave it out.")
    return position
