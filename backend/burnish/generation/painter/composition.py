"""What is painted: the subject, the light, the season and the colours that a prompt and a seed decide."""

from collections.abc import Callable, Sequence

import numpy as np

from burnish.generation.painter.lexicon import wishes_of
from burnish.generation.painter.palette import ACCENTS, MOODS, SEASONS, Palette
from burnish.generation.painter.randomness import pick, stream, weighted
from burnish.generation.painter.scenery.abstract import draw_abstract
from burnish.generation.painter.scenery.city import draw_city
from burnish.generation.painter.scenery.coast import draw_coast
from burnish.generation.painter.scenery.countryside import draw_countryside
from burnish.generation.painter.scenery.desert import draw_desert
from burnish.generation.painter.scenery.forest import draw_forest
from burnish.generation.painter.scenery.lake import draw_lake
from burnish.generation.painter.scenery.pond import draw_pond
from burnish.generation.painter.scenery.sheet import Sheet
from burnish.generation.painter.scenery.still_life import draw_still_life
from burnish.monitoring import CheckCancelled

DrawScene = Callable[[Sheet, Palette, np.random.Generator, frozenset[str]], None]
"""Draws a scene over the whole sheet; the last argument names things that are wished for."""

SUBJECTS: dict[str, DrawScene] = {
    "coast": draw_coast,
    "lake": draw_lake,
    "countryside": draw_countryside,
    "city": draw_city,
    "forest": draw_forest,
    "desert": draw_desert,
    "still_life": draw_still_life,
    "pond": draw_pond,
    "abstract": draw_abstract,
}
"""What can be painted, by name."""

_SHEET_AREA = 640_000
"""Pixels of the sheet that a scene is drawn on, so that it costs the same for pictures of every size..."""

_SMALLEST_SHEET_AREA = 80_000
"""...but for small ones, whose sheet has eight times their pixels and at least these."""

_MOOD_WEIGHTS = {
    "morning": 1.2, "noon": 1.1, "golden": 1.5, "sunset": 1.4, "dusk": 1.1, "night": 1.1, "storm": 0.6, "mist": 0.6,
    "fauve": 0.7,
}  # fmt: skip
_DAYLIGHT = ("morning", "noon", "golden", "mist", "fauve")
_SUBJECT_WEIGHTS = {
    "coast": 1.5, "lake": 1.4, "countryside": 1.7, "city": 1.0, "forest": 1.1, "desert": 1.0, "still_life": 1.2,
    "pond": 0.8, "abstract": 0.6,
}  # fmt: skip
_SEASON_WEIGHTS = {"spring": 1.0, "summer": 1.4, "autumn": 1.1, "winter": 0.7}


def draw_scene(prompt: str, seed: int, width: int, height: int, check: CheckCancelled) -> tuple[Sheet, Palette]:
    """Draws what the prompt and the seed decide on a sheet of the proportions of ``width`` and ``height``."""
    chance = stream(prompt, seed, "composition")
    wishes = wishes_of(prompt)
    subject = _decide(chance, wishes.subjects, _SUBJECT_WEIGHTS)
    mood = _decide(chance, wishes.moods, _MOOD_WEIGHTS)
    if subject in ("forest", "pond") and not wishes.moods:
        mood = pick(chance, _DAYLIGHT)
    season = _decide(chance, wishes.seasons, _SEASON_WEIGHTS)
    accent = _decide(chance, wishes.accents, dict.fromkeys(ACCENTS, 1.0))
    tint = ACCENTS[accent] if wishes.accents else None
    palette = Palette(MOODS[mood], SEASONS[season], ACCENTS[accent], tint)
    area = min(_SHEET_AREA, max(_SMALLEST_SHEET_AREA, 8 * width * height))
    scale = (area / (width * height)) ** 0.5
    sheet = Sheet(max(8, round(width * scale)), max(8, round(height * scale)), check)
    SUBJECTS[subject](sheet, palette, stream(prompt, seed, "scene"), frozenset(wishes.features))
    sheet.colour = np.clip(palette.graded(sheet.colour), 0, 1)
    return sheet, palette


def _decide(chance: np.random.Generator, wished: Sequence[str], weights: dict[str, float]) -> str:
    """What was wished for most often or first; without wishes any, by weight."""
    unasked = weighted(chance, weights)
    if not wished:
        return unasked
    votes = {name: wished.count(name) for name in wished}
    return max(votes, key=lambda name: votes[name])
