"""Trees of several kinds, each from the place of its foot and its height in pixels."""

import numpy as np

from burnish.generation.painter.colour import Colour, mix, rgb, varied
from burnish.generation.painter.palette import Palette
from burnish.generation.painter.randomness import pick
from burnish.generation.painter.scenery.sheet import Sheet

BARK = rgb("#5d4432")


class Grove:
    """Draws trees on one sheet, in the colours of one palette, ``distance`` (0..1) into the haze."""

    def __init__(self, sheet: Sheet, palette: Palette, chance: np.random.Generator, distance: float = 0.0) -> None:
        self._sheet = sheet
        self._palette = palette
        self._chance = chance
        self._distance = distance

    def any(self, x: float, y: float, height: float) -> None:
        """A tree that suits the season."""
        if self._chance.random() < (0.5 if self._palette.season.bare else 0.3):
            self.pine(x, y, height * 1.15)
        else:
            self.broadleaf(x, y, height)

    def broadleaf(self, x: float, y: float, height: float, leaves: Colour | None = None) -> None:
        """A round tree, or its bare branches in winter."""
        if self._palette.season.bare:
            self.bare(x, y, height)
            return
        chance = self._chance
        colour = leaves if leaves is not None else pick(chance, self._palette.season.foliage)
        width = height * chance.uniform(0.3, 0.42)
        self._shadow_on_ground(x, y, width)
        self._trunk(x, y, height * 0.5, height * 0.05)
        self._crown(x, y - height * 0.62, width, height * 0.38, colour)

    def bush(self, x: float, y: float, height: float, leaves: Colour) -> None:
        """Leaves down to the ground."""
        self._crown(x, y - height * 0.45, height * self._chance.uniform(0.5, 0.9), height * 0.5, leaves)

    def pine(self, x: float, y: float, height: float) -> None:
        """A fir: jagged tiers, snow on them in winter."""
        chance = self._chance
        needles = varied(mix(rgb("#28523c"), pick(chance, self._palette.season.foliage), 0.12), chance, 0.05)
        width = height * chance.uniform(0.17, 0.24)
        self._trunk(x, y, height * 0.3, height * 0.04)
        tiers = 9
        for tier in range(tiers):
            top = y - height * (0.1 + 0.9 * (tier + 1) / tiers)
            foot = y - height * (0.06 + 0.9 * tier / tiers) + height * 0.03
            half = width * (1 - tier / tiers) ** 0.85 * chance.uniform(0.85, 1.12)
            for side, colour in ((-1, self._light(needles)), (1, self._shade(needles))):
                drop = height * 0.025 * chance.random()
                self._sheet.polygon(
                    [
                        (x, top),
                        (x + side * half * 0.5, foot - height * 0.025),
                        (x + side * half, foot + drop),
                        (x + side * half * 0.4, foot - height * 0.012),
                        (x, foot + height * 0.01),
                    ],
                    colour,
                    angle=side * 0.5,
                    detail=0.6,
                )
            if self._palette.season.snow:
                white = self._light(rgb("#fdfdfd")) if chance.random() < 0.7 else self._shade(rgb("#f2f4fa"))
                lean = chance.uniform(-0.7, 0.1)
                right, left = x + half * (lean + 0.45), x + half * lean
                patch = [(x, top), (right, foot - height * 0.04), (left, foot - height * 0.01)]
                self._sheet.polygon(patch, white, angle=0.4, detail=0.6)

    def cypress(self, x: float, y: float, height: float) -> None:
        """A tall flame of a tree."""
        chance = self._chance
        colour = varied(rgb("#2f5636"), chance, 0.05)
        width = height * chance.uniform(0.07, 0.1)
        for shade, shift, scale in ((self._shade(colour), 0.12, 1.0), (self._light(colour), -0.3, 0.55)):
            rise = np.linspace(0, 1, 14)
            half = width * scale * np.sin(np.pi * np.minimum(rise * 0.92 + 0.12, 1)) ** 0.7
            rough = 1 + 0.25 * (chance.random(14) - 0.5)
            middle = x + width * shift + np.sin(rise * 5) * width * 0.12
            left = np.stack([middle - half * rough, y - height * rise], 1)
            right = np.stack([middle + half * rough, y - height * rise], 1)[::-1]
            self._sheet.polygon(np.concatenate([left, right]), shade, angle=np.pi / 2, detail=0.55)

    def bare(self, x: float, y: float, height: float) -> None:
        """Branches without leaves."""
        self._branch(x, y, -np.pi / 2 + self._chance.uniform(-0.08, 0.08), height * 0.32, height * 0.045, 5)

    def palm(self, x: float, y: float, height: float) -> None:
        """A leaning palm."""
        chance = self._chance
        lean = chance.uniform(-0.35, 0.35) * height
        rise = np.linspace(0, 1, 9)
        trunk = np.stack([x + lean * rise**1.8, y - height * rise], 1)
        self._sheet.line(trunk, self._shade(rgb("#8a6a48")), height * 0.045, 0.7)
        self._sheet.line(trunk - (height * 0.01, 0), self._light(rgb("#a88458")), height * 0.018, 0.7)
        top_x, top_y = x + lean, y - height
        for spread in np.linspace(-1, 1, 9):
            turn = -np.pi / 2 + spread * 2.0 + chance.uniform(-0.15, 0.15)
            length = height * chance.uniform(0.32, 0.42)
            along = np.linspace(0, 1, 7)
            droop = along**2 * length * (0.35 + 0.4 * abs(spread))
            frond = np.stack(
                [top_x + np.cos(turn) * length * along, top_y + np.sin(turn) * length * along * 0.75 + droop], 1
            )
            colour = varied(rgb("#4c8a45"), chance, 0.06)
            width = height * 0.035 * np.sin(np.pi * np.minimum(along + 0.1, 1))
            edge = np.stack([np.zeros(7), width], 1)
            shown = self._light(colour) if spread < 0.2 else self._shade(colour)
            self._sheet.polygon(np.concatenate([frond - edge, (frond + edge)[::-1]]), shown, detail=0.7)

    def _branch(self, x: float, y: float, turn: float, length: float, width: float, left: int) -> None:
        chance = self._chance
        end_x, end_y = x + np.cos(turn) * length, y + np.sin(turn) * length
        colour = self._shade(BARK) if chance.random() < 0.6 else self._light(BARK)
        self._sheet.line([(x, y), (end_x, end_y)], colour, width, 0.7)
        if left == 0:
            return
        for side in (-1, 1) if left > 2 else (-1, 0.2, 1):
            apart = side * chance.uniform(0.25, 0.6)
            self._branch(end_x, end_y, turn + apart, length * chance.uniform(0.62, 0.82), width * 0.62, left - 1)

    def _crown(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        """Clumps of leaves: shaded ones first, then lit ones towards the upper left."""
        chance = self._chance
        for lightness in (0.0, 0.15, 0.5, 0.75, 1.0):
            for _ in range(24):
                turn, out = chance.random() * 2 * np.pi, chance.random() ** 0.6
                reach = 1 - 0.4 * lightness
                at_x = x + np.cos(turn) * width * out * reach - width * 0.16 * lightness
                at_y = y + np.sin(turn) * height * out * reach - height * 0.2 * lightness
                size = width * chance.uniform(0.12, 0.26) * (1 - 0.5 * lightness)
                leaves = varied(colour, chance, 0.07)
                shown = mix(self._shade(leaves), self._light(leaves), lightness)
                self._sheet.ellipse(
                    at_x, at_y, (size, size * 0.78), shown, chance.uniform(-0.6, 0.6), chance.uniform(-0.9, 0.3), 0.55
                )

    def _trunk(self, x: float, y: float, height: float, width: float) -> None:
        for shift, colour in ((0.0, self._shade(BARK)), (-0.25, self._light(BARK))):
            half = width * (0.5 if shift == 0 else 0.2)
            middle = x + width * shift
            self._sheet.polygon(
                [
                    (middle - half, y),
                    (middle - half * 0.7, y - height),
                    (middle + half * 0.7, y - height),
                    (middle + half, y),
                ],
                colour,
                angle=np.pi / 2,
                detail=0.6,
            )

    def _shadow_on_ground(self, x: float, y: float, width: float) -> None:
        colour = self._shade(mix(pick(self._chance, self._palette.season.grass), rgb("#3a4050"), 0.3))
        self._sheet.ellipse(x + width * 0.45, y, (width * 1.1, width * 0.16), colour, angle=0.0)

    def _light(self, colour: Colour) -> Colour:
        return self._palette.hazed(self._palette.lit(colour), self._distance)

    def _shade(self, colour: Colour) -> Colour:
        return self._palette.hazed(self._palette.shaded(colour), self._distance)
