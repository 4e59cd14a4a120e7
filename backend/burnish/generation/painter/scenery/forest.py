"""Inside a wood: trunks, a floor of leaves, a path or a brook towards the light."""

import numpy as np

from burnish.generation.painter.colour import mix, rgb, varied
from burnish.generation.painter.noise import smoothstep, surface
from burnish.generation.painter.palette import Palette
from burnish.generation.painter.randomness import happens, pick
from burnish.generation.painter.scenery.land import draw_blades, draw_flowers
from burnish.generation.painter.scenery.sheet import Sheet


def draw_forest(sheet: Sheet, palette: Palette, chance: np.random.Generator, wishes: frozenset[str]) -> None:
    """A wood with light at the end of its path."""
    horizon = sheet.y(chance.uniform(0.5, 0.62))
    light_x = sheet.x(chance.uniform(0.34, 0.66))
    birches = "birch" in wishes or happens(chance, 0.45)
    _draw_depth(sheet, palette, chance, horizon, light_x)
    _draw_floor(sheet, palette, chance, horizon, light_x)
    for near in np.sort(chance.random(int((26 if birches else 20) * sheet.aspect)) ** 1.15):
        x = sheet.x(chance.random())
        clearing = sheet.unit * (0.03 + 0.3 * float(near))
        if abs(x - light_x) < clearing:
            x = light_x + np.sign(x - light_x + 1e-3) * clearing * chance.uniform(1.0, 1.5)
        _draw_trunk(sheet, palette, chance, float(x), horizon, float(near), birches)
        if happens(chance, 0.5):
            _draw_leaves(sheet, palette, chance, float(x), horizon, float(near))
    floor = np.full(sheet.width, horizon + sheet.unit * 0.08, np.float32)
    if palette.season.snow:
        return
    if palette.season.foliage[0][0] > palette.season.foliage[0][1]:
        draw_flowers(sheet, palette, chance, floor, palette.season.foliage, 500)
    else:
        draw_blades(sheet, palette, chance, horizon + sheet.unit * 0.12, palette.season.grass, 260)
        draw_flowers(sheet, palette, chance, floor, palette.season.flowers, 260)


def _draw_depth(sheet: Sheet, palette: Palette, chance: np.random.Generator, horizon: float, light_x: float) -> None:
    """The far end of the wood: leaves lit through, brightest where the path ends."""
    leaves = surface(chance, sheet.size, (9 * sheet.aspect, 9), 5, 0.6)
    first, second = pick(chance, palette.season.foliage), pick(chance, palette.season.foliage)
    canopy = mix(palette.lit(mix(first, second, 0.5)), palette.shaded(first), smoothstep(leaves, 0.42, 0.6))
    canopy = mix(canopy, palette.lit(second), smoothstep(leaves, 0.6, 0.72))
    canopy = mix(canopy, palette.mood.sky[1], smoothstep(leaves, 0.34, 0.26))
    turn = (leaves - 0.5) * np.float32(3.0) + np.float32(0.9)
    sheet.lay(np.ones_like(leaves), mix(canopy, palette.mood.haze, 0.25), angle=turn, detail=0.35)
    sheet.glow(light_x, horizon - sheet.unit * 0.08, sheet.unit * 0.6, palette.mood.glow, 0.75)
    brightest = mix(palette.mood.glow, rgb("#ffffff"), 0.3)
    sheet.glow(light_x, horizon - sheet.unit * 0.05, sheet.unit * 0.24, brightest, 0.8)


def _draw_floor(sheet: Sheet, palette: Palette, chance: np.random.Generator, horizon: float, light_x: float) -> None:
    """The ground with streaks of light, and the path on it."""
    near = np.clip((sheet.rows - np.float32(horizon)) / np.float32(sheet.height - horizon), 0, 1)
    grain = surface(chance, sheet.size, (5 * sheet.aspect, 26), 4, 0.6)
    autumn = palette.season.foliage[0][0] > palette.season.foliage[0][1]
    local = pick(chance, palette.season.foliage[:3] if autumn else palette.season.grass)
    ground = mix(palette.shaded(local), palette.lit(local), smoothstep(grain, 0.42, 0.62))
    cover = (sheet.rows >= np.float32(horizon)).astype(np.float32) + np.zeros_like(grain)
    sheet.lay(cover, ground, angle=(grain - 0.5) * np.float32(0.8), detail=0.4)
    swing = np.sin(near * np.float32(4)) * np.float32(sheet.unit * chance.uniform(-0.12, 0.12))
    start = sheet.x(chance.uniform(0.35, 0.65))
    middle = light_x + (start - light_x) * near + swing
    half = np.float32(sheet.unit) * (np.float32(0.02) + np.float32(0.17) * near**1.3)
    edge = np.abs(sheet.columns - middle) / half + (grain - 0.5) * np.float32(0.6)
    earth = rgb("#f0eef2") if palette.season.snow else rgb("#cfae86")
    path = mix(palette.shaded(earth), palette.lit(earth), smoothstep(grain, 0.46, 0.56))
    sheet.lay(smoothstep(edge, 1.1, 0.85) * cover, path, angle=0.0, detail=0.45)
    sheet.glow(light_x, horizon, sheet.unit * 0.42, palette.mood.glow, 0.6)


