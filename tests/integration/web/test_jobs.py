"""A person asks for upscaling, watches it, and gets a result."""

import io
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image
from PIL.PngImagePlugin import PngImageFile

from burnish.disk import sha256_of
from burnish.engine.provenance import read_provenance
from burnish.images.picture import Picture
from burnish.monitoring import ignore_progress, never_cancelled
from burnish.parameters import Recipe, UpscaleStep
from burnish.upscaling.networks import Networks
from burnish.upscaling.upscaler import Upscaler, UpscalerOptions
from burnish.weights.loading import load_state_dict
from tests.api_client import Api, Page, recipe
from tests.fixtures_server import Server
from tests.sample_images import image_file, sample_pixels


@pytest.fixture
def photo(api: Api) -> str:
    """The id of an upload of 60 x 40 pixels."""
    record: str = api.upload(image_file(60, 40), "aunt.png")["id"]
    return record


def pixels_of(file: bytes) -> np.ndarray:
    with Image.open(io.BytesIO(file)) as image:
        return np.asarray(image)


@pytest.mark.parametrize("scale", [2, 4])
def test_a_result_is_as_large_as_asked_for_and_knows_where_it_came_from(api: Api, photo: str, scale: int) -> None:
    job = api.postprocess(photo, scale=scale, denoising_strength=1, upscale_strength=0.5)
    assert (job["state"], job["stage"], job["title"]) == ("queued", "Waiting", f"Upscale {scale}x: aunt.png")
    result = api.result(job)
    assert (result["width"], result["height"]) == (60 * scale, 40 * scale)
    assert (result["kind"], result["name"], result["job_id"]) == ("result", f"aunt_{scale}x.png", job["id"])
    assert (result["source_id"], result["origin_id"]) == (photo, photo)
    assert result["recipe"] == job["recipe"]
    assert result["notes"] == []
    assert pixels_of(api.file(result["id"])).shape == (40 * scale, 60 * scale, 3)
    assert api.call("GET", f"/api/images/{result['id']}/thumbnail").headers["Content-Type"] == "image/webp"
    ended = api.get(f"/api/jobs/{job['id']}")
    assert (ended["stage"], ended["progress"], ended["remaining_seconds"]) == ("Done", 1, None)
    assert ended["started_at"] <= ended["finished_at"]


def test_a_result_can_be_upscaled_again_and_stays_with_its_origin(api: Api, photo: str) -> None:
    first = api.result(api.postprocess(photo, denoising_strength=1))
    second = api.result(api.postprocess(first["id"], denoising_strength=1))
    assert (second["source_id"], second["origin_id"], second["width"]) == (first["id"], photo, 240)
    versions = api.get("/api/images", origin_id=photo)["items"]
    assert [version["id"] for version in versions] == [second["id"], first["id"], photo]


def test_the_file_itself_tells_how_it_was_made(api: Api, photo: str, tmp_path: Path) -> None:
    result = api.result(api.postprocess(photo, denoising_strength=1, upscale_strength=0.25))
    made, source = tmp_path / "made.png", tmp_path / "source.png"
    made.write_bytes(api.file(result["id"]))
    source.write_bytes(api.file(photo))
    provenance = read_provenance(made)
    assert provenance is not None
    assert (provenance.source_name, provenance.source_sha256) == ("aunt.png", sha256_of(source))
    assert provenance.recipe == Recipe.model_validate(result["recipe"])
    with PngImageFile(made) as image:
        document = json.loads(str(image.text["burnish"]))
    assert document["recipe"] == result["recipe"]
    assert "generation" not in document


@pytest.mark.parametrize("strength", [0.0, 0.6, 1.0])
def test_the_server_makes_what_the_upscaler_makes(
    api: Api, photo: str, weights_root: Path, tmp_path: Path, strength: float
) -> None:
    result = api.result(api.postprocess(photo, scale=4, denoising_strength=1, upscale_strength=strength))
    networks = Networks(
        lambda name: load_state_dict(weights_root / "weights" / f"{name}.safetensors"),
        torch.device("cpu"),
    )
    step = UpscaleStep(scale=4, denoising_strength=1, upscale_strength=strength)
    picture = Picture(sample_pixels(60, 40))
    expected = Upscaler(networks, UpscalerOptions()).upscale(picture, step, tmp_path, ignore_progress, never_cancelled)
    difference = np.abs(pixels_of(api.file(result["id"])).astype(int) - expected.pixels)
    assert difference.max() <= 1


