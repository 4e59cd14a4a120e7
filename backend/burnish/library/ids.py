"""Public ids."""

import secrets


def new_id() -> str:
    """A random id of 24 hexadecimal digits: safe in URLs and in file names, also where case does not count."""
    return secrets.token_hex(12)


def shown(some_id: str | None) -> str:
    """An id from outside as a sentence shows it: quoted, and cut where it is too long to be one."""
    return "(none)" if some_id is None else repr(some_id[:80])
