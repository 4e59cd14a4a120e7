"""A garden pond: water lilies on what the water mirrors, reeds, a willow and a curved bridge."""

import numpy as np

from burnish.generation.painter.colour import mix, rgb, varied
from burnish.generation.painter.noise import smoothstep, surface
from burnish.generation.painter.palette import Palette
from burnish.generation.painter.randomness import happens, pick
from burnish.generation.painter.scenery.sheet import Sheet
from burnish.generation.painter.scenery.trees import Grove
from burnish.generation.painter.scenery.water import draw_mirror


def draw_pond(sheet: Sheet, palette: Palette, chance: np.random.Generator, wishes: frozenset[str]) -> None:
    """A pond with lilies."""
    level = sheet.y(chance.uniform(0.34, 0.48))
    _draw_garden(sheet, palette, chance, level)
    if "bridge" in wishes or happens(chance, 0.65):
        _draw_bridge(sheet, palette, chance, level)
    draw_mirror(sheet, palette, chance, level, pick(chance, (rgb("#3f7f86"), rgb("#4a6a9a"), rgb("#4f7f5f"))), 0.45)
    _draw_lilies(sheet, palette, chance, level)
    _draw_reeds(sheet, palette, chance)
    if happens(chance, 0.6):
        _draw_willow(sheet, palette, chance)


def _draw_garden(sheet: Sheet, palette: Palette, chance: np.random.Generator, level: float) -> None:
    """The far bank: a wall of trees in the light with flowers at its foot."""
    leaves = surface(chance, sheet.size, (6 * sheet.aspect, 8), 4, 0.6)
    first, second = pick(chance, palette.season.foliage), pick(chance, palette.season.foliage)
    wall = mix(palette.shaded(first), palette.lit(second), smoothstep(leaves, 0.35, 0.68))
    sky = smoothstep(sheet.rows, level * 0.5, 0.0) * smoothstep(leaves, 0.35, 0.6)
    painted = mix(mix(wall, palette.mood.haze, 0.25), palette.mood.sky[1], sky)
    sheet.lay(np.ones_like(leaves), painted, angle=(leaves - 0.5) * np.float32(3) + np.float32(1.2), detail=0.3)
    grove = Grove(sheet, palette, chance, 0.18)
    for place in np.sort(chance.random(int(7 * sheet.aspect))):
        grove.broadleaf(sheet.x(chance.random()), level - sheet.unit * 0.02, level * (0.5 + 0.5 * float(place)))
    for _ in range(int(24 * sheet.aspect)):
        x, height = sheet.x(chance.random()), sheet.unit * chance.uniform(0.03, 0.08)
        colour = pick(chance, (*palette.season.flowers, *palette.season.foliage))
        grove.bush(x, level + sheet.unit * 0.01, height, colour)


def _draw_bridge(sheet: Sheet, palette: Palette, chance: np.random.Generator, level: float) -> None:
    """A wooden footbridge in an arc, with its railing."""
    wood = palette.accent if happens(chance, 0.5) else rgb("#4f8a6a")
    middle, half, rise = sheet.x(chance.uniform(0.4, 0.6)), sheet.unit * 0.42, sheet.unit * 0.1
    across = np.linspace(-1, 1, 33)
    arc = np.stack([middle + across * half, level - sheet.unit * 0.02 - rise * (1 - across**2)], 1)
    thick = sheet.unit * 0.017
    lifted = np.array((0.0, sheet.unit * 0.085))
    for post in arc[::4]:
        sheet.line([post, post - lifted], palette.shaded(wood), thick * 0.55, 0.9)
    sheet.line(arc + np.array((0.0, thick * 0.8)), palette.shaded(wood), thick * 1.6, 0.9)
    sheet.line(arc, palette.lit(wood), thick, 0.9)
    sheet.line(arc - lifted, palette.lit(wood), thick * 0.7, 0.9)
    sheet.line(arc - lifted * 0.5, palette.shaded(wood), thick * 0.4, 0.9)


