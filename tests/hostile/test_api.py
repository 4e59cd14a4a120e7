"""Every REST call with parameters that schemathesis makes up from the OpenAPI document, valid ones and others."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import Case, CheckContext, GenerationMode, Response
from schemathesis.config import SchemathesisConfig
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from burnish.web.app import create_api
from burnish.web.openapi import document
from tests.api_client import PATIENCE_SECONDS, Api
from tests.fixtures_server import serving
from tests.sample_images import image_file


def no_defect(context: CheckContext, response: Response, case: Case[Any]) -> None:
    """Fails on a status of 500; those above it tell of the machine: a full disk, weights that are not there."""
    assert response.status_code != 500, response.text


CHECKS = [no_defect, status_code_conformance, content_type_conformance, response_schema_conformance]
SCHEMA = schemathesis.openapi.from_dict(document(create_api()), config=SchemathesisConfig())
OPERATIONS = {found.ok().label: found.ok() for found in SCHEMA.get_all_operations() if isinstance(found, Ok)}


@pytest.fixture(scope="module")
def paused(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    """A server whose queue stands still, so that whatever is asked for takes no time."""
    with serving(tmp_path_factory.mktemp("paused") / "library", "--no-esrgan", "--no-restore") as running:
        running.api.post("/api/queue/pause")
        yield running.api


@pytest.fixture(scope="module")
def known(paused: Api) -> dict[str, list[Any]]:
    """Real values of the parameters in paths."""
    job = paused.generate()
    images = [paused.upload(image_file(9, 9))["id"] for _ in range(2)]
    return {
        "image_id": images,
        "archive_id": [paused.post("/api/archives", {"images": images}, status=201)["id"]],
        "job_id": [job["id"]],
        "index": [0],
        "name": ["painter", "realesr-general-x4v3"],
    }


def test_every_call_of_the_document_is_tried() -> None:
    described = {f"{method.upper()} {path}" for path, calls in SCHEMA.raw_schema["paths"].items() for method in calls}
    assert OPERATIONS.keys() == described


def modes_of(label: str) -> list[GenerationMode]:
    """Whether there is anything to get wrong in a call but the path, of which any text is a valid part."""
    operation = OPERATIONS[label]
    return list(GenerationMode) if operation.query or operation.body else [GenerationMode.POSITIVE]


@pytest.mark.parametrize(("label", "mode"), [(label, mode) for label in OPERATIONS for mode in modes_of(label)])
def test_any_parameters_are_answered_as_described(
    paused: Api, known: dict[str, list[Any]], example_count: int, label: str, mode: GenerationMode
) -> None:
    cases = OPERATIONS[label].as_strategy(generation_mode=mode)

    @settings(
        max_examples=example_count,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases, data=st.data())
    def try_out(case: Case[Any], data: st.DataObject) -> None:
        for name in case.path_parameters or {}:
            if data.draw(st.booleans()):
                case.path_parameters[name] = data.draw(st.sampled_from(known[name]))
        case.call_and_validate(base_url=paused.url, checks=CHECKS, timeout=PATIENCE_SECONDS)
        if label == "POST /api/queue/resume":
            paused.post("/api/queue/pause")

    try_out()
    health: dict[str, Any] = paused.get("/api/health")
    assert health["status"] == "ok"
