"""The list of generators: what is on it, adding to it, fetching and removing."""

from pathlib import Path

import pytest

from tests.api_client import Api, Json, Page
from tests.fixtures_server import Server


@pytest.fixture
def painting(painting_server: Server) -> Api:
    return painting_server.api


def listed(api: Api) -> dict[str, Json]:
    return {generator["name"]: generator for generator in api.get("/api/generators")["items"]}


def test_the_built_in_one_is_ready_and_the_default(painting: Api) -> None:
    generators = painting.get("/api/generators")
    assert generators["default"] == "painter"
    painter = generators["items"][0]
    assert (painter["name"], painter["kind"], painter["state"]) == ("painter", "built_in", "ready")
    assert (painter["source"], painter["samplers"], painter["removable"]) == (None, [], False)
    turbo = listed(painting)["sd-turbo"]
    assert (turbo["kind"], turbo["state"], turbo["progress"]) == ("diffusers", "missing", 0)
    assert turbo["licence"]
    assert turbo["bytes"] > 1e9


def test_a_folder_is_added_used_and_taken_off_again(painting: Api, tiny_pipeline: Path) -> None:
    with Page(painting) as page:
        added = painting.post("/api/generators", {"source": str(tiny_pipeline)}, status=201)
        assert painting.post("/api/generators", {"source": f"{tiny_pipeline}/"}, status=201) == added
        assert (added["name"], added["state"], added["removable"]) == (tiny_pipeline.name, "ready", True)
        assert listed(painting)[added["name"]] == added

        image = painting.result(painting.generate(generator=added["name"], sampler="euler_a", seed=3))
        assert (image["generation"]["generator"], image["generation"]["sampler"]) == (added["name"], "euler_a")
        assert painting.get("/api/health")["engine"]["networks"] == [added["name"]]

        removed = painting.call("DELETE", f"/api/generators/{added['name']}").json()
        page.wait_for(lambda: page.events[-1].name == "generator_removed")
    told = [event for event in page.events if event.name.startswith("generator")]
    assert [event.name for event in told] == ["generator_updated", "generator_updated", "generator_removed"]
    for event in told:
        painting.contract.check_event(event.name, event.data)
        assert event.data == removed | {"sequence": event.data["sequence"]}
    assert added["name"] not in listed(painting)
    assert (tiny_pipeline / "model_index.json").is_file(), "a person's own folder stays"
    body = {"kind": "generate", "generation": {"prompt": "x", "generator": added["name"]}}
    assert painting.problem("POST", "/api/jobs", json=body)["type"] == "/problems/unknown-generator"


@pytest.mark.parametrize("source", ["/no/such/folder", "https://huggingface.co/a/b", "two words", "../..", "a\0b"])
def test_what_is_no_pipeline_is_refused(painting: Api, source: str) -> None:
    before = painting.get("/api/generators")
    problem = painting.problem("POST", "/api/generators", json={"source": source})
    assert (problem["type"], problem["status"]) == ("/problems/generator-unusable", 422)
    assert painting.get("/api/generators") == before


@pytest.mark.parametrize("body", [{}, {"source": ""}, {"source": 1}, {"source": "a/b", "name": "c"}])
def test_a_bad_request_for_a_generator_is_refused(painting: Api, body: Json) -> None:
    assert painting.problem("POST", "/api/generators", json=body)["type"] == "/problems/invalid-parameters"


def test_the_built_in_one_cannot_be_removed(painting: Api) -> None:
    assert painting.problem("DELETE", "/api/generators/painter")["type"] == "/problems/generator-unusable"
    assert painting.problem("DELETE", "/api/generators/nope")["status"] == 404


def test_fetching_without_the_network_fails_with_the_remedy_and_can_be_tried_again(painting: Api) -> None:
    job = painting.post("/api/generators/sd-turbo/download", status=202)
    assert (job["kind"], job["generator"], job["images"]) == ("download_generator", "sd-turbo", [])
    failed = painting.ended(job["id"])
    assert (failed["state"], failed["error"]["type"]) == ("failed", "/problems/generator-unavailable")
    again = painting.post(f"/api/jobs/{job['id']}/retry", status=202)
    assert (again["kind"], again["generator"], again["title"]) == (job["kind"], job["generator"], job["title"])
    assert painting.ended(again["id"])["state"] == "failed"
    assert painting.problem("POST", "/api/generators/nope/download")["type"] == "/problems/unknown-generator"


def test_a_batch_fails_at_once_when_its_generator_cannot_be_had(painting: Api) -> None:
    job = painting.generate(5, generator="sd-turbo", width=512, height=512)
    failed = painting.ended(job["id"])
    assert (failed["state"], failed["results"]) == ("failed", [])
    assert failed["error"]["type"] == "/problems/generator-unavailable"
    assert "SD-Turbo is not on this machine" in failed["error"]["detail"]