def test_events_tell_of_a_job_from_its_making_to_its_end(api: Api, photo: str) -> None:
    with Page(api) as page:
        job = api.postprocess(photo, denoising_strength=1)
        page.wait_for_end(job["id"])
    for event in page.events:
        api.contract.check_event(event.name, event.data)
    numbered = [event for event in page.events if event.name != "preview"]
    start = page.hello["sequence"]
    assert [event.data["sequence"] for event in numbered] == list(range(start + 1, start + 1 + len(numbered)))
    told = page.told_of(job["id"])
    assert told[0] == job | {"sequence": told[0]["sequence"]}
    assert [record["state"] for record in told] == ["queued", *["running"] * (len(told) - 2), "done"]
    progress = [record["progress"] for record in told]
    assert progress == sorted(progress)
    assert (progress[0], progress[-1]) == (0, 1)
    assert told[-1]["stage"] == "Done"
    (created,) = (event.data for event in page.events if event.name == "image_created")
    assert told[-1]["results"] == [created["id"]]
    assert created["sequence"] < told[-1]["sequence"]


def test_previews_sharpen_before_the_result_is_there(api: Api) -> None:
    image = api.upload(image_file(800, 500))["id"]  # more than one tile
    with Page(api) as page:
        job = api.postprocess(image, scale=4, denoising_strength=1)
        page.watch(job["id"])
        page.wait_for_end(job["id"])
    previews = [event for event in page.events if event.name == "preview"]
    last = page.events.index(previews[-1])
    created = next(index for index, event in enumerate(page.events) if event.name == "image_created")
    assert last < created
    assert len({preview.jpeg for preview in previews}) == len(previews) > 1
    steps = [preview.data["step"] for preview in previews]
    assert steps == sorted(set(steps))
    for preview in previews:
        assert (preview.data["job_id"], preview.data["image_id"]) == (job["id"], image)
        assert isinstance(preview.jpeg, bytes)
        shape = pixels_of(preview.jpeg).shape
        assert shape == (preview.data["height"], preview.data["width"], 3) == (640, 1024, 3)


def test_two_pages_are_told_the_same(api: Api, photo: str) -> None:
    with Page(api) as first, Page(api) as second:
        job = api.postprocess(photo, denoising_strength=1)
        first.wait_for_end(job["id"])
        second.wait_for_end(job["id"])
    assert first.hello == second.hello
    both = min(len(first.events), len(second.events))
    assert first.events[:both] == second.events[:both]


def test_a_page_that_was_away_is_told_what_it_missed(api: Api, photo: str) -> None:
    with Page(api) as page:
        job = api.postprocess(photo, denoising_strength=1)
        page.wait_for_end(job["id"])
    told = [(event.name, event.data) for event in page.events if event.name != "preview"]
    missed = api.get("/api/events", after=page.hello["sequence"])
    assert (missed["server_id"], missed["complete"]) == (page.hello["server_id"], True)
    assert [(event["name"], event["data"]) for event in missed["events"]][: len(told)] == told
    assert missed["sequence"] == missed["events"][-1]["data"]["sequence"]
    later = api.get("/api/events", after=missed["sequence"])["events"]
    assert {event["name"] for event in later} <= {"queue_updated"}, "the queue is told of a bit later"
    unknown = api.get("/api/events", after=missed["sequence"] + 1000)
    assert (unknown["complete"], unknown["events"]) == (False, [])


@pytest.mark.parametrize("query", ["", "?after=-1", "?after=x"])
def test_events_need_a_proper_sequence(api: Api, query: str) -> None:
    assert api.problem("GET", f"/api/events{query}")["status"] == 422


