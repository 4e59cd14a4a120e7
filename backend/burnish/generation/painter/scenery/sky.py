"""The sky: its gradient, sun or moon, stars, clouds, northern lights and birds."""

from dataclasses import dataclass

import cv2
import numpy as np

from burnish.generation.painter.colour import Floats, mix, rgb
from burnish.generation.painter.noise import smoothstep, surface
from burnish.generation.painter.palette import Palette
from burnish.generation.painter.randomness import happens
from burnish.generation.painter.scenery.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Light:
    """The sun or the moon: where it stands, in pixels."""

    x: float
    y: float
    radius: float


def draw_sky(sheet: Sheet, palette: Palette, chance: np.random.Generator, horizon: float) -> Light:
    """Covers the sheet down to the horizon (a row) and beyond; tells where the light is."""
    mood = palette.mood
    top, middle, low = mood.sky
    height = sheet.rows / np.float32(max(horizon, 1.0))
    wave = (surface(chance, sheet.size, (1.5 * sheet.aspect, 3), 2) - 0.5) * np.float32(0.16)
    share = height + wave
    colour = mix(mix(top, middle, smoothstep(share, 0.0, 0.62)), low, smoothstep(share, 0.55, 1.0))
    turn = (surface(chance, sheet.size, (2 * sheet.aspect, 2.5), 2) - 0.5) * np.float32(2.4 if mood.stars else 1.3)
    sheet.lay(np.ones((sheet.height, sheet.width), np.float32), colour, angle=turn, detail=0.18)
    light = _place_light(sheet, palette, chance, horizon)
    sheet.glow(light.x, light.y, sheet.unit * 0.85, mood.glow, 0.5)
    sheet.glow(light.x, light.y, sheet.unit * 0.3, mood.glow, 0.45)
    if mood.stars:
        _draw_stars(sheet, chance, horizon)
        _swirl(sheet, light.x, light.y, sheet.unit * 0.34)
    return light


def draw_light(sheet: Sheet, palette: Palette, chance: np.random.Generator, light: Light) -> None:
    """The disc of the sun or the moon, in front of what was drawn before."""
    mood = palette.mood
    sheet.glow(light.x, light.y, light.radius * 2.6, mood.glow, 0.85)
    core = mix(mood.glow, rgb("#ffffff"), 0.45)
    if mood.stars and happens(chance, 0.5):
        turn = np.linspace(0, np.pi, 20)
        tilt = chance.uniform(-0.4, 0.4)
        across = np.concatenate([np.sin(turn), 0.45 * np.sin(turn)[::-1]])
        down = np.concatenate([np.cos(turn), np.cos(turn)[::-1]])
        points = np.stack([across * np.cos(tilt) - down * np.sin(tilt), across * np.sin(tilt) + down * np.cos(tilt)], 1)
        sheet.polygon(points * light.radius * 1.25 + (light.x, light.y), core, detail=1.0)
        return
    sheet.ellipse(light.x, light.y, (light.radius, light.radius), core, detail=0.9)


def draw_clouds(sheet: Sheet, palette: Palette, chance: np.random.Generator, horizon: float, light: Light) -> None:
    """Veils of cloud that flatten towards the horizon, and sometimes heaps with lit tops."""
    cover = chance.uniform(0.42, 0.66)
    noise = surface(chance, sheet.size, (chance.uniform(1.6, 3) * sheet.aspect, chance.uniform(5, 9)), 5, 0.55)
    warped = _perspective(noise, horizon)
    mask = smoothstep(warped, cover, cover + 0.22) * smoothstep(sheet.rows, horizon * 1.02, horizon * 0.8)
    towards = 1 if light.x > sheet.width / 2 else -1
    shift = np.array([[1, 0, -towards * sheet.unit * 0.02], [0, 1, sheet.unit * 0.022]], np.float32)
    moved = np.asarray(cv2.warpAffine(warped, shift, sheet.size, borderMode=cv2.BORDER_REFLECT), np.float32)
    lit = smoothstep(warped - moved, -0.06, 0.09)
    bright, dark = palette.mood.clouds
    sheet.lay(mask * np.float32(0.9), mix(dark, bright, lit), detail=0.3)
    if happens(chance, 0.45):
        for _ in range(int(chance.integers(2, 6))):
            y = horizon * chance.uniform(0.3, 0.85)
            _draw_heap(sheet, palette, chance, sheet.width * chance.random(), y, sheet.unit * chance.uniform(0.08, 0.2))


def draw_northern_lights(sheet: Sheet, chance: np.random.Generator, horizon: float) -> None:
    """Curtains of green and violet light that hang in folds."""
    folds = surface(chance, (sheet.width, 1), (3 * sheet.aspect, 1), 3)[0]
    for green in (rgb("#4df0a0"), rgb("#7be8d0"), rgb("#b06be8")):
        foot = horizon * np.float32(chance.uniform(0.5, 0.8)) + (folds - 0.5) * sheet.height * np.float32(0.5)
        folds = np.roll(folds, int(chance.integers(sheet.width)))
        rays = surface(chance, (sheet.width, 1), (26 * sheet.aspect, 1), 2)[0]
        above = (foot - sheet.rows) / np.float32(horizon * 0.62)
        mask = smoothstep(above, -0.03, 0.05) * np.clip(1 - above, 0, 1) ** 2 * (0.35 + 0.65 * rays)
        sheet.lay(mask.astype(np.float32) * np.float32(0.75), green, angle=np.pi / 2, detail=0.3)


