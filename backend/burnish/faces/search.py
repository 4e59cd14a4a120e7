"""Searching a picture for faces of any size with a detector that is good at those of medium size.

Detectors find faces of about 20 to 400 pixels and are surest and most exact between 60 and 300. So a picture is
searched twice, as an overview in which the largest faces are of that size and in detail for the small ones; what is
too small or too large to be judged is then looked at once more, alone and at the size that suits the detector.
"""

import math
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from burnish.compute.memory import OutOfMemory, is_out_of_memory
from burnish.faces.findings import NOTHING, Findings, Values, joined
from burnish.faces.merging import merged, overlaps_of
from burnish.faces.patches import Patch, RgbPixels, tiles, whole, window
from burnish.images.picture import Picture
from burnish.monitoring import CheckCancelled, ReportProgress, part_of

SMALLEST_SIDE = 8
"""Pictures with a shorter side hold no face."""

_OVERVIEW_AREA = 640 * 480
_LARGEST_ENLARGEMENT = 2
"""Small pictures are enlarged to the area of an overview, but no more than this."""
_DETAIL_AREA = 1600 * 1200
"""A compromise: of 8 faces of 24 pixels mobilenet0.25 so finds 8 in 3 megapixels, 7 in 7 and 1 in 12, and of 8 faces of
40 pixels all in 12. With 3 megapixels of detail it would find 6 of 24 pixels in 12, and take half as long again."""
_DETAIL_PAYS = 1.25
"""A search in detail must show the picture this many times as large as the overview does."""
_MARGIN = 32
"""Pixels around the picture, so that faces cut by its border are found."""
_OVERLAP = 192
"""Pixels by which tiles overlap: a face of up to this size is whole in one of them, larger ones are in the overview."""
_SMALLEST_AREA = 400_000
"""Pixels of a patch that are not divided further: an overview has to be seen in one piece."""
_EDGE = 2
"""Boxes that come this close to a tile's edge, in pixels, are cut by it."""

_TINY = 24
_TINY_CONFIDENCE = 0.02
"""Faces smaller than 24 pixels of a patch are often found with hardly any confidence, and surely at a second look."""
_LEAST_CONFIDENCE = 0.1
_PROMISING = 0.3
_MOST_WEAK = 64
"""How many faces with less than promising confidence are looked at once more, the surest first."""
_TOO_SMALL = 48
_TOO_LARGE = 400
"""Sides of faces, in pixels of a patch, that are looked at once more if they are smaller or larger."""
_SURE = 0.9
_SMALLEST_SURE = 32
"""Faces of which the detector is sure are looked at once more, for their landmarks, only if they are smaller yet."""
_SMALL_SHOWN_AT = 96
_LARGE_SHOWN_AT = 192
_WINDOW = 2
"""Side of the window for one more look, in sides of the face."""
_SHEET = 576
"""Side, in pixels, of the sheet on which windows are laid out to be looked at together."""
_CONFIRMED = 0.3
"""Intersection over union from which on a face in a window is the one that was looked for."""
_SHARE_OF_FIRST_LOOK = 0.8


class Detector(Protocol):
    """What finds faces of medium size in a patch."""

    @property
    def largest_area(self) -> int:
        """Pixels of the largest patch that it should be given."""

    def find(
        self, patch: RgbPixels, confidence: float, check_cancelled: CheckCancelled, report: ReportProgress
    ) -> Findings:
        """The faces with more than ``confidence``, in pixels of the patch."""


