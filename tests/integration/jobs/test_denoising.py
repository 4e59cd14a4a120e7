"""Denoising strength with the weakly denoising twin and without it."""

import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from burnish.engine.provenance import read_provenance
from burnish.images.picture import Picture
from burnish.monitoring import ignore_progress, never_cancelled
from burnish.parameters import UpscaleStep
from burnish.upscaling.networks import Networks
from burnish.upscaling.upscaler import Upscaler, UpscalerOptions
from burnish.weights.loading import load_state_dict
from burnish.weights.network import Network
from burnish.weights.store import WeightsStore
from tests.api_client import Api, Json
from tests.fixtures_server import Server
from tests.recipes import only_step
from tests.sample_images import image_file, sample_pixels

MODEL, TWIN = "realesr-general-x4v3", "realesr-general-wdn-x4v3"


@pytest.fixture(scope="module")
def photo(server: Server) -> str:
    record: str = server.api.upload(image_file(60, 40), "aunt.png")["id"]
    return record


def upscaled(api: Api, photo: str, denoising: float) -> tuple[Json, np.ndarray]:
    """The record and the pixels of a result that is not mixed with the original."""
    record = api.result(api.postprocess(photo, scale=4, denoising_strength=denoising, upscale_strength=1))
    with Image.open(io.BytesIO(api.file(record["id"]))) as image:
        return record, np.asarray(image).astype(int)


def denoising_state(api: Api) -> str:
    models = api.get("/api/upscaling/models")["items"]
    state: str = next(model["denoising"] for model in models if model["name"] == MODEL)
    return state


def test_without_the_twin_denoising_is_full_and_the_result_says_so(api: Api, photo: str, tmp_path: Path) -> None:
    assert denoising_state(api) == "weights_missing"
    record, pixels = upscaled(api, photo, 0.75)
    full, full_pixels = upscaled(api, photo, 1)
    assert np.array_equal(pixels, full_pixels)
    assert record["recipe"]["steps"][0]["denoising_strength"] == 1
    (note,) = record["notes"]
    assert "Denoising Strength 0.75" in note
    assert TWIN in note
    assert full["notes"] == []
    file = tmp_path / "result.png"
    file.write_bytes(api.file(record["id"]))
    provenance = read_provenance(file)
    assert provenance is not None
    assert (only_step(provenance.requested, UpscaleStep).denoising_strength, provenance.notes) == (0.75, [note])


@pytest.fixture
def api_with_twin(server: Server, test_data: Path) -> Iterator[Api]:
    """The shared server, after a person has put the twin's file into its folder by hand and pressed the button."""
    shutil.copy(test_data / "weights" / f"{TWIN}.pth", server.root / "weights")
    job = server.api.post(f"/api/weights/{TWIN}/download", status=202)
    assert server.api.ended(job["id"])["state"] == "done"
    yield server.api
    assert server.api.call("DELETE", f"/api/weights/{TWIN}").json()["state"] == "missing"


def test_with_the_twin_the_parameters_of_both_are_blended(
    api_with_twin: Api, server: Server, photo: str, tmp_path: Path
) -> None:
    assert denoising_state(api_with_twin) == "adjustable"
    record, pixels = upscaled(api_with_twin, photo, 0.25)
    assert (record["recipe"]["steps"][0]["denoising_strength"], record["notes"]) == (0.25, [])
    assert not np.array_equal(pixels, upscaled(api_with_twin, photo, 1)[1])

    store = WeightsStore(server.root / "weights", Network(offline=True))
    strong, weak = (load_state_dict(store.ensure(name)) for name in (MODEL, TWIN))
    blended = {layer: 0.25 * strong[layer] + 0.75 * weak[layer] for layer in strong}
    network = Upscaler(Networks(lambda name: blended, torch.device("cpu")), UpscalerOptions("float32"))
    step = UpscaleStep(scale=4, denoising_strength=1, upscale_strength=1)
    expected = network.upscale(Picture(sample_pixels(60, 40)), step, tmp_path, ignore_progress, never_cancelled)
    difference = np.abs(pixels - expected.pixels)
    assert difference.max() <= (1 if server.api.get("/api/health")["engine"]["precision"] == "float32" else 12)


def test_weights_are_listed_with_their_state_and_licence(api: Api) -> None:
    weights = {item["name"]: item for item in api.get("/api/weights")["items"]}
    assert (weights[MODEL]["state"], weights[MODEL]["progress"]) == ("ready", 1)
    assert (weights[TWIN]["state"], weights[TWIN]["progress"], weights[TWIN]["source"]) == ("missing", 0, None)
    assert all(item["licence"] and item["purpose"] and item["bytes"] > 0 for item in weights.values())


def test_weights_of_no_catalogue_are_a_problem(api: Api) -> None:
    for method, path in (("POST", "/api/weights/nope/download"), ("DELETE", "/api/weights/nope")):
        assert api.problem(method, path)["status"] == 404
