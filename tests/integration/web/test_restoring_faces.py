"""A person has faces restored, watches it, and gets a result."""

import io
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image

from burnish.engine.provenance import Provenance, read_provenance
from tests.api_client import Api, Json, Page
from tests.fixtures_server import Server
from tests.killing import kill_engine_during

LIGHT = "mobilenet0.25"
UPSCALE: Json = {"type": "upscale", "scale": 2, "denoising_strength": 1}


@pytest.fixture
def api(face_server: Server) -> Api:
    return face_server.api


@pytest.fixture(scope="module")
def photos(test_data: Path) -> Path:
    return test_data / "photos"


@pytest.fixture(scope="module")
def boy(face_server: Server, photos: Path) -> Json:
    """The record of an upload that shows one face."""
    return face_server.api.upload((photos / "boy_lowres.jpg").read_bytes(), "boy.jpg")


def restoring(**values: Any) -> Json:
    """A step that restores faces with GFPGAN, found by the detector whose real parameters there are."""
    return {"type": "restore_faces", "detector": LIGHT, **values}


def pixels_of(file: bytes) -> np.ndarray:
    return np.asarray(cv2.imdecode(np.frombuffer(file, np.uint8), cv2.IMREAD_UNCHANGED))


def outside(shape: tuple[int, ...], *boxes: Json) -> np.ndarray:
    """Which pixels are far from all boxes, further than restored faces reach."""
    far = np.ones(shape[:2], bool)
    for box in boxes:
        margin = 0.75 * max(box["right"] - box["left"], box["bottom"] - box["top"])
        top, left = max(0, int(box["top"] - margin)), max(0, int(box["left"] - margin))
        far[top : int(box["bottom"] + margin), left : int(box["right"] + margin)] = False
    return far


def inside(pixels: np.ndarray, box: Json) -> np.ndarray:
    """The middle of a face."""
    third_x, third_y = (box["right"] - box["left"]) / 3, (box["bottom"] - box["top"]) / 3
    rows = slice(int(box["top"] + third_y), int(box["bottom"] - third_y))
    return pixels[rows, int(box["left"] + third_x) : int(box["right"] - third_x)].astype(int)


def provenance_of(api: Api, result: Json, folder: Path) -> Provenance:
    """What the result's file says of itself."""
    file = folder / "result.png"
    file.write_bytes(api.file(result["id"]))
    provenance = read_provenance(file)
    assert provenance is not None
    return provenance


def test_a_restored_photo_knows_what_was_done(api: Api, photos: Path, tmp_path: Path) -> None:
    with Image.open(photos / "boy_lowres.jpg") as photo:
        file = io.BytesIO()
        exif = Image.Exif()
        exif[0x010F] = "An old camera"
        photo.save(file, "JPEG", quality=95, exif=exif, dpi=(300, 300))
    source = api.upload(file.getvalue(), "boy.jpg")
    job = api.run_recipe(source["id"], steps=[restoring(strength=1)])
    assert job["title"] == "Restore faces: boy.jpg"
    result = api.result(job)
    assert (result["name"], result["width"], result["height"]) == ("boy_gfpgan.png", 191, 264)
    assert (result["source_id"], result["notes"]) == (source["id"], [])
    (step,) = result["recipe"]["steps"]
    assert (step["detector"], step["monochrome"], step["strength"]) == (LIGHT, "off", 1)

    answer = api.look_for_faces(source["id"], LIGHT)
    assert answer.status_code == 200, "what the job found is known"
    (face,) = (face for face in answer.json()["items"] if face["confidence"] > 0.8)
    assert result["faces"] == [{"box": face["box"], "strength": 1}]

    before, after = pixels_of(api.file(source["id"])), pixels_of(api.file(result["id"]))
    far = outside(after.shape, face["box"])
    assert far.sum() > 1000
    assert np.abs(inside(after, face["box"]) - inside(before, face["box"])).mean() > 3
    assert np.array_equal(after[far], before[far])

    provenance = provenance_of(api, result, tmp_path)
    (described,) = provenance.faces
    assert described.model_dump(mode="json") == face | {"strength": 1}
    with Image.open(tmp_path / "result.png") as restored:
        assert restored.getexif()[0x010F] == "An old camera"
        assert restored.info["dpi"] == pytest.approx((300, 300), abs=0.1)


