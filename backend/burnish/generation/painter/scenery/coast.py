"""The sea: sailing boats, cliffs with a lighthouse, a harbour village on its headland."""

import numpy as np

from burnish.generation.painter.colour import Floats, colours, mix, rgb
from burnish.generation.painter.noise import curve, smoothstep, surface
from burnish.generation.painter.palette import Palette
from burnish.generation.painter.randomness import happens, pick, weighted
from burnish.generation.painter.scenery.buildings import Builder
from burnish.generation.painter.scenery.crafts import draw_rowing_boat, draw_sailing_boat
from burnish.generation.painter.scenery.land import draw_blades, draw_flowers, draw_mountain, ridge
from burnish.generation.painter.scenery.sheet import Sheet
from burnish.generation.painter.scenery.sky import draw_birds, draw_clouds, draw_light, draw_sky
from burnish.generation.painter.scenery.trees import Grove
from burnish.generation.painter.scenery.water import draw_glitter, draw_sea

SEAS = colours("#2f7f9e #2a9a9a #2c5f94 #3f8f8a #4f6f9a")


def draw_coast(sheet: Sheet, palette: Palette, chance: np.random.Generator, wishes: frozenset[str]) -> None:
    """A seascape."""
    horizon = sheet.y(chance.uniform(0.42, 0.62))
    light = draw_sky(sheet, palette, chance, horizon)
    draw_clouds(sheet, palette, chance, horizon, light)
    draw_light(sheet, palette, chance, light)
    if happens(chance, 0.5):
        islands = ridge(sheet, chance, horizon + sheet.unit * 0.03, sheet.unit * chance.uniform(0.06, 0.16), 2.2, 5)
        draw_mountain(sheet, palette, chance, islands, rgb("#5f7486"), 0.55, 0.0)
    draw_sea(sheet, palette, chance, horizon, pick(chance, SEAS))
    draw_glitter(sheet, palette, chance, horizon, light, 1.0 if light.y > horizon * 0.4 else 0.7)
    land = weighted(chance, {"lighthouse": 1.3, "village": 1.0, "beach": 1.0, "open": 0.9})
    for wanted in ("lighthouse", "village", "beach"):
        if wanted in wishes:
            land = wanted
    _draw_fleet(sheet, palette, chance, horizon, 1 if land == "lighthouse" else int(chance.integers(2, 6)))
    if land == "beach":
        _draw_beach(sheet, palette, chance)
    elif land != "open":
        _draw_headland(sheet, palette, chance, horizon, land)
    if "birds" in wishes or happens(chance, 0.6):
        draw_birds(sheet, palette, chance, horizon)


def _draw_fleet(sheet: Sheet, palette: Palette, chance: np.random.Generator, horizon: float, boats: int) -> None:
    sails = (rgb("#fbf3df"), rgb("#fbf3df"), palette.accent, rgb("#d9803f"), rgb("#e8d3a0"))
    for near in np.sort(chance.random(boats)):
        y = horizon + (sheet.height - horizon) * (0.05 + 0.42 * float(near))
        size = sheet.unit * (0.07 + 0.24 * float(near))
        draw_sailing_boat(sheet, palette, chance, sheet.x(chance.uniform(0.1, 0.9)), y, size, pick(chance, sails))


