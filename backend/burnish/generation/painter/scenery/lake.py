"""A lake among mountains that mirrors them, with firs on its shores."""

import numpy as np

from burnish.generation.painter.colour import colours, mix, rgb
from burnish.generation.painter.noise import curve, smoothstep
from burnish.generation.painter.palette import Palette
from burnish.generation.painter.randomness import happens, pick
from burnish.generation.painter.scenery.buildings import Builder
from burnish.generation.painter.scenery.crafts import draw_rowing_boat, draw_sailing_boat
from burnish.generation.painter.scenery.land import draw_blades, draw_flowers, draw_hill, draw_mountain, ridge, rolling
from burnish.generation.painter.scenery.sheet import Sheet
from burnish.generation.painter.scenery.sky import (
    draw_birds,
    draw_clouds,
    draw_light,
    draw_northern_lights,
    draw_sky,
)
from burnish.generation.painter.scenery.trees import Grove
from burnish.generation.painter.scenery.water import draw_glitter, draw_mirror

ROCKS = colours("#8a8694 #94806f #6f7f94 #a08478 #7a7488")


def draw_lake(sheet: Sheet, palette: Palette, chance: np.random.Generator, wishes: frozenset[str]) -> None:
    """A lake in the mountains."""
    level = sheet.y(chance.uniform(0.56, 0.68))
    light = draw_sky(sheet, palette, chance, level)
    aurora = "aurora" in wishes or (palette.mood.stars and happens(chance, 0.35))
    if aurora:
        draw_northern_lights(sheet, chance, level)
    else:
        draw_clouds(sheet, palette, chance, level, light)
    draw_light(sheet, palette, chance, light)
    _draw_ranges(sheet, palette, chance, level, 0.9 if palette.season.snow else chance.uniform(0.0, 0.8))
    _draw_far_shore(sheet, palette, chance, level)
    draw_mirror(sheet, palette, chance, level, pick(chance, (rgb("#2f6f80"), rgb("#35608a"), rgb("#3f7f6f"))), 0.4)
    if not aurora:
        draw_glitter(sheet, palette, chance, level, light, 0.3)
    if "boat" in wishes or happens(chance, 0.35):
        y = level + (sheet.height - level) * chance.uniform(0.15, 0.3)
        sail = pick(chance, (rgb("#fbf3df"), palette.accent))
        draw_sailing_boat(sheet, palette, chance, sheet.x(chance.uniform(0.3, 0.7)), y, sheet.unit * 0.13, sail)
    _draw_near_shore(sheet, palette, chance)
    if "birds" in wishes or happens(chance, 0.35):
        draw_birds(sheet, palette, chance, level)


def _draw_ranges(sheet: Sheet, palette: Palette, chance: np.random.Generator, level: float, snow: float) -> None:
    """Two or three ranges, the farthest the highest."""
    rock = pick(chance, ROCKS)
    ranges = int(chance.integers(2, 4))
    for index in range(ranges):
        near = index / ranges
        height = sheet.unit * chance.uniform(0.34, 0.5) * (1 - 0.55 * near)
        foot = level - sheet.unit * 0.02 * (1 - near)
        line = ridge(sheet, chance, foot, height, 1.1 + 0.8 * near, 6)
        colour = mix(rock, palette.season.foliage[0], 0.5 * near)
        draw_mountain(sheet, palette, chance, line, colour, 0.5 * (1 - near), snow * (1 - 0.6 * near))


def _draw_far_shore(sheet: Sheet, palette: Palette, chance: np.random.Generator, level: float) -> None:
    """A strip of meadow and wood, perhaps with a village."""
    line = rolling(sheet, chance, level + sheet.unit * 0.01, sheet.unit * 0.07, 2.0)
    draw_hill(sheet, palette, chance, line, palette.season.grass[1], 0.25)
    grove = Grove(sheet, palette, chance, 0.22)
    for _ in range(int(46 * sheet.aspect)):
        x = sheet.x(chance.random())
        grove.pine(x, level - sheet.unit * 0.012 * chance.random(), sheet.unit * chance.uniform(0.035, 0.085))
    if happens(chance, 0.7):
        builder, middle = Builder(sheet, palette, chance, 0.12), chance.uniform(0.2, 0.8)
        for _ in range(int(chance.integers(2, 6))):
            builder.house(sheet.x(middle + chance.uniform(-0.1, 0.1)), level, sheet.unit * chance.uniform(0.045, 0.065))
        if happens(chance, 0.6):
            builder.church(sheet.x(middle), level, sheet.unit * 0.055)


def _draw_near_shore(sheet: Sheet, palette: Palette, chance: np.random.Generator) -> None:
    """The shore we stand on, at one side, with large trees."""
    side = 1 if happens(chance, 0.5) else -1
    share = np.linspace(-0.5, 0.5, sheet.width, dtype=np.float32) * side
    rough = (curve(chance, sheet.width, 5 * sheet.aspect, 3) - 0.5) * np.float32(sheet.unit * 0.05)
    line = np.float32(sheet.y(1.0)) - np.float32(sheet.unit * 0.3) * smoothstep(share, -0.25, 0.5) + rough
    draw_hill(sheet, palette, chance, line, pick(chance, palette.season.grass), 0.0)
    draw_blades(sheet, palette, chance, float(line.min()) + sheet.unit * 0.05, palette.season.grass, 0)
    if not palette.season.snow:
        draw_flowers(sheet, palette, chance, line + np.float32(sheet.unit * 0.03), palette.season.flowers, 160)
    if happens(chance, 0.5):
        draw_rowing_boat(sheet, palette, sheet.x(0.5 + side * 0.02), sheet.y(0.93), sheet.unit * 0.2, palette.accent)
    grove = Grove(sheet, palette, chance)
    for place in np.sort(chance.random(int(chance.integers(3, 7)))):
        x = sheet.x(0.5 + side * (0.5 - 0.3 * (1 - float(place)) * chance.random()))
        y = float(line[int(np.clip(x, 0, sheet.width - 1))]) + sheet.unit * (0.02 + 0.06 * float(place))
        if palette.season.bare or happens(chance, 0.55):
            grove.pine(x, y, sheet.unit * chance.uniform(0.35, 0.75))
        else:
            grove.broadleaf(x, y, sheet.unit * chance.uniform(0.3, 0.55))