def test_chosen_faces_have_strengths_of_their_own(api: Api, photos: Path) -> None:
    source = api.upload((photos / "children_alpha.png").read_bytes(), "children.png")
    whole, half, none, *left_out = (
        face for face in api.faces(source["id"], LIGHT)["items"] if face["confidence"] > 0.8
    )
    chosen = [
        {"box": whole["box"], "landmarks": whole["landmarks"], "strength": 1},
        {"box": half["box"], "strength": 0.5},
        {"box": none["box"], "landmarks": none["landmarks"]},
    ]
    with Page(api) as page:
        job = api.run_recipe(source["id"], steps=[restoring(strength=0, faces="chosen", chosen=chosen)])
        page.watch(job["id"])
        page.wait_for_end(job["id"])
    stages = list(dict.fromkeys(record["stage"] for record in page.told_of(job["id"])))
    in_order = [
        "Waiting",
        "Starting",
        "Reading the image",
        "Loading the network",
        "Restoring faces",
        "Saving",
        "Done",
    ]
    assert stages == [stage for stage in in_order if stage in stages], "those that last long enough to be told of"
    assert {"Waiting", "Restoring faces", "Done"} <= set(stages)
    result = api.result(job)
    assert [face["strength"] for face in result["faces"]] == [1, 0.5, 0]
    before, after = pixels_of(api.file(source["id"])), pixels_of(api.file(result["id"]))
    far = outside(after.shape, whole["box"], half["box"])
    assert np.array_equal(after[far], before[far])
    assert np.array_equal(after[..., 3], before[..., 3])
    assert not np.array_equal(inside(after, whole["box"]), inside(before, whole["box"]))
    assert not np.array_equal(inside(after, half["box"]), inside(before, half["box"]))
    for face in (none, *left_out):
        assert np.array_equal(inside(after, face["box"]), inside(before, face["box"]))
    previews = [event for event in page.events if event.name == "preview"]
    assert previews
    for preview in previews:
        assert preview.data["steps"] == 2
        assert preview.jpeg is not None
        assert pixels_of(preview.jpeg).shape == (*after.shape[:2], 3)


def test_a_grey_photo_stays_grey(api: Api, photos: Path) -> None:
    source = api.upload((photos / "couple_grey_8bit.png").read_bytes())
    result = api.result(api.run_recipe(source["id"], steps=[restoring(faces="largest")]))
    assert (result["channels"], result["bits"], len(result["faces"])) == (1, 8, 1)
    assert result["recipe"]["steps"][0]["monochrome"] == "on"
    after = pixels_of(api.file(result["id"]))
    assert after.ndim == 2
    assert not np.array_equal(after, pixels_of(api.file(source["id"])))


def test_sixteen_bits_stay(api: Api, photos: Path) -> None:
    narrow = cv2.imread(str(photos / "boy_lowres.jpg"))
    assert narrow is not None
    noise = np.random.default_rng(1).integers(0, 257, narrow.shape)
    wide = (narrow.astype(int) * 256 + noise).clip(0, 65535).astype(np.uint16)
    source = api.upload(cv2.imencode(".png", wide)[1].tobytes(), "wide.png")
    result = api.result(api.run_recipe(source["id"], steps=[restoring(faces="largest")]))
    after = pixels_of(api.file(result["id"]))
    assert result["bits"] == 16
    assert after.dtype == np.uint16
    (face,) = result["faces"]
    far = outside(after.shape, face["box"])
    assert np.array_equal(after[far], wide[far])
    assert not np.array_equal(after, wide)


def scaled(box: Json, scale: float) -> Json:
    return {side: pytest.approx(scale * place) for side, place in box.items()}


