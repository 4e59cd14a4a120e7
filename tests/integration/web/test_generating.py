"""A person asks for a batch: base images first, then what the recipe makes of each, and nothing finished is lost."""

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from burnish.engine.provenance import read_provenance
from tests.api_client import Api, Event, Json, Page
from tests.fixtures_server import Server
from tests.killing import kill_engine_during
from tests.sample_images import image_file

UPSCALING = {"type": "upscale", "scale": 2, "denoising_strength": 1}


def created(page: Page) -> list[Json]:
    """The images that a page was told of, in order."""
    return [event.data for event in page.events if event.name == "image_created"]


def previews(page: Page) -> list[Event]:
    return [event for event in page.events if event.name == "preview"]


def seeds_of(images: list[Json]) -> list[int]:
    return [image["generation"]["seed"] for image in images]


def pixels_of(file: bytes) -> np.ndarray:
    with Image.open(io.BytesIO(file)) as image:
        return np.asarray(image)


def once(page: Page, count: int, kind: str) -> None:
    """Waits until so many images of that kind have come."""
    page.wait_for(lambda: sum(image["kind"] == kind for image in created(page)) >= count)


@pytest.fixture(scope="module")
def batch(server: Server) -> tuple[Json, Page]:
    """A batch of three with a recipe, once it is done, and a page that has watched it."""
    with Page(server.api) as page:
        job = server.api.generate(3, then=[UPSCALING], seed=4_294_967_294)
        page.watch(job["id"])
        page.wait_for_end(job["id"])
    return job, page


def test_a_batch_is_accepted_with_the_values_that_will_be_used(batch: tuple[Json, Page]) -> None:
    job, _ = batch
    assert (job["kind"], job["state"], job["stage"]) == ("generate", "queued", "Waiting")
    assert job["title"] == "Generate 3 images: a red fox in snow"
    assert job["generation"] == {
        "prompt": "a red fox in snow",
        "negative_prompt": "",
        "count": 3,
        "width": 64,
        "height": 64,
        "steps": 2,
        "guidance": 7.5,
        "sampler": None,
        "seed": 4_294_967_294,
        "generator": "painter",
    }


def test_every_base_image_comes_before_the_first_result(batch: tuple[Json, Page]) -> None:
    _, page = batch
    images = created(page)
    assert [image["kind"] for image in images] == ["base"] * 3 + ["result"] * 3
    bases, results = images[:3], images[3:]
    assert [result["source_id"] for result in results] == [base["id"] for base in bases]
    assert [result["origin_id"] for result in results] == [base["origin_id"] for base in bases]
    assert {(base["width"], base["height"], base["format"], base["channels"]) for base in bases} == {(64, 64, "png", 3)}
    assert {result["width"] for result in results} == {128}


def test_seeds_count_up_and_are_kept_with_base_images_and_results(api: Api, batch: tuple[Json, Page]) -> None:
    job, page = batch
    images = created(page)
    assert seeds_of(images[:3]) == [4_294_967_294, 4_294_967_295, 0]
    assert seeds_of(images[3:]) == seeds_of(images[:3])
    shared = {name: job["generation"][name] for name in ("prompt", "width", "height", "steps", "generator")}
    for image in images:
        assert {name: image["generation"][name] for name in shared} == shared
        assert image["generation"]["model"] == "Burnish Painter"
        assert image["generation"]["guidance"] is None, "the painter ignores it"
        assert image["job_id"] == job["id"]
    assert api.images([image["id"] for image in images]) == [
        {name: value for name, value in image.items() if name != "sequence"} for image in images
    ]


