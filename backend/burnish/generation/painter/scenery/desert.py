"""A desert under strange skies: dunes or mesas, planets and moons, cacti or palms at a pool."""

import numpy as np

from burnish.generation.painter.colour import Colour, colours, mix, rgb, varied
from burnish.generation.painter.noise import curve, smoothstep, surface
from burnish.generation.painter.palette import Palette
from burnish.generation.painter.randomness import happens, pick
from burnish.generation.painter.scenery.land import rolling
from burnish.generation.painter.scenery.sheet import Sheet
from burnish.generation.painter.scenery.sky import draw_clouds, draw_light, draw_sky
from burnish.generation.painter.scenery.trees import Grove
from burnish.generation.painter.scenery.water import draw_mirror

SANDS = colours("#e0a868 #d98a5c #e8c48a #c9785a #d0a8a0")
PLANETS = colours("#d98f6a #7fa3c4 #e6c9a0 #b07fb0 #84b59a #c96f5a")


def draw_desert(sheet: Sheet, palette: Palette, chance: np.random.Generator, wishes: frozenset[str]) -> None:
    """A desert with something large in its sky."""
    horizon = sheet.y(chance.uniform(0.52, 0.66))
    light = draw_sky(sheet, palette, chance, horizon)
    if "planet" in wishes or happens(chance, 0.7):
        _draw_planets(sheet, palette, chance, horizon, light.x)
    if happens(chance, 0.4):
        draw_clouds(sheet, palette, chance, horizon, light)
    draw_light(sheet, palette, chance, light)
    sand = pick(chance, SANDS)
    if happens(chance, 0.6):
        for near in (0.0, 0.5):
            _draw_mesas(sheet, palette, chance, horizon, mix(sand, rgb("#9a4a34"), 0.5), near)
    oasis = "palm" in wishes or happens(chance, 0.35)
    _draw_dunes(sheet, palette, chance, horizon, sand, 2 if oasis else 4)
    if oasis:
        _draw_oasis(sheet, palette, chance, horizon)
    elif happens(chance, 0.7):
        for near in np.sort(chance.random(int(chance.integers(2, 6)))):
            y = horizon + (sheet.height - horizon) * (0.25 + 0.65 * float(near))
            size = sheet.unit * (0.08 + 0.22 * float(near))
            _draw_cactus(sheet, palette, sheet.x(chance.uniform(0.06, 0.94)), y, size)


def _draw_planets(sheet: Sheet, palette: Palette, chance: np.random.Generator, horizon: float, light_x: float) -> None:
    """One large planet, perhaps with a ring, and small moons; lit from the side of the light."""
    side = 1 if light_x < sheet.width / 2 else -1
    x, y = sheet.x(0.5 + side * chance.uniform(0.12, 0.28)), horizon * chance.uniform(0.3, 0.55)
    radius = sheet.unit * chance.uniform(0.13, 0.24)
    colour, tilt = pick(chance, PLANETS), chance.uniform(-0.5, 0.5)
    ring = happens(chance, 0.5)
    if ring:
        _draw_ring(sheet, palette, (x, y, radius), colour, tilt, np.linspace(np.pi, 2 * np.pi, 24))
    _draw_ball(sheet, palette, chance, (x, y, radius), colour, -side)
    if ring:
        _draw_ring(sheet, palette, (x, y, radius), colour, tilt, np.linspace(0, np.pi, 24))
    for _ in range(int(chance.integers(1, 4))):
        size = sheet.unit * chance.uniform(0.012, 0.04)
        at = sheet.x(0.5 - side * chance.uniform(0.05, 0.45)), horizon * chance.uniform(0.1, 0.7), size
        _draw_ball(sheet, palette, chance, at, pick(chance, PLANETS), -side)


def _draw_ball(
    sheet: Sheet,
    palette: Palette,
    chance: np.random.Generator,
    place: tuple[float, float, float],
    colour: Colour,
    lit_side: int,
) -> None:
    """A planet with bands, its dark side melting into the sky."""
    x, y, radius = place
    across = (sheet.columns - np.float32(x)) / np.float32(radius)
    down = (sheet.rows - np.float32(y)) / np.float32(radius)
    inside = smoothstep(across * across + down * down, 1.0, 0.97)
    bands = curve(chance, 256, 9, 3)
    wave = np.clip((down + across * np.float32(0.18) + 1.2) * 106, 0, 255).astype(np.int32)
    local = mix(colour, mix(colour, rgb("#fff2dc"), 0.6), bands[wave])
    light = smoothstep(across * np.float32(lit_side) - down * np.float32(0.45), -0.75, 0.7)
    dark = mix(palette.mood.sky[0], colour * np.float32(0.5), 0.35)
    sheet.lay(inside, mix(dark, mix(local, palette.mood.glow, 0.15), light), angle=0.18 + across * 0, detail=0.7)


