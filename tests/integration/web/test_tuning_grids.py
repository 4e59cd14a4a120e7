"""A page compares settings on a part of an image: cells come one by one, before other work, and can be cancelled."""

import io
import signal
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from tests.api_client import Api, Json, Page, wait_until
from tests.fixtures_server import Server, StartServer
from tests.sample_images import image_file

LIGHT = "mobilenet0.25"
PART = {"left": 10, "top": 5, "right": 50, "bottom": 35}
UPSCALING = {"type": "upscale", "scale": 2, "denoising_strength": 1}
GFPGAN = {"type": "restore_faces", "algorithm": "gfpgan", "detector": LIGHT}


def asked(image: str, step: Json | None = None, **tuning: Any) -> Json:
    grid = {"step": step or UPSCALING, "crop": PART, "columns": [0, 0.5, 1], **tuning}
    return {"kind": "tuning_grid", "image": image, "tuning": grid}


def compare(api: Api, image: str, step: Json | None = None, **tuning: Any) -> Json:
    job: Json = api.post("/api/jobs", asked(image, step, **tuning), status=202)
    return job


def picture(api: Api, path: str) -> np.ndarray:
    response = api.call("GET", path)
    assert response.status_code == 200, response.text
    assert response.headers["Content-Type"] == "image/png"
    assert "immutable" in response.headers["Cache-Control"]
    with Image.open(io.BytesIO(response.content)) as image:
        return np.asarray(image).astype(int)


def cells_of(api: Api, job: Json) -> list[np.ndarray]:
    items = api.get(f"/api/jobs/{job['id']}/items")["items"]
    return [picture(api, f"/api/jobs/{job['id']}/cells/{item['index']}") for item in items]


@pytest.fixture
def photo(api: Api) -> str:
    record: str = api.upload(image_file(70, 50), "aunt.png")["id"]
    return record


def test_cells_are_told_of_one_by_one_and_equal_real_results(api: Api, photo: str) -> None:
    with Page(api) as page:
        job = compare(api, photo, rows=[1], crop=PART | {"right": 1000, "left": 9.7})
        assert (job["title"], job["subject"], job["images"]) == ("Compare settings: aunt.png", "aunt.png", [photo])
        assert job["tuning"]["crop"] == PART | {"right": 70}
        page.wait_for_end(job["id"])
        told = [event.data for event in page.events if event.name == "job_item_updated"]
    ended = api.ended(job["id"])
    assert (ended["state"], ended["progress"], ended["results"]) == ("done", 1, [])
    assert [item["index"] for item in told if item["job_id"] == job["id"] and item["state"] == "done"] == [0, 1, 2, 3]
    original, *cells = cells_of(api, job)
    assert original.shape == (60, 120, 3)
    assert np.array_equal(original, cells[0]), "without any of the network's picture"
    result = api.result(api.postprocess(photo, scale=2, denoising_strength=1, upscale_strength=0.5))
    whole = picture_of(api.file(result["id"]))
    exact = api.get("/api/health")["engine"]["precision"] == "float32"
    assert np.abs(cells[1] - whole[10:70, 20:140]).max() <= (1 if exact else 6)
    assert picture(api, f"/api/jobs/{job['id']}/montage").shape[1] > 4 * 120


def picture_of(content: bytes) -> np.ndarray:
    with Image.open(io.BytesIO(content)) as image:
        return np.asarray(image).astype(int)


def test_faces_are_restored_as_in_the_whole_image(face_server: Server, test_data: Path) -> None:
    api = face_server.api
    photo = api.upload((test_data / "photos" / "couple_grey_8bit.png").read_bytes(), "couple.png")["id"]
    job = compare(api, photo, GFPGAN, columns=[0.6], crop={"left": 0, "top": 0, "right": 260, "bottom": 351})
    assert api.ended(job["id"])["state"] == "done"
    assert api.look_for_faces(photo, LIGHT).status_code == 200, "what the grid has found is known"
    original, cell = cells_of(api, job)
    assert not np.array_equal(original, cell)
    result = api.result(api.run_recipe(photo, steps=[GFPGAN | {"strength": 0.6}]))
    assert np.array_equal(picture_of(api.file(result["id"]))[:351, :260], cell)

    nobody = compare(api, photo, GFPGAN, crop={"left": 0, "top": 320, "right": 20, "bottom": 340})
    ended = api.ended(nobody["id"])
    assert (ended["state"], ended["error"]["type"].rpartition("/")[2]) == ("failed", "no-face-found")
    assert "marked part of couple.png" in ended["error"]["detail"]


@pytest.mark.parametrize(
    ("tuning", "detail"),
    [
        ({"crop": PART | {"left": 500, "right": 600}}, "aunt.png, which is 70 x 50"),
        ({"crop": PART | {"right": 20}}, "at least 16 x 16"),
        ({"crop": PART | {"right": 5}}, "greater than"),
        ({"crop": PART | {"right": "NaN"}}, "right"),
        ({"columns": [0.5] * 1000}, "columns"),
        ({"columns": [0.1] * 10, "rows": [0.1] * 10}, "at most 64"),
        ({"rows": [0.5], "step": GFPGAN}, "GFPGAN"),
        ({"rows": [0.5], "step": UPSCALING | {"model": "RealESRGAN_x4plus"}}, "x4plus"),
        ({"rows": [2]}, "rows"),
        ({"secret": 1}, "secret"),
    ],
)
def test_what_cannot_be_compared_is_refused_at_once(api: Api, photo: str, tuning: Json, detail: str) -> None:
    problem = api.problem("POST", "/api/jobs", json=asked(photo, **tuning))
    assert problem["status"] == 422
    assert detail in str(problem)


