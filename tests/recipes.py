"""Looking into recipes."""

from typing import TypeVar

from burnish.parameters import Recipe, RestoreFacesStep, UpscaleStep

AnyStep = TypeVar("AnyStep", UpscaleStep, RestoreFacesStep)


def only_step(recipe: Recipe | None, kind: type[AnyStep]) -> AnyStep:
    """The one step of a recipe, which is there and of that kind."""
    assert recipe is not None
    (step,) = recipe.steps
    assert isinstance(step, kind)
    return step
