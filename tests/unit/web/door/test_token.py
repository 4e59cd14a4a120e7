"""The token: when it is asked for, what it opens, and how it is kept."""

import secrets
import stat
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from burnish.web.door.token import TokenNotKept, access_token
from tests.door_client import BEARER, TOKEN, Visitor
from tests.unit.web.door.test_pages import FOLLOWED_LINK

BEYOND = {"host": "0.0.0.0"}
CALLS = [
    ("GET", "/api/images"),
    ("GET", "/api/health"),
    ("GET", "/api/openapi.json"),
    ("POST", "/api/jobs"),
    ("DELETE", "/api/images/1"),
    ("GET", "/socket.io/?EIO=4&transport=polling"),
    ("GET", "/socket.io/?EIO=4&transport=websocket"),
    ("GET", "/assets/index.js"),
    ("OPTIONS", "/api/images"),
]


def cookie_of(answer: TestResponse) -> dict[str, str]:
    """The one cookie that an answer sets, as a browser sends it back."""
    (line,) = answer.headers.getlist("Set-Cookie")
    ((name, morsel),) = SimpleCookie(line).items()
    return {"Cookie": f"{name}={morsel.value}"}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, False),
        ({"host": "localhost"}, False),
        ({"host": "::1"}, False),
        ({"token": TOKEN}, True),
        (BEYOND, True),
        ({"host": "192.168.1.5"}, True),
        ({"host": "::"}, True),
        ({"host": ""}, True),
        ({"allowed_hosts": "box.example"}, True),
        ({"proxy": "https://burnish.example"}, True),
        ({"proxy": "https://burnish.example", "proxy_authenticates": True}, False),
        ({"proxy": "https://burnish.example", "proxy_authenticates": True, **BEYOND}, True),
    ],
    ids=str,
)
def test_a_token_is_asked_for_as_soon_as_others_may_reach_the_server(
    tmp_path: Path, values: dict[str, object], expected: bool
) -> None:
    assert (Visitor(tmp_path, **values).token is not None) is expected


@pytest.mark.parametrize(("method", "path"), CALLS)
def test_without_the_token_nothing_is_answered(tmp_path: Path, method: str, path: str) -> None:
    visitor = Visitor(tmp_path, token=TOKEN)
    for headers in ({}, {"Authorization": "Basic abc"}, {"Authorization": "Bearer"}, {"Cookie": "burnish-x=y"}):
        answer = visitor.call(path, method, headers=headers)
        assert (answer.status_code, answer.get_json()["type"]) == (401, "/problems/not-signed-in")
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert not visitor.let_through


def test_programs_send_the_token_with_every_request(tmp_path: Path) -> None:
    visitor = Visitor(tmp_path, token=TOKEN)
    for method, path in CALLS:
        assert visitor.is_let_through(path, method, headers=BEARER), (method, path)
    for wrong in (TOKEN[:-1], TOKEN + "x", TOKEN.upper(), "", "é" * 20):
        assert visitor.call("/api/images", headers={"Authorization": f"Bearer {wrong}"}).status_code == 401


def test_the_address_with_the_token_signs_in(tmp_path: Path) -> None:
    visitor = Visitor(tmp_path, token=TOKEN)
    answer = visitor.call(f"/?token={TOKEN}")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    attributes = {part.strip().lower() for part in answer.headers["Set-Cookie"].split(";")[1:]}
    assert {"httponly", "samesite=strict", "path=/", "max-age=31536000"} <= attributes
    assert "secure" not in attributes
    for method, path in [*CALLS, ("GET", "/")]:
        assert visitor.is_let_through(path, method, headers=cookie_of(answer))
    again = visitor.call(f"/?token={TOKEN}", headers=cookie_of(answer))
    assert (again.status_code, again.headers["Location"]) == (303, "/"), "the token leaves the address"


def test_the_cookie_is_kept_from_plain_http_where_there_is_https(tmp_path: Path) -> None:
    answer = Visitor(tmp_path, token=TOKEN).call(f"/?token={TOKEN}", base_url="https://127.0.0.1:9090/")
    assert "; Secure" in answer.headers["Set-Cookie"]


def test_the_form_signs_in(tmp_path: Path) -> None:
    visitor = Visitor(tmp_path, token=TOKEN)
    asked = visitor.call("/")
    assert (asked.status_code, asked.mimetype) == (401, "text/html")
    assert 'action="/sign-in"' in asked.text
    assert "<script" not in asked.text
    assert 'role="alert"' not in asked.text
    wrong = visitor.call("/sign-in", "POST", data={"token": "wrong"})
    assert wrong.status_code == 401
    assert 'role="alert"' in wrong.text
    assert "Set-Cookie" not in wrong.headers
    answer = visitor.call("/sign-in", "POST", data={"token": TOKEN})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert visitor.is_let_through("/", headers=cookie_of(answer))
    assert visitor.call("/sign-in", "POST", data={"token": "x" * 5000}).status_code == 401


