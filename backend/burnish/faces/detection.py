"""Finding the faces in a picture, and the landmarks of those that a person marked."""

from collections.abc import Sequence

import numpy as np
import torch

from burnish.compute.weights import LoadWeights
from burnish.faces.findings import Findings, Values
from burnish.faces.merging import overlaps_of
from burnish.faces.mtcnn import Mtcnn
from burnish.faces.problems import FaceOutsideImage
from burnish.faces.retinaface import RetinaFace
from burnish.faces.search import SMALLEST_SIDE, Detector, FaceSearch
from burnish.faces.selection import FaceToRestore, without_parts
from burnish.images.picture import Picture
from burnish.monitoring import CheckCancelled, ReportProgress, ignore_progress, never_falling
from burnish.parameters import Box, ChosenFace, FaceDetectorName, Landmarks, Point, RestoreFacesStep
from burnish.records import FoundFace

_MARKED_FACE_SHOWN_AT = 192
"""Longer side of a box that a person marked, in pixels, when landmarks are looked for in it."""
_BOX_ASPECT = 0.72
"""Width of a face's box in heights, on average."""
_PLACES_IN_BOX = ((0.28, 0.40), (0.72, 0.40), (0.50, 0.59), (0.33, 0.74), (0.67, 0.74))
"""Where the landmarks of a face seen from the front are in its box, from 0 to 1 across and down."""


class FaceDetection:
    """Finds faces, in one picture at a time, with detectors that stay in memory once they were used."""

    def __init__(self, load_weights: LoadWeights, device: torch.device) -> None:
        self._load_weights = load_weights
        self._device = device
        self._detectors: dict[FaceDetectorName, Detector] = {}

    def detect(
        self, picture: Picture, detector: FaceDetectorName, report: ReportProgress, check_cancelled: CheckCancelled
    ) -> list[FoundFace]:
        """Every face with a confidence of at least 0.1, of any size, in pixels of the picture; the largest first.

        The picture may have any channels and depth; transparent pixels are seen as mid-grey. A picture less than 8
        pixels wide or high holds no face. Raises ``Cancelled``, ``OutOfMemory``, ``UnusableOutput``, and
        ``WeightsDamaged`` where the weights are those of another network, or what loading them raises.
        """
        check_cancelled()
        if min(picture.width, picture.height) < SMALLEST_SIDE:
            report(1)
            return []
        search = FaceSearch(picture, self._detector(detector), check_cancelled)
        return without_parts(_as_records(search.everywhere(never_falling(report))))

    def complete(
        self, picture: Picture, chosen: Sequence[ChosenFace], step: RestoreFacesStep, check_cancelled: CheckCancelled
    ) -> list[FaceToRestore]:
        """The faces that a person chose, in their order, with what they lack.

        A face without its own strength gets that of the step. Landmarks that are missing are looked for in the box
        with the step's detector; where it finds none they are placed as those of a face that fills the box, seen
        from the front. The detector is not loaded if no landmarks are missing.

        Raises :class:`FaceOutsideImage` if a box does not overlap with the picture, and what :meth:`detect` raises.
        """
        for face in chosen:
            _check_inside(face.box, picture)
        unknown = [face.box for face in chosen if face.landmarks is None]
        found = iter(self._find_landmarks(picture, unknown, step.detector, check_cancelled))
        return [
            FaceToRestore(
                face.box,
                next(found) if face.landmarks is None else face.landmarks,
                step.strength if face.strength is None else face.strength,
            )
            for face in chosen
        ]

    def clear(self) -> None:
        """Free all memory; a detector that is used again is loaded again."""
        self._detectors.clear()

    def _detector(self, name: FaceDetectorName) -> Detector:
        if name not in self._detectors:
            self._detectors[name] = Mtcnn() if name == "mtcnn" else RetinaFace(name, self._load_weights, self._device)
        return self._detectors[name]

    def _find_landmarks(
        self, picture: Picture, boxes: Sequence[Box], detector: FaceDetectorName, check_cancelled: CheckCancelled
    ) -> list[Landmarks]:
        """For each box the landmarks of the face in it, or those of the template."""
        if not boxes:
            return []
        search = FaceSearch(picture, self._detector(detector), check_cancelled)
        corners = np.array([[box.left, box.top, box.right, box.bottom] for box in boxes])
        found = search.around(corners, _MARKED_FACE_SHOWN_AT, ignore_progress)
        return [
            _best_landmarks(findings, box) if len(findings) else place_landmarks(marked)
            for findings, box, marked in zip(found, corners, boxes, strict=True)
        ]


def place_landmarks(box: Box) -> Landmarks:
    """The landmarks of a face seen from the front that fits into the box, in the middle of it."""
    width, height = box.right - box.left, box.bottom - box.top
    face_height = min(height, width / _BOX_ASPECT)
    face_width = face_height * _BOX_ASPECT
    left = box.left + (width - face_width) / 2
    top = box.top + (height - face_height) / 2
    eye, other_eye, nose, mouth, other_mouth = (
        (left + across * face_width, top + down * face_height) for across, down in _PLACES_IN_BOX
    )
    return eye, other_eye, nose, mouth, other_mouth


def _best_landmarks(findings: Findings, box: Values) -> Landmarks:
    """Those of the face that is surest and fits the box best."""
    scores = findings.confidences * overlaps_of(box, findings.boxes)
    return _as_landmarks(findings.landmarks[scores.argmax()])


def _check_inside(box: Box, picture: Picture) -> None:
    if box.left >= picture.width or box.top >= picture.height or box.right <= 0 or box.bottom <= 0:
        raise FaceOutsideImage(
            f"The face chosen at {box.left:.0f}, {box.top:.0f} to {box.right:.0f}, {box.bottom:.0f} does not lie in "
            f"the image of {picture.width} x {picture.height} pixels. Choose the faces of this image."
        )


def _as_records(findings: Findings) -> list[FoundFace]:
    return [
        FoundFace(
            box=Box(left=box[0], top=box[1], right=box[2], bottom=box[3]),
            landmarks=_as_landmarks(landmarks),
            confidence=float(confidence),
        )
        for box, landmarks, confidence in zip(
            findings.boxes.tolist(), findings.landmarks, findings.confidences, strict=True
        )
    ]


def _as_landmarks(points: Values) -> Landmarks:
    """Five points from an array of shape (5, 2)."""
    eye, other_eye, nose, mouth, other_mouth = (_as_point(point) for point in points)
    return eye, other_eye, nose, mouth, other_mouth


def _as_point(point: Values) -> Point:
    return float(point[0]), float(point[1])
