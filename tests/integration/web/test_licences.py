"""A licence that must be accepted, over REST."""

from tests.api_client import Page
from tests.fixtures_server import StartServer

RESTRICTED = "codeformer"
DOWNLOAD = f"/api/weights/{RESTRICTED}/download"
ACCEPT = f"/api/weights/{RESTRICTED}/accept-licence"


def test_a_licence_is_accepted_once_before_anything_is_queued(start_server: StartServer) -> None:
    server = start_server()
    (record,) = (item for item in server.api.get("/api/weights")["items"] if item["needs_acceptance"])
    assert record["name"] == RESTRICTED
    refused = server.api.problem("POST", DOWNLOAD)
    assert (refused["type"], refused["status"]) == ("/problems/licence-not-accepted", 409)
    assert record["licence_summary"] in refused["detail"]
    assert record["licence_url"] in refused["detail"]
    assert server.api.get("/api/jobs")["items"] == []

    with Page(server.api) as page:
        accepted = server.api.post(ACCEPT)
        assert accepted == {**record, "needs_acceptance": False}
        page.wait_for(lambda: any(event.name == "weights_progress" for event in page.events))
        (event,) = (event for event in page.events if event.name == "weights_progress")
        server.api.contract.check_event(event.name, event.data)
        assert event.data == {**accepted, "sequence": event.data["sequence"]}
    server.stop()
    restarted = start_server()
    assert not any(item["needs_acceptance"] for item in restarted.api.get("/api/weights")["items"])
    assert restarted.api.problem("POST", DOWNLOAD)["type"] == "/problems/weights-unavailable", "it may be, but cannot"


def test_accepting_what_asks_for_nothing_changes_nothing_and_unknown_weights_are_refused(
    start_server: StartServer,
) -> None:
    api = start_server().api
    before = api.get("/api/weights")["items"]
    assert api.post("/api/weights/GFPGANv1.4/accept-licence") in before
    assert api.get("/api/weights")["items"] == before
    assert api.problem("POST", "/api/weights/nope/accept-licence")["status"] == 404
