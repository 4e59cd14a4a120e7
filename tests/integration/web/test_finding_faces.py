"""A page asks for the faces in an image, and has them found when nobody has looked yet."""

import io
import signal
from pathlib import Path

import pytest
from PIL import Image

from tests.api_client import Api, Page
from tests.fixtures_server import Server, StartServer, give_face_weights
from tests.sample_images import image_file

LIGHT = "mobilenet0.25"


@pytest.fixture
def api(face_server: Server) -> Api:
    return face_server.api


@pytest.fixture
def couple(api: Api, test_data: Path) -> str:
    """The id of a new upload that shows two people."""
    record: str = api.upload((test_data / "photos" / "couple_grey_8bit.png").read_bytes(), "couple.png")["id"]
    return record


def test_faces_are_looked_for_once(api: Api, couple: str) -> None:
    with Page(api) as page:
        answer = api.look_for_faces(couple, LIGHT)
        assert answer.status_code == 202
        job = answer.json()
        assert (job["kind"], job["detector"], job["title"]) == ("detect_faces", LIGHT, "Find faces: couple.png")
        assert job["images"] == [couple]
        page.wait_for_end(job["id"])
    told = page.told_of(job["id"])
    assert [record["state"] for record in told] == ["queued", *["running"] * (len(told) - 2), "done"]
    stages = {record["stage"] for record in told}
    assert stages <= {"Waiting", "Starting", "Reading the image", "Finding faces", "Done"}, "those that last"
    progress = [record["progress"] for record in told]
    assert progress == sorted(progress)

    answer = api.look_for_faces(couple, LIGHT)
    assert answer.status_code == 200
    found = answer.json()
    assert (found["image_id"], found["detector"]) == (couple, LIGHT)
    faces = [face for face in found["items"] if face["confidence"] > 0.8]
    assert len(faces) == 2
    for face in faces:
        box = face["box"]
        assert 0 < box["left"] < box["right"] < 500
        assert 0 < box["top"] < box["bottom"] < 351
        assert all(box["left"] < x < box["right"] and box["top"] < y < box["bottom"] for x, y in face["landmarks"])
    assert api.get("/api/jobs", limit=1)["items"][0]["id"] == job["id"], "nothing was queued again"


def test_a_page_that_asks_again_meanwhile_waits_for_the_same_job(api: Api, couple: str) -> None:
    first, second = (api.look_for_faces(couple, LIGHT) for _ in range(2))
    assert (first.status_code, second.status_code) == (202, 202)
    assert first.json()["id"] == second.json()["id"]
    assert api.ended(first.json()["id"])["state"] == "done"


def test_each_detector_finds_for_itself(api: Api, couple: str) -> None:
    assert api.faces(couple, LIGHT)["detector"] == LIGHT
    assert api.look_for_faces(couple, "resnet50").status_code == 202
    assert api.faces(couple, "resnet50") == {"image_id": couple, "detector": "resnet50", "items": []}


def test_the_default_detector_is_that_of_the_step(api: Api, couple: str) -> None:
    job = api.call("GET", f"/api/images/{couple}/faces").json()
    assert job["detector"] == "resnet50"


@pytest.mark.parametrize("query", ["detector=haar", "detector=", "detectors=mtcnn"])
def test_a_bad_query_is_named(api: Api, couple: str, query: str) -> None:
    assert api.problem("GET", f"/api/images/{couple}/faces?{query}")["status"] == 422


def test_an_image_that_is_not_there_has_no_faces(api: Api) -> None:
    assert api.problem("GET", "/api/images/nope/faces")["type"] == "/problems/image-not-found"


def test_an_image_whose_file_has_gone_fails_with_the_reason_and_can_be_tried_again(face_server: Server) -> None:
    api = face_server.api
    content = image_file(60, 40)
    image = api.upload(content)["id"]
    (file,) = face_server.root.glob(f"images/*/{image}.png")
    file.unlink()
    failed = api.ended(api.look_for_faces(image, LIGHT).json()["id"])
    assert (failed["state"], failed["error"]["type"]) == ("failed", "/problems/image-file-missing")
    file.write_bytes(content)
    again = api.post(f"/api/jobs/{failed['id']}/retry", status=202)
    assert (again["kind"], again["detector"], again["images"]) == ("detect_faces", LIGHT, [image])
    assert api.ended(again["id"])["state"] == "done"
    assert api.faces(image, LIGHT)["items"] == []