def test_files_tell_what_made_them(api: Api, batch: tuple[Json, Page], tmp_path: Path) -> None:
    _, page = batch
    base, result = created(page)[0], created(page)[3]
    file = tmp_path / "image.png"
    for image, has_recipe in ((base, False), (result, True)):
        file.write_bytes(api.file(image["id"]))
        provenance = read_provenance(file)
        assert provenance is not None and provenance.generation is not None
        assert provenance.generation.model_dump(mode="json") == image["generation"]
        assert (provenance.recipe is not None) == has_recipe
        with Image.open(file) as opened:
            assert str(opened.info["parameters"]).startswith("a red fox in snow\n")


def test_the_job_tells_of_both_phases(api: Api, batch: tuple[Json, Page]) -> None:
    job, page = batch
    for event in page.events:
        api.contract.check_event(event.name, event.data)
    told = page.told_of(job["id"])
    progress = [record["progress"] for record in told]
    assert progress == sorted(progress)
    stages = list(dict.fromkeys(record["stage"] for record in told))
    generating = [f"Generating {number} of 3" for number in (1, 2, 3)]
    in_order = ["Waiting", "Starting", "Loading the generator", *generating, "Upscaling", "Done"]
    seen = [stage for stage in stages if stage in in_order]  # not every stage lasts long enough to be told of
    assert seen == sorted(seen, key=in_order.index)
    assert set(generating) & set(seen)
    ended = api.ended(job["id"])
    ids = [image["id"] for image in created(page)]
    assert (ended["state"], ended["images"], ended["results"]) == ("done", ids[:3], ids)
    assert told[-1] == ended | {"sequence": told[-1]["sequence"]}


def test_images_form_before_a_page_that_watches(batch: tuple[Json, Page]) -> None:
    job, page = batch
    first = previews(page)[0]
    assert page.events.index(first) < page.events.index(next(e for e in page.events if e.name == "image_created"))
    assert (first.data["job_id"], first.data["image_id"], first.data["steps"]) == (job["id"], None, 2)
    bases = [image["id"] for image in created(page)][:3]
    for preview in previews(page):
        assert preview.data["image_id"] in (None, bases[preview.data["index"]])
    assert isinstance(first.jpeg, bytes)
    assert pixels_of(first.jpeg).shape == (256, 256, 3), "enlarged, to be seen"
    assert (first.data["height"], first.data["width"]) == (256, 256)


def test_the_same_seed_gives_the_same_picture_and_another_seed_another(
    painting_server: Server, api: Api, batch: tuple[Json, Page]
) -> None:
    bases = created(batch[1])[:3]
    again = painting_server.api.result(painting_server.api.generate(seed=bases[2]["generation"]["seed"]))
    picture = pixels_of(painting_server.api.file(again["id"]))
    assert np.array_equal(picture, pixels_of(api.file(bases[2]["id"])))
    assert not np.array_equal(picture, pixels_of(api.file(bases[1]["id"])))


def test_what_is_left_out_is_as_the_generator_recommends_and_the_seed_is_drawn(api: Api) -> None:
    jobs = [api.post("/api/jobs", {"kind": "generate", "generation": {"prompt": "x"}}, status=202) for _ in range(3)]
    for job in jobs:
        api.post(f"/api/jobs/{job['id']}/cancel")
        assert api.ended(job["id"])["state"] == "cancelled"
    (painter,) = (each for each in api.get("/api/generators")["items"] if each["name"] == "painter")
    for name, value in painter["recommended"].items():
        assert jobs[0]["generation"][name] == value
    assert len({job["generation"]["seed"] for job in jobs}) > 1


def test_a_long_prompt_is_shortened_in_the_title(api: Api) -> None:
    job = api.generate(prompt="a\nvery   long " + "story " * 100)
    api.post(f"/api/jobs/{job['id']}/cancel")
    assert job["title"].startswith("Generate an image: a very long story story ")
    assert job["title"].endswith("…")
    assert len(job["title"]) < 100