def test_each_image_of_a_job_gets_its_result(api: Api) -> None:
    images = [api.upload(image_file(30 + 10 * number, 20), f"{number}.png")["id"] for number in range(3)]
    job = api.postprocess(*images, images[0], denoising_strength=1)
    assert (job["images"], job["title"]) == (images, "Upscale 2x: 3 images")
    ended = api.ended(job["id"])
    results = [api.get(f"/api/images/{result}") for result in ended["results"]]
    assert [(result["source_id"], result["width"]) for result in results] == [
        (image, 60 + 20 * number) for number, image in enumerate(images)
    ]


def test_an_image_that_cannot_be_read_any_more_does_not_stop_the_others(server: Server) -> None:
    api = server.api
    images = [api.upload(image_file(30, 20), f"{number}.png")["id"] for number in range(3)]
    (file,) = server.root.glob(f"images/*/{images[1]}.png")
    file.unlink()
    ended = api.ended(api.postprocess(*images, denoising_strength=1)["id"])
    assert (ended["state"], len(ended["results"])) == ("failed", 2)
    assert ended["error"]["type"] == "/problems/some-images-failed"
    assert "1 of 3 images failed" in ended["error"]["detail"]
    again = api.post(f"/api/jobs/{ended['id']}/retry", status=202)
    assert again["images"] == [images[1]]
    assert api.ended(again["id"])["error"]["type"] == "/problems/image-file-missing"


@pytest.mark.parametrize(
    ("output_format", "suffix", "pillow_name"),
    [("jpeg", "jpg", "JPEG"), ("webp", "webp", "WEBP"), ("avif", "avif", "AVIF"), ("tiff", "tiff", "TIFF")],
)
def test_a_result_comes_in_the_format_asked_for(
    api: Api, photo: str, output_format: str, suffix: str, pillow_name: str
) -> None:
    result = api.result(api.postprocess(photo, denoising_strength=1, output={"format": output_format, "quality": 60}))
    assert (result["format"], result["name"]) == (output_format, f"aunt_2x.{suffix}")
    with Image.open(io.BytesIO(api.file(result["id"]))) as image:
        assert (image.format, image.size) == (pillow_name, (120, 80))


BAD_STEPS: list[tuple[dict[str, Any], str]] = [
    ({"upscale_strength": 1.5}, "recipe.steps.0.upscale_strength"),
    ({"upscale_strength": float("nan")}, "recipe.steps.0.upscale_strength"),
    ({"denoising_strength": float("-inf")}, "recipe.steps.0.denoising_strength"),
    ({"denoising_strength": -0.1}, "recipe.steps.0.denoising_strength"),
    ({"denoising_strength": "much"}, "recipe.steps.0.denoising_strength"),
    ({"scale": 3}, "recipe.steps.0.scale"),
    ({"scale": None}, "recipe.steps.0.scale"),
    ({"model": ""}, "recipe.steps.0.model"),
    ({"type": "magic"}, "recipe.steps.0.type"),
    ({"sharpness": 1}, "recipe.steps.0.sharpness"),
]


@pytest.mark.parametrize(("step", "parameter"), BAD_STEPS, ids=[str(step) for step, _ in BAD_STEPS])
def test_a_bad_parameter_is_named(api: Api, photo: str, step: dict[str, Any], parameter: str) -> None:
    refused = refusal(api, {"kind": "postprocess", "images": [photo], "recipe": recipe(**step)})
    assert (refused["type"], refused["status"]) == ("/problems/invalid-parameters", 422)
    assert [error["parameter"] for error in refused["errors"]] == [parameter]
    assert parameter in refused["detail"]


@pytest.mark.parametrize(
    ("changes", "parameter"),
    [
        ({"images": []}, "images"),
        ({"images": "all"}, "images"),
        ({"recipe": {"steps": []}}, "recipe.steps"),
        ({"recipe": None}, "recipe"),
        ({"kind": "paint"}, "kind"),
        ({"priority": 1}, "priority"),
        ({"output": {"format": "gif"}}, "output.format"),
        ({"output": {"quality": 101}}, "output.quality"),
        ({"output": {"quality": float("nan")}}, "output.quality"),
    ],
)
def test_a_bad_request_is_named(api: Api, photo: str, changes: dict[str, Any], parameter: str) -> None:
    refused = refusal(api, {"kind": "postprocess", "images": [photo], "recipe": recipe()} | changes)
    assert refused["status"] == 422
    assert [error["parameter"] for error in refused["errors"]] == [parameter]


