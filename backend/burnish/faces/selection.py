"""Which of the faces that were found are restored. Does not import torch."""

from collections.abc import Sequence
from dataclasses import dataclass

from burnish.parameters import Box, Landmarks, RestoreFacesStep
from burnish.records import FoundFace

_INSIDE = 0.6
"""Of a box's area, the share inside a larger one from which on it may be a part of that face."""
_LARGER = 1.3
"""How many times as large a face must be for another one to be a part of it."""
_SURER = 0.2
"""By how much more confidence the smaller face is one of its own, for example a child before its mother's face."""


@dataclass(frozen=True, slots=True)
class FaceToRestore:
    """One face that is going to be restored, in pixels of the picture."""

    box: Box
    landmarks: Landmarks
    strength: float
    """How much of the restored face is mixed in, 0..1."""


def select_faces(found: Sequence[FoundFace], step: RestoreFacesStep) -> list[FaceToRestore]:
    """The faces that a step for all faces, or for the largest, restores; the largest first.

    They are at least as sure and as large as the step asks for. What a detector took for a face in a part of another
    one, such as an eye, is left out.
    """
    wanted = [face for face in found if face.confidence >= step.confidence and face.box.size >= step.minimum_size]
    faces = [FaceToRestore(face.box, face.landmarks, step.strength) for face in without_parts(wanted)]
    return faces[:1] if step.faces == "largest" else faces


def without_parts(faces: Sequence[FoundFace]) -> list[FoundFace]:
    """The faces, largest first, without those that lie inside a larger one and are not clearly surer."""
    kept: list[FoundFace] = []
    for face in sorted(faces, key=lambda face: face.box.size, reverse=True):
        if not any(_is_part(face, larger) for larger in kept):
            kept.append(face)
    return kept


def _is_part(face: FoundFace, larger: FoundFace) -> bool:
    return (
        larger.box.size >= _LARGER * face.box.size
        and face.confidence <= larger.confidence + _SURER
        and _share_inside(face.box, larger.box) >= _INSIDE
    )


def _share_inside(box: Box, outer: Box) -> float:
    """The share (0..1) of the box's area that is inside the other one."""
    width = min(box.right, outer.right) - max(box.left, outer.left)
    height = min(box.bottom, outer.bottom) - max(box.top, outer.top)
    area = (box.right - box.left) * (box.bottom - box.top)
    return max(0.0, width) * max(0.0, height) / area
