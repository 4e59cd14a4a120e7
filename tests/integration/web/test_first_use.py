"""A job whose weights are missing fetches them before all else."""

import itertools
import os
import shutil
import signal
from pathlib import Path

from tests.api_client import Api, Json, Page, wait_until
from tests.fixtures_mirror import GENERAL, TWIN, FetchingServer
from tests.fixtures_server import Server
from tests.sample_images import image_file

STAGE = f"Fetching {GENERAL}"
FILE = f"{GENERAL}.pth"
ENGINE = "burnish.engine.main"


def upload(api: Api, count: int = 1) -> list[str]:
    """Ids of small images."""
    return [api.upload(image_file(30 + number, 20), f"{number}.png")["id"] for number in range(count)]


def is_half_fetched(job: Json) -> bool:
    """Whether a job's fetch of one file has come about as far as a mirror gives that does not flow."""
    return bool(job["stage"] == STAGE and job["progress"] > 0.08)


def engine_besides(server: Server, killed: set[int]) -> Json:
    """The id of an engine's process that is none of those; nothing while there is none."""
    return next(({"pid": child.pid} for child in server.children(ENGINE) if child.pid not in killed), {})


def weights_told(page: Page, name: str) -> list[Json]:
    """What the page was told of weights, in order."""
    return [event.data for event in page.events if event.name == "weights_progress" and event.data["name"] == name]


def test_the_fetch_is_seen_in_the_job_and_in_the_weights_and_the_work_follows(fetching: FetchingServer) -> None:
    api = fetching.server.api
    (image,) = upload(api)
    fetching.mirror.flowing.clear()
    with Page(api) as page:
        job = api.postprocess(image, denoising_strength=1)
        half = api.job_when(job["id"], is_half_fetched)
        assert half["state"] == "running"
        assert half["progress"] < 0.25
        assert half["remaining_seconds"] is None or half["remaining_seconds"] > 0
        record = fetching.record(GENERAL)
        assert (record["state"], record["stored_bytes"]) == ("downloading", None)
        assert 0 < record["progress"] < 1
        assert api.get("/api/health")["engine"]["state"] == "busy"
        fetching.mirror.flowing.set()
        page.wait_for_end(job["id"])
    told = page.told_of(job["id"])
    assert [record["state"] for record in told] == ["queued", *["running"] * (len(told) - 2), "done"]
    progress = [record["progress"] for record in told]
    assert progress == sorted(progress)
    stages = list(dict.fromkeys(record["stage"] for record in told))
    assert stages[:3] == ["Waiting", "Starting", STAGE]
    remaining = [record["remaining_seconds"] for record in told if record["remaining_seconds"] is not None]
    assert remaining == sorted(remaining, reverse=True)
    states = [record["state"] for record in weights_told(page, GENERAL)]
    assert [state for state, _ in itertools.groupby(states)] == ["downloading", "ready"]
    assert states.count("downloading") > 1
    assert [name for name, _ in fetching.mirror.requests] == [FILE]


def test_a_cancelled_fetch_keeps_what_came_and_goes_on_from_there(fetching: FetchingServer) -> None:
    api = fetching.server.api
    engine = fetching.server.engine().pid
    (image,) = upload(api)
    fetching.mirror.flowing.clear()
    job = api.postprocess(image, denoising_strength=1)
    api.job_when(job["id"], is_half_fetched)
    api.post(f"/api/jobs/{job['id']}/cancel")
    fetching.mirror.flowing.set()
    cancelled = api.ended(job["id"])
    assert (cancelled["state"], cancelled["error"], cancelled["results"]) == ("cancelled", None, [])
    assert fetching.record(GENERAL)["state"] == "missing"
    fetching.mirror.requests.clear()
    api.result(api.post(f"/api/jobs/{job['id']}/retry", status=202))
    ((name, asked),) = fetching.mirror.requests
    assert name == FILE
    assert asked is not None, "what is kept is not fetched again"
    assert fetching.server.engine().pid == engine, "no engine had to be killed"


def test_without_its_weights_a_job_over_many_images_fails_once_and_is_retried_whole(fetching: FetchingServer) -> None:
    api = fetching.server.api
    images = upload(api, 3)
    fetching.mirror.files.clear()
    job = api.postprocess(*images, denoising_strength=1)
    failed = api.ended(job["id"])
    assert (failed["state"], failed["results"], failed["error"]["type"]) == (
        "failed",
        [],
        "/problems/weights-unavailable",
    )
    record = fetching.record(GENERAL)
    for told in (FILE, record["address"], "403", fetching.mirror.url, "404", str(fetching.weights)):
        assert told in failed["error"]["detail"]
    assert [name for name, _ in fetching.mirror.requests] == [FILE], "it was asked once, not once for each image"
    assert record["state"] == "missing"
    fetching.mirror.restore()
    again = api.post(f"/api/jobs/{job['id']}/retry", status=202)
    assert again["images"] == images
    ended = api.ended(again["id"])
    assert (ended["state"], len(ended["results"])) == ("done", 3)


