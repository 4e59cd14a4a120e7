"""Water: lakes that mirror, seas with waves, and the path of light on them."""

import cv2
import numpy as np

from burnish.generation.painter.colour import Colour, Floats, mix
from burnish.generation.painter.noise import smoothstep, surface
from burnish.generation.painter.palette import Palette
from burnish.generation.painter.scenery.sheet import Sheet
from burnish.generation.painter.scenery.sky import Light


def draw_mirror(
    sheet: Sheet,
    palette: Palette,
    chance: np.random.Generator,
    level: float,
    colour: Colour,
    depth: float,
    mask: Floats | None = None,
) -> None:
    """Still water below the row ``level`` that mirrors what is above it.

    ``depth`` (0..1) is how much of the water's own colour shows near the lower edge; ``mask`` may leave out shores.
    """
    below = np.maximum(sheet.rows - np.float32(level), 0) + np.zeros_like(sheet.columns)
    near = below / np.float32(max(sheet.height - level, 1.0))
    ripple = surface(chance, sheet.size, (5 * sheet.aspect, 70), 3, 0.6) - 0.5
    columns = sheet.columns + ripple * (np.float32(0.02) + near * np.float32(0.09)) * np.float32(sheet.unit)
    stretch = min(1.6, 0.98 * level / max(sheet.height - level, 1.0))
    rows = np.float32(level) - below * np.float32(stretch) + ripple * near * np.float32(0.12 * sheet.unit)
    seen = cv2.remap(
        sheet.colour,
        columns.astype(np.float32),
        np.clip(rows, 0, level - 1).astype(np.float32),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REFLECT,
    )
    own = palette.shaded(colour)
    share = np.clip(0.14 + np.float32(depth) * near + (ripple * np.float32(0.35)), 0, 0.9)
    painted = mix(np.asarray(seen, np.float32), own, share)
    painted = mix(painted, palette.mood.sky[2], smoothstep(near, 0.05, 0.0) * np.float32(0.35))
    cover = (sheet.rows >= np.float32(level)).astype(np.float32) + np.zeros_like(below)
    sheet.lay(cover if mask is None else cover * mask, painted, angle=ripple * np.float32(0.5), detail=0.3)


def draw_sea(sheet: Sheet, palette: Palette, chance: np.random.Generator, level: float, colour: Colour) -> None:
    """The sea below the horizon at row ``level``: waves that grow towards the lower edge."""
    near = np.clip((sheet.rows - np.float32(level)) / np.float32(max(sheet.height - level, 1.0)), 0, 1)
    noise = surface(chance, sheet.size, (5 * sheet.aspect, 26), 4, 0.6)
    rows = np.float32(sheet.height - 1) * near**0.42 + np.zeros_like(sheet.columns)
    columns = (sheet.columns - sheet.width / 2) * (1.25 - 0.75 * near) + sheet.width / 2
    waves = cv2.remap(
        noise, columns.astype(np.float32), rows.astype(np.float32), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT
    )
    crest = np.asarray(waves, np.float32)
    sky = mix(palette.mood.sky[1], palette.mood.sky[2], 0.5)
    far = mix(palette.lit(colour), sky, 0.55)
    base = mix(far, palette.shaded(colour), smoothstep(near, 0.0, 0.9) + np.zeros_like(crest))
    painted = mix(base, mix(palette.lit(colour), sky, 0.45), smoothstep(crest, 0.5, 0.72) * np.float32(0.75))
    painted = mix(painted, palette.shaded(colour) * np.float32(0.8), smoothstep(crest, 0.42, 0.22) * np.float32(0.6))
    foam = smoothstep(crest, 0.74, 0.84) * (0.25 + 0.75 * near)
    painted = mix(painted, mix(palette.mood.clouds[0], palette.mood.glow, 0.3), foam.astype(np.float32))
    cover = (sheet.rows >= np.float32(level)).astype(np.float32) + np.zeros_like(crest)
    sheet.lay(cover, painted, angle=(crest - 0.5) * np.float32(0.9), detail=0.4)


def draw_glitter(
    sheet: Sheet, palette: Palette, chance: np.random.Generator, level: float, light: Light, strength: float
) -> None:
    """The path of the sun's or moon's light on water: dashes that widen towards the lower edge."""
    for down in np.sort(chance.random(int(260 * strength))):
        share = float(down) ** 1.7
        y = level + (sheet.height - level) * share
        spread = sheet.unit * (0.02 + 0.16 * share)
        x = light.x + (chance.random() + chance.random() - 1) * spread
        length = sheet.unit * (0.007 + 0.026 * share) * (0.5 + chance.random())
        colour = mix(palette.mood.glow, palette.mood.sky[2], chance.random() * 0.75)
        sheet.ellipse(x, y, (length, max(1.0, length * 0.13)), colour, angle=0.0, detail=0.8)
