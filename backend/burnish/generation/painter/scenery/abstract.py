"""Pictures of nothing: planes, arcs and discs that overlap, or a quilt of coloured squares."""

import numpy as np

from burnish.generation.painter.colour import Colour, colours, mix, rgb, varied
from burnish.generation.painter.noise import surface
from burnish.generation.painter.palette import Palette
from burnish.generation.painter.randomness import happens, pick
from burnish.generation.painter.scenery.sheet import Sheet

SCHEMES = tuple(
    colours(codes)
    for codes in (
        "#f2e3c6 #e2572c #f0a830 #2f6f8a #1f2f4a #8ab8a8",
        "#efe6da #b8323a #2a3f7a #e8b93a #1c1f2a #7f9ab0",
        "#1f2a4a #e86f8a #f5c98a #4fb0b8 #8a5fc0 #f7f0e0",
        "#e8ead8 #4f7f5a #a8c060 #e8943a #6a3f2c #f2cf6a",
        "#2c1f3a #d8485a #f29a4a #f7d98a #3f8aa0 #7a4a9a",
        "#f6f0e6 #7fb0d0 #f0b8c0 #d0d8a0 #b090c8 #405078",
    )
)


def draw_abstract(sheet: Sheet, palette: Palette, chance: np.random.Generator, wishes: frozenset[str]) -> None:
    """A composition of forms."""
    scheme = (*pick(chance, SCHEMES), palette.accent)
    haze = surface(chance, sheet.size, (2 * sheet.aspect, 2), 4, 0.55)
    ground = mix(scheme[0], varied(scheme[int(chance.integers(1, 6))], chance, 0.1), 0.3 * haze)
    turn = (surface(chance, sheet.size, (2 * sheet.aspect, 2), 1) - 0.5) * np.float32(5)
    sheet.lay(np.ones_like(haze), ground, angle=turn, detail=0.2)
    if happens(chance, 0.4):
        _draw_quilt(sheet, chance, scheme)
    else:
        _draw_planes(sheet, chance, scheme)
        _draw_discs(sheet, chance, scheme)
    _draw_lines(sheet, chance, scheme)


def _draw_quilt(sheet: Sheet, chance: np.random.Generator, scheme: tuple[Colour, ...]) -> None:
    """Squares that lean a little, warm ones gathered in one place, some with a form inside."""
    side = sheet.unit / int(chance.integers(5, 9))
    warm_x, warm_y = sheet.x(chance.random()), sheet.y(chance.random())
    columns, rows = np.arange(-0.5, sheet.width / side + 1), np.arange(-0.5, sheet.height / side + 1)
    shifts = chance.uniform(-0.13, 0.13, (len(rows), len(columns), 2))
    lattice = (np.stack(np.meshgrid(columns, rows), -1) + shifts) * side
    for row in range(len(rows) - 1):
        for column in range(len(columns) - 1):
            corners = lattice[[row, row, row + 1, row + 1], [column, column + 1, column + 1, column]]
            x, y = corners.mean(0)
            colour = varied(pick(chance, scheme), chance, 0.08)
            near = float(np.exp(-((x - warm_x) ** 2 + (y - warm_y) ** 2) / (sheet.unit * 0.45) ** 2))
            colour = mix(colour, rgb("#ffd25a"), 0.55 * near)
            sheet.polygon(corners, colour, chance.uniform(0, np.pi), 0.5)
            if happens(chance, 0.2):
                inner = pick(chance, scheme)
                if happens(chance, 0.5):
                    sheet.ellipse(float(x), float(y), (side * 0.3, side * 0.3), inner, detail=0.7)
                else:
                    sheet.polygon(corners[:3] * 0.7 + corners.mean(0) * 0.3, inner, detail=0.7)


def _draw_planes(sheet: Sheet, chance: np.random.Generator, scheme: tuple[Colour, ...]) -> None:
    """Large tilted planes, their overlaps mixing."""
    for _ in range(int(chance.integers(5, 10))):
        x, y, turn = sheet.x(chance.random()), sheet.y(chance.random()), chance.uniform(0, np.pi)
        half, other = sheet.unit * chance.uniform(0.1, 0.5), sheet.unit * chance.uniform(0.05, 0.22)
        along, across = np.array([np.cos(turn), np.sin(turn)]), np.array([-np.sin(turn), np.cos(turn)])
        offset = np.stack([sheet.columns - x + 0 * sheet.rows, sheet.rows - y + 0 * sheet.columns], -1)
        inside = (np.abs(offset @ along) < half) & (np.abs(offset @ across) < other)
        colour = varied(pick(chance, scheme[1:]), chance, 0.05)
        sheet.lay(inside.astype(np.float32) * np.float32(chance.uniform(0.65, 1)), colour, angle=turn, detail=0.45)


def _draw_discs(sheet: Sheet, chance: np.random.Generator, scheme: tuple[Colour, ...]) -> None:
    """Discs of several rings, one of them large."""
    for size in (0.3, *chance.uniform(0.03, 0.16, int(chance.integers(4, 9))).tolist()):
        x, y = sheet.x(chance.uniform(0.1, 0.9)), sheet.y(chance.uniform(0.1, 0.9))
        rings = int(chance.integers(1, 5))
        if happens(chance, 0.4):
            sheet.glow(x, y, sheet.unit * size * 1.7, pick(chance, scheme), 0.6)
        for ring in range(rings):
            radius = sheet.unit * size * (1 - ring / rings) * chance.uniform(0.9, 1.0)
            sheet.ellipse(x, y, (radius, radius), varied(pick(chance, scheme), chance, 0.06), detail=0.55)


def _draw_lines(sheet: Sheet, chance: np.random.Generator, scheme: tuple[Colour, ...]) -> None:
    """A few lines and arcs over everything."""
    ink = min(scheme, key=lambda colour: float(colour.sum()))
    for _ in range(int(chance.integers(4, 10))):
        x, y, turn = sheet.x(chance.random()), sheet.y(chance.random()), chance.uniform(0, 2 * np.pi)
        sweep = turn + np.linspace(0, chance.uniform(0.6, 3.5), 24)
        radius = sheet.unit * chance.uniform(0.08, 0.5)
        if happens(chance, 0.5):
            points = np.stack([x + np.cos(sweep) * radius, y + np.sin(sweep) * radius], 1)
        else:
            points = np.array([(x, y), (x + np.cos(turn) * radius * 2, y + np.sin(turn) * radius * 2)])
        sheet.line(points, ink, sheet.unit * chance.uniform(0.004, 0.013), 0.8)
