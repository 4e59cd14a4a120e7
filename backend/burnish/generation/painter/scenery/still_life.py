"""Still lifes: a bunch of flowers in a vase, fruit on a table."""

import numpy as np

from burnish.generation.painter.colour import Colour, colours, mix, rgb, varied
from burnish.generation.painter.noise import smoothstep, surface
from burnish.generation.painter.palette import Palette
from burnish.generation.painter.randomness import happens, pick
from burnish.generation.painter.scenery.bouquet import draw_bouquet
from burnish.generation.painter.scenery.sheet import Sheet

WALLS = colours("#3f5a68 #7a4a44 #b89a6a #4f6a5a #8a90a4 #5a4468 #c9b9a0 #2f4458")
CLOTHS = colours("#f2ecdf #c95a44 #e0b04a #6f94b8 #d8d0e0 #88a878")
VASES = colours("#3a6aa8 #e8e0d0 #b8543a #3f8a80 #d8a83f #57406a")
FRUITS = colours("#d23a2c #f09a2c #f2cf3f #9ab83f #b8404f #6a3f6f")


def draw_still_life(sheet: Sheet, palette: Palette, chance: np.random.Generator, wishes: frozenset[str]) -> None:
    """Things on a table before a wall, lit from the upper left."""
    edge = sheet.y(chance.uniform(0.66, 0.74))
    _draw_room(sheet, chance, edge)
    fruit = "fruit" in wishes
    flowers = "flower" in wishes or not fruit or happens(chance, 0.5)
    middle = sheet.x(chance.uniform(0.42, 0.58))
    if flowers:
        height = sheet.unit * chance.uniform(0.27, 0.34)
        foot = edge + sheet.unit * 0.11
        _draw_vase(sheet, chance, middle, foot, height, pick(chance, (*VASES, palette.accent)))
        draw_bouquet(sheet, palette, chance, middle, foot - height, sheet.unit * chance.uniform(0.25, 0.31))
    if fruit or happens(chance, 0.75):
        if not flowers:
            _draw_bowl(sheet, chance, middle, edge + sheet.unit * 0.13, sheet.unit * 0.27)
        for place in chance.permutation(np.linspace(-0.34, 0.34, int(chance.integers(3, 7)))):
            size = sheet.unit * chance.uniform(0.045, 0.065)
            x = middle + float(place) * sheet.unit * 1.1
            y = edge + sheet.unit * (0.14 + 0.1 * chance.random())
            _draw_fruit(sheet, chance, x, y, size, varied(pick(chance, FRUITS), chance, 0.05))
    if flowers:
        for _ in range(int(chance.integers(3, 9))):
            x, y = middle + sheet.unit * chance.uniform(-0.35, 0.35), edge + sheet.unit * chance.uniform(0.06, 0.24)
            petal = varied(pick(chance, palette.season.flowers), chance, 0.05)
            sheet.ellipse(x, y, (sheet.unit * 0.014, sheet.unit * 0.007), petal, chance.uniform(-1, 1), detail=0.9)


def _draw_room(sheet: Sheet, chance: np.random.Generator, edge: float) -> None:
    """The wall with light on it, and the cloth on the table with its folds."""
    wall, cloth = pick(chance, WALLS), pick(chance, CLOTHS)
    cloud = surface(chance, sheet.size, (3 * sheet.aspect, 3), 4, 0.55)
    diagonal = sheet.columns * np.float32(0.9 / sheet.width) + sheet.rows * np.float32(0.7 / sheet.height)
    beam = smoothstep(diagonal, 1.3, 0.1)
    light = np.clip(beam + (cloud - 0.5) * np.float32(0.5), 0, 1)
    shown = mix(wall * np.float32(0.5), mix(wall, rgb("#fff0d0"), 0.45), light)
    sheet.lay(np.ones_like(cloud), shown, angle=(cloud - 0.5) * np.float32(4) + np.float32(0.8), detail=0.15)
    folds = surface(chance, sheet.size, (5 * sheet.aspect, 1.2), 3, 0.5)
    depth = (sheet.rows - np.float32(edge)) / np.float32(sheet.height - edge)
    hanging = smoothstep(depth, 0.72, 0.8)
    pleat = 0.5 + (folds - 0.5) * (np.float32(0.5) + np.float32(1.6) * hanging)
    lit = np.clip(pleat + beam * np.float32(0.35) - hanging * np.float32(0.25), 0, 1)
    table = mix(cloth * np.array([0.5, 0.47, 0.56], np.float32), np.clip(cloth * np.float32(1.06), 0, 1), lit)
    cover = (sheet.rows >= np.float32(edge)).astype(np.float32) + np.zeros_like(cloud)
    sheet.lay(cover, table, angle=hanging * np.float32(np.pi / 2) + (folds - 0.5), detail=0.35)


