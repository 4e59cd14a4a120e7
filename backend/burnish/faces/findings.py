"""What detectors find in one patch of a picture, as arrays. Does not import torch."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Findings:
    """Any number n of faces, in no particular order."""

    boxes: Values
    """Shape (n, 4): left, top, right, bottom, in pixels; (0, 0) is the outer corner of the first pixel."""
    landmarks: Values
    """Shape (n, 5, 2): x, y of eyes, nose and corners of the mouth, in the order of ``parameters.Landmarks``."""
    confidences: Values
    """Shape (n,): how sure the detector is, 0..1."""
    fineness: Values
    """Shape (n,): pixels of the patch for a pixel that the boxes are given in; 1 in the patch itself."""

    def __len__(self) -> int:
        return len(self.confidences)

    @property
    def sizes(self) -> Values:
        """Shape (n,): the longer side of each box."""
        sides = self.boxes[:, 2:] - self.boxes[:, :2]
        longer: Values = sides.max(axis=1)
        return longer

    @property
    def seen_sizes(self) -> Values:
        """Shape (n,): the longer side of each box in pixels of the patch in which the detector saw it."""
        return self.sizes * self.fineness

    def chosen(self, which: NDArray[np.bool_] | NDArray[np.intp]) -> "Findings":
        """Some of the faces: those marked in an array of shape (n,), or those at the given indices, in that order."""
        return Findings(self.boxes[which], self.landmarks[which], self.confidences[which], self.fineness[which])

    def placed(self, scale: tuple[float, float], left: float, top: float) -> "Findings":
        """The faces of a patch in the coordinates of the picture that it was made from.

        ``scale`` is how many pixels of the patch, across and down, a pixel of the picture became; ``left`` and
        ``top`` are where the patch begins in the picture.
        """
        factors = np.array(scale)
        origin = np.array([left, top])
        return Findings(
            self.boxes / np.tile(factors, 2) + np.tile(origin, 2),
            self.landmarks / factors + origin,
            self.confidences,
            self.fineness * factors.min(),
        )


NOTHING = Findings(np.empty((0, 4)), np.empty((0, 5, 2)), np.empty(0), np.empty(0))
"""No face at all."""


def joined(parts: Sequence[Findings]) -> Findings:
    """The faces of all parts, one after the other."""
    if not parts:
        return NOTHING
    return Findings(
        np.concatenate([part.boxes for part in parts]),
        np.concatenate([part.landmarks for part in parts]),
        np.concatenate([part.confidences for part in parts]),
        np.concatenate([part.fineness for part in parts]),
    )
