"""The description of the API and the API are the same."""

import re

import openapi_spec_validator
import pytest

from burnish.web.app import create_api
from burnish.web.openapi import document
from tests.api_client import MODELS_OF_EVENTS, Api

SELF = "/api/openapi.json"
"""The call that serves the description is not part of it."""


@pytest.fixture(scope="module")
def described() -> set[tuple[str, str]]:
    paths = document(create_api())["paths"]
    return {(method.upper(), path) for path, calls in paths.items() for method in calls}


def test_the_document_is_valid_and_served(api: Api) -> None:
    openapi_spec_validator.validate(api.contract.document)
    assert api.contract.document == document(create_api())
    assert api.contract.document["openapi"].startswith("3.1")


def test_every_call_is_described_and_every_description_has_a_call(described: set[tuple[str, str]]) -> None:
    answered = {
        (method, re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule))
        for rule in create_api().url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if rule.rule.startswith("/api/") and rule.rule != SELF
    }
    assert answered == described
    assert len(answered) > 15


def test_every_call_has_a_name_of_its_own_and_a_summary() -> None:
    calls = [call for path in document(create_api())["paths"].values() for call in path.values()]
    names = [call["operationId"] for call in calls]
    assert sorted(set(names)) == sorted(names)
    assert all(call["summary"] for call in calls)


def test_the_models_of_events_are_described() -> None:
    assert {*MODELS_OF_EVENTS.values(), "CatchUp"} <= document(create_api())["components"]["schemas"].keys()


def test_every_answer_without_a_body_to_send_is_as_described(api: Api, described: set[tuple[str, str]]) -> None:
    """The client compares each answer with its schema; the other tests of this folder do so for the other calls."""
    plain = [path for method, path in described if method == "GET" and "{" not in path]
    assert len(plain) >= 7
    for path in plain:
        assert api.call("GET", path, params={"after": 0} if path == "/api/events" else {}).status_code == 200