def test_a_file_put_into_the_folder_by_hand_is_what_a_retry_takes(fetching: FetchingServer, test_data: Path) -> None:
    api = fetching.server.api
    fetching.mirror.files.clear()
    failed = api.ended(api.postprocess(*upload(api), denoising_strength=1)["id"])
    shutil.copy(test_data / "weights" / FILE, failed_folder(failed))
    with Page(api) as page:
        again = api.post(f"/api/jobs/{failed['id']}/retry", status=202)
        page.wait_for_end(again["id"])
    assert page.told_of(again["id"])[-1]["state"] == "done"
    assert weights_told(page, GENERAL)[-1]["state"] == "ready"
    assert fetching.record(GENERAL)["source"] == "placed by hand"


def failed_folder(job: Json) -> str:
    """The folder that the problem of a job names."""
    folder: str = job["error"]["detail"].split(" put the file into ")[1].split(" and try again")[0]
    return folder


def test_what_a_job_can_do_without_is_tried_once(fetching: FetchingServer) -> None:
    api = fetching.server.api
    del fetching.mirror.files[f"{TWIN}.pth"]
    job = api.ended(api.postprocess(*upload(api, 3), denoising_strength=0.5)["id"])
    assert (job["state"], len(job["results"])) == ("done", 3)
    for image in api.images(job["results"]):
        assert image["recipe"]["steps"][0]["denoising_strength"] == 1
        assert TWIN in image["notes"][0]
    assert [name for name, _ in fetching.mirror.requests] == [FILE, f"{TWIN}.pth"]


def test_two_files_are_fetched_as_one_stretch_of_progress(fetching: FetchingServer) -> None:
    api = fetching.server.api
    (image,) = upload(api)
    fetching.mirror.flowing.clear()
    with Page(api) as page:
        job = api.postprocess(image, denoising_strength=0.5)
        api.job_when(job["id"], lambda record: bool(record["progress"] > 0.03))
        fetching.mirror.flowing.set()
        page.wait_for_end(job["id"])
    told = [(record["stage"], record["progress"]) for record in page.told_of(job["id"])]
    first, second, work = (
        [progress for stage, progress in told if stage == name]
        for name in (f"Fetching {GENERAL}", f"Fetching {TWIN}", "Done")
    )
    assert first
    assert all(progress < 0.13 for progress in first), "the first half of the stretch, which is a quarter of the job"
    assert all(0.12 < progress < 0.26 for progress in second)
    assert work == [1]


def test_nothing_is_generated_when_the_recipe_could_not_be_run_afterwards(fetching: FetchingServer) -> None:
    api = fetching.server.api
    fetching.mirror.files.clear()
    with Page(api) as page:
        job = api.generate(3, then=[{"type": "upscale", "scale": 2, "denoising_strength": 1}])
        page.wait_for_end(job["id"])
    failed = api.get(f"/api/jobs/{job['id']}")
    assert (failed["state"], failed["results"]) == ("failed", [])
    assert failed["error"]["type"] == "/problems/weights-unavailable"
    assert not [event for event in page.events if event.name == "image_created"]
    fetching.mirror.restore()
    again = api.ended(api.post(f"/api/jobs/{job['id']}/retry", status=202)["id"])
    assert (again["state"], len(again["results"])) == ("done", 6)


def test_damaged_weights_are_fetched_anew_at_their_next_use(fetching: FetchingServer) -> None:
    api = fetching.server.api
    (image,) = upload(api)
    api.result(api.postprocess(image, denoising_strength=1))
    stored = fetching.weights / f"{GENERAL}.safetensors"
    stored.write_bytes(stored.read_bytes()[:-1])
    assert fetching.record(GENERAL)["state"] == "damaged"
    api.result(api.postprocess(image, denoising_strength=1))
    assert fetching.record(GENERAL)["state"] == "ready"
    assert len(fetching.mirror.requests) == 2


def test_an_engine_that_dies_while_it_fetches_leaves_nothing_that_seems_to_go_on(fetching: FetchingServer) -> None:
    api = fetching.server.api
    (image,) = upload(api)
    fetching.mirror.flowing.clear()
    job = api.postprocess(image, denoising_strength=1)
    api.job_when(job["id"], is_half_fetched)
    killed: set[int] = set()
    for _ in range(2):
        another = wait_until(lambda: engine_besides(fetching.server, killed), bool)
        os.kill(another["pid"], signal.SIGKILL)
        killed.add(another["pid"])
    assert api.ended(job["id"])["error"]["type"] == "/problems/engine-died"
    wait_until(lambda: fetching.record(GENERAL), lambda record: record["state"] == "missing")
    fetching.mirror.flowing.set()
    api.result(api.post(f"/api/jobs/{job['id']}/retry", status=202))
