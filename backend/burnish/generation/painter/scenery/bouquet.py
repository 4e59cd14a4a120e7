"""A bunch of flowers of several kinds, from dark leaves behind to bright blossoms in front."""

import numpy as np

from burnish.generation.painter.colour import Colour, mix, rgb, varied
from burnish.generation.painter.palette import Palette
from burnish.generation.painter.randomness import pick
from burnish.generation.painter.scenery.sheet import Sheet


def draw_bouquet(
    sheet: Sheet, palette: Palette, chance: np.random.Generator, x: float, y: float, radius: float
) -> None:
    """Flowers around a point above (x, y), the mouth of their vase."""
    middle_y = y - radius * 0.62
    chosen_colours = [pick(chance, (*palette.season.flowers, palette.accent)) for _ in range(3)]
    if palette.tint is not None:
        chosen_colours[:2] = [palette.accent, palette.accent]
    for _ in range(60):
        turn, out = chance.random() * 2 * np.pi, chance.random() ** 0.5
        at = x + np.cos(turn) * radius * 1.12 * out, middle_y + np.sin(turn) * radius * 0.95 * out
        _draw_leaf(sheet, chance, at, turn + chance.uniform(-0.7, 0.7), radius * chance.uniform(0.16, 0.3), out)
    for lean in (-0.24, -0.12, 0.0, 0.12, 0.24):
        stalk = [(x + lean * radius * 0.4, y + radius * 0.06), (x + lean * radius * 3, middle_y)]
        sheet.line(stalk, rgb("#3f5f38"), radius * 0.025)
    places: list[tuple[float, float, float]] = []
    for _ in range(400):
        turn, out = chance.random() * 2 * np.pi, chance.random() ** 0.55
        spot = (x + np.cos(turn) * radius * 0.98 * out, middle_y + np.sin(turn) * radius * 0.86 * out, out)
        if all((spot[0] - other[0]) ** 2 + (spot[1] - other[1]) ** 2 > (radius * 0.3) ** 2 for other in places):
            places.append(spot)
    kinds = (_draw_daisy, _draw_rose, _draw_poppy, _draw_spray)
    chosen = pick(chance, kinds), pick(chance, kinds), _draw_rose
    for at_x, at_y, _ in sorted(places, key=lambda place: -place[2]):
        size = radius * chance.uniform(0.19, 0.28)
        light = float(np.clip(0.72 - 0.4 * (at_x - x) / radius - 0.3 * (at_y - middle_y) / radius, 0.25, 1))
        colour = varied(pick(chance, chosen_colours), chance, 0.06)
        pick(chance, chosen)(sheet, chance, at_x, at_y, size, colour, light)


def _tone(colour: Colour, light: float) -> Colour:
    """The colour in more (1) or less (0) light."""
    return mix(colour * np.array([0.4, 0.36, 0.48], np.float32), np.clip(colour * np.float32(1.08), 0, 1), light)


def _draw_leaf(
    sheet: Sheet, chance: np.random.Generator, at: tuple[float, float], turn: float, length: float, out: float
) -> None:
    green = varied(pick(chance, (rgb("#4f7a42"), rgb("#6a9450"), rgb("#3c6448"), rgb("#8aa860"))), chance, 0.05)
    tone = _tone(green, 0.2 + 0.6 * out * chance.random())
    sheet.ellipse(at[0], at[1], (length, length * 0.3), tone, turn, turn, 0.5)


def _draw_daisy(
    sheet: Sheet, chance: np.random.Generator, x: float, y: float, size: float, colour: Colour, light: float
) -> None:
    petals = int(chance.integers(9, 14))
    start, flat = chance.random() * 6.28, chance.uniform(0.65, 1.0)
    for index in range(petals):
        turn = start + index * 2 * np.pi / petals
        at_x, at_y = x + np.cos(turn) * size * 0.62, y + np.sin(turn) * size * 0.62 * flat
        tone = _tone(varied(colour, chance, 0.05), light - 0.25 * (np.sin(turn) + np.cos(turn)) * 0.5)
        sheet.ellipse(at_x, at_y, (size * 0.46, size * 0.17), tone, turn, turn, 0.8)
    heart = pick(chance, (rgb("#f0b82c"), rgb("#6a4228")))
    sheet.ellipse(x, y, (size * 0.27, size * 0.24), _tone(heart, light * 0.7), detail=0.9)
    sheet.ellipse(x - size * 0.06, y - size * 0.06, (size * 0.15, size * 0.12), _tone(heart, 1.0), detail=0.9)


def _draw_rose(
    sheet: Sheet, chance: np.random.Generator, x: float, y: float, size: float, colour: Colour, light: float
) -> None:
    for ring, count in ((0.85, 7), (0.6, 6), (0.34, 4)):
        start = chance.random() * 6.28
        for index in range(count):
            turn = start + index * 2 * np.pi / count
            at_x, at_y = x + np.cos(turn) * size * ring * 0.62, y + np.sin(turn) * size * ring * 0.55
            bright = light - 0.3 * (np.sin(turn) + np.cos(turn)) * 0.6 + 0.12 * (1 - ring)
            tone = _tone(varied(colour, chance, 0.05), bright)
            sheet.ellipse(
                at_x,
                at_y,
                (size * 0.48 * ring + size * 0.06, size * 0.3 * ring + size * 0.05),
                tone,
                turn + 1.57,
                turn + 1.57,
                0.8,
            )
    sheet.ellipse(x, y, (size * 0.13, size * 0.1), _tone(colour, 0.1), detail=0.9)


def _draw_poppy(
    sheet: Sheet, chance: np.random.Generator, x: float, y: float, size: float, colour: Colour, light: float
) -> None:
    start = chance.random() * 6.28
    for index in range(4):
        turn = start + index * np.pi / 2
        tone = _tone(varied(colour, chance, 0.06), light - 0.3 * np.sin(turn))
        sheet.ellipse(
            x + np.cos(turn) * size * 0.42,
            y + np.sin(turn) * size * 0.36,
            (size * 0.55, size * 0.44),
            tone,
            turn,
            turn + 1.57,
            0.75,
        )
    sheet.ellipse(x, y, (size * 0.2, size * 0.17), rgb("#2c2630"), detail=0.9)
    sheet.ellipse(x, y, (size * 0.08, size * 0.07), rgb("#a8b070"), detail=0.9)


def _draw_spray(
    sheet: Sheet, chance: np.random.Generator, x: float, y: float, size: float, colour: Colour, light: float
) -> None:
    for _ in range(26):
        turn, out = chance.random() * 6.28, chance.random() ** 0.6
        dot = size * chance.uniform(0.1, 0.2)
        tone = _tone(varied(mix(colour, rgb("#ffffff"), 0.25), chance, 0.08), light + chance.uniform(-0.3, 0.3))
        sheet.ellipse(x + np.cos(turn) * size * out, y + np.sin(turn) * size * out, (dot, dot * 0.85), tone, detail=0.8)
