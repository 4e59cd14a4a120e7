"""The fetches that a person asks for go on beside all other work."""

import shutil
import signal
from pathlib import Path

import psutil

from tests.api_client import PATIENCE_SECONDS, Json, Page, wait_until
from tests.fixtures_mirror import ENORMOUS, GENERAL, TWIN, FetchingServer
from tests.fixtures_server import Server, give_weights, serving
from tests.mirror import Mirror
from tests.sample_images import image_file

LARGE = image_file(1200, 900)
SMALL = image_file(40, 30)


def download(fetching: FetchingServer, name: str) -> Json:
    """Asks for weights and gives the job."""
    job: Json = fetching.server.api.post(f"/api/weights/{name}/download", status=202)
    return job


def is_half_fetched(job: Json) -> bool:
    """Whether a download has come about as far as a mirror gives that does not flow."""
    return bool(job["stage"].startswith("Fetching") and job["progress"] > 0.3)


def waits(job: Json) -> bool:
    """Whether a job waits for another one's fetch."""
    return bool(job["stage"] == f"Waiting for the fetch of {GENERAL}")


def engines(server: Server) -> list[psutil.Process]:
    """The processes of the engine's program, the one that fetches included."""
    return server.children("burnish.engine.main")


def test_a_fetch_does_not_wait_for_a_long_job(fetching: FetchingServer, weights_root: Path) -> None:
    api = fetching.server.api
    give_weights(weights_root, fetching.server.root)
    long = api.postprocess(api.upload(LARGE)["id"], scale=4, denoising_strength=1)
    api.job_when(long["id"], lambda job: job["stage"] == "Upscaling")
    restarts = api.get("/api/health")["engine"]["restarts"]
    with Page(api) as page:
        fetched = api.ended(download(fetching, TWIN)["id"])
        assert (fetched["state"], fetched["stage"], fetched["progress"]) == ("done", "Done", 1)
        page.wait_for(lambda: any(event.data.get("state") == "ready" for event in page.events))
    assert fetching.record(TWIN)["state"] == "ready"
    assert api.get(f"/api/jobs/{long['id']}")["state"] == "running"
    engine = api.get("/api/health")["engine"]
    assert (engine["state"], engine["restarts"]) == ("busy", restarts)
    wait_until(lambda: {"engines": len(engines(fetching.server))}, lambda seen: seen["engines"] == 1)


def test_fetches_come_one_after_the_other_and_the_same_is_not_asked_for_twice(fetching: FetchingServer) -> None:
    api = fetching.server.api
    fetching.mirror.flowing.clear()
    first, second = download(fetching, GENERAL), download(fetching, TWIN)
    half = api.job_when(first["id"], is_half_fetched)
    assert (half["kind"], half["weights"], half["stage"]) == ("download", GENERAL, f"Fetching {GENERAL}")
    assert download(fetching, GENERAL)["id"] == first["id"]
    assert download(fetching, TWIN) == second
    assert (second["state"], fetching.record(TWIN)["state"]) == ("queued", "missing")
    assert api.get("/api/health")["queued_jobs"] == 1
    api.post(f"/api/jobs/{second['id']}/cancel")
    fetching.mirror.flowing.set()
    assert [api.ended(job["id"])["state"] for job in (first, second)] == ["done", "cancelled"]
    again = api.post(f"/api/jobs/{second['id']}/retry", status=202)
    assert again["id"] != second["id"]
    assert api.ended(again["id"])["state"] == "done"
    assert len(fetching.mirror.requests) == 2


def test_a_job_waits_for_the_fetch_of_what_it_needs(fetching: FetchingServer) -> None:
    api = fetching.server.api
    image = api.upload(SMALL)["id"]
    fetching.mirror.flowing.clear()
    fetch = download(fetching, GENERAL)
    api.job_when(fetch["id"], is_half_fetched)
    cancelled, job = (api.postprocess(image, denoising_strength=1) for _ in range(2))
    api.job_when(cancelled["id"], waits)
    api.post(f"/api/jobs/{cancelled['id']}/cancel")
    api.job_when(job["id"], waits)
    assert api.ended(cancelled["id"])["state"] == "cancelled"
    assert fetching.record(GENERAL)["state"] == "downloading", "another job's cancelling does not end it"
    fetching.mirror.flowing.set()
    api.result(job)
    assert api.ended(fetch["id"])["state"] == "done"
    assert len(fetching.mirror.requests) == 1