@pytest.mark.parametrize("body", ["", "{", "[]", "null", "1e999", '"x"', "\x00"])
def test_a_body_that_is_no_request_is_refused(api: Api, body: str) -> None:
    options = {"data": body, "headers": {"Content-Type": "application/json"}}
    assert api.problem("POST", "/api/jobs", **options)["status"] == 422


def test_an_image_that_is_not_there_is_refused(api: Api, photo: str) -> None:
    refused = refusal(api, {"kind": "postprocess", "images": [photo, "nope"], "recipe": recipe()})
    assert (refused["type"], refused["status"]) == ("/problems/image-not-found", 404)
    assert "nope" in refused["detail"]


def test_an_image_in_the_trash_is_refused(api: Api, photo: str) -> None:
    api.call("DELETE", f"/api/images/{photo}")
    refused = refusal(api, {"kind": "postprocess", "images": [photo], "recipe": recipe()})
    assert refused["status"] == 404


def test_what_the_format_cannot_hold_is_refused_before_any_work(api: Api) -> None:
    wide = api.upload(image_file(4100, 2), "wide.png")["id"]
    request = {"kind": "postprocess", "images": [wide], "recipe": recipe(scale=4), "output": {"format": "webp"}}
    refused = refusal(api, request)
    assert (refused["type"], refused["status"]) == ("/problems/too-large-for-format", 422)
    assert "16400" in refused["detail"]


def test_transparency_is_not_lost_to_jpeg(api: Api) -> None:
    clear = api.upload(image_file(20, 20, channels=4), "clear.png")["id"]
    request = {"kind": "postprocess", "images": [clear], "recipe": recipe(), "output": {"format": "jpeg"}}
    assert refusal(api, request)["type"] == "/problems/no-transparency-in-format"


@pytest.mark.parametrize("call", ["", "/cancel", "/retry"])
def test_an_unknown_job_is_a_problem(api: Api, call: str) -> None:
    problem = api.problem("POST" if call else "GET", f"/api/jobs/nope{call}")
    assert (problem["type"], problem["status"]) == ("/problems/job-not-found", 404)


def test_a_job_that_is_done_is_neither_cancelled_nor_done_again(api: Api, photo: str) -> None:
    job = api.postprocess(photo, denoising_strength=1)
    done = api.ended(job["id"])
    assert api.post(f"/api/jobs/{job['id']}/cancel") == done
    problem = api.problem("POST", f"/api/jobs/{job['id']}/retry")
    assert (problem["type"], problem["status"]) == ("/problems/nothing-to-retry", 409)


def test_pages_of_jobs_are_newest_first(api: Api, photo: str) -> None:
    jobs = [api.ended(api.postprocess(photo, denoising_strength=1)["id"]) for _ in range(3)]
    first = api.get("/api/jobs", limit=2)
    assert first["items"] == jobs[:0:-1]
    assert api.get("/api/jobs", limit=1, cursor=first["next"], state="done")["items"] == jobs[:1]


def test_measured_speed_is_told_with_the_models(server: Server) -> None:
    server.wait_until_ready()
    models = server.api.get("/api/upscaling/models")
    assert models["enabled"] is True
    assert {model["name"]: model["ready"] for model in models["items"]} == {
        "realesr-general-x4v3": True,
        "RealESRGAN_x4plus": False,
    }
    assert all(model["seconds_per_megapixel"] > 0 for model in models["items"])


def refusal(api: Api, body: dict[str, Any]) -> dict[str, Any]:
    """The problem that a request for a job is answered with; no job may come of it."""
    before = api.get("/api/jobs", limit=1)["items"]
    options = {"data": json.dumps(body), "headers": {"Content-Type": "application/json"}}
    problem = api.problem("POST", "/api/jobs", **options)
    assert api.get("/api/jobs", limit=1)["items"] == before
    return problem