@pytest.mark.parametrize(
    ("accepted", "language", "button"),
    [
        ("de-AT,de;q=0.9,en;q=0.5", "de", "Anmelden"),
        ("fr", "fr", "Se connecter"),
        ("pt-BR, es;q=0.6", "es", "Iniciar sesión"),
        ("zh-CN,zh;q=0.9", "zh", "登录"),
        ("ja", "ja", "サインイン"),
        ("sv", "en", "Sign in"),
        ("", "en", "Sign in"),
    ],
)
def test_the_form_speaks_the_browsers_language(tmp_path: Path, accepted: str, language: str, button: str) -> None:
    visitor, headers = Visitor(tmp_path, token=TOKEN), {"Accept-Language": accepted}
    asked = visitor.call("/", headers=headers)
    assert asked.headers["Content-Language"] == language
    assert f'<html lang="{language}">' in asked.text
    assert f">{button}</button>" in asked.text
    assert "<code>access-token</code>" in asked.text
    answers = [visitor.call("/sign-in", "POST", data={"token": "wrong"}, headers=headers) for _ in range(20)]
    alerts = {answer.status_code: answer.text.split('role="alert">')[1].split("<")[0] for answer in answers}
    assert set(alerts) == {401, 429}
    assert any(character.isdigit() for character in alerts[429]), "how long to wait"
    assert "{" not in asked.text.split("<body>")[1] + "".join(alerts.values())


def test_the_form_is_no_foreign_pages_to_send(tmp_path: Path) -> None:
    headers = {"Origin": "https://evil.example"}
    assert (
        Visitor(tmp_path, token=TOKEN).call("/sign-in", "POST", data={"token": TOKEN}, headers=headers).status_code
        == 403
    )


def test_the_page_that_asks_shows_nothing_that_was_sent(tmp_path: Path) -> None:
    shown = Visitor(tmp_path, token=TOKEN).call("/?token=<script>alert(1)</script>")
    assert shown.status_code == 401
    assert "alert(1)" not in shown.text
    nonces = {Visitor(tmp_path, token=TOKEN).call("/").headers["Content-Security-Policy"] for _ in range(3)}
    assert len(nonces) == 3


def test_who_is_signed_in_is_so_by_links_of_other_sites_too(tmp_path: Path) -> None:
    """Browsers keep the cookie back when a link is followed, but not when the page then loads itself again."""
    visitor = Visitor(tmp_path, token=TOKEN)
    assert visitor.call("/", headers=FOLLOWED_LINK).headers["Refresh"] == "0; url=/"
    assert "Refresh" not in visitor.call("/", headers=FOLLOWED_LINK | {"Sec-Fetch-Site": "same-origin"}).headers


def test_no_address_is_redirected_to_that_a_stranger_chooses(tmp_path: Path) -> None:
    visitor = Visitor(tmp_path, token=TOKEN)
    for path in ("//evil.example", "/%2Fevil.example", "/\\evil.example", "/x"):
        answer = visitor.call(f"{path}?token={TOKEN}")
        assert answer.headers.get("Location", "/") == "/"


def test_the_cookie_does_not_tell_the_token_and_ends_with_it(tmp_path: Path) -> None:
    def cookie(root: Path, token: str) -> str:
        root.mkdir(exist_ok=True)
        return cookie_of(Visitor(root, token=token).call(f"/?token={token}"))["Cookie"]

    first = cookie(tmp_path / "a", TOKEN)
    assert TOKEN not in first
    assert cookie(tmp_path / "a", TOKEN) == first, "after a restart"
    assert len({first, cookie(tmp_path / "a", TOKEN + "2"), cookie(tmp_path / "b", TOKEN)}) == 3
    assert not Visitor(tmp_path / "a", token=TOKEN + "2").is_let_through("/api/images", headers={"Cookie": first})
    name, _, value = first.partition("=")
    for wrong in ("", "0" * 64, value[:-1], "é"):
        headers = {"Cookie": f"{name}={wrong}"}
        assert not Visitor(tmp_path / "a", token=TOKEN).is_let_through("/api/images", headers=headers)


def test_a_token_that_is_made_is_kept_where_its_owner_alone_reads_it(tmp_path: Path) -> None:
    made = access_token(tmp_path, None)
    assert len(made.token) >= 43
    file = tmp_path / "access-token"
    assert file.read_text() == made.token
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    file.chmod(0o644)
    assert access_token(tmp_path, None).token == made.token
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    (tmp_path / "other").mkdir()
    assert access_token(tmp_path / "other", None).token != made.token


@pytest.mark.parametrize("content", [b"", b"short", b"\xff" * 50])
def test_a_damaged_file_is_not_taken_for_a_token(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "access-token").write_bytes(content)
    with pytest.raises(TokenNotKept, match="access-token"):
        access_token(tmp_path, None)


def test_tokens_are_compared_in_constant_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[bytes, bytes]] = []
    right = access_token(tmp_path, TOKEN)

    def note(one: bytes, other: bytes) -> bool:
        compared.append((one, other))
        return secrets.compare_digest(one, other)

    monkeypatch.setattr("burnish.web.door.token.hmac.compare_digest", note)
    assert right.is_token(TOKEN)
    assert not right.is_token("x")
    assert right.is_cookie(right.cookie_value)
    assert compared == [
        (TOKEN.encode(), TOKEN.encode()),
        (b"x", TOKEN.encode()),
        (right.cookie_value.encode(), right.cookie_value.encode()),
    ]
