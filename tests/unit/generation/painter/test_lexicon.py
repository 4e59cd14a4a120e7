"""The few words that the painter knows."""

import numpy as np
import pytest

from burnish.generation.painter.composition import SUBJECTS, draw_scene
from burnish.generation.painter.lexicon import wishes_of
from burnish.generation.painter.palette import ACCENTS, MOODS, SEASONS
from burnish.monitoring import never_cancelled


@pytest.mark.parametrize(
    ("prompt", "subject", "mood", "season"),
    [
        ("a lighthouse at night", "coast", "night", None),
        ("Mountains in AUTUMN", "lake", "golden", "autumn"),
        ("snowy forests, dawn", "forest", "morning", "winter"),
        ("the Cities of tomorrow", None, None, None),
        ("qwertz", None, None, None),
    ],
)
def test_words_steer_subject_light_and_season(
    prompt: str, subject: str | None, mood: str | None, season: str | None
) -> None:
    wishes = wishes_of(prompt)
    assert next(iter(wishes.subjects), None) == subject
    assert next(iter(wishes.moods), None) == mood
    assert next(iter(wishes.seasons), None) == season


def test_every_wish_is_one_that_can_be_painted() -> None:
    every_word = (
        "sea mountain hill city forest desert flower pond abstract morning noon golden sunset dusk night storm mist "
        "wild spring summer autumn winter red orange yellow green teal blue purple pink brown white black gold"
    )
    wishes = wishes_of(every_word)
    assert set(wishes.subjects) == set(SUBJECTS)
    assert set(wishes.moods) == set(MOODS)
    assert set(wishes.seasons) == set(SEASONS)
    assert set(wishes.accents) == set(ACCENTS)


def test_nights_are_darker_than_days() -> None:
    day, night = (draw_scene(prompt, 3, 64, 64, never_cancelled)[0].colour for prompt in ("sea noon", "sea night"))
    assert float(night.mean()) < 0.7 * float(day.mean())


def test_a_colour_that_is_asked_for_is_seen() -> None:
    red, blue = (draw_scene(prompt, 3, 64, 64, never_cancelled)[0].colour for prompt in ("red hills", "blue hills"))
    redness = np.array([1.0, 0.0, -1.0])
    assert float((red @ redness).mean()) > float((blue @ redness).mean()) + 0.1


def test_the_scene_is_the_same_at_every_size_of_the_same_proportions() -> None:
    small, large = (draw_scene("lake", 5, side, side, never_cancelled)[0] for side in (288, 576))
    assert np.array_equal(small.colour, large.colour)