def test_a_waiting_search_is_cancelled(api: Api, couple: str) -> None:
    busy = api.postprocess(api.upload(image_file(500, 400))["id"], denoising_strength=1)
    api.job_when(busy["id"], lambda job: job["stage"] == "Upscaling")
    job = api.look_for_faces(couple, LIGHT).json()
    assert api.post(f"/api/jobs/{job['id']}/cancel")["state"] == "cancelled"
    assert api.ended(busy["id"])["state"] == "done"
    assert api.get(f"/api/jobs/{job['id']}")["state"] == "cancelled"
    assert api.look_for_faces(couple, LIGHT).json()["id"] != job["id"]


def test_a_running_search_is_cancelled(api: Api) -> None:
    image = api.upload(image_file(1600, 1200))["id"]
    job = api.look_for_faces(image, "resnet50").json()
    api.job_when(job["id"], lambda record: record["stage"] == "Finding faces")
    api.post(f"/api/jobs/{job['id']}/cancel")
    assert api.ended(job["id"])["state"] == "cancelled"
    again = api.post(f"/api/jobs/{job['id']}/retry", status=202)
    assert (again["kind"], again["detector"], again["images"]) == ("detect_faces", "resnet50", [image])
    api.post(f"/api/jobs/{again['id']}/cancel")
    assert api.ended(again["id"])["state"] == "cancelled"


def test_a_search_goes_before_other_jobs_and_between_the_images_of_a_running_one(api: Api, couple: str) -> None:
    images = [api.upload(image_file(300, 240, seed=number))["id"] for number in range(3)]
    running = api.postprocess(*images, denoising_strength=1)
    waiting = api.postprocess(images[0], denoising_strength=1)
    api.job_when(running["id"], lambda job: job["stage"] == "Upscaling")
    search = api.look_for_faces(couple, LIGHT).json()
    ended = [api.ended(job["id"]) for job in (search, running, waiting)]
    assert [job["state"] for job in ended] == ["done"] * 3
    assert ended[0]["finished_at"] < ended[1]["finished_at"] < ended[2]["started_at"]
    assert len(ended[1]["results"]) == 3


def test_what_cannot_be_fetched_is_replaced_until_it_is_there(
    start_server: StartServer, tmp_path: Path, test_data: Path, face_weights_root: Path
) -> None:
    server = start_server("--no-esrgan")
    api = server.api
    portrait = Image.open(next(iter(sorted((test_data / "faces").iterdir()))))
    file = io.BytesIO()
    portrait.save(file, "PNG")
    image = api.upload(file.getvalue(), "portrait.png")["id"]
    found = api.faces(image, "resnet50")
    assert found["detector"] == "mtcnn"
    assert len([face for face in found["items"] if face["confidence"] > 0.8]) == 1
    assert api.look_for_faces(image, "resnet50").status_code == 200

    give_face_weights(face_weights_root, server.root, "detection_mobilenet0.25_Final")
    assert api.faces(image, "resnet50") == found, "it was mtcnn that was found to replace it"
    assert api.faces(api.upload(file.getvalue())["id"], "resnet50")["detector"] == LIGHT

    give_face_weights(face_weights_root, server.root, "detection_Resnet50_Final")
    assert api.look_for_faces(image, "resnet50").status_code == 202
    assert api.faces(image, "resnet50")["detector"] == "resnet50"

    refused = api.ended(api.run_recipe(image, steps=[{"type": "restore_faces"}])["id"])["error"]
    assert refused["type"] == "/problems/weights-unavailable"
    assert "GFPGANv1.4.pth could not be had" in refused["detail"]
    assert f"put the file into {server.root / 'weights'}" in refused["detail"]


def test_a_search_goes_on_after_a_crash(
    start_server: StartServer, tmp_path: Path, test_data: Path, face_weights_root: Path
) -> None:
    give_face_weights(face_weights_root, tmp_path / "library", "detection_mobilenet0.25_Final")
    first = start_server("--no-esrgan")
    image = first.api.upload((test_data / "photos" / "boy_lowres.jpg").read_bytes())["id"]
    job = first.api.look_for_faces(image, LIGHT).json()
    first.stop(signal.SIGKILL)
    second = start_server("--no-esrgan")
    assert second.api.ended(job["id"])["state"] == "done"
    assert len(second.api.faces(image, LIGHT)["items"]) >= 1
