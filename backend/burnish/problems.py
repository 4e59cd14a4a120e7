"""Errors that a person can act on, from the layer that finds them to the page that shows them (RFC 9457)."""

from typing import ClassVar

from pydantic import BaseModel, ConfigDict


class ParameterError(BaseModel):
    """One parameter that was refused: where it stands in the request, and why."""

    model_config = ConfigDict(extra="forbid")

    parameter: str
    """Path of the parameter, for example ``recipe.steps.0.upscale_strength``."""
    detail: str
    """A sentence that names the value and what is allowed."""


class ProblemDetails(BaseModel):
    """A problem as it travels: in HTTP answers, job records, engine events and on the command line."""

    type: str = "about:blank"
    """Identifies the kind of problem, for example ``/problems/not-an-image``; never changes between releases."""
    title: str
    """The kind of problem in a few words."""
    status: int = 500
    """The HTTP status that fits it."""
    detail: str
    """One or two sentences: what was wrong with which input, and what to do about it."""
    errors: list[ParameterError] = []
    """The refused parameters, when the problem is with parameters."""


class Problem(Exception):
    """Base of every error that is shown to a person. Subclasses name the kind; ``detail`` tells the case.

    A subclass sets ``slug``, ``title`` and ``status``. An exception that is not a ``Problem`` is a defect of
    Burnish and is shown as such.
    """

    slug: ClassVar[str] = "internal"
    title: ClassVar[str] = "Something went wrong inside Burnish"
    status: ClassVar[int] = 500

    def __init__(self, detail: str, errors: list[ParameterError] | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.errors = errors or []

    def to_details(self) -> ProblemDetails:
        """The problem as a plain model that can be stored and sent."""
        return ProblemDetails(
            type=f"/problems/{self.slug}",
            title=self.title,
            status=self.status,
            detail=self.detail,
            errors=self.errors,
        )


class InvalidParameters(Problem):
    """A request whose parameters are unknown, of the wrong type or out of range."""

    slug = "invalid-parameters"
    title = "Some settings are not valid"
    status = 422


class ReportedProblem(Problem):
    """A problem that another process reported, carried on with its own type."""

    def __init__(self, details: ProblemDetails) -> None:
        super().__init__(details.detail, details.errors)
        self._details = details

    def to_details(self) -> ProblemDetails:
        """The problem as the other process told it."""
        return self._details


def details_of(error: BaseException) -> ProblemDetails:
    """The problem details of any exception; one that is not a ``Problem`` is reported as an internal error."""
    if isinstance(error, Problem):
        return error.to_details()
    return Problem(f"{type(error).__name__}: {error}").to_details()
