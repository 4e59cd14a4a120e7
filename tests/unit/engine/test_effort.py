"""How the work of a recipe is shared among its steps."""

from pathlib import Path

import pytest

from burnish.engine.effort import shares_of
from burnish.parameters import Box, ChosenFace, Recipe, RestoreFacesStep, UpscaleStep
from burnish.upscaling.registry import ModelRegistry


def lengths(*steps: UpscaleStep | RestoreFacesStep, width: int = 1000, height: int = 1000) -> list[float]:
    """The share of each step, after a look at how they follow each other."""
    shares = shares_of(Recipe(steps=steps), width, height, ModelRegistry(Path("no models were added")))
    end = 0.0
    for start, length in shares:
        assert start == pytest.approx(end)
        end = start + length
    assert end == pytest.approx(1)
    return [length for _, length in shares]


def test_a_single_step_is_the_whole() -> None:
    assert lengths(RestoreFacesStep()) == [1]


def test_a_step_after_upscaling_has_more_pixels() -> None:
    first, second = lengths(UpscaleStep(scale=4), UpscaleStep(scale=2))
    assert second == pytest.approx(16 * first)


def test_a_slower_network_has_a_larger_share() -> None:
    quick = lengths(UpscaleStep(), RestoreFacesStep(algorithm="gfpgan"))
    slow = lengths(UpscaleStep(), RestoreFacesStep(algorithm="codeformer"))
    assert slow[1] > quick[1]


def test_more_faces_have_a_larger_share() -> None:
    face = ChosenFace(box=Box(left=0, top=0, right=10, bottom=10))
    shares = [
        lengths(UpscaleStep(), RestoreFacesStep(faces="chosen", chosen=(face,) * count))[1] for count in (1, 2, 20)
    ]
    assert shares == sorted(set(shares))
    assert lengths(UpscaleStep(), RestoreFacesStep(faces="largest"))[1] == shares[0]


def test_faces_of_a_small_photo_are_most_of_the_work() -> None:
    upscaling, faces = lengths(UpscaleStep(), RestoreFacesStep(), width=200, height=200)
    assert faces > 0.8 > upscaling