def _draw_ring(
    sheet: Sheet,
    palette: Palette,
    place: tuple[float, float, float],
    colour: Colour,
    tilt: float,
    turn: np.ndarray[tuple[int], np.dtype[np.float64]],
) -> None:
    x, y, radius = place
    for reach, share in ((1.85, 0.35), (1.6, 0.75), (1.4, 0.5)):
        across, down = np.cos(turn) * radius * reach, np.sin(turn) * radius * reach * 0.24
        points = np.stack(
            [x + across * np.cos(tilt) - down * np.sin(tilt), y + across * np.sin(tilt) + down * np.cos(tilt)], 1
        )
        shown = mix(mix(colour, palette.mood.glow, 0.5), palette.mood.sky[1], 1 - share)
        sheet.line(points, shown, radius * 0.1, 0.9)


def _draw_mesas(
    sheet: Sheet, palette: Palette, chance: np.random.Generator, horizon: float, colour: Colour, near: float
) -> None:
    """Table mountains with steep sides."""
    shape = curve(chance, sheet.width, (2.4 + near) * sheet.aspect, 3)
    steep = smoothstep(shape, 0.5, 0.56) + 0.45 * smoothstep(shape, 0.68, 0.72) + 0.12 * shape
    rise = np.float32(sheet.unit * (0.13 - 0.04 * near)) * steep
    line = np.asarray(np.float32(horizon + sheet.unit * 0.03) - rise, np.float32)
    strata = surface(chance, sheet.size, (3 * sheet.aspect, 60), 2)
    cracks = surface(chance, sheet.size, (30 * sheet.aspect, 4), 2)
    local = mix(colour, mix(colour, rgb("#f3d3a0"), 0.5), strata)
    painted = mix(palette.shaded(local), palette.lit(local), smoothstep(cracks, 0.35, 0.6))
    sheet.lay(sheet.below(line), mix(painted, palette.mood.haze, 0.5 - 0.35 * near), angle=np.pi / 2, detail=0.5)


def _draw_dunes(
    sheet: Sheet, palette: Palette, chance: np.random.Generator, horizon: float, sand: Colour, dunes: int
) -> None:
    """Dunes with a lit side, a shaded side and a sharp crest."""
    for index in range(dunes):
        near = index / max(1, dunes - 1)
        level = horizon + (sheet.height - horizon) * (0.06 + 0.6 * near**1.2)
        line = rolling(sheet, chance, level, sheet.unit * (0.05 + 0.12 * near), 1.3)
        depth = np.maximum(sheet.rows - line[np.newaxis, :], 0) / np.float32(sheet.unit)
        skew = sheet.columns + depth * np.float32(sheet.unit * chance.uniform(-2.2, 2.2))
        slope = np.gradient(line)[np.clip(skew, 0, sheet.width - 1).astype(np.int32)]
        ripples = surface(chance, sheet.size, (6 * sheet.aspect, 50), 2) - 0.5
        lit = smoothstep(slope.astype(np.float32) + ripples * np.float32(0.1), 0.03, -0.03)
        colour = varied(sand, chance, 0.04)
        shade = mix(palette.shaded(colour), palette.mood.sky[0], 0.12)
        painted = palette.hazed(mix(shade, palette.lit(colour), lit), 0.4 * (1 - near))
        angle = np.arctan(slope).astype(np.float32) + ripples
        sheet.lay(sheet.below(line), painted, angle=angle, detail=0.35)


def _draw_oasis(sheet: Sheet, palette: Palette, chance: np.random.Generator, horizon: float) -> None:
    """A pool that mirrors the sky, with palms."""
    grove, middle = Grove(sheet, palette, chance), chance.uniform(0.3, 0.7)
    level = horizon + (sheet.height - horizon) * 0.42
    for place in chance.uniform(-0.28, 0.28, int(chance.integers(3, 7))):
        x = sheet.x(middle) + float(place) * sheet.unit
        grove.palm(x, level + sheet.unit * 0.01, sheet.unit * chance.uniform(0.2, 0.4))
        grove.bush(x + sheet.unit * 0.03, level + sheet.unit * 0.01, sheet.unit * 0.05, rgb("#5f8f4a"))
    across = (sheet.columns - np.float32(sheet.x(middle))) / np.float32(sheet.unit * 0.46)
    down = (sheet.rows - np.float32(level + sheet.unit * 0.1)) / np.float32(sheet.unit * 0.11)
    rough = (surface(chance, sheet.size, (6 * sheet.aspect, 8), 3) - 0.5) * np.float32(0.25)
    pool = smoothstep(across * across + down * down + rough, 1.0, 0.92)
    draw_mirror(sheet, palette, chance, level, rgb("#3f8f94"), 0.3, pool)


def _draw_cactus(sheet: Sheet, palette: Palette, x: float, y: float, size: float) -> None:
    green = rgb("#5a8a54")
    sheet.ellipse(x + size * 0.25, y, (size * 0.4, size * 0.05), palette.shaded(rgb("#8a6a50")), angle=0.0)
    for shift, colour, width in ((0.0, palette.shaded(green), 0.17), (-0.035, palette.lit(green), 0.08)):
        at = x + shift * size
        sheet.line([(at, y - size * 0.02), (at, y - size)], colour, size * width, 0.7)
        for side, low, high in ((-1, 0.35, 0.75), (1, 0.5, 0.88)):
            arm = [
                (at, y - size * low),
                (at + side * size * 0.24, y - size * low),
                (at + side * size * 0.26, y - size * high),
            ]
            sheet.line(arm, colour, size * width * 0.7, 0.7)