@pytest.mark.parametrize(
    ("asked", "slug", "parameter"),
    [
        ({"width": 65}, "generation-unsupported", "generation.width"),
        ({"height": 1001}, "generation-unsupported", "generation.height"),
        ({"sampler": "euler"}, "generation-unsupported", "generation.sampler"),
        ({"generator": "nope"}, "unknown-generator", None),
        ({"prompt": ""}, "invalid-parameters", "generation.prompt"),
        ({"prompt": "\ud800"}, "invalid-parameters", "generation.prompt"),
        ({"count": 0}, "invalid-parameters", "generation.count"),
        ({"count": 1001}, "invalid-parameters", "generation.count"),
        ({"width": 8192}, "invalid-parameters", "generation.width"),
        ({"seed": -1}, "invalid-parameters", "generation.seed"),
        ({"seed": 2**32}, "invalid-parameters", "generation.seed"),
        ({"sampler": "best"}, "invalid-parameters", "generation.sampler"),
        ({"style": "fine"}, "invalid-parameters", "generation.style"),
    ],
)
def test_what_cannot_be_generated_is_refused_by_name(api: Api, asked: Json, slug: str, parameter: str | None) -> None:
    generation = {"prompt": "a fox", "width": 64, "height": 64} | asked
    problem = api.problem("POST", "/api/jobs", json={"kind": "generate", "generation": generation})
    assert problem["type"] == f"/problems/{slug}"
    assert [error["parameter"] for error in problem["errors"]] == ([parameter] if parameter else [])


@pytest.mark.parametrize(
    ("width", "step", "output", "slug"),
    [
        (4096, {"scale": 4}, {"format": "webp"}, "too-large-for-format"),
        (64, {"scale": 3}, {}, "invalid-parameters"),
        (64, {"type": "restore_faces", "algorithm": "codeformer"}, {}, "licence-not-accepted"),
    ],
)
def test_a_recipe_that_cannot_be_done_is_refused_before_anything_is_made(
    api: Api, width: int, step: Json, output: Json, slug: str
) -> None:
    request = {
        "kind": "generate",
        "generation": {"prompt": "a fox", "width": width, "height": 64},
        "recipe": {"steps": [{"type": "upscale"} | step]},
        "output": output,
    }
    assert api.problem("POST", "/api/jobs", json=request)["type"] == f"/problems/{slug}"


def test_cancelling_while_images_are_generated_keeps_those_that_are_done_and_the_rest_can_be_run(api: Api) -> None:
    with Page(api) as page:
        job = api.generate(3, then=[UPSCALING], seed=100)
        once(page, 1, "base")
        api.post(f"/api/jobs/{job['id']}/cancel")
        page.wait_for_end(job["id"])
    bases = created(page)
    cancelled = api.ended(job["id"])
    assert (cancelled["state"], cancelled["results"]) == ("cancelled", [base["id"] for base in bases])
    assert 0 < len(bases) < 3
    assert seeds_of(bases) == list(range(100, 100 + len(bases)))

    again = api.post(f"/api/jobs/{job['id']}/retry", status=202)
    assert (again["kind"], again["images"]) == ("generate", [base["id"] for base in bases])
    assert (again["generation"]["seed"], again["generation"]["count"]) == (100 + len(bases), 3 - len(bases))
    ended = api.ended(again["id"])
    made = api.images(ended["results"])
    assert seeds_of([image for image in made if image["kind"] == "base"]) == list(range(100 + len(bases), 103))
    assert sorted(seeds_of([image for image in made if image["kind"] == "result"])) == list(range(100, 103))
    assert ended["images"] == [image["source_id"] for image in made if image["kind"] == "result"]


def test_cancelling_while_images_are_upscaled_keeps_all_that_is_done_and_the_rest_can_be_run(api: Api) -> None:
    with Page(api) as page:
        job = api.generate(2, then=[UPSCALING], seed=200, width=256, height=256)
        once(page, 1, "result")
        api.post(f"/api/jobs/{job['id']}/cancel")
        page.wait_for_end(job["id"])
    assert [image["kind"] for image in created(page)] == ["base", "base", "result"]
    assert api.ended(job["id"])["results"] == [image["id"] for image in created(page)]

    again = api.post(f"/api/jobs/{job['id']}/retry", status=202)
    assert (again["kind"], again["generation"]) == ("postprocess", None)
    assert seeds_of(api.images(again["images"])) == [201]
    assert len(api.ended(again["id"])["results"]) == 1


