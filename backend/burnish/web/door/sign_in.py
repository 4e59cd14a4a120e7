"""The page that asks for the token: it needs no script, and nothing that only those who are signed in may have."""

import secrets
from html import escape
from pathlib import Path
from string import Template

from werkzeug import Response

from burnish.web.door.sign_in_texts import SignInTexts
from burnish.web.door.token import FILE as TOKEN_FILE

PATH = "/sign-in"
"""Where the page sends the token."""

_PAGE = Template(Path(__file__).with_name("sign_in.html").read_text(encoding="utf-8"))
_POLICY = "default-src 'none'; style-src 'nonce-{}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"


def sign_in_page(status: int, texts: SignInTexts, message: str = "") -> Response:
    """The page in one language, with a sentence on what was wrong with the token that was given."""
    nonce = secrets.token_urlsafe(16)
    shown = f'<p class="message" id="message" role="alert">{escape(message)}</p>' if message else ""
    page = _PAGE.substitute(
        nonce=nonce,
        language=texts.language,
        heading=escape(texts.heading),
        hint=escape(texts.hint).format(file=f"<code>{TOKEN_FILE}</code>"),
        token=escape(texts.token),
        button=escape(texts.button),
        message=shown,
        described_by="message" if message else "hint",
    )
    response = Response(page, status, content_type="text/html; charset=utf-8")
    response.headers["Content-Language"] = texts.language
    response.headers["Content-Security-Policy"] = _POLICY.format(nonce)
    response.headers["Cache-Control"] = "no-store"
    return response
