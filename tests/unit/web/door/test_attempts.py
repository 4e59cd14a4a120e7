"""How many wrong tokens there may be."""

from collections.abc import Callable
from pathlib import Path

import pytest

from burnish.web.door.attempts import OF_ALL_CLIENTS, OF_ONE_CLIENT, WINDOW_SECONDS, Attempts, TooManyAttempts
from tests.door_client import BEARER, TOKEN, Visitor
from tests.unit.web.door.test_token import cookie_of

WRONG = {"Authorization": "Bearer wrong"}


def form(visitor: Visitor, token: str) -> int:
    return visitor.call("/sign-in", "POST", data={"token": token}).status_code


def address(visitor: Visitor, token: str) -> int:
    return visitor.call(f"/?token={token}").status_code


def bearer(visitor: Visitor, token: str) -> int:
    return visitor.call("/api/images", headers={"Authorization": f"Bearer {token}"}).status_code


@pytest.mark.parametrize("way", [form, address, bearer])
def test_after_ten_wrong_tokens_no_more_are_looked_at(tmp_path: Path, way: Callable[[Visitor, str], int]) -> None:
    visitor = Visitor(tmp_path, token=TOKEN)
    signed_in = cookie_of(visitor.call(f"/?token={TOKEN}", peer="203.0.113.9"))
    assert [way(visitor, "wrong") for _ in range(OF_ONE_CLIENT)] == [401] * OF_ONE_CLIENT
    assert way(visitor, "wrong") == 429
    assert way(visitor, TOKEN) == 429, "or trying on would find it"
    refused = visitor.call("/api/images", headers=BEARER)
    assert 1 <= int(refused.headers["Retry-After"]) <= WINDOW_SECONDS
    assert visitor.is_let_through("/api/images", headers=signed_in), "who is signed in stays so"
    assert visitor.is_let_through("/api/images", headers=BEARER, peer="203.0.113.8")


def test_what_a_client_says_of_itself_does_not_make_it_another(tmp_path: Path) -> None:
    visitor = Visitor(tmp_path, token=TOKEN)
    statuses = [
        visitor.call("/api/images", headers=WRONG | {"X-Forwarded-For": f"198.51.100.{number}"}).status_code
        for number in range(OF_ONE_CLIENT + 1)
    ]
    assert statuses == [401] * OF_ONE_CLIENT + [429]


class Clock:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def tried(attempts: Attempts, client: str) -> None:
    attempts.check(client)
    attempts.note(client)


def test_wrong_tokens_count_for_a_minute() -> None:
    clock = Clock()
    attempts = Attempts(clock)
    for _ in range(OF_ONE_CLIENT):
        tried(attempts, "203.0.113.7")
        clock.now += 1
    with pytest.raises(TooManyAttempts) as refused:
        attempts.check("203.0.113.7")
    clock.now += refused.value.retry_after
    tried(attempts, "203.0.113.7")
    with pytest.raises(TooManyAttempts):
        attempts.check("203.0.113.7")


def test_many_clients_together_are_limited_and_so_is_what_is_remembered_of_them() -> None:
    attempts = Attempts(Clock())
    for number in range(OF_ALL_CLIENTS):
        tried(attempts, f"203.0.113.{number}")
    with pytest.raises(TooManyAttempts):
        attempts.check("198.51.100.1")
    assert len(attempts._wrong) == OF_ALL_CLIENTS


def test_the_addresses_of_one_connection_to_the_internet_are_one_client() -> None:
    attempts = Attempts(Clock())
    for number in range(OF_ONE_CLIENT):
        tried(attempts, f"2001:db8:0:1::{number:x}")
    with pytest.raises(TooManyAttempts):
        attempts.check("2001:db8:0:1:ffff::1")
    attempts.check("2001:db8:0:2::1")
    attempts.check("fe80::1%eth0")
