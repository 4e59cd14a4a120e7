"""Hills with fields, trees, villages, a windmill, and balloons above."""

import numpy as np

from burnish.generation.painter.colour import Floats, mix, rgb
from burnish.generation.painter.noise import smoothstep, surface
from burnish.generation.painter.palette import ACCENTS, Palette
from burnish.generation.painter.randomness import happens, pick, weighted
from burnish.generation.painter.scenery.buildings import Builder
from burnish.generation.painter.scenery.crafts import draw_balloon
from burnish.generation.painter.scenery.lake import ROCKS
from burnish.generation.painter.scenery.land import (
    draw_blades,
    draw_flowers,
    draw_hill,
    draw_mountain,
    draw_rows,
    ridge,
    rolling,
)
from burnish.generation.painter.scenery.sheet import Sheet
from burnish.generation.painter.scenery.sky import draw_birds, draw_clouds, draw_light, draw_sky
from burnish.generation.painter.scenery.trees import Grove


def draw_countryside(sheet: Sheet, palette: Palette, chance: np.random.Generator, wishes: frozenset[str]) -> None:
    """A wide view over hills."""
    horizon = sheet.y(chance.uniform(0.4, 0.58))
    light = draw_sky(sheet, palette, chance, horizon)
    draw_clouds(sheet, palette, chance, horizon, light)
    draw_light(sheet, palette, chance, light)
    if "balloon" in wishes or (not palette.mood.dark and happens(chance, 0.3)):
        _draw_balloons(sheet, palette, chance, horizon)
    if "mountain" in wishes or happens(chance, 0.45):
        line = ridge(sheet, chance, horizon + sheet.unit * 0.04, sheet.unit * chance.uniform(0.12, 0.26), 1.8, 6)
        draw_mountain(sheet, palette, chance, line, pick(chance, ROCKS), 0.55, 0.7 * palette.season.snow)
    _draw_hills(sheet, palette, chance, horizon, wishes)
    if "birds" in wishes or happens(chance, 0.5):
        draw_birds(sheet, palette, chance, horizon)


def _draw_hills(
    sheet: Sheet, palette: Palette, chance: np.random.Generator, horizon: float, wishes: frozenset[str]
) -> None:
    hills = int(chance.integers(3, 6))
    kinds = {"rows": 1.2, "flowers": 1.2, "path": 1.2, "hay": 0.8}
    front = weighted(chance, kinds)
    for wanted, kind in (("flower", "flowers"), ("lavender", "rows"), ("path", "path"), ("field", "hay")):
        if wanted in wishes:
            front = kind
    special = int(chance.integers(1, hills - 1))
    for index in range(hills):
        near = index / (hills - 1)
        level = horizon + (sheet.height - horizon) * (0.02 + 0.62 * near**1.25)
        rise = sheet.unit * chance.uniform(0.07, 0.15)
        line = rolling(sheet, chance, level + sheet.unit * 0.03, rise, 1.5 - 0.5 * near)
        colour = pick(chance, palette.season.grass)
        if index == hills - 1 and front == "rows":
            flowers = ACCENTS["violet"] if "lavender" in wishes else pick(chance, palette.season.flowers)
            draw_rows(sheet, palette, chance, line, (flowers, palette.season.grass[2]))
            continue
        draw_hill(sheet, palette, chance, line, colour, 0.45 * (1 - near) ** 1.5)
        if index < hills - 1:
            _draw_hedges(sheet, palette, chance, line, near)
        if index == special:
            _draw_settlement(sheet, palette, chance, line, near, wishes)
        if index == hills - 1:
            _draw_front(sheet, palette, chance, line, front)


def _draw_hedges(
    sheet: Sheet,
    palette: Palette,
    chance: np.random.Generator,
    line: Floats,
    near: float,
) -> None:
    """Trees in groups along a hill."""
    grove = Grove(sheet, palette, chance, 0.4 * (1 - near) ** 1.5)
    for _ in range(int(chance.integers(2, 5))):
        middle, spread = chance.random(), chance.uniform(0.02, 0.12)
        for _ in range(int(chance.integers(2, 7))):
            x = sheet.x(middle + chance.uniform(-spread, spread))
            y = float(line[int(np.clip(x, 0, sheet.width - 1))]) + sheet.unit * 0.04 * chance.random()
            height = sheet.unit * (0.04 + 0.13 * near) * chance.uniform(0.7, 1.3)
            grove.any(x, y, height)


