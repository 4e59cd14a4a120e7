"""What cannot be done is said before any work."""

from pathlib import Path

import pytest

from burnish.engine.feasibility import ResultTooLarge, UpscalingDisabled, check_enabled, check_feasible
from burnish.faces.problems import RestorationDisabled
from burnish.parameters import OutputOptions, Recipe, RestoreFacesStep, UpscaleStep
from burnish.problems import Problem
from burnish.settings import Settings

FOUR_TIMES = Recipe(steps=(UpscaleStep(scale=4),))


def check(size: tuple[int, int], folder: Path, recipe: Recipe = FOUR_TIMES, most: int = 10**9) -> None:
    check_feasible("aunt.png", size, 3, 8, recipe, OutputOptions(), most, folder)


def test_what_fits_passes(tmp_path: Path) -> None:
    check((100, 100), tmp_path)
    check((100, 100), tmp_path, most=160_000)


def test_more_pixels_than_the_limit_are_refused_with_both_numbers(tmp_path: Path) -> None:
    with pytest.raises(ResultTooLarge, match=r"aunt\.png would become 400 [x×] 400 pixels"):
        check((100, 100), tmp_path, most=159_999)


def test_the_sizes_of_all_steps_count(tmp_path: Path) -> None:
    twice = Recipe(steps=(UpscaleStep(scale=4), UpscaleStep(scale=2)))
    check((100, 100), tmp_path, twice, most=640_000)
    with pytest.raises(ResultTooLarge):
        check((100, 100), tmp_path, twice, most=639_999)


def test_a_disk_without_room_is_named(tmp_path: Path) -> None:
    with pytest.raises(Problem) as raised:
        check((1_000_000, 1_000_000), tmp_path, most=10**15)
    assert raised.value.to_details().type == "/problems/disk-full"
    assert str(tmp_path) in raised.value.detail


def test_a_step_that_is_switched_off_is_refused(tmp_path: Path) -> None:
    both = Recipe(steps=(UpscaleStep(), RestoreFacesStep()))
    faces = Recipe(steps=(RestoreFacesStep(),))
    check_enabled(Settings(root=tmp_path), both)
    check_enabled(Settings(root=tmp_path, esrgan=False), faces)
    check_enabled(Settings(root=tmp_path, restore=False), FOUR_TIMES)
    with pytest.raises(UpscalingDisabled, match="--no-esrgan"):
        check_enabled(Settings(root=tmp_path, esrgan=False), both)
    with pytest.raises(RestorationDisabled, match="--no-restore"):
        check_enabled(Settings(root=tmp_path, restore=False), both)


def test_restoring_faces_does_not_change_the_size(tmp_path: Path) -> None:
    check((100, 100), tmp_path, Recipe(steps=(RestoreFacesStep(),)), most=10_000)
    check((100, 100), tmp_path, Recipe(steps=(RestoreFacesStep(), UpscaleStep(scale=2))), most=40_000)