def test_faces_are_restored_after_upscaling_from_either_picture_and_before_it(api: Api, boy: Json) -> None:
    upscaled = pixels_of(api.file(api.result(api.run_recipe(boy["id"], steps=[UPSCALE]))["id"]))
    (face,) = (face for face in api.faces(boy["id"], LIGHT)["items"] if face["confidence"] > 0.8)
    results = {}
    for order, steps in {
        "source": [UPSCALE, restoring()],
        "previous step": [UPSCALE, restoring(restore_from="previous_step")],
        "before": [restoring(), UPSCALE],
    }.items():
        job = api.run_recipe(boy["id"], steps=steps)
        results[order] = api.result(job)
        assert (results[order]["width"], results[order]["height"]) == (382, 528)
        assert len(results[order]["faces"]) == 1
    assert job["title"] == "Restore faces, upscale 2x: boy.jpg"
    assert results["source"]["name"] == "boy_2x_gfpgan.png"
    assert results["before"]["name"] == "boy_gfpgan_2x.png"
    assert results["source"]["faces"][0]["box"] == scaled(face["box"], 2)
    assert results["before"]["faces"][0]["box"] == scaled(face["box"], 2)
    anew = results["previous step"]["faces"][0]["box"]
    assert all(abs(anew[side] - 2 * face["box"][side]) < 12 for side in anew), "found in the upscaled picture"

    pixels = {order: pixels_of(api.file(result["id"])) for order, result in results.items()}
    far = outside(upscaled.shape, anew)
    for order in ("source", "previous step"):
        assert np.array_equal(pixels[order][far], upscaled[far])
        assert np.abs(inside(pixels[order], anew) - inside(upscaled, anew)).mean() > 3
    assert not np.array_equal(inside(pixels["source"], anew), inside(pixels["previous step"], anew))
    assert not np.array_equal(inside(pixels["source"], anew), inside(pixels["before"], anew))


def test_where_there_is_no_face_the_job_says_so(api: Api, photos: Path) -> None:
    wolf = api.upload((photos / "wolf_grey.jpg").read_bytes(), "wolf.jpg")["id"]
    failed = api.ended(api.run_recipe(wolf, steps=[restoring(confidence=0.9)])["id"])
    assert (failed["state"], failed["results"]) == ("failed", [])
    assert failed["error"]["type"] == "/problems/no-face-found"
    assert "in wolf.jpg with a confidence of 0.9" in failed["error"]["detail"]
    assert "mark the face yourself" in failed["error"]["detail"]

    result = api.result(api.run_recipe(wolf, steps=[UPSCALE, restoring(confidence=0.9)]))
    assert (result["width"], result["faces"]) == (472, [])
    assert (result["name"], [step["type"] for step in result["recipe"]["steps"]]) == ("wolf_2x.png", ["upscale"])
    (note,) = result["notes"]
    assert note == failed["error"]["detail"]


def test_a_step_without_a_face_does_not_fail_what_another_one_does(api: Api, boy: Json) -> None:
    box = api.faces(boy["id"], LIGHT)["items"][0]["box"]
    job = api.run_recipe(
        boy["id"],
        steps=[restoring(minimum_size=4000), restoring(faces="chosen", chosen=[{"box": box, "strength": 0}])],
    )
    result = api.result(job)
    (note,) = result["notes"]
    assert note.startswith("No face of at least 4000 pixels was found in boy.jpg")
    assert pixels_of(api.file(result["id"])).shape == (264, 191, 3)


def test_a_chosen_face_outside_the_image_is_named(api: Api, boy: Json) -> None:
    box = {"left": 300, "top": 10, "right": 350, "bottom": 60}
    job = api.run_recipe(boy["id"], steps=[restoring(faces="chosen", chosen=[{"box": box}])])
    assert api.ended(job["id"])["error"]["type"] == "/problems/face-outside-image"


