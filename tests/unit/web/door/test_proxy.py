"""A declared reverse proxy, and one that is not declared."""

from pathlib import Path

import pytest

from tests.door_client import BEARER, TOKEN, Visitor

PUBLIC = "burnish.example"
PROXY = {"proxy": f"https://{PUBLIC}", "proxy_networks": "10.0.0.0/8 ::1", "token": TOKEN}
PEER = "10.1.2.3"


def arrived(visitor: Visitor, **options: object) -> tuple[str, str, str]:
    """Client, scheme and host as the application sees them."""
    assert visitor.is_let_through("/api/images", **options)
    environ = visitor.let_through[-1]
    assert not [name for name in environ if "FORWARDED" in name or name == "HTTP_X_REAL_IP"]
    return environ["REMOTE_ADDR"], environ["wsgi.url_scheme"], environ["HTTP_HOST"]


@pytest.mark.parametrize("host", [{"X-Forwarded-Host": PUBLIC, "Host": "127.0.0.1:9090"}, {"Host": PUBLIC}], ids=str)
def test_what_the_proxy_says_is_believed(tmp_path: Path, host: dict[str, str]) -> None:
    visitor = Visitor(tmp_path, **PROXY)
    headers = BEARER | {"X-Forwarded-For": "203.0.113.1", "Origin": f"https://{PUBLIC}"} | host
    assert arrived(visitor, peer=PEER, headers=headers, host=None) == ("203.0.113.1", "https", PUBLIC)
    foreign = headers | {"Origin": f"http://{PUBLIC}"}
    assert visitor.call("/api/images", peer=PEER, headers=foreign, host=None).status_code == 403


def test_what_others_say_on_behalf_of_clients_is_not_believed(tmp_path: Path) -> None:
    headers = BEARER | {
        "X-Forwarded-For": "203.0.113.1",
        "X-Forwarded-Host": PUBLIC,
        "X-Forwarded-Proto": "https",
        "X-Real-IP": "203.0.113.1",
        "Forwarded": "for=203.0.113.1",
    }
    visitor = Visitor(tmp_path, **PROXY)
    assert arrived(visitor, peer="192.168.1.5", headers=headers) == ("192.168.1.5", "http", "127.0.0.1:9090")
    undeclared = Visitor(tmp_path, token=TOKEN)
    assert arrived(undeclared, peer="192.168.1.5", headers=headers) == ("192.168.1.5", "http", "127.0.0.1:9090")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("203.0.113.1", "203.0.113.1"),
        ("1.1.1.1, 203.0.113.1", "203.0.113.1"),
        ("1.1.1.1, 203.0.113.1, 10.9.9.9", "203.0.113.1"),
        ("10.9.9.9", PEER),
        ("nonsense", PEER),
        ("", PEER),
        ("2001:db8::1", "2001:db8::1"),
    ],
)
def test_the_client_is_the_last_that_is_no_proxy(tmp_path: Path, said: str, expected: str) -> None:
    headers = BEARER | {"X-Forwarded-For": said}
    assert arrived(Visitor(tmp_path, **PROXY), peer=PEER, headers=headers, host=PUBLIC)[0] == expected


def test_a_proxy_of_ipv4_is_known_on_a_socket_of_ipv6(tmp_path: Path) -> None:
    headers = BEARER | {"X-Forwarded-For": "203.0.113.1"}
    assert arrived(Visitor(tmp_path, **PROXY), peer=f"::ffff:{PEER}", headers=headers, host=PUBLIC)[0] == "203.0.113.1"


@pytest.mark.parametrize("host", ["evil.example", f"{PUBLIC},evil.example", f"evil.example,{PUBLIC}"])
def test_the_proxy_hands_on_no_foreign_name(tmp_path: Path, host: str) -> None:
    headers = BEARER | {"X-Forwarded-Host": host}
    assert Visitor(tmp_path, **PROXY).call(peer=PEER, headers=headers).status_code == 421


def test_a_declared_proxy_does_not_replace_the_token_unless_it_is_said_to(tmp_path: Path) -> None:
    assert Visitor(tmp_path, **PROXY).call("/api/images", peer=PEER, host=PUBLIC).status_code == 401
    trusting = Visitor(tmp_path, host="0.0.0.0", proxy_authenticates=True, **PROXY)
    assert trusting.is_let_through("/api/images", peer=PEER, host=PUBLIC)
    assert not trusting.is_let_through("/api/images", peer="192.168.1.5", host=PUBLIC)
    assert not trusting.is_let_through("/api/images", peer="192.168.1.5", headers={"X-Forwarded-For": PEER})
    assert trusting.is_let_through("/api/images", peer="192.168.1.5", headers=BEARER)


@pytest.mark.parametrize("name", ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP"])
def test_an_open_server_is_not_reached_through_a_proxy_that_is_not_declared(tmp_path: Path, name: str) -> None:
    answer = Visitor(tmp_path).call(peer="127.0.0.1", headers={name: "203.0.113.1"})
    assert (answer.status_code, answer.get_json()["type"]) == (403, "/problems/undeclared-proxy")
    assert "--proxy" in answer.get_json()["detail"]


def test_tokens_are_limited_for_the_client_and_not_for_the_proxy(tmp_path: Path) -> None:
    visitor = Visitor(tmp_path, **PROXY)

    def tries(client: str, token: str) -> int:
        headers = {"Authorization": f"Bearer {token}", "X-Forwarded-For": client}
        return visitor.call("/api/images", peer=PEER, host=PUBLIC, headers=headers).status_code

    for _ in range(10):
        tries("203.0.113.1", "wrong")
    assert (tries("203.0.113.1", TOKEN), tries("203.0.113.2", TOKEN)) == (429, 200)
