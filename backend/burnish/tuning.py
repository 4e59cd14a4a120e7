"""What a tuning grid is made of: the part of the image that is compared, and the step of each cell."""

from burnish.parameters import Box, Step, Tuning
from burnish.problems import Problem

Corners = tuple[int, int, int, int]
"""Left, top, right and bottom of a part of an image, in whole pixels; the last two are the first ones outside."""

SMALLEST_SIDE = 16
LARGEST_SIDE = 1024
"""What a part's width and height may be, in pixels of the image."""

USUAL_SIDE = 192
"""Of a part that nobody has marked."""

FACE_SURROUNDINGS = 1.6
"""How many times as large as a face the part is that shows it."""

ROW_FIELDS = {"upscale": "denoising_strength", "restore_faces": "fidelity"}
COLUMN_FIELDS = {"upscale": "upscale_strength", "restore_faces": "strength"}
"""The parameter that differs from row to row, and from column to column, by the type of step."""

ORIGINAL = 0
"""Number of the plain original among the cells."""

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


def middle_of(width: int, height: int) -> Box:
    """The part of an image of that size which is compared where nobody has marked one."""
    side = min(USUAL_SIDE, width, height)
    left, top = (width - side) // 2, (height - side) // 2
    return Box(left=left, top=top, right=left + side, bottom=top + side)


def around(face: Box) -> Box:
    """A part that shows a face and what is around it, as far as a part may reach; it may reach beyond the image."""
    half = min(face.size * FACE_SURROUNDINGS, LARGEST_SIDE) / 2
    across, down = (face.left + face.right) / 2, (face.top + face.bottom) / 2
    return Box(left=across - half, top=down - half, right=across + half, bottom=down + half)


def part_of(tuning: Tuning) -> Corners:
    """The part that a fitted grid compares."""
    crop = tuning.crop
    return round(crop.left), round(crop.top), round(crop.right), round(crop.bottom)


def cell_file(index: int) -> str:
    """Name of the file that holds a cell."""
    return f"cell-{index}.png"


def row_steps(tuning: Tuning) -> list[Step]:
    """The step with the value of each row, or as it is where there is none: each needs its network run once."""
    field = ROW_FIELDS[tuning.step.type]
    return [tuning.step.model_copy(update={field: value}) for value in tuning.rows] or [tuning.step]


def hardest_step(tuning: Tuning) -> Step:
    """The step of the row that needs the most weights: the weakest denoising."""
    return min(row_steps(tuning), key=lambda step: getattr(step, ROW_FIELDS[step.type]))


def cell_index(tuning: Tuning, row: int, column: int) -> int:
    """Number of a cell: behind the plain original they go row by row."""
    return 1 + row * len(tuning.columns) + column


def title_of(step: Step, field: str) -> str:
    """What a person knows a parameter of the step by."""
    title = type(step).model_fields[field].title
    assert title is not None
    return title
