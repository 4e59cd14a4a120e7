"""A person pauses, moves and clears jobs, sees how far the queue is, and the engine dies in its midst."""

import threading
from collections.abc import Iterator

import pytest

from tests.api_client import Api, Json, Page
from tests.fixtures_server import Server
from tests.killing import kill_engine_during

SLOW: Json = {"width": 256, "height": 256, "steps": 12}
"""Images that take long enough to be interrupted."""


@pytest.fixture
def api(painting_server: Server) -> Iterator[Api]:
    """The interface of a server whose queue is empty before and after."""
    api = painting_server.api
    yield api
    api.post("/api/queue/resume")
    for state in ("running", "queued", "paused"):
        for job in api.get("/api/jobs", state=state)["items"]:
            api.post(f"/api/jobs/{job['id']}/cancel")
            api.ended(job["id"])


def tell(api: Api, job: Json, what: str, status: int = 200) -> Json:
    """The record after doing something with a job."""
    record: Json = api.post(f"/api/jobs/{job['id']}/{what}", status=status)
    return record


def state_when(api: Api, job: Json, *states: str) -> Json:
    return api.job_when(job["id"], lambda record: record["state"] in states)


def under_way(api: Api, job: Json, results: int = 1) -> Json:
    """The job once it has made so many images and makes another."""
    return api.job_when(job["id"], lambda record: len(record["results"]) >= results and record["current"] is not None)


def items_of(api: Api, job: Json) -> list[Json]:
    items: list[Json] = api.get(f"/api/jobs/{job['id']}/items")["items"]
    return items


def begun(page: Page) -> list[str]:
    """Ids of the jobs that were told to run, in the order in which they first were."""
    running = [event.data["id"] for event in page.events if event.name == "job_updated" and is_running(event.data)]
    return list(dict.fromkeys(running))


def is_running(job: Json) -> bool:
    return bool(job["state"] == "running")


def test_a_paused_job_keeps_what_it_has_made_lets_others_pass_and_goes_on(api: Api) -> None:
    with Page(api) as page:
        job = api.generate(4, seed=10, **SLOW)
        under_way(api, job)
        tell(api, job, "pause")
        paused = state_when(api, job, "paused")
        assert (paused["stage"], paused["current"], paused["started_at"]) == ("Paused", None, None)
        assert {item["state"] for item in items_of(api, job)} == {"done", "queued"}
        assert tell(api, job, "pause") == paused
        queue = api.get("/api/queue")
        assert (queue["paused"], queue["running_jobs"], queue["queued_jobs"], queue["paused_jobs"]) == (False, 0, 0, 1)
        assert queue["progress"] > 0
        passing = api.ended(api.generate()["id"])
        assert passing["state"] == "done"
        assert api.get(f"/api/jobs/{job['id']}") == paused
        resumed = tell(api, job, "resume")
        assert (resumed["state"], resumed["rank"], resumed["progress"]) == ("queued", job["rank"], paused["progress"])
        page.wait_for_end(job["id"])
        page.wait_for(lambda: any(is_empty(event.data) for event in page.events if event.name == "queue_updated"))
    ended = api.ended(job["id"])
    assert [image["generation"]["seed"] for image in api.images(ended["results"])] == [10, 11, 12, 13]
    assert ended["results"][: len(paused["results"])] == paused["results"]
    check_what_was_told(api, page, job)


def is_empty(queue: Json) -> bool:
    return bool(queue["running_jobs"] + queue["queued_jobs"] + queue["paused_jobs"] == 0)


def check_what_was_told(api: Api, page: Page, job: Json) -> None:
    """Every event is as described, none runs backwards, and the items' own tell the whole story."""
    for event in page.events:
        api.contract.check_event(event.name, event.data)
    told = page.told_of(job["id"])
    assert [record["progress"] for record in told] == sorted(record["progress"] for record in told)
    queues = [event.data for event in page.events if event.name == "queue_updated"]
    assert [queue["progress"] for queue in queues[:-1]] == sorted(queue["progress"] for queue in queues[:-1])
    assert (queues[-1]["progress"], queues[-1]["remaining_seconds"]) == (0, None)
    items = [
        event.data for event in page.events if event.name == "job_item_updated" and event.data["job_id"] == job["id"]
    ]
    stories: dict[int, list[str]] = {}
    for item in items:
        stories.setdefault(item["index"], []).append(item["state"])
    interrupted = [story for story in stories.values() if "queued" in story]
    assert all(story == ["running", "queued", "running", "done"] for story in interrupted)
    assert all(story == ["running", "done"] for story in stories.values() if story not in interrupted)
    assert len(stories) == 4


def test_a_job_that_is_resumed_at_once_goes_on(api: Api) -> None:
    job = api.generate(2, seed=20, **SLOW)
    under_way(api, job, results=0)
    tell(api, job, "pause")
    tell(api, job, "resume")
    ended = api.ended(job["id"])
    assert (ended["state"], len(ended["results"])) == ("done", 2)


def test_a_job_that_is_cancelled_while_it_is_paused_is_cancelled(api: Api) -> None:
    running, waiting = api.generate(4, **SLOW), api.generate()
    under_way(api, running, results=0)
    for job in (running, waiting):
        tell(api, job, "pause")
        tell(api, job, "cancel")
    assert {api.ended(job["id"])["state"] for job in (running, waiting)} == {"cancelled"}
    for what in ("pause", "resume"):
        problem = api.problem("POST", f"/api/jobs/{running['id']}/{what}")
        assert (problem["status"], problem["type"]) == (409, "/problems/job-not-open")


