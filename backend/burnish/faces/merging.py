"""Several sightings of a face, at several scales or in overlapping tiles, made into one. Does not import torch."""

import numpy as np
from numpy.typing import NDArray

from burnish.faces.findings import NOTHING, Findings, Values, joined

_SAME_FACE = 0.4
"""Boxes with at least this intersection over union show the same face."""
_BEST_SIZE = 200.0
"""Side of a face, in pixels of the patch, at which landmarks are most exact (measured with RetinaFace)."""
_CREDIBLE = 0.8
"""A sighting counts if it is at least this sure in relation to the surest one."""


def overlaps_of(box: Values, boxes: Values) -> Values:
    """Intersection over union of one box, of shape (4,), with each of n boxes: shape (n,)."""
    sides = np.minimum(box[2:], boxes[:, 2:]) - np.maximum(box[:2], boxes[:, :2])
    shared = np.clip(sides, 0, None).prod(axis=1)
    areas: Values = (boxes[:, 2:] - boxes[:, :2]).prod(axis=1)
    overlaps: Values = shared / ((box[2:] - box[:2]).prod() + areas - shared)
    return overlaps


def merged(findings: Findings) -> Findings:
    """Each face once, as it was seen at the scale at which detectors are most exact; the surest first.

    Non-maximum suppression: beginning with the surest sighting, all that overlap with it are the same face.
    """
    remaining = findings.chosen(np.argsort(-findings.confidences, kind="stable"))
    faces = []
    while len(remaining):
        same = overlaps_of(remaining.boxes[0], remaining.boxes) >= _SAME_FACE
        same[0] = True
        faces.append(_most_exact(remaining.chosen(same)))
        remaining = remaining.chosen(~same)
    return joined(faces) if faces else NOTHING


def _most_exact(sightings: Findings) -> Findings:
    credible = sightings.chosen(sightings.confidences >= _CREDIBLE * sightings.confidences[0])
    distances = np.abs(np.log(credible.seen_sizes / _BEST_SIZE))
    best: NDArray[np.intp] = np.array([distances.argmin()])
    return credible.chosen(best)