def test_what_is_not_there_is_no_cell(api: Api, photo: str) -> None:
    assert api.problem("POST", "/api/jobs", json=asked("nobody"))["status"] == 404
    gone = api.upload(image_file(40, 40), "gone.png")["id"]
    api.call("DELETE", f"/api/images/{gone}")
    assert api.problem("POST", "/api/jobs", json=asked(gone))["status"] == 404
    job = api.ended(compare(api, photo)["id"])["id"]
    other = api.ended(api.postprocess(photo, denoising_strength=1)["id"])["id"]
    for path in (f"{job}/cells/4", f"{job}/cells/-1", f"{job}/cells/1e3", f"{job}/cells/99999999999999999999"):
        assert api.call("GET", f"/api/jobs/{path}").status_code in (404, 422), path
    for path in (f"{job}/cells/1000", f"{other}/cells/0", f"{other}/montage", "nobody/cells/0", "../cells/0"):
        assert api.call("GET", f"/api/jobs/{path}").status_code == 404, path


def test_a_grid_goes_before_other_jobs_also_while_the_queue_is_paused(api: Api, photo: str) -> None:
    waiting = api.postprocess(*[api.upload(image_file(60, 60), f"{n}.png")["id"] for n in range(3)], scale=2)
    grid = compare(api, photo)
    assert api.ended(grid["id"])["state"] == "done"
    ended = api.ended(waiting["id"])
    assert ended["finished_at"] > api.get(f"/api/jobs/{grid['id']}")["finished_at"]
    api.post("/api/queue/pause")
    try:
        assert api.ended(compare(api, photo)["id"])["state"] == "done"
    finally:
        api.post("/api/queue/resume")


def test_a_cancelled_grid_keeps_its_cells_and_can_be_made_again(api: Api) -> None:
    photo = api.upload(image_file(700, 500), "large.png")["id"]
    crop = {"left": 0, "top": 0, "right": 700, "bottom": 500}
    job = compare(api, photo, crop=crop, rows=[1, 1, 1, 1], columns=[1])
    api.job_when(job["id"], lambda now: now["progress"] > 0.05)
    api.post(f"/api/jobs/{job['id']}/cancel")
    assert api.ended(job["id"])["state"] == "cancelled"
    assert picture(api, f"/api/jobs/{job['id']}/cells/0").shape == (1000, 1400, 3)
    assert api.problem("GET", f"/api/jobs/{job['id']}/montage")["status"] == 404
    again = api.post(f"/api/jobs/{job['id']}/retry", status=202)
    assert (again["kind"], again["tuning"], again["images"]) == ("tuning_grid", job["tuning"], [photo])
    api.post(f"/api/jobs/{again['id']}/cancel")
    api.ended(again["id"])


def begun_grid(api: Api) -> Json:
    """A grid of three rows, of which only the original has been made."""
    photo = api.upload(image_file(160, 120), "larger.png")["id"]
    job = compare(api, photo, crop={"left": 0, "top": 0, "right": 160, "bottom": 120}, rows=[1, 1, 1], columns=[0, 1])
    wait_until(lambda: api.get(f"/api/jobs/{job['id']}/items")["items"][0], lambda item: item["state"] == "done")
    return job


def expect_whole(api: Api, job: Json) -> None:
    ended = api.ended(job["id"])
    assert (ended["state"], ended["error"]) == ("done", None)
    original, *cells = cells_of(api, job)
    assert [np.array_equal(original, cell) for cell in cells] == [True, False] * 3


def test_a_grid_is_made_whole_though_it_is_paused_and_the_engine_is_killed(api: Api, server: Server) -> None:
    job = begun_grid(api)
    api.post(f"/api/jobs/{job['id']}/pause")
    api.job_when(job["id"], lambda now: now["state"] == "paused")
    api.post(f"/api/jobs/{job['id']}/resume")
    api.job_when(job["id"], lambda now: now["state"] == "running" and now["stage"] == "Upscaling")
    server.engine().kill()
    expect_whole(api, job)


def test_a_killed_servers_grid_is_made_again(start_server: StartServer) -> None:
    first = start_server("--no-restore")
    job = begun_grid(first.api)
    first.stop(signal.SIGKILL)
    second = start_server("--no-restore")
    expect_whole(second.api, job)
    assert {path.suffix for path in (second.root / "tuning" / job["id"]).iterdir()} == {".png"}


def test_a_grid_goes_before_the_rest_of_a_batch(api: Api, photo: str) -> None:
    batch = api.generate(3, then=[UPSCALING], width=128, height=128, steps=10)
    api.job_when(batch["id"], lambda job: job["state"] == "running")
    grid = api.ended(compare(api, photo)["id"])
    assert grid["state"] == "done"
    ended = api.ended(batch["id"])
    assert ended["finished_at"] > grid["finished_at"]
    assert len(ended["results"]) == 6, "images and their results"


def test_pictures_go_with_jobs_that_are_taken_off_the_list(api: Api, server: Server, photo: str) -> None:
    job = api.ended(compare(api, photo)["id"])["id"]
    assert (server.root / "tuning" / job / "montage.png").is_file()
    assert job in api.post("/api/jobs/clear")["ids"]
    assert not (server.root / "tuning" / job).exists()
    assert api.problem("GET", f"/api/jobs/{job}/cells/0")["status"] == 404
