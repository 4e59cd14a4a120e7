"""What is left when a job is cancelled, or when the engine or the server is killed in the middle of its work."""

import io
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psutil
import pytest
from PIL import Image

from burnish.library.database import open_database
from burnish.library.jobs import JobStore
from tests.api_client import PATIENCE_SECONDS, Api, Page, wait_until
from tests.fixtures_server import Server, StartServer
from tests.killing import kill_engine_during
from tests.sample_images import image_file

LARGE = image_file(800, 600)
MIDDLING = image_file(500, 400)
SMALL = image_file(40, 30)


def is_under_way(job: dict[str, Any]) -> bool:
    """Whether tiles are being made, with many of them still to come."""
    assert job["state"] in ("queued", "running"), job
    return bool(0 < job["progress"] < 0.7)


def plain_bitmap(width: int, height: int) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, height), "olive").save(file, "BMP")
    return file.getvalue()


@contextmanager
def health_is_asked_for(api: Api) -> Iterator[None]:
    """Fails when the server does not answer at any time during the block."""
    over = threading.Event()
    answers: list[int] = []

    def ask() -> None:
        while not over.wait(0.05):
            answers.append(api.call("GET", "/api/health").status_code)

    thread = threading.Thread(target=ask)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
    assert set(answers) == {200}


def upscale_small(api: Api) -> dict[str, Any]:
    """A small image's result: proof that jobs run."""
    return api.result(api.postprocess(api.upload(SMALL)["id"], denoising_strength=1))


@pytest.fixture
def large_job(server: Server) -> Iterator[Callable[[], dict[str, Any]]]:
    """Starts a job that goes on for long, and gives it once tiles are done."""

    def start() -> dict[str, Any]:
        image = server.api.upload(LARGE)["id"]
        job = server.api.postprocess(image, scale=4, denoising_strength=1)
        return server.api.job_when(job["id"], is_under_way)

    yield start
    for state in ("running", "queued"):
        for job in server.api.get("/api/jobs", state=state)["items"]:
            server.api.post(f"/api/jobs/{job['id']}/cancel")
            server.api.ended(job["id"])


def test_cancelling_in_the_middle_of_an_image_leaves_nothing_of_it(
    server: Server, large_job: Callable[[], dict[str, Any]]
) -> None:
    api = server.api
    job = large_job()
    with Page(api) as page:
        api.post(f"/api/jobs/{job['id']}/cancel")
        page.wait_for_end(job["id"])
    told = page.told_of(job["id"])[-1]
    ended = api.get(f"/api/jobs/{job['id']}")
    assert told == ended | {"sequence": told["sequence"]}
    assert (ended["state"], ended["stage"], ended["error"], ended["results"]) == ("cancelled", "Cancelled", None, [])
    assert not [event for event in page.events if event.name == "image_created"]
    assert not server.incoming()
    upscale_small(api)


def test_a_job_is_cancelled_before_it_begins_and_done_again_later(
    server: Server, large_job: Callable[[], dict[str, Any]]
) -> None:
    api = server.api
    large = large_job()
    image = api.upload(SMALL)["id"]
    waiting = api.postprocess(image, denoising_strength=1)
    assert api.get("/api/health")["queued_jobs"] == 1
    cancelled = api.post(f"/api/jobs/{waiting['id']}/cancel")
    assert (cancelled["state"], cancelled["started_at"]) == ("cancelled", None)
    assert api.get(f"/api/jobs/{large['id']}")["state"] == "running"
    again = api.post(f"/api/jobs/{waiting['id']}/retry", status=202)
    assert (again["images"], again["recipe"], again["state"]) == ([image], waiting["recipe"], "queued")
    api.post(f"/api/jobs/{large['id']}/cancel")
    assert api.result(again)["source_id"] == image


