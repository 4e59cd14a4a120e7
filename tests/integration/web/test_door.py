"""What pages of other sites can and cannot make a person's browser do."""

import pytest
import requests

from burnish.web.door import is_loopback
from tests.api_client import PATIENCE_SECONDS, Api
from tests.sample_images import image_file

FOREIGN_PAGES = [
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://127.0.0.1:1"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
]


@pytest.mark.parametrize("headers", FOREIGN_PAGES, ids=str)
def test_a_foreign_page_changes_nothing(api: Api, headers: dict[str, str]) -> None:
    record = api.upload(image_file(20, 10))
    calls = [
        ("DELETE", f"/api/images/{record['id']}"),
        ("POST", "/api/jobs"),
        ("POST", "/api/images"),
    ]
    before = api.get("/api/images")["total"]
    for method, path in calls:
        problem = api.problem(method, path, headers=headers)
        assert (problem["status"], problem["type"]) == (403, "/problems/foreign-page")
    assert api.get("/api/images")["total"] == before


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_the_servers_own_page_may_change_things(api: Api, site: str) -> None:
    record = api.upload(image_file(20, 10))
    headers = {"Origin": api.url, "Sec-Fetch-Site": site}
    assert api.call("DELETE", f"/api/images/{record['id']}", headers=headers).status_code == 200


@pytest.mark.parametrize("name", ["evil.example", "127.0.0.1.evil.example", "192.168.1.5"])
def test_a_server_on_loopback_answers_to_no_foreign_name(api: Api, name: str) -> None:
    port = api.url.rsplit(":", 1)[1]
    for path in ("/", "/api/settings"):
        answer = requests.get(api.url + path, headers={"Host": f"{name}:{port}"}, timeout=PATIENCE_SECONDS)
        assert (answer.status_code, answer.json()["type"]) == (421, "/problems/foreign-name")


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "[::1]", "burnish.localhost"])
def test_a_server_on_loopback_answers_to_its_names(api: Api, name: str) -> None:
    port = api.url.rsplit(":", 1)[1]
    headers = {"Host": f"{name}:{port}"}
    assert requests.get(f"{api.url}/api/settings", headers=headers, timeout=PATIENCE_SECONDS).status_code == 200


@pytest.mark.parametrize(
    ("host", "expected"),
    [("127.0.0.1", True), ("127.8.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("", False)],
)
def test_loopback_names(host: str, expected: bool) -> None:
    assert is_loopback(host) is expected
