"""What became of a job over several images, of which some failed."""

from collections.abc import Sequence
from dataclasses import dataclass

from burnish.problems import Problem, ProblemDetails


class SomeImagesFailed(Problem):
    """Part of a job over several images failed."""

    slug = "some-images-failed"
    title = "Some images failed"


@dataclass(frozen=True, slots=True)
class Failure:
    """One image that failed."""

    image: str
    """What a person knows it by."""
    problem: ProblemDetails


@dataclass(frozen=True, slots=True)
class Phase:
    """What became of the images in one phase of a job."""

    outcome: str
    """What is said of those that failed, for example ``could not be generated``."""
    images: int
    failures: Sequence[Failure]


def summary_of(*phases: Phase) -> ProblemDetails | None:
    """One problem for the whole job, which names the first reason; None when no image failed."""
    failures = [failure for phase in phases for failure in phase.failures]
    if not failures:
        return None
    if all(phase.images <= 1 for phase in phases):
        return failures[0].problem
    others = "" if len(failures) == sum(phase.images for phase in phases) else "; the others are done"
    counts = [f"{len(phase.failures)} of {phase.images} images {phase.outcome}" for phase in phases if phase.failures]
    return SomeImagesFailed(
        f"{' and '.join(counts)}{others}. The first one, {failures[0].image}: {failures[0].problem.detail}"
    ).to_details()
