"""Every error as an application/problem+json answer (RFC 9457)."""

import logging
from typing import get_args

from flask import Flask, Response, make_response
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException

from burnish.parameters import Step
from burnish.problems import InvalidParameters, ParameterError, Problem, ProblemDetails

logger = logging.getLogger(__name__)

_TAGS = {*(step.model_fields["type"].default for step in get_args(get_args(Step)[0])), "postprocess", "generate"}
"""What tells the types of steps and the kinds of requests for jobs apart."""

_MOST_ERRORS = 50
_MOST_CHARACTERS = 1000
"""Of a name or a sentence, where a page sends nonsense."""


def answer_with(details: ProblemDetails) -> Response:
    """The HTTP answer that carries a problem."""
    response = make_response(details.model_dump_json(), details.status)
    response.content_type = "application/problem+json"
    return response


def answer_invalid(error: ValidationError) -> Response:
    """The answer to a request whose parameters do not validate."""
    return answer_with(problem_of_invalid(error).to_details())


def problem_of_invalid(error: ValidationError) -> InvalidParameters:
    """The problem of parameters that do not validate: each is named with what is allowed.

    That a list is too short since an element of it was refused is not told, nor are more than a few dozen parameters.
    """
    found = error.errors(include_url=False, include_input=False)
    surrounding = {item["loc"][:length] for item in found for length in range(len(item["loc"]))}
    told = [item for item in found if item["loc"] not in surrounding]
    errors = [
        ParameterError(
            parameter=_parameter(item["loc"], item.get("ctx", {}).get("discriminator"))[:_MOST_CHARACTERS] or "body",
            detail=item["msg"][:_MOST_CHARACTERS],
        )
        for item in told[:_MOST_ERRORS]
    ]
    named = "; ".join(f"{one.parameter}: {one.detail}" for one in errors)
    more = f" and {len(told) - _MOST_ERRORS} more" if len(told) > _MOST_ERRORS else ""
    return InvalidParameters(f"Please correct {named}{more}.", errors)


def register_problem_answers(app: Flask) -> None:
    """Makes the application answer every exception with a problem."""

    def of_problem(error: Problem) -> Response:
        return answer_with(error.to_details())

    def of_http(error: HTTPException) -> Response:
        if isinstance(error.response, Response):
            return error.response
        detail = error.description or error.name
        if error.code == 413:
            limit = app.config["MAX_CONTENT_LENGTH"] // 1024**2
            detail = f"The upload is larger than {limit} MB, the limit of this server. Send fewer files at once, or \
raise --max-upload-size."
        return answer_with(
            ProblemDetails(
                type=f"/problems/http-{error.code}", title=error.name, status=error.code or 500, detail=detail
            )
        )

    def of_defect(error: Exception) -> Response:
        logger.exception("A request failed", exc_info=error)
        return answer_with(
            Problem("The server met an error that it did not expect. Its log has the details.").to_details()
        )

    app.register_error_handler(Problem, of_problem)
    app.register_error_handler(HTTPException, of_http)
    app.register_error_handler(Exception, of_defect)


def _parameter(place: tuple[int | str, ...], discriminator: str | None) -> str:
    """Path of the parameter that an error is about, without the tags that the validation puts into it.

    ``discriminator`` is the quoted name of the field that tells types apart, where that is what is wrong.
    """
    path = [str(part) for part in place if part not in _TAGS]
    if discriminator is not None:
        path.append(discriminator.strip("'"))
    return ".".join(path)