def test_every_job_of_a_queue_that_is_cancelled_at_once_ends(
    server: Server, large_job: Callable[[], dict[str, Any]]
) -> None:
    api = server.api
    large_job()
    image = api.upload(LARGE)["id"]
    jobs = [api.postprocess(image, denoising_strength=1)["id"] for _ in range(6)]
    running = api.get("/api/jobs", state="running")["items"][0]["id"]
    threads = [threading.Thread(target=api.post, args=(f"/api/jobs/{job}/cancel",)) for job in [running, *jobs]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {api.ended(job)["state"] for job in [running, *jobs]} == {"cancelled"}
    upscale_small(api)


def test_an_engine_killed_twice_fails_its_job_with_the_reason_and_nothing_else(
    server: Server, large_job: Callable[[], dict[str, Any]]
) -> None:
    api = server.api
    restarts = api.get("/api/health")["engine"]["restarts"]
    job = large_job()
    with health_is_asked_for(api):
        kill_engine_during(server, job, 0, times=2)
        failed = api.ended(job["id"])
        assert (failed["state"], failed["stage"], failed["results"]) == ("failed", "Failed", [])
        assert failed["error"]["type"] == "/problems/engine-died"
        assert "the system killed it, most likely because memory ran out" in failed["error"]["detail"]
        assert not server.incoming()
        upscale_small(api)
    assert api.get("/api/health")["engine"]["restarts"] == restarts + 2


def test_an_engine_killed_while_idle_is_not_noticed(server: Server) -> None:
    upscale_small(server.api)
    server.engine().kill()
    wait_until(lambda: server.api.get("/api/health")["engine"], lambda engine: engine["state"] == "stopped")
    upscale_small(server.api)


def test_the_server_answers_while_it_works_and_takes_in_large_files(
    server: Server, large_job: Callable[[], dict[str, Any]]
) -> None:
    large_job()
    with health_is_asked_for(server.api):
        assert server.api.upload(plain_bitmap(6000, 4000))["width"] == 6000


def test_a_killed_servers_job_is_run_again(start_server: StartServer) -> None:
    first = start_server()
    image = first.api.upload(MIDDLING, "aunt.png")
    job = first.api.postprocess(image["id"], denoising_strength=1)
    waiting = first.api.postprocess(first.api.upload(SMALL)["id"], denoising_strength=1)
    first.api.job_when(job["id"], is_under_way)
    children = first.children()
    assert len(children) == 2, "an engine and a decoder"
    first.stop(signal.SIGKILL)
    psutil.wait_procs(children, PATIENCE_SECONDS)
    assert not [child for child in children if child.is_running()]

    second = start_server()
    assert second.api.get(f"/api/images/{image['id']}") == image
    assert second.api.file(image["id"]) == MIDDLING
    results = [second.api.result(each) for each in (job, waiting)]
    assert [result["width"] for result in results] == [1000, 80]
    assert not second.incoming()
    assert not (second.root / "orphans").exists()
    assert second.api.get("/api/images")["total"] == 4


@pytest.mark.parametrize("signal_number", [signal.SIGTERM, signal.SIGINT])
def test_a_server_that_is_stopped_in_the_middle_of_everything_leaves_in_good_order(
    start_server: StartServer, signal_number: int
) -> None:
    server = start_server()
    job = server.api.postprocess(server.api.upload(LARGE)["id"], denoising_strength=1)
    server.api.job_when(job["id"], is_under_way)
    children = server.children()
    with Page(server.api), ended_when_the_server_is_gone(server):
        assert server.stop(signal_number) == 0
    psutil.wait_procs(children, PATIENCE_SECONDS)
    assert not [child for child in children if child.is_running()]
    assert server.process.stdout is not None
    assert server.process.stdout.read() == "Burnish has stopped.\n"
    assert server.log.read_text() == ""

    database = open_database(server.root)
    assert JobStore(database).get(job["id"]).state == "running", "to be run again at the next start"
    database.close()


@contextmanager
def ended_when_the_server_is_gone(server: Server) -> Iterator[None]:
    """Asks for the health over and over, so that the server is always in the middle of something."""

    def ask() -> None:
        try:
            while True:
                server.api.call("GET", "/api/health")
        except OSError:
            return

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    yield
    for thread in threads:
        thread.join()