def draw_birds(sheet: Sheet, palette: Palette, chance: np.random.Generator, horizon: float) -> None:
    """A few birds in the distance, in a loose flock."""
    colour = mix(palette.shaded(rgb("#30343c")), palette.mood.haze, 0.15)
    middle_x, middle_y = sheet.x(chance.uniform(0.2, 0.8)), horizon * chance.uniform(0.25, 0.7)
    for _ in range(int(chance.integers(4, 9))):
        x = middle_x + (chance.random() - 0.5) * sheet.unit * 0.6
        y = middle_y + (chance.random() - 0.5) * sheet.unit * 0.2
        span, lift = sheet.unit * chance.uniform(0.014, 0.028), chance.uniform(0.3, 0.6)
        wing = [(-1, -lift), (-0.45, -lift * 1.1), (0, 0), (0.45, -lift * 1.1), (1, -lift)]
        sheet.line([(x + span * across, y + span * down) for across, down in wing], colour, sheet.unit / 320, 1.0)


def _place_light(sheet: Sheet, palette: Palette, chance: np.random.Generator, horizon: float) -> Light:
    """Low where the sky glows at the horizon, high at noon and at night."""
    warm = float(palette.mood.sky[2][0] - palette.mood.sky[0][0])
    high = palette.mood.stars or warm < 0.45
    y = horizon * (chance.uniform(0.16, 0.45) if high else chance.uniform(0.62, 0.97))
    side = chance.uniform(0.14, 0.42)
    x = sheet.x(side if happens(chance, 0.5) else 1 - side)
    return Light(x, y, sheet.unit * chance.uniform(0.028, 0.06))


def _draw_stars(sheet: Sheet, chance: np.random.Generator, horizon: float) -> None:
    for _ in range(int(70 * sheet.aspect)):
        x, y = sheet.x(chance.random()), horizon * chance.random() ** 1.4 * 0.95
        size = sheet.unit * (0.0018 + 0.0045 * chance.random() ** 4)
        colour = mix(rgb("#cfdcff"), rgb("#fff2c0"), chance.random())
        if size > sheet.unit * 0.003:
            sheet.glow(x, y, size * 6, colour, 0.55)
            _swirl(sheet, x, y, size * 9)
        sheet.ellipse(x, y, (size, size), colour, detail=1.0)


def _draw_heap(sheet: Sheet, palette: Palette, chance: np.random.Generator, x: float, y: float, size: float) -> None:
    """A heap of cloud: puffs over a flat base, the shaded ones first."""
    bright, dark = palette.mood.clouds
    puffs = [
        (offset, height * (1 - abs(offset)) ** 0.7, 0.16 + 0.2 * chance.random())
        for offset, height in (chance.uniform(-1, 1, (24, 2)) * (1, 0.5) + (0, 0.5)).tolist()
    ]
    base = mix(dark, palette.mood.sky[1], 0.35)
    for lift, colour, shrink in ((0.0, base, 1.0), (0.06, mix(base, bright, 0.55), 0.86), (0.13, bright, 0.64)):
        for offset, height, radius in puffs:
            across = size * radius * shrink
            sheet.ellipse(
                x + size * offset * 1.25,
                y - size * (height * 0.55 + lift),
                (across * 1.25, across * 0.8),
                mix(colour, palette.mood.sky[2], 0.12),
                detail=0.35,
            )


def _swirl(sheet: Sheet, x: float, y: float, radius: float) -> None:
    """Makes strokes run round a point, within the radius."""
    left, right = max(0, int(x - radius)), min(sheet.width, int(x + radius) + 1)
    top, bottom = max(0, int(y - radius)), min(sheet.height, int(y + radius) + 1)
    if left >= right or top >= bottom:
        return
    across, down = np.meshgrid(sheet.columns[0, left:right] - np.float32(x), sheet.rows[top:bottom, 0] - np.float32(y))
    angle = np.arctan2(down, across) + np.float32(np.pi / 2)
    share = np.clip(1.6 - 1.6 * np.sqrt(across * across + down * down) / np.float32(radius), 0, 1)
    part = sheet.flow[top:bottom, left:right]
    part[:] = mix(part, np.dstack([np.cos(2 * angle), np.sin(2 * angle)]), share.astype(np.float32))


def _perspective(noise: Floats, horizon: float) -> Floats:
    """Clouds get flatter and closer together towards the horizon."""
    height, width = noise.shape
    down = np.clip(np.arange(height, dtype=np.float32) / np.float32(max(horizon, 1)), 0, 1)
    rows = (np.float32(height - 1) * (0.45 * down + 0.55 * down**2.6))[:, np.newaxis] + np.zeros((1, width), np.float32)
    spread = (0.55 + 0.45 * down)[:, np.newaxis]
    columns = (np.arange(width, dtype=np.float32) - width / 2)[np.newaxis, :] / (1.6 - spread) + width / 2
    return np.asarray(
        cv2.remap(
            noise, columns.astype(np.float32), rows.astype(np.float32), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT
        ),
        np.float32,
    )
