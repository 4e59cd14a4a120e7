"""A city over its river at some hour: towers, bridge, lights and what the water mirrors."""

import numpy as np

from burnish.generation.painter.colour import colours, mix, rgb, varied
from burnish.generation.painter.palette import Palette
from burnish.generation.painter.randomness import happens, pick
from burnish.generation.painter.scenery.buildings import LAMP
from burnish.generation.painter.scenery.crafts import draw_sailing_boat
from burnish.generation.painter.scenery.sheet import Sheet
from burnish.generation.painter.scenery.sky import draw_birds, draw_clouds, draw_light, draw_sky
from burnish.generation.painter.scenery.water import draw_glitter, draw_mirror

FACADES = colours("#b08a78 #8f8a94 #c2a184 #7a8494 #a86f5c #d0b898")


def draw_city(sheet: Sheet, palette: Palette, chance: np.random.Generator, wishes: frozenset[str]) -> None:
    """A skyline over water."""
    level = sheet.y(chance.uniform(0.62, 0.72))
    light = draw_sky(sheet, palette, chance, level)
    draw_clouds(sheet, palette, chance, level, light)
    draw_light(sheet, palette, chance, light)
    for near in (0.0, 0.4, 1.0):
        _draw_row(sheet, palette, chance, level, near)
    if "bridge" in wishes or happens(chance, 0.6):
        _draw_bridge(sheet, palette, chance, level)
    draw_mirror(sheet, palette, chance, level, rgb("#3a5a78"), 0.3)
    draw_glitter(sheet, palette, chance, level, light, 0.7)
    if palette.mood.dark:
        _draw_lamps(sheet, chance, level)
    if "boat" in wishes or happens(chance, 0.5):
        for _ in range(int(chance.integers(1, 3))):
            y = level + (sheet.height - level) * chance.uniform(0.2, 0.55)
            sail = pick(chance, (palette.accent, rgb("#f6ead0")))
            draw_sailing_boat(sheet, palette, chance, sheet.x(chance.uniform(0.15, 0.85)), y, sheet.unit * 0.16, sail)
    if "birds" in wishes or happens(chance, 0.3):
        draw_birds(sheet, palette, chance, level)


def _draw_row(sheet: Sheet, palette: Palette, chance: np.random.Generator, level: float, near: float) -> None:
    """A row of houses; ``near`` 0 is the farthest and highest."""
    distance = 0.6 * (1 - near)
    x, centre = -sheet.unit * 0.05, sheet.x(chance.uniform(0.3, 0.7))
    while x < sheet.width:
        width = sheet.unit * chance.uniform(0.05, 0.11) * (1 if near else 1.25)
        middle = max(0.0, 1 - abs(x - centre) / (0.55 * sheet.width))
        height = sheet.unit * (0.1 + chance.uniform(0.06, 0.2) * (1.4 - near) + 0.24 * (1 - near) * middle)
        _draw_tower(sheet, palette, chance, (x, level, width, height), distance)
        x += width * chance.uniform(0.8, 1.15)


