"""Land: mountains with lit and shaded sides, hills, fields and meadows."""

import numpy as np

from burnish.generation.painter.colour import Colour, Floats, mix, rgb
from burnish.generation.painter.noise import curve, smoothstep, surface
from burnish.generation.painter.palette import Palette
from burnish.generation.painter.scenery.sheet import Sheet


def ridge(sheet: Sheet, chance: np.random.Generator, level: float, height: float, cells: float, octaves: int) -> Floats:
    """A line of peaks: the row for each column; ``level`` and ``height`` in pixels, ``cells`` in peaks per unit."""
    shape = curve(chance, sheet.width, cells * sheet.aspect, octaves, 0.48)
    peaks = 1 - np.abs(shape * 2 - 1) ** 0.8
    mixed = 0.55 * peaks + 0.45 * shape
    return np.asarray(level - np.float32(height) * mixed, np.float32)


def draw_mountain(
    sheet: Sheet,
    palette: Palette,
    chance: np.random.Generator,
    line: Floats,
    colour: Colour,
    distance: float,
    snow: float,
) -> None:
    """A range of mountains under a line; ``distance`` 0..1 is haze, ``snow`` 0..1 how far down the snow reaches."""
    depth = np.maximum(sheet.rows - line[np.newaxis, :], 0) / np.float32(sheet.unit)
    lean = (surface(chance, sheet.size, (3 * sheet.aspect, 4), 3) - 0.5) * np.float32(1.4)
    columns = sheet.columns + (lean * depth * np.float32(sheet.unit * 1.2))
    width = max(3, int(sheet.unit * 0.012) | 1)
    smooth = np.convolve(np.pad(line, width, "edge"), np.ones(width) / width, "same")[width:-width]
    slope = np.gradient(smooth).astype(np.float32)
    facets = slope[np.clip(columns, 0, sheet.width - 1).astype(np.int32)]
    grain = surface(chance, sheet.size, (14 * sheet.aspect, 18), 3) - 0.5
    lit = smoothstep(facets + grain * np.float32(0.9), 0.25, -0.3)
    light, shade = palette.lit(colour), palette.shaded(colour)
    painted = mix(shade, light, lit)
    if snow > 0:
        reach = (snow * 0.28) * (0.5 + surface(chance, sheet.size, (9 * sheet.aspect, 6), 3))
        altitude = (line.max() - sheet.rows) / np.float32(max(float(np.ptp(line)), 1.0))
        cap = smoothstep(reach - depth, -0.02, 0.04) * smoothstep(altitude, 0.12, 0.45)
        white = rgb("#fbfaf6")
        painted = mix(painted, mix(palette.shaded(white), palette.lit(white), lit), cap)
    foot = smoothstep(depth, 0.05, 0.5) * np.float32(0.35 * (0.3 + distance))
    painted = mix(mix(painted, palette.mood.haze, distance), palette.mood.haze, foot)
    along = np.arctan(facets) + np.where(facets > 0, 0.6, -0.6) * np.minimum(depth * 4, 1)
    sheet.lay(sheet.below(line), painted, angle=along.astype(np.float32), detail=0.55 - 0.3 * distance)


def rolling(sheet: Sheet, chance: np.random.Generator, level: float, height: float, cells: float) -> Floats:
    """A smooth line of hills: the row for each column."""
    shape = curve(chance, sheet.width, cells * sheet.aspect, 2, 0.3)
    return np.asarray(level - np.float32(height) * shape, np.float32)


def draw_hill(
    sheet: Sheet, palette: Palette, chance: np.random.Generator, line: Floats, colour: Colour, distance: float
) -> None:
    """A grassy hill under a line, lit along its back, with patches of other colours."""
    depth = np.maximum(sheet.rows - line[np.newaxis, :], 0) / np.float32(sheet.unit)
    patches = surface(chance, sheet.size, (3 * sheet.aspect, 10), 4, 0.55)
    lit = smoothstep(patches - depth * np.float32(0.9), 0.12, 0.6)
    local = mix(colour, palette.season.grass[0], 0.3 * smoothstep(patches, 0.5, 0.8))
    painted = palette.hazed(mix(palette.shaded(local), palette.lit(local), lit), distance)
    slope = np.arctan(np.gradient(line)).astype(np.float32)[np.newaxis, :]
    angle = slope + (patches - 0.5) * np.float32(1.2)
    sheet.lay(sheet.below(line), painted, angle=angle, detail=0.35)