def test_any_crowd_of_wishes_ends_in_one_state(api: Api) -> None:
    jobs = [api.generate(2, **SLOW) for _ in range(3)]
    wishes = [(job, what) for job in jobs for what in ("pause", "resume", "pause", "resume")]
    threads = [
        threading.Thread(target=api.call, args=("POST", f"/api/jobs/{job['id']}/{what}")) for job, what in wishes
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for job in jobs:
        state_when(api, job, "done", "running", "queued", "paused")
        api.call("POST", f"/api/jobs/{job['id']}/resume")
    assert {(ended["state"], len(ended["results"])) for job in jobs for ended in [api.ended(job["id"])]} == {
        ("done", 2)
    }


def test_a_paused_queue_goes_on_where_it_was_in_the_order_that_a_person_chose(api: Api) -> None:
    with Page(api) as page:
        first = api.generate(3, seed=30, **SLOW)
        under_way(api, first)
        assert api.post("/api/queue/pause")["paused"] is True
        held = state_when(api, first, "queued")
        second, third, fourth = (api.generate() for _ in range(3))
        moved = api.post(f"/api/jobs/{fourth['id']}/move", {"before": second["id"]})
        assert held["rank"] < moved["rank"] < second["rank"]
        assert api.post(f"/api/jobs/{second['id']}/move", {"to": "back"})["rank"] > third["rank"]
        queue = api.get("/api/queue")
        assert (queue["paused"], queue["running_jobs"], queue["queued_jobs"]) == (True, 0, 4)
        listed = api.get("/api/jobs", limit=4)["items"]
        assert [job["id"] for job in listed] == [job["id"] for job in (fourth, third, second, first)], "newest first"
        assert api.post("/api/queue/resume")["paused"] is False
        for job in (first, second, third, fourth):
            page.wait_for_end(job["id"])
    assert begun(page) == [job["id"] for job in (first, fourth, third, second)]
    ended = api.ended(first["id"])
    assert ended["results"][: len(held["results"])] == held["results"]
    assert len(ended["results"]) == 3


def test_what_does_not_wait_cannot_be_moved(api: Api) -> None:
    running, waiting = api.generate(3, **SLOW), api.generate()
    under_way(api, running, results=0)
    for job, where in ((running, {"to": "front"}), (waiting, {"before": running["id"]})):
        problem = api.problem("POST", f"/api/jobs/{job['id']}/move", json=where)
        assert (problem["status"], problem["type"]) == (409, "/problems/job-not-open")
    for where in ({}, {"to": "front", "before": waiting["id"]}, {"to": "top"}):
        assert api.problem("POST", f"/api/jobs/{waiting['id']}/move", json=where)["status"] == 422


def test_cleared_jobs_are_not_listed_and_keep_their_images(api: Api) -> None:
    done, waiting = api.ended(api.generate()["id"]), api.generate()
    tell(api, waiting, "pause")
    with Page(api) as page:
        cleared = api.post("/api/jobs/clear")["ids"]
        page.wait_for(lambda: any(event.name == "jobs_cleared" for event in page.events))
    assert done["id"] in cleared
    assert waiting["id"] not in cleared
    (told,) = (event.data for event in page.events if event.name == "jobs_cleared")
    assert told["ids"] == cleared
    api.contract.check_event("jobs_cleared", told)
    assert [job["id"] for job in api.get("/api/jobs")["items"]] == [waiting["id"]]
    assert api.get(f"/api/jobs/{done['id']}") == done
    assert api.images(done["results"])
    assert api.post("/api/jobs/clear")["ids"] == []


def test_a_jobs_items_come_in_pages(api: Api) -> None:
    job = api.ended(api.generate(5, seed=50)["id"])
    first = api.get(f"/api/jobs/{job['id']}/items", limit=3)
    second = api.get(f"/api/jobs/{job['id']}/items", limit=3, after=first["next"])
    items = first["items"] + second["items"]
    assert second["next"] is None
    assert [(item["index"], item["seed"], item["state"], item["result_id"]) for item in items] == [
        (index, 50 + index, "done", result) for index, result in enumerate(job["results"])
    ]
    assert api.problem("GET", "/api/jobs/unknown/items")["status"] == 404


def test_an_image_during_which_the_engine_died_is_tried_once_again(painting_server: Server, api: Api) -> None:
    job = api.generate(2, seed=60, **SLOW)
    kill_engine_during(painting_server, job, 0, times=1)
    ended = api.ended(job["id"])
    assert (ended["state"], [image["generation"]["seed"] for image in api.images(ended["results"])]) == (
        "done",
        [60, 61],
    )
    assert not painting_server.incoming()


def test_a_job_that_kills_the_engine_again_and_again_is_set_aside(painting_server: Server, api: Api) -> None:
    job, following = api.generate(4, seed=70, **SLOW), api.generate()
    kill_engine_during(painting_server, job, 0, times=2)
    kill_engine_during(painting_server, job, 1, times=1)
    failed = api.ended(job["id"])
    assert (failed["state"], failed["results"], failed["error"]["type"]) == ("failed", [], "/problems/job-set-aside")
    assert "stopped 3 times" in failed["error"]["detail"]
    errors = [item["error"]["type"] for item in items_of(api, job)]
    assert errors == ["/problems/engine-died", *["/problems/job-set-aside"] * 3]
    assert "The engine stopped twice on this." in items_of(api, job)[0]["error"]["detail"]
    assert api.ended(following["id"])["state"] == "done"
    again = tell(api, job, "retry", status=202)
    assert api.ended(again["id"])["state"] == "done"
    assert not painting_server.incoming()
