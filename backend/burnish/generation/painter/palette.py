"""Which colours a scene has: the mood of its light, the season, and a colour that the prompt may ask for."""

from dataclasses import dataclass

import numpy as np

from burnish.generation.painter.colour import Colour, colours, luminance, mix, rgb, saturated


@dataclass(frozen=True, slots=True)
class Mood:
    """The light of an hour and a weather."""

    sky: tuple[Colour, Colour, Colour]
    """At the top, in the middle and at the horizon."""
    glow: Colour
    """Of the sun or the moon, and around it."""
    clouds: tuple[Colour, Colour]
    """Where light falls on them, and in their shade."""
    haze: Colour
    """What far things fade into."""
    light: Colour
    """What the colour of a thing in the light is multiplied by; may exceed 1."""
    shadow: Colour
    """What the colour of a thing in the shade is multiplied by."""
    ground: Colour
    """The tone that the canvas is primed with."""
    dark: bool
    """Whether lamps are lit."""
    stars: bool
    """Whether stars are out, and the light in the sky is the moon."""


def _mood(
    sky: str,
    glow: str,
    clouds: str,
    haze: str,
    light: str,
    shadow: str,
    ground: str,
    *,
    lamps: bool = False,
    night: bool = False,
) -> Mood:
    """A mood from codes of colours; in ``light``, 80 (hexadecimal) stands for 1."""
    top, middle, low = colours(sky)
    lit, shaded = colours(clouds)
    factor = rgb(light) * np.float32(255 / 128)
    return Mood(
        (top, middle, low), rgb(glow), (lit, shaded), rgb(haze), factor, rgb(shadow), rgb(ground), lamps or night, night
    )


MOODS = {
    "morning": _mood(
        "#6fa8d6 #b5d5e3 #fbe3c0", "#fff1cf", "#fffaee #b3c0d8", "#c3d6e4", "#847f75", "#7f8fb4", "#c79a6b"
    ),
    "noon": _mood("#2f78c2 #6fb0e0 #cbe6ee", "#fffbe6", "#ffffff #9db4d0", "#aecbe2", "#8a8779", "#7386b0", "#c58f5c"),
    "golden": _mood(
        "#5f97bd #f0d3a0 #f9b566", "#ffe9a8", "#ffe9c4 #b18899", "#e8c29a", "#937a58", "#7a6a8e", "#b5713c"
    ),
    "sunset": _mood(
        "#34488c #cf6380 #ffae57", "#ffe08a", "#ff9f6e #5f4680", "#c97f82", "#8c684f", "#5a4a7c", "#9c4a34"
    ),
    "dusk": _mood(
        "#1c2860 #64549a #ee9a8c", "#ffd2ac", "#d692ac #3b3a72", "#7568a0", "#5c5575", "#3d3c6a", "#5a3b4e", lamps=True
    ),
    "night": _mood(
        "#0a1338 #1b3070 #45679f", "#f3f1d8", "#6583b8 #1b2856", "#375089", "#40507c", "#1f2a56", "#2b3352", night=True
    ),
    "storm": _mood("#414e60 #76858f #d2c9ab", "#f4ecd0", "#b6bcbd #3a4553", "#8a979c", "#656663", "#5b6678", "#7d6a55"),
    "mist": _mood("#9fb3bd #ccd4cd #f2e6d0", "#fff6e0", "#efece2 #a9b6bd", "#d3d8d2", "#767570", "#8b96a6", "#b9a283"),
    "fauve": _mood("#167f95 #f2c55c #ff8367", "#fff0a0", "#ffd9c2 #b0508f", "#f0a58c", "#8f7b86", "#5a3fa0", "#d06b2f"),
}
"""The moods by name; ``fauve`` has the free colours of the painters of 1905."""


@dataclass(frozen=True, slots=True)
class Season:
    """The colours that things have of themselves."""

    grass: tuple[Colour, ...]
    foliage: tuple[Colour, ...]
    flowers: tuple[Colour, ...]
    snow: bool = False
    bare: bool = False
    """Whether trees that lose their leaves have lost them."""


SEASONS = {
    "spring": Season(
        colours("#8fbf4f #a9cf62 #79a84a"),
        colours("#93bf58 #b5d36c #f3b6c6 #f7d3da #7fae57"),
        colours("#f4a7bd #fbe38a #ffffff #c79be0 #ff8f6b"),
    ),
    "summer": Season(
        colours("#7da84a #98b553 #b9b457 #5f9148"),
        colours("#4f8440 #6d9a45 #3d6f3f #86a94c"),
        colours("#e2453c #f7c531 #f08a3c #ffffff #7f6ad0 #e86fa5"),
    ),
    "autumn": Season(
        colours("#c2a04c #b58a3f #9c9a4d #d0b062"),
        colours("#d9772b #c2442a #eaa833 #a8592b #e3c04b"),
        colours("#d1552c #e8b13a #8e3b46 #f2d9a0"),
    ),
    "winter": Season(
        colours("#dde6f1 #cbd8ea #ebeef2"),
        colours("#dfe7ef #6f8a7c #c8d4de #8f9aa0"),
        colours("#b8323a #f2efe6 #d9a441"),
        snow=True,
        bare=True,
    ),
}
"""The seasons by name."""

ACCENTS = {
    "red": rgb("#d8322c"),
    "orange": rgb("#f0802a"),
    "yellow": rgb("#f5c72e"),
    "green": rgb("#3f9a52"),
    "turquoise": rgb("#22a6a0"),
    "blue": rgb("#2a64c8"),
    "violet": rgb("#7a4bb8"),
    "pink": rgb("#ef7fa8"),
    "brown": rgb("#8a5a34"),
    "white": rgb("#f4f1e8"),
    "black": rgb("#22242c"),
    "gold": rgb("#e0aa3e"),
}
"""The colours that a prompt may ask for, by name."""


@dataclass(frozen=True, slots=True)
class Palette:
    """All colours of one scene."""

    mood: Mood
    season: Season
    accent: Colour
    """For sails, scarves and roofs: what catches the eye."""
    tint: Colour | None
    """What the whole picture leans towards; None leaves it alone."""

    def lit(self, colour: Colour) -> Colour:
        """How a thing of that colour looks in the light."""
        return np.asarray(np.clip(colour * self.mood.light, 0, 1), np.float32)

    def shaded(self, colour: Colour) -> Colour:
        """How a thing of that colour looks in the shade."""
        return np.asarray(np.clip(colour * self.mood.shadow, 0, 1), np.float32)

    def hazed(self, colour: Colour, distance: float) -> Colour:
        """How a colour looks from afar; ``distance`` 0 (here) .. 1 (lost in the haze)."""
        return mix(colour, self.mood.haze, distance)

    def graded(self, colour: Colour) -> Colour:
        """Colours of the whole picture leaning towards the tint, lightness kept."""
        if self.tint is None:
            return colour
        light = luminance(colour)[..., np.newaxis]
        tinted = np.where(
            light < 0.5, self.tint * light * 2, self.tint + (np.float32(1) - self.tint) * (light * 2 - 1)
        ).astype(np.float32)
        return saturated(mix(colour, tinted, 0.3), 1.08)
