"""Public ids."""

import secrets


def new_id() -> str:
    """A random id of 24 hexadecimal digits: safe in URLs and in file names, also where case does not count."""
    return secrets.token_hex(12)