def _draw_trunk(
    sheet: Sheet, palette: Palette, chance: np.random.Generator, x: float, horizon: float, near: float, birch: bool
) -> None:
    """A trunk from the floor up beyond the upper edge."""
    foot = horizon + (sheet.height - horizon) * (0.02 + 0.8 * near**1.4)
    half = sheet.unit * (0.005 + 0.03 * near**1.3) * chance.uniform(0.8, 1.3) * (0.8 if birch else 1.2)
    bark = varied(rgb("#e9e4da") if birch else rgb("#5f4a3c"), chance, 0.05)
    distance = 0.6 * (1 - near) ** 1.6
    lean = chance.uniform(-0.05, 0.05) * sheet.height
    rise = np.linspace(0, 1, 8)
    middle = x + lean * rise + np.sin(rise * 4 + chance.random() * 6) * half * 0.5
    rows = foot * (1 - rise * 1.05)
    width = half * (1.35 - 0.7 * rise) + half * 0.7 * np.exp(-rise * 16)
    for start, end, colour in ((-1.0, 1.0, palette.shaded(bark)), (-1.0, -0.1, palette.lit(bark))):
        left, right = np.stack([middle + start * width, rows], 1), np.stack([middle + end * width, rows], 1)
        shown = palette.hazed(colour, distance)
        sheet.polygon(np.concatenate([left, right[::-1]]), shown, np.pi / 2, 0.4 + 0.3 * near)
    if birch:
        mark = palette.hazed(palette.shaded(rgb("#3a3632")), distance)
        for place in chance.random(int(7 + 9 * near)):
            at, side = middle[int(place * 7)], chance.uniform(-0.7, 0.3)
            sheet.ellipse(at + side * half, foot * (1 - float(place)), (half * 0.55, half * 0.16), mark, 0.1, 0.1, 0.7)
    for _ in range(int(chance.integers(1, 4))):
        place = chance.uniform(0.35, 0.9)
        at, y, side = middle[int(place * 7)], foot * (1 - place), pick(chance, (-1, 1))
        reach = half * chance.uniform(4, 9)
        branch = [(at, y), (at + side * reach * 0.5, y - reach * 0.5), (at + side * reach, y - reach * 0.8)]
        sheet.line(branch, palette.hazed(palette.shaded(bark), distance), half * 0.45, 0.5)
    shadow = palette.shaded(mix(pick(chance, palette.season.grass), rgb("#33405a"), 0.3))
    sheet.ellipse(x, foot, (half * 3.2, half * 0.6), shadow, angle=0.0)


def _draw_leaves(
    sheet: Sheet, palette: Palette, chance: np.random.Generator, x: float, horizon: float, near: float
) -> None:
    """Foliage that hangs into the picture from above."""
    if palette.season.bare:
        return
    colour, reach = pick(chance, palette.season.foliage), sheet.unit * (0.05 + 0.13 * near)
    for index in range(60):
        at_x = x + (chance.random() + chance.random() - 1) * reach * 2
        at_y = horizon * (0.62 - 0.4 * near) * chance.random() ** 0.7
        leaves = varied(colour, chance, 0.09)
        shown = palette.hazed(palette.lit(leaves) if index % 3 else palette.shaded(leaves), 0.4 * (1 - near))
        size = reach * chance.uniform(0.05, 0.14)
        sheet.ellipse(at_x, at_y, (size, size * 0.7), shown, chance.uniform(-0.8, 0.8), chance.uniform(-1, 1), 0.45)