def draw_rows(
    sheet: Sheet, palette: Palette, chance: np.random.Generator, line: Floats, colours: tuple[Colour, Colour]
) -> None:
    """A field in rows (lavender, vines, furrows) that meet at a point on the horizon."""
    vanishing = sheet.x(chance.uniform(0.2, 0.8))
    top = float(line.min()) - sheet.unit * 0.02
    down = np.maximum(sheet.rows - np.float32(top), 1)
    across = (sheet.columns - np.float32(vanishing)) / down
    bend = (surface(chance, sheet.size, (1.2 * sheet.aspect, 2), 1) - 0.5) * np.float32(0.25)
    wave = np.sin((across + bend) * np.float32(chance.uniform(9, 15)))
    grain = (surface(chance, sheet.size, (30 * sheet.aspect, 40), 2) - 0.5) * np.float32(0.7)
    tops = smoothstep(wave + grain, -0.15, 0.35)
    first, second = colours
    lit = smoothstep(wave + grain, 0.2, 1.0)
    painted = mix(palette.shaded(second), mix(palette.shaded(first), palette.lit(first), lit), tops)
    angle = np.arctan2(down, sheet.columns - np.float32(vanishing)).astype(np.float32)
    far = np.clip(1 - (sheet.rows - line[np.newaxis, :]) / np.float32(sheet.unit * 0.3), 0, 1) * np.float32(0.4)
    sheet.lay(sheet.below(line), mix(painted, palette.mood.haze, far), angle=angle, detail=0.5)


def draw_blades(
    sheet: Sheet, palette: Palette, chance: np.random.Generator, top: float, colours: tuple[Colour, ...], count: int
) -> None:
    """Blades of grass, small at the row ``top`` and larger towards the lower edge."""
    for down in np.sort(chance.random(int(count * sheet.aspect))):
        y = top + (sheet.height - top) * float(down) * 1.1
        length = sheet.unit * (0.012 + 0.06 * float(down))
        x, lean = sheet.x(chance.random()), chance.uniform(-0.5, 0.5)
        colour = colours[int(chance.integers(len(colours)))]
        shown = palette.lit(colour) if chance.random() < 0.55 else palette.shaded(colour)
        sheet.line(
            [(x, y), (x + length * lean * 0.4, y - length * 0.6), (x + length * lean, y - length)],
            shown,
            sheet.unit * (0.002 + 0.004 * float(down)),
            0.6,
        )


def draw_flowers(
    sheet: Sheet, palette: Palette, chance: np.random.Generator, line: Floats, colours: tuple[Colour, ...], count: int
) -> None:
    """Flowers in a meadow, in drifts, dots far away and blossoms near by."""
    drift = surface(chance, sheet.size, (4 * sheet.aspect, 7), 2)
    for down in np.sort(chance.random(int(count * sheet.aspect)) ** 0.8):
        column = int(chance.random() * (sheet.width - 1))
        y = float(line[column]) + (sheet.height - float(line[column])) * float(down)
        if drift[min(int(y), sheet.height - 1), column] < chance.uniform(0.35, 0.62):
            continue
        size = sheet.unit * (0.0025 + 0.014 * float(down) ** 2)
        colour = colours[int(chance.integers(len(colours)))]
        sheet.ellipse(column, y + size * 0.4, (size, size * 0.8), palette.shaded(colour), detail=0.8)
        sheet.ellipse(column - size * 0.15, y, (size * 0.85, size * 0.62), palette.lit(colour), detail=0.8)
