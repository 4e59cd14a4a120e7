"""Web addresses in settings and messages."""

import re
from urllib.parse import urlsplit

_CREDENTIALS = re.compile(r"""(?<=://)(?:[^\s/?#]*|[^\s/?#:]+:(?!\d+/)[^\s@'"]*)@""")
"""What stands before the host; a password with a slash in it, which makes an address invalid, is still one."""


def is_web_address(text: str) -> bool:
    """Whether a text is one http or https address that names a host."""
    try:
        parts = urlsplit(text)
        is_complete = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        return is_complete and not re.search(r"\s", text)
    except ValueError:  # a port that is no number, or half an IPv6 address
        return False


def is_origin(text: str) -> bool:
    """Whether a text is the address of a whole web site: no path but ``/``, no query, no user name."""
    if not is_web_address(text):
        return False
    parts = urlsplit(text)
    return parts.path in ("", "/") and not (parts.query or parts.fragment or "@" in parts.netloc)


def hide_credentials(text: str) -> str:
    """The text with user names and passwords in its addresses replaced: ``https://***@host/path``."""
    return _CREDENTIALS.sub("***@", text)
