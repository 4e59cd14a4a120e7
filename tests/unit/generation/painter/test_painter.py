"""What the painter promises: the same picture always, of any size, shown step by step, stopped at once."""

import hashlib
import subprocess
import sys
from collections.abc import Callable

import cv2
import numpy as np
import pytest

from burnish.generation.cards import PAINTER_CARD
from burnish.generation.generator import RgbImage
from burnish.generation.painter.composition import SUBJECTS
from burnish.generation.painter.painter import Painter
from burnish.monitoring import Cancelled, never_cancelled
from burnish.records import ImageGeneration

WANTED = ImageGeneration(prompt="a quiet day", seed=7, width=128, height=96, steps=4)

EXPECTED_MEANS = [
    [[184, 196, 195], [182, 184, 179], [180, 182, 179], [186, 193, 194]],
    [[139, 131, 120], [152, 138, 127], [144, 139, 133], [149, 141, 131]],
    [[120, 123, 126], [121, 122, 125], [170, 168, 161], [126, 129, 130]],
]
"""Mean colours of the twelfths of what is painted for WANTED."""


def ignore_step(step: int, steps: int, estimate: Callable[[], RgbImage]) -> None:
    """For tests that look at the picture alone."""


def paint(**changes: object) -> RgbImage:
    return Painter().generate(WANTED.model_copy(update=changes), ignore_step, never_cancelled)


def distance(first: RgbImage, second: RgbImage) -> float:
    """The mean difference of two pictures, 0..255."""
    return float(np.abs(first.astype(np.int16) - second.astype(np.int16)).mean())


@pytest.fixture(scope="module")
def painting() -> RgbImage:
    return paint()


def test_the_same_values_give_the_same_picture_in_another_process(painting: RgbImage) -> None:
    program = (
        "import hashlib, sys\n"
        "from burnish.generation.painter.painter import Painter\n"
        "from burnish.records import ImageGeneration\n"
        f"wanted = ImageGeneration.model_validate_json({WANTED.model_dump_json()!r})\n"
        "picture = Painter().generate(wanted, lambda step, steps, estimate: None, lambda: None)\n"
        "assert 'torch' not in sys.modules\n"
        "print(hashlib.sha256(picture.tobytes()).hexdigest())\n"
    )
    other = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert other.stdout.strip() == hashlib.sha256(painting.tobytes()).hexdigest()


def test_the_picture_is_the_one_that_this_version_has_always_painted(painting: RgbImage) -> None:
    """Means of areas, with a tolerance: other processors may round the last bit of a stroke's place otherwise."""
    means = cv2.resize(painting, (4, 3), interpolation=cv2.INTER_AREA).astype(int)
    assert np.abs(means - EXPECTED_MEANS).max() <= 4


def test_looking_at_estimates_does_not_change_the_picture(painting: RgbImage) -> None:
    def look(step: int, steps: int, estimate: Callable[[], RgbImage]) -> None:
        assert estimate().shape == (96, 128, 3)

    watched = Painter().generate(WANTED, look, never_cancelled)
    assert np.array_equal(watched, painting)


def test_negative_prompt_and_guidance_have_no_effect_as_the_card_says(painting: RgbImage) -> None:
    assert set(PAINTER_CARD.ignores) == {"negative_prompt", "guidance"}
    assert np.array_equal(paint(negative_prompt="sky", guidance=30.0), painting)


@pytest.mark.parametrize("changes", [{"seed": 8}, {"prompt": "a quiet night"}, {"prompt": "a quiet day!"}])
def test_another_seed_or_prompt_gives_another_picture(painting: RgbImage, changes: dict[str, object]) -> None:
    assert distance(paint(**changes), painting) > 20


@pytest.mark.parametrize("size", [(64, 64), (256, 128), (72, 512)])
def test_pictures_have_the_size_asked_for_and_are_not_empty(size: tuple[int, int]) -> None:
    width, height = size
    picture = paint(width=width, height=height, steps=2)
    assert picture.shape == (height, width, 3)
    assert picture.dtype == np.uint8
    assert picture.std() > 12


@pytest.mark.parametrize("subject", SUBJECTS)
def test_every_subject_is_painted_with_contrast_when_its_word_is_said(subject: str) -> None:
    words = {"still_life": "fruit", "coast": "sea", "countryside": "hills"}
    picture = paint(prompt=words.get(subject, subject), width=64, height=64, steps=2)
    assert picture.std() > 12
    assert len(np.unique(picture.reshape(-1, 3), axis=0)) > 1000


@pytest.mark.parametrize("count", [1, 2, 12])
def test_each_step_is_shown_once_in_order(count: int) -> None:
    seen: list[tuple[int, int, tuple[int, ...]]] = []

    def show(step: int, steps: int, estimate: Callable[[], RgbImage]) -> None:
        seen.append((step, steps, estimate().shape))

    Painter().generate(WANTED.model_copy(update={"width": 64, "height": 64, "steps": count}), show, never_cancelled)
    assert seen == [(step, count, (64, 64, 3)) for step in range(1, count + 1)]


def test_estimates_come_closer_to_the_picture_and_the_last_one_is_it() -> None:
    estimates: list[RgbImage] = []
    wanted = WANTED.model_copy(update={"steps": 12})

    def show(step: int, steps: int, estimate: Callable[[], RgbImage]) -> None:
        estimates.append(estimate())

    picture = Painter().generate(wanted, show, never_cancelled)
    first, middle, last = (distance(estimates[index], picture) for index in (0, 5, 11))
    assert first > middle * 1.3 > last
    assert last == 0


def test_estimates_of_large_pictures_are_small_and_of_the_same_proportions() -> None:
    shapes: list[tuple[int, ...]] = []
    wanted = WANTED.model_copy(update={"width": 1536, "height": 768, "steps": 1})

    def show(step: int, steps: int, estimate: Callable[[], RgbImage]) -> None:
        shapes.append(estimate().shape)

    Painter().generate(wanted, show, never_cancelled)
    assert shapes == [(384, 768, 3)]


@pytest.mark.parametrize("checks", [1, 2, 20])
def test_painting_stops_at_any_check_while_the_scene_and_within_a_step(checks: int) -> None:
    left, shown = checks, 0

    def check() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            raise Cancelled
        assert left > 0, "the painter went on after it was cancelled"

    def show(step: int, steps: int, estimate: Callable[[], RgbImage]) -> None:
        nonlocal shown
        shown += 1

    with pytest.raises(Cancelled):
        Painter().generate(WANTED.model_copy(update={"steps": 3}), show, check)
    assert shown < 3


@pytest.mark.parametrize(
    "prompt",
    [
        "x" * 10_000,
        "🦊🌊" * 50,
        "sea\0night",
        "\u202eסוף הים\u202c",
        "\ud800",
        "red " * 2_500,
        "' OR 1=1; -- <script>",
        " ",
    ],
)
def test_no_prompt_upsets_the_painter(prompt: str) -> None:
    assert paint(prompt=prompt, width=64, height=64, steps=1).shape == (64, 64, 3)


def test_values_that_are_missing_are_refused() -> None:
    with pytest.raises(ValueError, match="number of steps"):
        paint(steps=None)