def test_what_is_fetched_is_not_removed_meanwhile_and_goes_on_where_it_was_cancelled(fetching: FetchingServer) -> None:
    api = fetching.server.api
    fetching.mirror.flowing.clear()
    job = download(fetching, GENERAL)
    api.job_when(job["id"], is_half_fetched)
    problem = api.problem("DELETE", f"/api/weights/{GENERAL}")
    assert (problem["type"], problem["status"]) == ("/problems/weights-busy", 409)
    api.post(f"/api/jobs/{job['id']}/cancel")
    fetching.mirror.flowing.set()
    assert api.ended(job["id"])["state"] == "cancelled"
    assert fetching.record(GENERAL)["state"] == "missing"
    assert api.ended(download(fetching, GENERAL)["id"])["state"] == "done"
    assert fetching.mirror.requests[-1][1] is not None, "what is kept is not fetched again"
    removed = api.call("DELETE", f"/api/weights/{GENERAL}").json()
    assert (removed["state"], removed["stored_bytes"]) == ("missing", None)
    assert fetching.record(GENERAL) == removed


def test_what_the_disk_cannot_hold_is_not_begun(fetching: FetchingServer) -> None:
    problem = fetching.server.api.problem("POST", f"/api/weights/{ENORMOUS}/download")
    assert (problem["type"], problem["status"]) == ("/problems/disk-full", 507)
    assert not fetching.mirror.requests
    assert fetching.server.api.problem("POST", "/api/weights/nope/download")["status"] == 404


def test_a_fetch_of_what_is_there_is_done_at_once(fetching: FetchingServer, weights_root: Path) -> None:
    give_weights(weights_root, fetching.server.root)
    assert fetching.server.api.ended(download(fetching, GENERAL)["id"])["state"] == "done"
    assert not fetching.mirror.requests


def test_offline_only_what_was_put_into_the_folder_is_fetched(tmp_path: Path, test_data: Path) -> None:
    with serving(tmp_path / "library", "--no-esrgan", "--no-restore") as server:
        problem = server.api.problem("POST", f"/api/weights/{TWIN}/download")
        assert (problem["type"], problem["status"]) == ("/problems/weights-unavailable", 503)
        assert "--offline" in problem["detail"]
        assert server.api.get("/api/jobs")["items"] == []
        (server.root / "weights").mkdir(exist_ok=True)
        shutil.copy(test_data / "weights" / f"{TWIN}.pth", server.root / "weights")
        job = server.api.post(f"/api/weights/{TWIN}/download", status=202)
        assert server.api.ended(job["id"])["state"] == "done"


def test_a_killed_servers_fetch_goes_on_at_the_next_start(tmp_path: Path, mirror: Mirror) -> None:
    mirror.restore()
    mirror.flowing.clear()
    flags = ("--no-offline", "--no-esrgan", "--no-restore")
    with serving(tmp_path / "library", *flags, variables=mirror.variables()) as first:
        job = first.api.post(f"/api/weights/{TWIN}/download", status=202)
        first.api.job_when(job["id"], is_half_fetched)
        children = first.children()
        first.stop(signal.SIGKILL)
        mirror.flowing.set()
        psutil.wait_procs(children, PATIENCE_SECONDS)
        assert not [child for child in children if child.is_running()]
    mirror.requests.clear()
    with serving(tmp_path / "library", *flags, variables=mirror.variables()) as second:
        assert second.api.ended(job["id"])["state"] == "done"
    ((_, asked),) = mirror.requests
    assert asked is not None, "what is kept is not fetched again"