def _draw_headland(sheet: Sheet, palette: Palette, chance: np.random.Generator, horizon: float, kind: str) -> None:
    """A cliff that comes in from one side, with the lighthouse or the village on it."""
    side = 1 if happens(chance, 0.5) else -1
    reach = chance.uniform(0.42, 0.58)
    share = np.linspace(0, 1, sheet.width, dtype=np.float32)
    inland = (share - (1 - reach)) / reach if side > 0 else ((reach - share) / reach)
    rough = (curve(chance, sheet.width, 9 * sheet.aspect, 4, 0.6) - 0.5) * np.float32(sheet.unit * 0.035)
    height = sheet.unit * chance.uniform(0.1, 0.17)
    top = np.float32(horizon) - np.float32(height) * smoothstep(inland, 0.1, 0.75) + rough
    foot = np.float32(horizon + sheet.unit * 0.1) + np.float32(sheet.height - horizon) * np.clip(inland, 0, 1) ** 1.4
    mask = sheet.below(top) * (1 - sheet.below(foot + rough * 2)) * (inland > 0)[np.newaxis, :]
    _draw_rock(sheet, palette, chance, mask.astype(np.float32), top)
    at = sheet.x(1 - reach * 0.42 if side > 0 else reach * 0.42)
    ground = float(top[int(np.clip(at, 0, sheet.width - 1))])
    builder = Builder(sheet, palette, chance)
    if kind == "lighthouse":
        away = side * sheet.unit * 0.13
        builder.house(
            at + away, float(top[int(np.clip(at + away, 0, sheet.width - 1))]) + sheet.unit * 0.015, sheet.unit * 0.12
        )
        height = min(sheet.unit * chance.uniform(0.3, 0.4), ground * 0.85)
        builder.lighthouse(at, ground + sheet.unit * 0.02, height, palette.accent)
        return
    grove = Grove(sheet, palette, chance)
    for place in np.sort(chance.random(9)):
        x = sheet.x(1 - reach * (0.7 - 0.7 * float(place)) if side > 0 else reach * (0.7 - 0.7 * float(place)))
        y = float(top[int(np.clip(x, 0, sheet.width - 1))]) + sheet.unit * (0.02 + 0.05 * chance.random())
        if happens(chance, 0.25):
            grove.cypress(x, y, sheet.unit * 0.14)
        else:
            builder.house(x, y, sheet.unit * chance.uniform(0.08, 0.13))
    builder.church(at, ground + sheet.unit * 0.03, sheet.unit * 0.12)


def _draw_rock(sheet: Sheet, palette: Palette, chance: np.random.Generator, mask: Floats, top: Floats) -> None:
    rock = pick(chance, colours("#8f7f6e #a08a70 #7d7a80 #b08d68"))
    depth = (sheet.rows - top[np.newaxis, :]) / np.float32(sheet.unit)
    cracks = surface(chance, sheet.size, (22 * sheet.aspect, 7), 4, 0.6)
    painted = mix(palette.shaded(rock), palette.lit(rock), smoothstep(cracks, 0.25, 0.75))
    grass = mix(palette.shaded(palette.season.grass[0]), palette.lit(palette.season.grass[0]), cracks)
    turf = smoothstep(depth + (cracks - 0.5) * np.float32(0.06), 0.06, 0.02)
    sheet.lay(mask, mix(painted, grass, turf), angle=np.float32(1.2) + (cracks - 0.5), detail=0.6)


def _draw_beach(sheet: Sheet, palette: Palette, chance: np.random.Generator) -> None:
    """Sand with a rim of foam, grass on its dunes and a boat."""
    side = 1 if happens(chance, 0.5) else -1
    share = np.linspace(-0.5, 0.5, sheet.width, dtype=np.float32) * side
    rough = (curve(chance, sheet.width, 4 * sheet.aspect, 3) - 0.5) * np.float32(sheet.unit * 0.05)
    shore = np.float32(sheet.y(chance.uniform(0.76, 0.84))) - share * np.float32(sheet.unit * 0.3) + rough
    foam = mix(palette.mood.clouds[0], palette.mood.glow, 0.2)
    sheet.lay(sheet.below(shore - np.float32(sheet.unit * 0.022)), foam, angle=0.1, detail=0.6)
    sand = rgb("#e6cf9f") if not palette.season.snow else rgb("#eef1f4")
    grain = surface(chance, sheet.size, (7 * sheet.aspect, 22), 4, 0.55)
    wet = smoothstep(sheet.rows - shore[np.newaxis, :], sheet.unit * 0.09, 0.0) * np.float32(0.7)
    dry = mix(palette.shaded(sand), palette.lit(sand), smoothstep(grain, 0.2, 0.55))
    mirror = mix(palette.shaded(sand), palette.mood.sky[1], 0.4)
    turn = grain - np.float32(0.5 + 0.15 * side)
    sheet.lay(sheet.below(shore), mix(dry, mirror, wet), angle=turn, detail=0.3)
    x = sheet.x(0.5 + side * chance.uniform(0.12, 0.3))
    y = min(float(shore[int(x)]) + sheet.unit * 0.11, sheet.height - sheet.unit * 0.05)
    draw_rowing_boat(sheet, palette, x, y, sheet.unit * chance.uniform(0.2, 0.28), palette.accent)
    line = shore + np.float32(sheet.unit * 0.17)
    draw_blades(sheet, palette, chance, float(line.max()), palette.season.grass, 90)
    if happens(chance, 0.5):
        draw_flowers(sheet, palette, chance, line, palette.season.flowers, 60)
