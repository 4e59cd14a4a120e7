"""Boats on the water and balloons in the air."""

import numpy as np

from burnish.generation.painter.colour import Colour, mix, rgb
from burnish.generation.painter.palette import Palette
from burnish.generation.painter.scenery.sheet import Sheet


def draw_sailing_boat(
    sheet: Sheet, palette: Palette, chance: np.random.Generator, x: float, y: float, size: float, sail: Colour
) -> None:
    """A boat with two sails and what the water mirrors of it; ``y`` is its waterline, ``size`` its height."""
    side = 1 if chance.random() < 0.5 else -1
    hull = palette.shaded(rgb("#7a4a34") if chance.random() < 0.6 else rgb("#34506e"))
    light, shade = palette.lit(sail), palette.shaded(sail)
    mirrored = mix(light, palette.shaded(rgb("#4a7088")), 0.55)
    for part in np.linspace(0.08, 0.75, 7):
        width = size * 0.26 * (1 - float(part) * 0.8)
        shift = size * 0.06 * (chance.random() - 0.5)
        sheet.ellipse(x + shift, y + size * float(part), (width, size * 0.022), mirrored, angle=0.0, detail=0.6)
    main = [
        (x + side * size * 0.02, y - size),
        (x + side * size * 0.02, y - size * 0.16),
        (x + side * size * 0.42, y - size * 0.18),
        (x + side * size * 0.28, y - size * 0.5),
    ]
    jib = [
        (x - side * size * 0.02, y - size * 0.9),
        (x - side * size * 0.02, y - size * 0.17),
        (x - side * size * 0.34, y - size * 0.15),
    ]
    sheet.polygon(main, light, np.pi / 2.3, 0.9)
    sheet.polygon(jib, shade if side > 0 else mix(light, shade, 0.4), np.pi / 2.3, 0.9)
    sheet.line([(x, y - size * 1.02), (x, y - size * 0.08)], hull, max(1.0, size * 0.015))
    sheet.polygon(
        [
            (x - size * 0.36, y - size * 0.13),
            (x + size * 0.38, y - size * 0.12),
            (x + size * 0.27, y + size * 0.02),
            (x - size * 0.24, y + size * 0.02),
        ],
        hull,
        0.0,
        0.9,
    )
    sheet.line(
        [(x - size * 0.35, y - size * 0.12), (x + size * 0.37, y - size * 0.11)],
        palette.lit(rgb("#f2e6cc")),
        max(1.0, size * 0.025),
    )


def draw_rowing_boat(sheet: Sheet, palette: Palette, x: float, y: float, size: float, paint: Colour) -> None:
    """An empty boat that lies on the shore or on still water; ``size`` is its length."""
    sheet.ellipse(x, y + size * 0.07, (size * 0.5, size * 0.05), palette.shaded(rgb("#2c3a44")), angle=0.0, detail=0.7)
    rim = np.linspace(0, np.pi, 14)
    outside = np.stack([x + np.cos(rim) * size * 0.5, y - size * 0.06 + np.sin(rim) * size * 0.15], 1)
    sheet.polygon(outside, palette.lit(paint), 0.0, 0.9)
    sheet.ellipse(x, y - size * 0.06, (size * 0.5, size * 0.07), palette.shaded(rgb("#8a6242")), angle=0.0, detail=0.9)
    for seat in (-0.2, 0.12):
        sheet.line(
            [(x + seat * size, y - size * 0.12), (x + (seat + 0.04) * size, y)],
            palette.lit(rgb("#c89a68")),
            max(1.0, size * 0.045),
        )
    sheet.line(
        [(x - size * 0.5, y - size * 0.07), (x + size * 0.5, y - size * 0.07)],
        palette.lit(rgb("#efe0c0")),
        max(1.0, size * 0.014),
    )


def draw_balloon(
    sheet: Sheet, palette: Palette, x: float, y: float, size: float, colours: tuple[Colour, Colour]
) -> None:
    """A hot-air balloon with gores of two colours; (x, y) is the middle of its envelope, ``size`` its height."""
    turn = np.linspace(-np.pi / 2, np.pi / 2, 12)
    gores = 7
    for gore in range(gores):
        left, right = np.sin((gore / gores - 0.5) * np.pi), np.sin(((gore + 1) / gores - 0.5) * np.pi)
        half = size * 0.4 * np.cos(turn) * np.where(turn > 0.5, 1 - (turn - 0.5) * 0.42, 1)
        rows = y + np.sin(turn) * size * 0.46
        outline = np.concatenate([np.stack([x + half * left, rows], 1), np.stack([x + half * right, rows], 1)[::-1]])
        colour = colours[gore % 2]
        shown = mix(palette.lit(colour), palette.shaded(colour), max(0.0, gore / gores - 0.35) * 1.3)
        sheet.polygon(outline, shown, np.pi / 2, 0.9)
    basket = y + size * 0.66
    for side in (-1, 1):
        sheet.line(
            [(x + side * size * 0.14, y + size * 0.42), (x + side * size * 0.05, basket)],
            palette.shaded(rgb("#6a5038")),
            max(1.0, size * 0.01),
        )
    sheet.polygon(
        [
            (x - size * 0.06, basket),
            (x + size * 0.06, basket),
            (x + size * 0.05, basket + size * 0.09),
            (x - size * 0.05, basket + size * 0.09),
        ],
        palette.shaded(rgb("#a8733c")),
        0.0,
        0.9,
    )
