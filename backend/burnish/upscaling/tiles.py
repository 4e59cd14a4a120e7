"""How a picture is divided into overlapping tiles: geometry alone, in pixels. Does not import torch.

A network sees a tile's *input*: its *core* and, on each side that has a neighbour, ``context`` pixels more, so that
what it computes inside does not depend on where the tile ends, and as many more as make it begin at a multiple of
``alignment``. Cores cover the picture without overlapping. Around
the line between two cores, ``feather`` pixels to each side are computed by both neighbours and mixed: a tile's
*blended* region is its core and these.
"""

import itertools
import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle of pixels: ``left`` and ``top`` belong to it, ``right`` and ``bottom`` do not."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """Columns."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """Rows."""
        return self.bottom - self.top

    @property
    def area(self) -> int:
        """Pixels."""
        return self.width * self.height

    @property
    def slices(self) -> tuple[slice, slice]:
        """Rows and columns, to index an array of shape (height, width, ...) with."""
        return slice(self.top, self.bottom), slice(self.left, self.right)

    def scaled(self, scale: int) -> "Region":
        """The same region of a picture that is ``scale`` times as wide and high."""
        return Region(self.left * scale, self.top * scale, self.right * scale, self.bottom * scale)

    def divided(self, scale: int) -> "Region":
        """The region of the source that became this one; the inverse of :meth:`scaled`."""
        return Region(self.left // scale, self.top // scale, self.right // scale, self.bottom // scale)

    def expanded(self, margin: int, within: "Region") -> "Region":
        """The region with ``margin`` pixels more on each side, as far as ``within`` reaches."""
        return Region(
            max(self.left - margin, within.left),
            max(self.top - margin, within.top),
            min(self.right + margin, within.right),
            min(self.bottom + margin, within.bottom),
        )

    def intersection(self, other: "Region") -> "Region":
        """What belongs to both; without area where that is nothing."""
        left, top = max(self.left, other.left), max(self.top, other.top)
        return Region(left, top, max(min(self.right, other.right), left), max(min(self.bottom, other.bottom), top))

    def placed_in(self, outer: "Region") -> "Region":
        """The region, whose coordinates start at ``outer``'s corner, in those of ``outer``: undoes
        :meth:`relative_to`."""
        return self.relative_to(Region(-outer.left, -outer.top, 0, 0))

    def relative_to(self, outer: "Region") -> "Region":
        """The region in coordinates that start at ``outer``'s upper left corner."""
        return Region(self.left - outer.left, self.top - outer.top, self.right - outer.left, self.bottom - outer.top)


@dataclass(frozen=True, slots=True)
class Overlap:
    """How far tiles reach into their neighbours, in pixels of the source."""

    context: int
    """What a network sees beyond a tile's core; at least its effective receptive field plus ``feather``."""
    feather: int
    """Half the width of the stripe in which two neighbours are mixed; 0 joins them at a hard line."""
    alignment: int = 1
    """Inputs begin at multiples of this, for networks whose results depend on where they begin."""

    def __post_init__(self) -> None:
        if not 0 <= self.feather <= self.context:
            raise ValueError(f"a feather of {self.feather} pixels does not fit into a context of {self.context}")

    @property
    def smallest_side(self) -> int:
        """The smallest side of a tile's input that leaves room for a core worth computing."""
        return self.surroundings + max(4 * self.feather, 8)

    @property
    def surroundings(self) -> int:
        """How many pixels of a tile's input, along one axis, may lie outside its core."""
        return 2 * self.context + self.alignment - 1

    def input_of(self, core: "Region", picture: "Region") -> "Region":
        """What a network has to see to compute a core."""
        seen = core.expanded(self.context, picture)
        return Region(
            seen.left // self.alignment * self.alignment,
            seen.top // self.alignment * self.alignment,
            seen.right,
            seen.bottom,
        )


@dataclass(frozen=True, slots=True)
class Tile:
    """One tile of a picture, in pixels of the source."""

    core: Region
    blended: Region
    input: Region


def divide(width: int, height: int, largest_area: int, overlap: Overlap) -> list[Tile]:
    """Tiles of a picture of ``width`` x ``height`` pixels, row by row, each row from left to right.

    Of all even grids whose tiles have inputs of at most ``largest_area`` pixels, it is the one that computes the
    fewest pixels in all. Where no grid is fine enough without cores becoming narrower than the overlap, tiles are
    as small as the overlap allows.
    """
    columns, rows = _best_grid(width, height, largest_area, overlap)
    picture = Region(0, 0, width, height)
    tiles = []
    for top, bottom in _spans(height, rows):
        for left, right in _spans(width, columns):
            core = Region(left, top, right, bottom)
            tiles.append(Tile(core, core.expanded(overlap.feather, picture), overlap.input_of(core, picture)))
    return tiles


def _best_grid(width: int, height: int, largest_area: int, overlap: Overlap) -> tuple[int, int]:
    """Columns and rows of the grid that computes the fewest pixels among those whose tiles are small enough."""
    grids = []
    for columns in range(1, _most_parts(width, overlap) + 1):
        rows = _fewest_parts(height, largest_area // _input_side(width, columns, overlap), overlap)
        if rows is not None:
            grids.append((columns, rows))
    finest = _most_parts(width, overlap), _most_parts(height, overlap)
    return min(grids, key=lambda grid: _computed_area(width, height, grid, overlap), default=finest)


def _most_parts(length: int, overlap: Overlap) -> int:
    """Into how many parts a side can be divided with each core as long as a tile needs it."""
    return max(1, length // (overlap.smallest_side - overlap.surroundings))


def _fewest_parts(length: int, longest_input: int, overlap: Overlap) -> int | None:
    """Into how many parts a side has to be divided for inputs of at most ``longest_input``; None if it cannot."""
    if length <= longest_input:
        return 1
    if _input_side(length, 2, overlap) <= longest_input:
        return 2
    longest_core = longest_input - overlap.surroundings
    if longest_core < 1:
        return None
    parts = math.ceil(length / longest_core)
    return parts if parts <= _most_parts(length, overlap) else None


def _input_side(length: int, parts: int, overlap: Overlap) -> int:
    """The longest input along one side of the picture."""
    if parts == 1:
        return length
    context = overlap.context * min(parts - 1, 2)
    return min(length, math.ceil(length / parts) + context + overlap.alignment - 1)


def _computed_area(width: int, height: int, grid: tuple[int, int], overlap: Overlap) -> int:
    """Pixels that a network computes for all tiles of a grid (columns, rows) together."""
    columns, rows = grid
    return (width + 2 * overlap.context * (columns - 1)) * (height + 2 * overlap.context * (rows - 1))


def _spans(length: int, parts: int) -> list[tuple[int, int]]:
    """``length`` divided into ``parts`` that differ by at most one pixel."""
    edges = [length * part // parts for part in range(parts + 1)]
    return list(itertools.pairwise(edges))
