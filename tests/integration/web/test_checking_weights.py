"""Reading stored weights whole, to see whether they are still what was stored."""

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.api_client import Json, Page, wait_until
from tests.fixtures_mirror import GENERAL, FetchingServer
from tests.fixtures_server import give_weights

VERIFY = f"/api/weights/{GENERAL}/verify"
LARGE_BYTES = 1 << 30
"""So much takes a while to read."""


def told_states(page: Page) -> list[tuple[str, float]]:
    """The states of the weights, and how far these were, that the page was told, in order."""
    return [(event.data["state"], event.data["progress"]) for event in page.events if event.name == "weights_progress"]


def store_something_large(fetching: FetchingServer, weights_root: Path) -> Path:
    """Puts a large file in the place of the general network, with a record that goes with its size."""
    give_weights(weights_root, fetching.server.root)
    stored = fetching.weights / f"{GENERAL}.safetensors"
    record = fetching.weights / f"{GENERAL}.json"
    record.write_text(record.read_text().replace(f'"bytes": {stored.stat().st_size}', f'"bytes": {LARGE_BYTES}'))
    os.truncate(stored, LARGE_BYTES)
    assert fetching.record(GENERAL)["state"] == "ready"
    return stored


def test_what_has_not_changed_stays_ready(fetching: FetchingServer, weights_root: Path) -> None:
    api = fetching.server.api
    give_weights(weights_root, fetching.server.root)
    before = fetching.record(GENERAL)
    with Page(api) as page:
        assert api.post(VERIFY) == before
        page.wait_for(lambda: bool(told_states(page)) and told_states(page)[-1][0] == "ready")
    assert before["state"] == "ready"
    assert {state for state, _ in told_states(page)} == {"checking", "ready"}


def test_one_changed_byte_is_noticed_remembered_and_mended(fetching: FetchingServer, weights_root: Path) -> None:
    api = fetching.server.api
    give_weights(weights_root, fetching.server.root)
    stored = fetching.weights / f"{GENERAL}.safetensors"
    content = bytearray(stored.read_bytes())
    content[-1] ^= 1
    stored.write_bytes(content)
    assert fetching.record(GENERAL)["state"] == "ready", "its size is right"
    with Page(api) as page:
        checked = api.post(VERIFY)
        page.wait_for(lambda: bool(told_states(page)) and told_states(page)[-1][0] == "damaged")
    assert (checked["state"], checked["progress"]) == ("damaged", 0)
    assert fetching.record(GENERAL) == checked
    job = api.post(f"/api/weights/{GENERAL}/download", status=202)
    assert api.ended(job["id"])["state"] == "done"
    assert api.post(VERIFY)["state"] == "ready"


def test_what_is_not_there_cannot_be_checked(fetching: FetchingServer) -> None:
    api = fetching.server.api
    problem = api.problem("POST", VERIFY)
    assert (problem["type"], problem["status"]) == ("/problems/weights-unavailable", 503)
    assert api.problem("POST", "/api/weights/nope/verify")["status"] == 404


def test_a_long_check_is_seen_and_holds_up_nobody_and_two_are_one(fetching: FetchingServer, weights_root: Path) -> None:
    api = fetching.server.api
    store_something_large(fetching, weights_root)
    answers: list[Json] = []
    with Page(api) as page, ThreadPoolExecutor() as pool:
        checks = [pool.submit(api.post, VERIFY) for _ in range(2)]
        seen = wait_until(lambda: fetching.record(GENERAL), lambda record: record["state"] == "checking")
        assert seen["progress"] < 1
        answers = [check.result() for check in checks]
        page.wait_for(lambda: told_states(page)[-1][0] == "damaged")
    assert [answer["state"] for answer in answers] == ["damaged", "damaged"]
    progress = [fraction for state, fraction in told_states(page) if state == "checking"]
    assert progress == sorted(progress), "one check, not two"
    assert len(progress) > 2


def test_what_is_checked_cannot_be_removed_meanwhile(fetching: FetchingServer, weights_root: Path) -> None:
    api = fetching.server.api
    stored = store_something_large(fetching, weights_root)
    check = threading.Thread(target=api.post, args=(VERIFY,))
    check.start()
    wait_until(lambda: fetching.record(GENERAL), lambda record: record["state"] == "checking")
    problem = api.problem("DELETE", f"/api/weights/{GENERAL}")
    assert (problem["type"], problem["status"]) == ("/problems/weights-busy", 409)
    check.join()
    assert stored.exists()
    assert api.call("DELETE", f"/api/weights/{GENERAL}").json()["state"] == "missing"
    assert not stored.exists()
