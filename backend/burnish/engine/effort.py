"""How the work of a recipe is shared among its steps. Does not import torch."""

from burnish.engine.feasibility import size_after
from burnish.faces.cards import ALGORITHMS
from burnish.parameters import Recipe, Step, UpscaleStep
from burnish.upscaling.registry import ModelRegistry

TYPICAL_FACES = 2
"""How many faces are expected where they were not yet looked for."""


def shares_of(recipe: Recipe, width: int, height: int, models: ModelRegistry) -> list[tuple[float, float]]:
    """Where each step begins and how long it is, as parts of the whole (0..1), for a source of that many pixels.

    They go by the arithmetic of the networks, which the time is about proportional to. Raises UnknownModel.
    """
    efforts = efforts_of(recipe, width, height, models)
    whole = sum(efforts)
    return [(sum(efforts[:index]) / whole, effort / whole) for index, effort in enumerate(efforts)]


def efforts_of(recipe: Recipe, width: int, height: int, models: ModelRegistry) -> list[float]:
    """The arithmetic of each step in millions of multiplications, for a source of that many pixels.

    Raises UnknownModel.
    """
    efforts: list[float] = []
    for step in recipe.steps:
        efforts.append(_effort(step, width, height, models))
        width, height = size_after(step, width, height)
    return efforts


def _effort(step: Step, width: int, height: int, models: ModelRegistry) -> float:
    if isinstance(step, UpscaleStep):
        return models.find(step.model).arithmetic * width * height
    faces = {"all": TYPICAL_FACES, "largest": 1, "chosen": len(step.chosen)}[step.faces]
    return ALGORITHMS[step.algorithm].arithmetic * 1000 * faces
