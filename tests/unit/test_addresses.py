"""Web addresses in settings and messages."""

import pytest

from burnish.addresses import hide_credentials, is_web_address


@pytest.mark.parametrize(
    "text",
    [
        "http://localhost:8080",
        "https://example.org/weights/",
        "https://me:secret@[::1]:8/{url}",
        "https://a.example/?{url}",
    ],
)
def test_web_addresses(text: str) -> None:
    assert is_web_address(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "example.org", "ftp://example.org", "file:///etc/passwd", "https://", "https:///path", "http://:80"),
        *("http://example.org:port", "http://example.org:70000", "http://[::1", "http://a.example http://b.example"),
    ],
)
def test_what_is_no_web_address(text: str) -> None:
    assert not is_web_address(text)


def test_names_and_passwords_are_hidden_wherever_they_stand() -> None:
    text = "From https://me:se@cret@a.example/x@y?to=b@c, then http://token@b.example:8; ask me@c.example."
    assert hide_credentials(text) == (
        "From https://***@a.example/x@y?to=b@c, then http://***@b.example:8; ask me@c.example."
    )


@pytest.mark.parametrize("text", ["https://a.example:8080/packages/b@1.0", "https://a.example/b@1.0", "me@a.example"])
def test_what_is_no_password_is_shown(text: str) -> None:
    assert hide_credentials(text) == text


def test_a_password_that_should_have_been_escaped_is_hidden() -> None:
    assert not is_web_address("https://me:sec/ret@a.example")
    assert hide_credentials("'https://me:sec/ret@a.example/b' cannot be.") == "'https://***@a.example/b' cannot be."