def _draw_settlement(
    sheet: Sheet,
    palette: Palette,
    chance: np.random.Generator,
    line: Floats,
    near: float,
    wishes: frozenset[str],
) -> None:
    """A village with a church, a windmill, or a single farm among cypresses."""
    kind = weighted(chance, {"village": 1.2, "windmill": 0.9, "farm": 1.0})
    for wanted in ("village", "windmill", "farm"):
        if wanted in wishes:
            kind = wanted
    builder = Builder(sheet, palette, chance, 0.3 * (1 - near) ** 1.5)
    grove = Grove(sheet, palette, chance, 0.3 * (1 - near) ** 1.5)
    middle, size = chance.uniform(0.25, 0.75), sheet.unit * (0.065 + 0.11 * near)

    def ground(x: float) -> float:
        return float(line[int(np.clip(x, 0, sheet.width - 1))]) + size * 0.2

    if kind == "windmill":
        builder.windmill(sheet.x(middle), ground(sheet.x(middle)), size * 2.6)
        builder.house(sheet.x(middle) + size * 1.4, ground(sheet.x(middle) + size * 1.4), size * 0.9)
        return
    if kind == "farm":
        for place in chance.uniform(-1.6, 1.6, 6):
            x = sheet.x(middle) + float(place) * size
            grove.cypress(x, ground(x), size * chance.uniform(1.1, 1.8))
        builder.house(sheet.x(middle), ground(sheet.x(middle)) + size * 0.1, size * 1.3)
        return
    builder.church(sheet.x(middle), ground(sheet.x(middle)), size)
    for place, down in zip(chance.uniform(-2.6, 2.6, 9), np.sort(chance.random(9)), strict=True):
        x = sheet.x(middle) + float(place) * size
        y = ground(x) + float(down) * size * 0.7
        builder.house(x, y, size * chance.uniform(0.65, 0.95))
        if happens(chance, 0.5):
            grove.broadleaf(x + size * 0.6, y + size * 0.05, size * chance.uniform(0.5, 0.9))


def _draw_front(
    sheet: Sheet,
    palette: Palette,
    chance: np.random.Generator,
    line: Floats,
    kind: str,
) -> None:
    """What the nearest hill carries."""
    grove = Grove(sheet, palette, chance)
    if kind == "path":
        _draw_path(sheet, palette, chance, line)
    if kind == "hay":
        for near in np.sort(chance.random(int(chance.integers(3, 7)))):
            x = sheet.x(chance.uniform(0.08, 0.92))
            y = float(line[int(x)]) + (sheet.height - float(line[int(x)])) * (0.1 + 0.75 * float(near))
            _draw_haystack(sheet, palette, x, y, sheet.unit * (0.08 + 0.1 * float(near)))
    if not palette.season.snow:
        draw_blades(sheet, palette, chance, float(line.max()), palette.season.grass, 300)
        flowers = 900 if kind == "flowers" else 160
        draw_flowers(sheet, palette, chance, line, palette.season.flowers, flowers)
    if happens(chance, 0.55):
        x = sheet.x(pick(chance, (0.1, 0.16, 0.84, 0.9)))
        foot = min(float(line[int(x)]) + sheet.unit * 0.12, sheet.height * 0.97)
        grove.broadleaf(x, foot, sheet.unit * chance.uniform(0.35, 0.52))


def _draw_path(sheet: Sheet, palette: Palette, chance: np.random.Generator, line: Floats) -> None:
    """A path that winds up from the lower edge."""
    start, end = chance.uniform(0.3, 0.7), chance.uniform(0.3, 0.7)
    top = float(line[int(sheet.x(end))])
    near = np.clip((sheet.rows - np.float32(top)) / np.float32(sheet.height - top), 0, 1)
    middle = (
        sheet.x(end)
        + (sheet.x(start) - sheet.x(end)) * near
        + np.sin(near * np.float32(5)) * np.float32(sheet.unit * chance.uniform(-0.16, 0.16))
    )
    half = np.float32(sheet.unit) * (np.float32(0.008) + np.float32(0.11) * near**1.5)
    grain = surface(chance, sheet.size, (10 * sheet.aspect, 20), 3)
    edge = np.abs(sheet.columns - middle) / half + (grain - 0.5) * np.float32(0.5)
    earth = rgb("#e2ccd0") if palette.season.snow else rgb("#d8b98a")
    painted = mix(palette.shaded(earth), palette.lit(earth), smoothstep(grain, 0.25, 0.55))
    sheet.lay(smoothstep(edge, 1.05, 0.9) * (near > 0), painted, angle=np.pi / 2, detail=0.5)


def _draw_haystack(sheet: Sheet, palette: Palette, x: float, y: float, size: float) -> None:
    hay = rgb("#f0f2f6") if palette.season.snow else rgb("#dcb65c")
    sheet.ellipse(x + size * 0.5, y, (size * 0.9, size * 0.14), palette.shaded(rgb("#7d8a52")), angle=0.0)
    body = np.array([(-0.5, 0), (-0.48, -0.42), (-0.3, -0.72), (0, -0.95), (0.3, -0.72), (0.48, -0.42), (0.5, 0)])
    sheet.polygon(body * size + (x, y), palette.shaded(hay), 1.3, 0.6)
    sheet.polygon(body * (size * 0.66, size * 0.9) + (x - size * 0.13, y - size * 0.02), palette.lit(hay), 1.8, 0.6)


def _draw_balloons(sheet: Sheet, palette: Palette, chance: np.random.Generator, horizon: float) -> None:
    colours = tuple(ACCENTS[name] for name in ("red", "yellow", "turquoise", "orange", "white", "blue", "pink"))
    for size in (0.26, 0.13, 0.08, 0.06)[: int(chance.integers(1, 5))]:
        first, second = pick(chance, (*colours, palette.accent)), pick(chance, (rgb("#fbf0d8"), *colours[:2]))
        x, y = sheet.x(chance.uniform(0.12, 0.88)), horizon * chance.uniform(0.22, 0.62)
        draw_balloon(sheet, palette, x, y, sheet.unit * size, (first, mix(second, palette.mood.glow, 0.15)))