def _draw_tower(
    sheet: Sheet,
    palette: Palette,
    chance: np.random.Generator,
    box: tuple[float, float, float, float],
    distance: float,
) -> None:
    """One building from the left end of its foot, with its roof and its windows."""
    x, y, width, height = box
    facade = varied(pick(chance, FACADES), chance, 0.08)
    light = palette.hazed(palette.lit(facade), distance)
    shade = palette.hazed(palette.shaded(facade), distance)
    edge = x + width * chance.uniform(0.55, 0.8)
    top = y - height
    sheet.polygon([(x, y), (x, top), (edge, top), (edge, y)], light, np.pi / 2, 0.6)
    sheet.polygon([(edge, y), (edge, top), (x + width, top), (x + width, y)], shade, np.pi / 2, 0.6)
    kind = chance.random()
    roof = palette.hazed(palette.shaded(mix(facade, palette.accent, 0.45)), distance)
    if kind < 0.3:
        peak = (x + width / 2, top - width * chance.uniform(0.4, 1.1))
        sheet.polygon([(x - width * 0.05, top), peak, (x + width * 1.05, top)], roof, 0.7, 0.7)
    elif kind < 0.42:
        sheet.ellipse(x + width / 2, top, (width * 0.5, width * 0.5), roof, detail=0.7)
        sheet.line([(x + width / 2, top), (x + width / 2, top - width)], roof, sheet.unit / 180, 0.8)
    elif kind < 0.55:
        left, right, crown = x + width * 0.2, x + width * 0.8, top - width * 0.5
        sheet.polygon([(left, top), (left, crown), (right, crown), (right, top)], shade, np.pi / 2, 0.6)
        sheet.line([(x + width / 2, top), (x + width / 2, top - width * 1.2)], shade, sheet.unit / 220, 0.8)
    lit_share = 0.5 if palette.mood.dark else 0.06
    pane = sheet.unit * 0.0095
    for row in np.arange(top + pane * 2, y - pane * 2, pane * 2.7):
        for column in np.arange(x + pane * 1.5, x + width - pane, pane * 2.3):
            glass = palette.hazed(mix(shade, palette.mood.sky[0], 0.35), distance * 0.6)
            if happens(chance, lit_share):
                glass = mix(mix(LAMP, rgb("#ff9d4f"), chance.random() * 0.6), palette.mood.haze, distance * 0.5)
            elif happens(chance, 0.25):
                continue
            sheet.polygon(
                [(column, row), (column, row + pane * 1.5), (column + pane, row + pane * 1.5), (column + pane, row)],
                glass,
                detail=0.75,
            )


def _draw_bridge(sheet: Sheet, palette: Palette, chance: np.random.Generator, level: float) -> None:
    """A stone bridge of several arches across the river."""
    stone = varied(rgb("#b39b84"), chance, 0.05)
    deck, foot = level - sheet.unit * 0.075, level + sheet.unit * 0.005
    sheet.polygon([(0, deck), (sheet.width, deck), (sheet.width, foot), (0, foot)], palette.lit(stone), 0.0, 0.7)
    span = sheet.unit * chance.uniform(0.15, 0.22)
    inside = mix(palette.mood.haze, palette.shaded(rgb("#4a5a70")), 0.6)
    for x in np.arange(-span * chance.random(), sheet.width + span, span):
        turn = np.linspace(np.pi, 2 * np.pi, 18)
        arch = np.stack([x + np.cos(turn) * span * 0.42, foot + np.sin(turn) * sheet.unit * 0.058], 1)
        sheet.polygon(arch, inside, 0.0, 0.7)
        pier = [(x + span * 0.46, foot), (x + span * 0.46, deck), (x + span * 0.54, deck), (x + span * 0.54, foot)]
        sheet.polygon(pier, palette.shaded(stone), np.pi / 2, 0.7)
        if palette.mood.dark:
            sheet.glow(x + span / 2, deck - sheet.unit * 0.03, sheet.unit * 0.05, LAMP, 0.8)
            sheet.ellipse(x + span / 2, deck - sheet.unit * 0.03, (sheet.unit * 0.007,) * 2, LAMP, detail=1.0)
    sheet.line([(0, deck), (sheet.width, deck)], palette.lit(mix(stone, rgb("#ffffff"), 0.3)), sheet.unit * 0.009, 0.7)


def _draw_lamps(sheet: Sheet, chance: np.random.Generator, level: float) -> None:
    """Lights along the quay, drawn out on the water."""
    for _ in range(int(26 * sheet.aspect)):
        x = sheet.x(chance.random())
        colour = mix(LAMP, rgb("#ff8a4a"), chance.random())
        reach = (sheet.height - level) * chance.uniform(0.2, 0.75)
        for down in np.sort(chance.random(9)):
            width = sheet.unit * (0.006 + 0.012 * float(down))
            shift = sheet.unit * 0.012 * (chance.random() - 0.5)
            dash = width, sheet.unit * 0.003
            sheet.ellipse(x + shift, level + reach * float(down), dash, colour, angle=0.0, detail=0.8)
        sheet.glow(x, level - sheet.unit * 0.008, sheet.unit * 0.022, LAMP, 0.7)