def _draw_vase(sheet: Sheet, chance: np.random.Generator, x: float, y: float, height: float, glaze: Colour) -> None:
    """A turned vase: a profile of chance, shaded round."""
    belly, neck, foot = chance.uniform(0.34, 0.5), chance.uniform(0.16, 0.26), chance.uniform(0.18, 0.28)
    rise = np.linspace(0, 1, 24)
    half = height * np.interp(rise, [0, 0.06, 0.42, 0.82, 0.95, 1], [foot, foot, belly, neck, neck, neck * 1.25])
    half = np.convolve(np.pad(half, 2, "edge"), np.ones(5) / 5, "valid")
    _draw_shadow(sheet, x, y, float(half.max()) * 1.15)
    rows = y - height * rise
    slices = 12
    for index in range(slices):
        left, right = np.sin((index / slices - 0.5) * np.pi), np.sin(((index + 1) / slices - 0.5) * np.pi)
        at = (index + 0.5) / slices
        light = float(np.exp(-(((at - 0.3) / 0.28) ** 2)))
        tone = mix(glaze * np.array([0.34, 0.33, 0.42], np.float32), np.clip(glaze * np.float32(1.12), 0, 1), light)
        outline = np.concatenate([np.stack([x + half * left, rows], 1), np.stack([x + half * right, rows], 1)[::-1]])
        sheet.polygon(outline, tone, np.pi / 2, 0.6)
    if happens(chance, 0.6):
        band = mix(glaze, rgb("#fff6e0"), 0.65) * np.float32(0.92)
        for at in (0.3, 0.55):
            level = int(at * 23)
            turn = np.linspace(0, np.pi, 15)
            arc = np.stack([x + np.cos(turn) * half[level], rows[level] + np.sin(turn) * half[level] * 0.16], 1)
            sheet.line(arc, band, height * 0.02, 0.7)
    shine = height * 0.025, height * 0.075
    sheet.ellipse(x - half[11] * 0.42, y - height * 0.5, shine, rgb("#fffdf4"), 0.15, detail=1.0)


def _draw_bowl(sheet: Sheet, chance: np.random.Generator, x: float, y: float, half: float) -> None:
    """A bowl heaped with fruit."""
    glaze = pick(chance, VASES)
    rim = y - half * 0.62
    _draw_shadow(sheet, x, y, half * 0.8)
    sheet.ellipse(x, rim, (half, half * 0.2), glaze * np.float32(0.4), detail=0.8)
    heap = (
        (0.0, 0.5),
        (0.28, 0.27),
        (-0.3, 0.25),
        (-0.55, 0.05),
        (0.5, 0.05),
        (0.0, 0.0),
        (-0.75, -0.04),
        (0.76, -0.04),
    )
    for across, up in heap:
        colour = varied(pick(chance, FRUITS), chance, 0.05)
        foot = rim - half * (up * 0.75 - 0.02)
        _draw_fruit(sheet, chance, x + across * half, foot, half * 0.25, colour, shadow=False)
    slices = 14
    for index in range(slices):
        turn = np.array([np.pi * index / slices, np.pi * (index + 1) / slices])
        light = float(np.exp(-((((index + 0.5) / slices - 0.7) / 0.3) ** 2)))
        tone = mix(glaze * np.array([0.36, 0.35, 0.44], np.float32), np.clip(glaze * np.float32(1.1), 0, 1), light)
        top = np.stack([x + np.cos(turn) * half, rim + np.sin(turn) * half * 0.2], 1)
        low = np.stack([x + np.cos(turn) * half * 0.38, np.full(2, y) + np.sin(turn) * half * 0.07], 1)
        mid = np.stack([x + np.cos(turn) * half * 0.86, rim + half * 0.32 + np.sin(turn) * half * 0.16], 1)
        sheet.polygon(np.concatenate([top, mid[::-1]]), tone, 0.0, 0.7)
        sheet.polygon(np.concatenate([mid, low[::-1]]), tone * np.float32(0.88), 0.0, 0.7)


def _draw_fruit(
    sheet: Sheet, chance: np.random.Generator, x: float, y: float, size: float, colour: Colour, shadow: bool = True
) -> None:
    """A round fruit with its foot at y: shade, colour, light, a highlight and a stalk."""
    if shadow:
        _draw_shadow(sheet, x, y, size)
    middle = y - size * 0.9
    shade = colour * np.array([0.42, 0.36, 0.46], np.float32)
    sheet.ellipse(x, middle, (size, size * 0.93), shade, angle=0.8, detail=0.7)
    for share in (0.25, 0.5, 0.75, 1.0):
        tone = mix(shade, np.clip(colour * np.float32(1.12), 0, 1), share)
        scale = 0.95 - 0.48 * share
        radii = size * scale, size * scale * 0.93
        sheet.ellipse(x - size * 0.3 * share, middle - size * 0.28 * share, radii, tone, detail=0.7)
    sheet.ellipse(x - size * 0.38, middle - size * 0.42, (size * 0.13, size * 0.09), rgb("#fffaf0"), -0.6, detail=1.0)
    lean = chance.uniform(-0.25, 0.25) * size
    sheet.line([(x, middle - size * 0.75), (x + lean, middle - size * 1.15)], rgb("#4a3424"), size * 0.09, 0.8)


def _draw_shadow(sheet: Sheet, x: float, y: float, half: float) -> None:
    """What a thing casts on the cloth, to the right."""
    left, right = int(max(0, x - half * 1.2)), int(min(sheet.width, x + half * 2.8))
    top, bottom = int(max(0, y - half * 0.5)), int(min(sheet.height, y + half * 0.5))
    if left >= right or top >= bottom:
        return
    across = (sheet.columns[:, left:right] - np.float32(x + half * 0.8)) / np.float32(half * 1.9)
    down = (sheet.rows[top:bottom] - np.float32(y)) / np.float32(half * 0.36)
    share = smoothstep(across * across + down * down, 1.0, 0.35) * np.float32(0.62)
    part = sheet.colour[top:bottom, left:right]
    part[:] = mix(part, part * np.array([0.4, 0.38, 0.5], np.float32), share)
