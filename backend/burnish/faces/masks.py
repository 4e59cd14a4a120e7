"""Masks: which part of an aligned face is pasted, and how softly it ends. Does not import torch."""

import cv2
import numpy as np
from numpy.typing import NDArray

from burnish.faces.alignment import FACE_SIDE

Mask = NDArray[np.float32]
"""Shape (side, side), 0 (the picture stays) to 1 (the restored face): the aligned face at that resolution."""

_PASTED_CLASSES = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15)
"""Of ParseNet's classes, those that facexlib pastes: skin, brows, eyes, glasses, ears, nose, mouth, hair, earrings.

Not: background (0), hat (14), necklace, neck and clothes (16 to 18).
"""

_FEATHER = 11 * 2**0.5
"""Standard deviation of the blur, in pixels of the aligned face: facexlib blurs twice by 11."""

_CUT = 10
"""Outermost pixels of the aligned face that are never pasted, as in facexlib."""

_RISE = 48
"""Over how many pixels from there on a mask that reaches the border of the aligned face becomes 1.

Without this rise hair, which often reaches there, would end in a straight edge.
"""

_TEMPLATE_SIDE = 256
_TEMPLATE_CENTRE = (256, 292)
_TEMPLATE_AXES = (146, 184)
"""Half the width and height of an oval from the hairline to below the chin of the FFHQ template."""


def mask_of_classes(classes: NDArray[np.integer]) -> Mask:
    """The mask of a face that was parsed: ParseNet's class (0..18) of each pixel, shape (side, side)."""
    return _softened(np.isin(classes, _PASTED_CLASSES).astype(np.float32))


def template_mask() -> Mask:
    """The mask of a face that was not parsed: an oval that holds the face of the FFHQ template."""
    scale = _TEMPLATE_SIDE / FACE_SIDE
    rows, columns = (np.mgrid[0:_TEMPLATE_SIDE, 0:_TEMPLATE_SIDE] + 0.5) / scale
    (centre_x, centre_y), (axis_x, axis_y) = _TEMPLATE_CENTRE, _TEMPLATE_AXES
    inside = ((columns - centre_x) / axis_x) ** 2 + ((rows - centre_y) / axis_y) ** 2 <= 1
    return _softened(inside.astype(np.float32))


def _softened(mask: Mask) -> Mask:
    """Blurred, and nothing of it on the border of the aligned face."""
    side = len(mask)
    blurred = np.asarray(cv2.GaussianBlur(mask, (0, 0), _FEATHER * side / FACE_SIDE), np.float32)
    places = (np.arange(side, dtype=np.float32) + 0.5) * FACE_SIDE / side
    rise = np.clip((np.minimum(places, FACE_SIDE - places) - _CUT) / _RISE, 0, 1)
    smooth = (rise * rise * (3 - 2 * rise)).astype(np.float32)
    return blurred * smooth * smooth[:, np.newaxis]
