"""The token that lets in whoever comes from beyond this machine, and the cookie that stands for it afterwards."""

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from burnish.problems import Problem

FILE = "access-token"
"""Where in the root the token is kept."""


class TokenNotKept(Problem):
    """The file of the token can be neither read nor written."""

    slug = "token-not-kept"
    title = "The access token cannot be kept"


class AccessToken:
    """A token, what it is compared with, and the cookie that is worth as much.

    The cookie's name and value are made from the token and from a key that nobody can guess, so that they end with
    either, do not give the token away, and are not those of another Burnish on the same host: browsers send the cookies
    of one port to all.
    """

    def __init__(self, token: str, key: str) -> None:
        self.token = token
        self._key = key
        self.cookie_name = f"burnish-{self._derived('name')[:16]}"
        self.cookie_value = self._derived("value")

    def is_token(self, candidate: str) -> bool:
        """Whether this is the token; takes equally long whichever it is."""
        return hmac.compare_digest(candidate.encode(), self.token.encode())

    def is_cookie(self, candidate: str) -> bool:
        """Whether this is the cookie's value; takes equally long whichever it is."""
        return hmac.compare_digest(candidate.encode(), self.cookie_value.encode())

    def _derived(self, purpose: str) -> str:
        return hmac.new(self._key.encode(), f"{purpose}\0{self.token}".encode(), hashlib.sha256).hexdigest()


def access_token(root: Path, chosen: str | None) -> AccessToken:
    """The token that a person has chosen, or else the one in the root, which is made when it is first needed.

    The one in the root keys the cookie in either case, so that cookies survive a restart. Raises TokenNotKept.
    """
    path = root / FILE
    try:
        kept = _kept_token(path)
    except (OSError, UnicodeDecodeError) as error:
        raise TokenNotKept(f"The access token cannot be kept in {path} ({error}). Remove the file.") from error
    return AccessToken(chosen or kept, kept)


def _kept_token(path: Path) -> str:
    """The token in a file that only its owner may read."""
    if not path.exists():
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(32))
            file.flush()
            os.fsync(file.fileno())
    path.chmod(0o600)
    kept = path.read_text(encoding="ascii").strip()
    if len(kept) < 32:
        raise OSError("it does not hold a whole one")
    return kept
