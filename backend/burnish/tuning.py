"""What a tuning grid is made of: the part of the image that is compared, and the step of each cell."""

from burnish.parameters import Box, Step, Tuning, UpscaleStep
from burnish.problems import Problem

SMALLEST_SIDE = 16
LARGEST_SIDE = 1024
"""What a part's width and height may be, in pixels of the image."""

MONTAGE_FILE = "montage.png"


class PartUnusable(Problem):
    """The part of the image that is to be compared is outside it, too small or too large."""

    slug = "part-unusable"
    title = "This part cannot be compared"
    status = 422


def fitted(tuning: Tuning, name: str, width: int, height: int) -> Tuning:
    """The grid with its part in whole pixels and inside the image, called ``name``, of that size.

    Raises PartUnusable.
    """
    crop = tuning.crop
    left, right = (min(max(round(x), 0), width) for x in (crop.left, crop.right))
    top, bottom = (min(max(round(y), 0), height) for y in (crop.top, crop.bottom))
    sides = right - left, bottom - top
    if min(sides) < SMALLEST_SIDE:
        raise PartUnusable(
            f"Of the part that was marked, {max(sides[0], 0)} x {max(sides[1], 0)} pixels lie inside {name}, which is "
            f"{width} x {height} pixels large. Mark a part of at least {SMALLEST_SIDE} x {SMALLEST_SIDE} pixels."
        )
    if max(sides) > LARGEST_SIDE:
        raise PartUnusable(
            f"The part that was marked in {name} is {sides[0]} x {sides[1]} pixels large. Mark one of at most "
            f"{LARGEST_SIDE} x {LARGEST_SIDE} pixels."
        )
    return tuning.model_copy(update={"crop": Box(left=left, top=top, right=right, bottom=bottom)})


def cell_file(index: int) -> str:
    """Name of the file that holds a cell; 0 is the plain original."""
    return f"cell-{index}.png"


def rows_of(tuning: Tuning) -> list[tuple[Step, ...]]:
    """The step of each cell, row by row; the plain original, which comes before them all, has none."""
    return [tuple(_with_strength(row, column) for column in tuning.columns) for row in row_steps(tuning)]


def row_steps(tuning: Tuning) -> list[Step]:
    """The step with the value of each row, or as it is where there is none: each needs its network run once."""
    step = tuning.step
    name = "denoising_strength" if isinstance(step, UpscaleStep) else "fidelity"
    return [step.model_copy(update={name: value}) for value in tuning.rows] or [step]


def _with_strength(step: Step, value: float) -> Step:
    name = "upscale_strength" if isinstance(step, UpscaleStep) else "strength"
    return step.model_copy(update={name: value})