def _draw_lilies(sheet: Sheet, palette: Palette, chance: np.random.Generator, level: float) -> None:
    """Rafts of leaves in perspective, with blossoms."""
    drift = surface(chance, sheet.size, (3 * sheet.aspect, 6), 2)
    for near in np.sort(chance.random(int(230 * sheet.aspect)) ** 0.85):
        x, y = sheet.x(chance.random()), level + (sheet.height - level) * (0.06 + 0.98 * float(near))
        if drift[min(int(y), sheet.height - 1), min(int(x), sheet.width - 1)] < 0.52:
            continue
        size = sheet.unit * (0.008 + 0.042 * float(near)) * chance.uniform(0.7, 1.2)
        green = varied(pick(chance, (rgb("#6f9a55"), rgb("#5a8a6a"), rgb("#8aa85a"))), chance, 0.06)
        sheet.ellipse(x, y + size * 0.07, (size, size * 0.34), palette.shaded(green), angle=0.0, detail=0.6)
        sheet.ellipse(x - size * 0.06, y, (size * 0.92, size * 0.28), palette.lit(green), angle=0.0, detail=0.6)
        if happens(chance, 0.3):
            _draw_blossom(sheet, palette, chance, x, y - size * 0.15, size * 0.55)


def _draw_blossom(sheet: Sheet, palette: Palette, chance: np.random.Generator, x: float, y: float, size: float) -> None:
    colour = pick(chance, (rgb("#ffffff"), rgb("#f7c6d6"), rgb("#f090b0"), mix(palette.accent, rgb("#ffffff"), 0.4)))
    for scale, shade in ((1.0, palette.shaded(colour)), (0.8, palette.lit(colour))):
        for spread in (-1.0, 1.0, -0.55, 0.55, 0.0):
            turn = -np.pi / 2 + spread * 1.1
            tip = size * scale * 0.62
            at_x, at_y = x + np.cos(turn) * tip * 0.8, y + np.sin(turn) * tip * 0.6
            sheet.ellipse(at_x, at_y, (tip * 0.62, tip * 0.3), shade, turn, turn, 0.9)
    sheet.ellipse(x, y - size * 0.12, (size * 0.2, size * 0.15), palette.lit(rgb("#f8d040")), detail=1.0)


def _draw_reeds(sheet: Sheet, palette: Palette, chance: np.random.Generator) -> None:
    """Reeds and irises in the corners."""
    for side in (0.0, 1.0):
        if happens(chance, 0.3):
            continue
        for _ in range(42):
            x = sheet.x(side) + (0.5 - side) * 2 * sheet.unit * 0.24 * chance.random() ** 1.5
            foot = sheet.height * chance.uniform(0.9, 1.05)
            length, lean = sheet.unit * chance.uniform(0.14, 0.36), chance.uniform(-0.25, 0.25)
            green = varied(pick(chance, palette.season.grass), chance, 0.06)
            shown = palette.lit(green) if happens(chance, 0.5) else palette.shaded(green)
            blade = [(x, foot), (x + lean * length * 0.3, foot - length * 0.6), (x + lean * length, foot - length)]
            sheet.line(blade, shown, sheet.unit * 0.007, 0.6)
            if happens(chance, 0.22):
                flower = palette.lit(pick(chance, palette.season.flowers))
                radii = sheet.unit * 0.014, sheet.unit * 0.02
                sheet.ellipse(x + lean * length, foot - length, radii, flower, detail=0.9)


def _draw_willow(sheet: Sheet, palette: Palette, chance: np.random.Generator) -> None:
    """Branches that hang down from above at one side."""
    side = pick(chance, (0.0, 1.0))
    for _ in range(70):
        reach = chance.random() ** 1.4
        x = sheet.x(side) + (0.5 - side) * 2 * sheet.unit * 0.42 * reach
        length = sheet.unit * chance.uniform(0.2, 0.62) * (1 - 0.55 * reach)
        leaf = varied(pick(chance, palette.season.foliage[:3]), chance, 0.07)
        shown = palette.lit(leaf) if happens(chance, 0.55) else palette.shaded(leaf)
        sway = sheet.unit * chance.uniform(-0.03, 0.03)
        sheet.line([(x, -5.0), (x + sway * 0.4, length * 0.55), (x + sway, length)], shown, sheet.unit * 0.008, 0.5)
