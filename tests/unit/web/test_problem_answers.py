"""Every error is an application/problem+json answer that tells no more than it should."""

from typing import Any

import pytest

from burnish.problems import InvalidParameters, ParameterError
from burnish.web.app import Application, create_api


@pytest.fixture
def app() -> Application:
    """The application with calls that fail in several ways."""
    made = create_api()

    @made.route("/api/defect")
    def defect() -> str:
        raise KeyError("the secret of the house")

    @made.route("/api/problem")
    def problem() -> str:
        raise InvalidParameters("It is so.", [ParameterError(parameter="x", detail="Is wrong")])

    return made


def answer(app: Application, method: str, path: str) -> dict[str, Any]:
    response = app.test_client().open(path, method=method)
    assert response.content_type == "application/problem+json"
    problem: dict[str, Any] = response.get_json()
    assert problem["status"] == response.status_code
    return problem


def test_a_defect_tells_nothing_of_its_inside(app: Application) -> None:
    problem = answer(app, "GET", "/api/defect")
    assert problem["status"] == 500
    assert "secret" not in str(problem)
    assert "Traceback" not in str(problem)


def test_a_problem_is_told_whole(app: Application) -> None:
    assert answer(app, "GET", "/api/problem") == {
        "type": "/problems/invalid-parameters",
        "title": "Some settings are not valid",
        "status": 422,
        "detail": "It is so.",
        "errors": [{"parameter": "x", "detail": "Is wrong"}],
    }


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/api/nope", 404), ("DELETE", "/api/jobs", 405)])
def test_what_is_not_there_is_a_problem(app: Application, method: str, path: str, status: int) -> None:
    assert answer(app, method, path)["status"] == status