class FaceSearch:
    """One picture searched with one detector. What its methods return is in pixels of the picture."""

    def __init__(self, picture: Picture, detector: Detector, check_cancelled: CheckCancelled) -> None:
        self._picture = picture
        self._detector = detector
        self._check_cancelled = check_cancelled
        self._largest_area = detector.largest_area

    def everywhere(self, report: ReportProgress) -> Findings:
        """Every face with a confidence of at least 0.1.

        Raises ``Cancelled``, :class:`OutOfMemory` and what the detector raises.
        """
        candidates = self._first_look(part_of(report, 0, _SHARE_OF_FIRST_LOOK))
        again = part_of(report, _SHARE_OF_FIRST_LOOK, 1 - _SHARE_OF_FIRST_LOOK)
        small, large = _unclear(candidates)
        looked_at_again = [
            *self.around(candidates.boxes[small], _SMALL_SHOWN_AT, part_of(again, 0, 0.5)),
            *self.around(candidates.boxes[large], _LARGE_SHOWN_AT, part_of(again, 0.5, 0.5)),
        ]
        faces = merged(joined([candidates.chosen(~(small | large)), *looked_at_again]))
        return faces.chosen(faces.confidences >= _LEAST_CONFIDENCE)

    def around(self, boxes: Values, shown_at: int, report: ReportProgress) -> list[Findings]:
        """What is found when each place is looked at alone: for each box the faces that overlap with it.

        ``boxes`` has the shape (n, 4); each must touch the picture. Its longer side is shown with ``shown_at``
        pixels. Raises as :meth:`everywhere`.
        """
        cell = _WINDOW * shown_at
        columns = max(1, _SHEET // cell)
        found: list[Findings] = []
        for start in range(0, len(boxes), columns**2):
            batch = boxes[start : start + columns**2]
            progress = part_of(report, start / len(boxes), len(batch) / len(boxes))
            found += self._on_sheet(batch, cell, columns, progress)
        report(1)
        return found

    def _first_look(self, report: ReportProgress) -> Findings:
        area = self._picture.width * self._picture.height
        overview_scale = min(_LARGEST_ENLARGEMENT, math.sqrt(_OVERVIEW_AREA / area))
        detail_scale = min(1, math.sqrt(_DETAIL_AREA / area))
        if detail_scale < _DETAIL_PAYS * overview_scale:
            return merged(self._at_scale(overview_scale, report))
        share = overview_scale**2 / (overview_scale**2 + detail_scale**2)
        overview = self._at_scale(overview_scale, part_of(report, 0, share))
        details = self._at_scale(detail_scale, part_of(report, share, 1 - share))
        # Of faces that are larger than this in detail, parts are taken for faces; the overview shows them well.
        details = details.chosen(details.seen_sizes <= _TOO_LARGE)
        return merged(joined([overview, details]))

    def _at_scale(self, scale: float, report: ReportProgress) -> Findings:
        patch = whole(self._picture, scale, _MARGIN)
        findings = self._in_tiles(patch, report)
        size = np.array([self._picture.width, self._picture.height])
        visible = ((findings.boxes[:, 2:] > 1) & (findings.boxes[:, :2] < size - 1)).all(axis=1)
        likely = (findings.confidences >= _LEAST_CONFIDENCE) | (findings.seen_sizes < _TINY)
        return findings.chosen(np.flatnonzero(visible & likely))

    def _in_tiles(self, patch: Patch, report: ReportProgress) -> Findings:
        """The faces in a patch, searched in pieces that fit into memory, without those that a piece's edge cuts."""
        pieces = list(tiles(patch, self._largest_area, _OVERLAP))
        parts = []
        for number, (tile, more) in enumerate(pieces):
            findings = self._in_tile(tile, part_of(report, number / len(pieces), 1 / len(pieces)))
            edges: Values = np.array([tile.left, tile.top, tile.right, tile.bottom])
            distances = np.abs(findings.boxes - edges)
            outside = np.concatenate([findings.boxes[:, :2] < edges[:2], findings.boxes[:, 2:] > edges[2:]], axis=1)
            cut = (more & (outside | (distances * np.tile(tile.scale, 2) < _EDGE))).any(axis=1)
            parts.append(findings.chosen(~cut))
        report(1)
        return joined(parts)

    def _in_tile(self, tile: Patch, report: ReportProgress) -> Findings:
        area = tile.width * tile.height
        if area <= max(self._largest_area, _SMALLEST_AREA):
            try:
                return self._find(tile.pixels, report).placed(tile.scale, tile.left, tile.top)
            except (MemoryError, RuntimeError) as error:
                if not is_out_of_memory(error):
                    raise
            if area <= _SMALLEST_AREA:
                raise _out_of_memory(area)
            self._largest_area = max(area // 4, _SMALLEST_AREA)
        return self._in_tiles(tile, report)

    def _on_sheet(self, boxes: Values, cell: int, columns: int, report: ReportProgress) -> list[Findings]:
        """For each box the faces that overlap with it, found on one sheet of windows of ``cell`` pixels."""
        sides = boxes[:, 2:] - boxes[:, :2]
        centres = boxes[:, :2] + sides / 2
        windows = [
            window(self._picture, (float(x), float(y)), _WINDOW * float(side), cell)
            for (x, y), side in zip(centres, sides.max(axis=1), strict=True)
        ]
        rows = -(-len(windows) // columns)
        sheet = np.zeros((rows * cell, min(columns, len(windows)) * cell, 3), np.uint8)
        for number, patch in enumerate(windows):
            row, column = divmod(number, columns)
            sheet[row * cell : (row + 1) * cell, column * cell : (column + 1) * cell] = patch.pixels
        found = self._find_on_sheet(sheet, report)
        places = (found.boxes[:, :2] + found.boxes[:, 2:]) // (2 * cell)
        numbers = places[:, 1] * columns + places[:, 0]
        results = []
        for number, (patch, box) in enumerate(zip(windows, boxes, strict=True)):
            row, column = divmod(number, columns)
            here = found.chosen(numbers == number).placed((1, 1), -column * cell, -row * cell)
            here = here.placed(patch.scale, patch.left, patch.top)
            results.append(here.chosen(overlaps_of(box, here.boxes) >= _CONFIRMED) if len(here) else NOTHING)
        return results

    def _find_on_sheet(self, sheet: RgbPixels, report: ReportProgress) -> Findings:
        try:
            return self._find(sheet, report)
        except (MemoryError, RuntimeError) as error:
            if is_out_of_memory(error):
                raise _out_of_memory(sheet.shape[0] * sheet.shape[1]) from error
            raise

    def _find(self, patch: RgbPixels, report: ReportProgress) -> Findings:
        self._check_cancelled()
        return self._detector.find(patch, _TINY_CONFIDENCE, self._check_cancelled, report)


def _unclear(candidates: Findings) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which faces have to be looked at once more because they are too small, and which because they are too large."""
    small = candidates.seen_sizes < np.where(candidates.confidences < _SURE, _TOO_SMALL, _SMALLEST_SURE)
    large = candidates.seen_sizes > _TOO_LARGE
    weak = np.flatnonzero((small | large) & (candidates.confidences < _PROMISING))
    too_many = weak[np.argsort(-candidates.confidences[weak])][_MOST_WEAK:]
    small[too_many] = large[too_many] = False
    return small, large


def _out_of_memory(area: int) -> OutOfMemory:
    return OutOfMemory(
        f"There is not enough memory to look for faces, not even in {area} pixels at a time. "
        "Close other programs that use it, or choose another detector."
    )