def act_on(page: Page, act: Callable[[Json], None]) -> None:
    """Does something with the first base image that the page is told of."""
    once(page, 1, "base")
    act(created(page)[0])


def test_an_image_that_kills_the_engine_twice_fails_and_the_others_go_on(server: Server) -> None:
    api = server.api
    job = api.generate(3, then=[UPSCALING], seed=300, width=128, height=128, steps=20)
    kill_engine_during(server, job, 1, times=2)
    failed = api.ended(job["id"])
    images = api.images(failed["results"])
    assert [(image["kind"], image["generation"]["seed"]) for image in images] == [
        ("base", 300),
        ("base", 302),
        ("result", 300),
        ("result", 302),
    ]
    assert failed["error"]["type"] == "/problems/some-images-failed"
    assert failed["error"]["detail"].startswith("1 of 3 images could not be generated; the others are done. ")
    assert "The first one, image 2 (seed 301): The engine stopped twice on this." in failed["error"]["detail"]
    again = api.post(f"/api/jobs/{job['id']}/retry", status=202)
    assert (again["generation"]["seed"], again["generation"]["count"], again["images"]) == (301, 1, [])
    assert [image["generation"]["seed"] for image in api.images(api.ended(again["id"])["results"])] == [301, 301]


def test_an_image_that_cannot_be_upscaled_does_not_stop_the_others(server: Server) -> None:
    api = server.api

    def lose(image: Json) -> None:
        (file,) = server.root.glob(f"images/*/{image['id']}.png")
        file.unlink()

    with Page(api) as page:
        job = api.generate(2, then=[UPSCALING], seed=400)
        act_on(page, lose)
        page.wait_for_end(job["id"])
    failed = api.ended(job["id"])
    assert seeds_of(api.images(failed["results"])) == [400, 401, 401]
    lost = created(page)[0]
    assert failed["error"]["detail"].startswith(
        f"1 of 2 images could not be postprocessed; the others are done. The first one, {lost['name']}: "
    )
    again = api.post(f"/api/jobs/{job['id']}/retry", status=202)
    assert (again["kind"], again["images"]) == ("postprocess", [lost["id"]])


def test_a_single_image_that_fails_is_the_jobs_own_problem(painting_server: Server) -> None:
    api = painting_server.api
    job = api.generate(width=256, height=256, steps=20)
    kill_engine_during(painting_server, job, 0, times=2)
    assert api.ended(job["id"])["error"]["type"] == "/problems/engine-died"


def test_what_a_person_throws_away_meanwhile_is_not_worked_on(api: Api) -> None:
    def throw_away(image: Json) -> None:
        api.call("DELETE", f"/api/images/{image['id']}")

    with Page(api) as page:
        job = api.generate(2, then=[UPSCALING], seed=500)
        act_on(page, throw_away)
        page.wait_for_end(job["id"])
    done = api.ended(job["id"])
    assert done["state"] == "done"
    assert seeds_of(api.images(done["results"])) == [500, 501, 501]


def test_faces_are_looked_for_between_the_images_of_a_batch(api: Api) -> None:
    image_id = api.upload(image_file(40, 30))["id"]
    with Page(api) as page:
        batch = api.generate(3, seed=600)
        once(page, 1, "base")
        search = api.ended(api.look_for_faces(image_id, "mtcnn").json()["id"])
    batch = api.ended(batch["id"])
    assert (search["state"], batch["state"]) == ("done", "done")
    assert search["finished_at"] < batch["finished_at"]
