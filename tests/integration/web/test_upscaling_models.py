"""Upscaling models that people bring: adding them, enlarging with them, removing them."""

import io
from collections.abc import Callable, Iterator

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import save

from burnish.engine.provenance import read_provenance
from tests.api_client import Api, Json, Page, wait_until
from tests.fixtures_server import Server
from tests.foreign_models import random_parameters
from tests.sample_images import image_file

MODELS = "/api/upscaling/models"


def listed(api: Api) -> dict[str, Json]:
    return {model["name"]: model for model in api.get(MODELS)["items"]}


def checkpoint(name: str) -> bytes:
    file = io.BytesIO()
    torch.save({"params_ema": random_parameters(name)}, file)
    return file.getvalue()


@pytest.fixture(autouse=True)
def models_as_before(server: Server) -> Iterator[None]:
    """Every test takes away what it added; nothing that was refused leaves a trace."""
    before = listed(server.api)
    yield
    wait_until(lambda: {"incoming": server.incoming()}, lambda seen: not seen["incoming"])
    assert listed(server.api).keys() == before.keys()
    models = server.root / "models"
    assert not models.exists() or [path.name for path in models.iterdir()] == ["adding.lock"]


@pytest.fixture
def removing(api: Api) -> Iterator[Callable[[Json], Json]]:
    """Removes models, at the latest when the test ends."""
    yield lambda model: api.call("DELETE", f"{MODELS}/{model['name']}").json()
    for model in listed(api).values():
        if model["kind"] == "custom":
            api.call("DELETE", f"{MODELS}/{model['name']}")


def test_a_model_is_added_used_and_removed(server: Server, api: Api, removing: Callable[[Json], Json]) -> None:
    with Page(api) as page:
        model = api.add_model(checkpoint("compact-2x"), "../Käthes 2x.pth")
        assert (model["name"], model["title"], model["file_name"]) == ("K-thes-2x", "Käthes 2x", "Käthes 2x.pth")
        assert (model["kind"], model["architecture"], model["ready"]) == ("custom", "RealESRGAN Compact", True)
        assert (model["network_scale"], model["scales"], model["denoising"]) == (2, [2], "unsupported")
        same = api.add_model(save(random_parameters("compact-2x")), "the same.safetensors")
        assert same["name"] == model["name"]
        assert listed(api)[model["name"]] == same

        photo = api.upload(image_file(60, 40))
        too_large = [{"type": "upscale", "model": model["name"], "scale": 4}]
        body: Json = {"kind": "postprocess", "images": [photo["id"]], "recipe": {"steps": too_large}}
        problem = api.problem("POST", "/api/jobs", json=body)
        assert (problem["type"], problem["status"]) == ("/problems/scale-unsupported", 422)
        assert "enlarges 2 times" in problem["detail"]
        job = api.postprocess(photo["id"], model=model["name"], scale=2, upscale_strength=1)
        result = api.result(job)
        assert (result["width"], result["height"]) == (120, 80)
        assert result["recipe"]["steps"][0]["model"] == model["name"]
        assert model["name"] in api.get("/api/health")["engine"]["networks"]
        assert listed(api)[model["name"]]["seconds_per_megapixel"] is not None
        path = next((server.root / "images").rglob(f"{result['id']}.*"))
        provenance = read_provenance(path)
        assert provenance is not None
        assert provenance.custom_models is not None
        assert provenance.custom_models.keys() == {model["name"]}

        removed = removing(model)
        page.wait_for(lambda: page.events[-1].name == "upscaling_model_removed")
    told = [event for event in page.events if event.name.startswith("upscaling_model")]
    assert [event.name for event in told] == ["upscaling_model_updated"] * 2 + ["upscaling_model_removed"]
    for event in told:
        api.contract.check_event(event.name, event.data)
        assert event.data["name"] == model["name"]
    assert removed["name"] == model["name"]
    assert api.get(f"/api/images/{result['id']}") == result, "what was made with it stays"

    problem = api.problem("POST", "/api/jobs", json=body | {"recipe": job["recipe"]})
    assert (problem["type"], problem["status"]) == ("/problems/unknown-upscaling-model", 404)
    assert "realesr-general-x4v3" in problem["detail"]


def test_a_job_whose_model_has_gone_fails_and_is_done_again_when_it_is_back(
    api: Api, removing: Callable[[Json], Json]
) -> None:
    content = save(random_parameters("compact-4x"))
    model = api.add_model(content, "mine.safetensors")
    photo = api.upload(image_file(700, 500))
    blocking = api.postprocess(photo["id"], scale=4)
    waiting = api.postprocess(photo["id"], model=model["name"], scale=2)
    removing(model)
    api.call("POST", f"/api/jobs/{blocking['id']}/cancel")
    failed = api.ended(waiting["id"])
    assert (failed["state"], failed["error"]["type"]) == ("failed", "/problems/unknown-upscaling-model")
    refused = api.problem("POST", f"/api/jobs/{waiting['id']}/retry")
    assert refused["type"] == "/problems/unknown-upscaling-model"

    assert api.add_model(content, "mine.safetensors")["name"] == model["name"]
    again = api.result(api.post(f"/api/jobs/{waiting['id']}/retry", status=202))
    assert (again["width"], again["height"]) == (1400, 1000)
    with Image.open(io.BytesIO(api.file(again["id"]))) as opened:
        assert np.asarray(opened).std() > 1


def test_what_is_no_model_is_refused(api: Api) -> None:
    name = "x" * 300 + ".safetensors"
    files = {"file": (name, image_file(20, 20))}
    problem = api.problem("POST", MODELS, files=files)
    assert (problem["type"], problem["status"]) == ("/problems/not-an-upscaling-model", 422)
    assert name[:100] in problem["detail"]


def test_a_request_without_a_file_is_refused(api: Api) -> None:
    assert api.problem("POST", MODELS, files={"another": ("x", b"x")})["status"] == 422


@pytest.mark.parametrize(("name", "status"), [("RealESRGAN_x4plus", 409), ("nothing", 404), ("%2E%2E%5Cweights", 404)])
def test_only_models_that_were_added_are_removed(api: Api, name: str, status: int) -> None:
    assert api.problem("DELETE", f"{MODELS}/{name}")["status"] == status


def test_nothing_is_added_where_upscaling_is_switched_off(painting_server: Server) -> None:
    problem = painting_server.api.problem("POST", MODELS, files={"file": ("a.pth", b"")})
    assert (problem["type"], problem["status"]) == ("/problems/upscaling-disabled", 409)
