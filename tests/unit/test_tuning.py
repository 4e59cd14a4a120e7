"""What a tuning grid may ask for, and which steps it comes down to."""

import math
from typing import Any

import pytest
from pydantic import ValidationError

from burnish.parameters import Box, RestoreFacesStep, Step, Tuning, UpscaleStep
from burnish.tuning import PartUnusable, around, cell_index, fitted, hardest_step, middle_of, part_of, row_steps

WHOLE = Box(left=0, top=0, right=100, bottom=80)


def grid(step: Step | None = None, **values: object) -> Tuning:
    return Tuning.model_validate({"step": step or UpscaleStep(), "crop": WHOLE, **values})


def box(left: float, top: float, right: float, bottom: float) -> Box:
    return Box(left=left, top=top, right=right, bottom=bottom)


@pytest.mark.parametrize(
    "values",
    [
        {"columns": []},
        {"columns": [0.1] * 1000},
        {"columns": [math.nan]},
        {"columns": [1.01]},
        {"rows": [-0.1]},
        {"rows": [0.1] * 11, "columns": [0.5] * 6},
        {"rows": [0.5], "step": RestoreFacesStep(algorithm="gfpgan")},
        {"crop": {"left": 0, "top": 0, "right": math.inf, "bottom": 5}},
        {"crop": {"left": 9, "top": 0, "right": 9, "bottom": 5}},
    ],
)
def test_what_cannot_be_compared_is_refused(values: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        grid(**values)


def test_most_cells_are_counted_without_the_original() -> None:
    assert grid(rows=[0.1] * 8, columns=[0.5] * 8).cells == 64
    assert grid(columns=[0.5] * 11).cells == 11


def test_each_row_is_one_step_and_the_strongest_need_is_fetched() -> None:
    upscaling = grid(UpscaleStep(scale=2), rows=[1, 0.25])
    assert row_steps(upscaling) == [
        UpscaleStep(scale=2, denoising_strength=1),
        UpscaleStep(scale=2, denoising_strength=0.25),
    ]
    assert hardest_step(upscaling) == UpscaleStep(scale=2, denoising_strength=0.25)
    faces = RestoreFacesStep(algorithm="codeformer", strength=0.4)
    assert row_steps(grid(faces, rows=[0, 1])) == [faces.model_copy(update={"fidelity": value}) for value in (0, 1)]
    assert row_steps(grid(faces)) == [faces]


def test_cells_go_row_by_row_behind_the_original() -> None:
    asked = grid(rows=[0, 0.5, 1], columns=[0.2, 0.8])
    indices = [cell_index(asked, row, column) for row in range(3) for column in range(2)]
    assert indices == list(range(1, asked.cells + 1))


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        (box(10, 20, 50, 60), (10, 20, 50, 60)),
        (box(10.4, 19.6, 49.5, 60.2), (10, 20, 50, 60)),
        (box(-1e6, -5, 1e6, 40), (0, 0, 100, 40)),
        (box(84, 64, 500, 500), (84, 64, 100, 80)),
    ],
)
def test_a_part_is_cut_to_whole_pixels_of_the_image(asked: Box, fits: tuple[int, int, int, int]) -> None:
    assert part_of(fitted(grid(crop=asked), "aunt.jpg", 100, 80)) == fits


@pytest.mark.parametrize("asked", [box(200, 0, 300, 50), box(-50, -50, -1, -1), box(85, 0, 500, 80), box(5, 5, 6, 60)])
def test_a_part_outside_or_too_small_is_refused_with_the_sizes(asked: Box) -> None:
    with pytest.raises(PartUnusable, match=r"aunt\.jpg, which is 100 x 80 .* at least 16 x 16"):
        fitted(grid(crop=asked), "aunt.jpg", 100, 80)


def test_a_part_that_is_too_large_is_refused() -> None:
    with pytest.raises(PartUnusable, match="at most 1024 x 1024"):
        fitted(grid(crop=box(0, 0, 1025, 600)), "aunt.jpg", 5000, 5000)


def test_where_nothing_is_marked_the_middle_is_taken() -> None:
    assert middle_of(1000, 800) == box(404, 304, 596, 496)
    assert middle_of(64, 48) == box(8, 0, 56, 48)


def test_a_face_is_shown_with_what_is_around_it() -> None:
    assert around(box(100, 100, 180, 200)) == box(60, 70, 220, 230)
    assert around(box(0, 0, 4000, 4000)).size == 1024
