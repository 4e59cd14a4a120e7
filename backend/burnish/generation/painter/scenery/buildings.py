"""Houses, churches, lighthouses and windmills, each from the middle of its foot, sizes in pixels."""

import numpy as np

from burnish.generation.painter.colour import Colour, colours, mix, rgb, varied
from burnish.generation.painter.palette import Palette
from burnish.generation.painter.randomness import happens, pick
from burnish.generation.painter.scenery.sheet import Sheet

WALLS = colours("#f3ead8 #e9d2ad #e3b58f #f6f3ec #d8c7b0 #eac06e")
ROOFS = colours("#b4492f #8f3f35 #6d5a58 #c2693f #54627a")
LAMP = rgb("#ffd978")


class Builder:
    """Builds on one sheet, in the colours of one palette, ``distance`` (0..1) into the haze."""

    def __init__(self, sheet: Sheet, palette: Palette, chance: np.random.Generator, distance: float = 0.0) -> None:
        self._sheet = sheet
        self._palette = palette
        self._chance = chance
        self._distance = distance

    def house(self, x: float, y: float, width: float, roof: Colour | None = None) -> None:
        """A house whose gable is seen beside its long side."""
        chance = self._chance
        wall = varied(pick(chance, WALLS), chance, 0.05)
        tiles = varied(pick(chance, ROOFS) if roof is None else roof, chance, 0.05)
        if self._palette.season.snow:
            tiles = rgb("#f4f6fa")
        height, rise = width * chance.uniform(0.42, 0.6), width * chance.uniform(0.26, 0.4)
        gable, side = width * 0.38, 1 if happens(chance, 0.5) else -1
        near, corner, far = x - side * width / 2, x - side * (width / 2 - gable), x + side * width / 2
        peak = (near + corner) / 2
        shown = (self._light(wall), self._shade(wall)) if side > 0 else (self._shade(wall), self._light(wall))
        front = [(near, y), (near, y - height), (peak, y - height - rise), (corner, y - height), (corner, y)]
        self._sheet.polygon(front, shown[0], np.pi / 2, 0.75)
        self._sheet.polygon([(corner, y), (corner, y - height), (far, y - height), (far, y)], shown[1], np.pi / 2, 0.75)
        over = width * 0.04 * side
        top = y - height - rise
        slope = [
            (peak, top),
            (corner + over * 0.5, y - height + abs(over)),
            (far + over, y - height + abs(over)),
            (far - over * 1.5, top),
        ]
        self._sheet.polygon(slope, self._light(tiles), 0.0, 0.75)
        self._sheet.line(
            [(near - over, y - height + abs(over)), (peak, top), (corner, y - height)],
            self._shade(tiles),
            max(1.0, width * 0.05),
        )
        chimney = peak + (far - peak) * 0.55
        self._sheet.polygon(_box(chimney, top + rise * 0.25, width * 0.08, rise * 0.6), self._shade(rgb("#a0614a")))
        pane = width * 0.085
        for across in np.linspace(corner + (far - corner) * 0.25, far - (far - corner) * 0.22, 2):
            self.window(float(across), y - height * 0.5, pane, pane * 1.35)
        self.window(peak, y - height * 0.95, pane * 0.8, pane)
        self._sheet.polygon(_box(peak, y, pane * 1.3, height * 0.5), self._shade(rgb("#6a4630")), detail=0.8)

    def church(self, x: float, y: float, width: float) -> None:
        """A church with a pointed steeple, ``width`` being its nave's."""
        wall, tiles = rgb("#efe6d4"), pick(self._chance, ROOFS)
        self.house(x + width * 0.3, y, width, tiles)
        half, height = width * 0.13, width * 1.15
        left = x - width * 0.22
        self._sheet.polygon(_box(left, y, half * 2, height), self._light(wall), np.pi / 2, 0.8)
        self._sheet.polygon(_box(left + half * 0.5, y, half, height), self._shade(wall), np.pi / 2, 0.8)
        spire = [(left - half * 1.25, y - height), (left, y - height - width * 0.85), (left + half * 1.25, y - height)]
        self._sheet.polygon(spire, self._light(tiles), np.pi / 2, 0.8)
        self._sheet.polygon([spire[1], spire[2], (left, y - height)], self._shade(tiles), np.pi / 2, 0.8)
        self.window(left - half * 0.2, y - height * 0.75, half * 0.7, half * 1.6)

    def lighthouse(self, x: float, y: float, height: float, band: Colour) -> None:
        """A lighthouse with bands; its beam shines when it is dark."""
        foot, top = height * 0.11, height * 0.07
        bands = 5
        for index in range(bands):
            low, high = index / bands, (index + 1) / bands
            wall = band if index % 2 == 0 else rgb("#f7f4ea")
            for start, end, colour in ((-1.0, 1.0, self._light(wall)), (0.25, 1.0, self._shade(wall))):
                below, above = foot + (top - foot) * low, foot + (top - foot) * high
                self._sheet.polygon(
                    [
                        (x + start * below, y - height * 0.8 * low),
                        (x + start * above, y - height * 0.8 * high),
                        (x + end * above, y - height * 0.8 * high),
                        (x + end * below, y - height * 0.8 * low),
                    ],
                    colour,
                    np.pi / 2,
                    0.9,
                )
        gallery = y - height * 0.8
        self._sheet.polygon(_box(x, gallery, top * 2.9, height * 0.03), self._shade(rgb("#3a3a44")), detail=0.9)
        lantern = LAMP if self._palette.mood.dark else self._light(rgb("#cfe4ea"))
        self._sheet.polygon(_box(x, gallery - height * 0.03, top * 1.5, height * 0.09), lantern, detail=1.0)
        eaves = gallery - height * 0.12
        roof = [(x - top * 1.1, eaves), (x, gallery - height * 0.2), (x + top * 1.1, eaves)]
        self._sheet.polygon(roof, self._light(band), detail=0.9)
        if self._palette.mood.dark:
            self._beam(x, gallery - height * 0.075, height)

    def windmill(self, x: float, y: float, height: float) -> None:
        """A windmill with four sails."""
        wall, cap = pick(self._chance, WALLS), pick(self._chance, ROOFS)
        foot, top, body = height * 0.17, height * 0.11, height * 0.62
        for start, colour in ((-1.0, self._light(wall)), (0.2, self._shade(wall))):
            self._sheet.polygon(
                [(x + start * foot, y), (x + start * top, y - body), (x + top, y - body), (x + foot, y)],
                colour,
                np.pi / 2,
                0.8,
            )
        self._sheet.ellipse(x, y - body, (top * 1.1, height * 0.11), self._shade(cap), detail=0.8)
        self.window(x - top * 0.2, y - body * 0.6, top * 0.4, top * 0.6)
        turn = self._chance.uniform(0.2, 1.3)
        for quarter in range(4):
            along = np.array([np.cos(turn + quarter * np.pi / 2), np.sin(turn + quarter * np.pi / 2)])
            across = np.array([-along[1], along[0]])
            hub = np.array([x, y - body - height * 0.02])
            tip = hub + along * height * 0.46
            cloth = [
                hub + along * height * 0.1,
                tip,
                tip + across * height * 0.075,
                hub + along * height * 0.1 + across * height * 0.06,
            ]
            self._sheet.polygon(np.array(cloth), self._light(rgb("#f4ead2")), detail=0.8)
            self._sheet.line([hub, tip], self._shade(rgb("#5a4030")), max(1.0, height * 0.018), 0.8)

    def window(self, x: float, y: float, width: float, height: float) -> None:
        """A window around a point, lit when it is dark."""
        if self._palette.mood.dark and happens(self._chance, 0.8):
            self._sheet.glow(x, y, width * 3.2, LAMP, 0.4)
            self._sheet.polygon(_box(x, y + height / 2, width, height), LAMP, detail=1.0)
        else:
            glass = mix(self._shade(rgb("#4a5a70")), self._palette.mood.sky[1], 0.25)
            self._sheet.polygon(_box(x, y + height / 2, width, height), glass, detail=0.8)

    def _beam(self, x: float, y: float, height: float) -> None:
        for side in (-1, 1):
            for part in np.linspace(0.05, 1, 16):
                self._sheet.glow(
                    x + side * part * height * 1.5,
                    y - part * height * 0.12,
                    height * (0.06 + 0.2 * float(part)),
                    LAMP,
                    0.26 * (1 - float(part)) + 0.02,
                )
        self._sheet.glow(x, y, height * 0.35, LAMP, 0.8)

    def _light(self, colour: Colour) -> Colour:
        return self._palette.hazed(self._palette.lit(colour), self._distance)

    def _shade(self, colour: Colour) -> Colour:
        return self._palette.hazed(self._palette.shaded(colour), self._distance)


def _box(x: float, y: float, width: float, height: float) -> list[tuple[float, float]]:
    """A rectangle that stands on (x, y) with the middle of its foot."""
    return [(x - width / 2, y), (x - width / 2, y - height), (x + width / 2, y - height), (x + width / 2, y)]