@pytest.mark.parametrize(
    ("step", "parameter"),
    [
        ({"strength": 1.5}, "recipe.steps.0.strength"),
        ({"fidelity": -0.1}, "recipe.steps.0.fidelity"),
        ({"algorithm": "restoreformer"}, "recipe.steps.0.algorithm"),
        ({"minimum_size": 7}, "recipe.steps.0.minimum_size"),
        ({"confidence": 0.05}, "recipe.steps.0.confidence"),
        ({"seed": -1}, "recipe.steps.0.seed"),
        ({"scale": 2}, "recipe.steps.0.scale"),
        ({"faces": "chosen"}, "recipe.steps.0"),
        ({"chosen": [{"box": {"left": 9, "top": 0, "right": 2, "bottom": 4}}]}, "recipe.steps.0.chosen.0.box"),
        ({"chosen": [{"box": {"left": 0, "top": 0, "right": 2}}]}, "recipe.steps.0.chosen.0.box.bottom"),
    ],
)
def test_a_bad_parameter_is_named(api: Api, boy: Json, step: Json, parameter: str) -> None:
    body = {"kind": "postprocess", "images": [boy["id"]], "recipe": {"steps": [restoring(**step)]}}
    problem = api.problem("POST", "/api/jobs", json=body)
    assert problem["status"] == 422
    assert [error["parameter"] for error in problem["errors"]] == [parameter]


def test_codeformer_wants_its_licence_accepted_first(face_server: Server, boy: Json) -> None:
    api = face_server.api

    def codeformer() -> Json:
        algorithms = {item["name"]: item for item in api.get("/api/restoration/algorithms")["items"]}
        return dict(algorithms["codeformer"])

    body = {
        "kind": "postprocess",
        "images": [boy["id"]],
        "recipe": {"steps": [restoring(algorithm="codeformer", faces="largest")]},
    }
    before = api.get("/api/jobs", limit=1)["items"]
    problem = api.problem("POST", "/api/jobs", json=body)
    assert (problem["type"], problem["status"]) == ("/problems/licence-not-accepted", 409)
    assert api.get("/api/jobs", limit=1)["items"] == before
    assert codeformer()["needs_acceptance"] is True
    api.post("/api/weights/codeformer/accept-licence")
    assert codeformer()["needs_acceptance"] is False

    result = api.result(api.post("/api/jobs", body, status=202))
    assert result["name"] == "boy_codeformer.png"
    assert result["recipe"]["steps"][0]["fidelity"] == 0.75
    assert not np.array_equal(pixels_of(api.file(result["id"])), pixels_of(api.file(boy["id"])))
    assert codeformer()["seconds_per_face"] > 0
    assert peak_memory(face_server) < 3.5e9, "with all networks in memory"


def peak_memory(server: Server) -> int:
    """The most bytes that the engine has ever taken."""
    status = Path(f"/proc/{server.engine().pid}/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:"))) * 1024


def test_a_cancelled_restoration_leaves_nothing(face_server: Server, photos: Path) -> None:
    api = face_server.api
    group = api.upload((photos / "group_of_four.jpg").read_bytes())["id"]
    job = api.run_recipe(group, steps=[restoring()])
    api.job_when(job["id"], lambda record: record["stage"] == "Restoring faces")
    api.post(f"/api/jobs/{job['id']}/cancel")
    ended = api.ended(job["id"])
    assert (ended["state"], ended["results"]) == ("cancelled", [])
    assert face_server.incoming() == []


def test_an_engine_that_is_killed_fails_its_job_and_not_the_next_one(face_server: Server, photos: Path) -> None:
    api = face_server.api
    group = api.upload((photos / "group_of_four.jpg").read_bytes())["id"]
    job = api.run_recipe(group, steps=[restoring()])
    wolf = api.upload((photos / "wolf_grey.jpg").read_bytes())["id"]
    api.job_when(job["id"], lambda record: record["stage"] == "Restoring faces")
    kill_engine_during(face_server, job, 0, times=2)
    ended = api.ended(job["id"])
    assert (ended["state"], ended["error"]["type"]) == ("failed", "/problems/engine-died")
    assert "killed it" in ended["error"]["detail"]
    assert api.faces(wolf, LIGHT)["detector"] == LIGHT
    assert face_server.incoming() == []
