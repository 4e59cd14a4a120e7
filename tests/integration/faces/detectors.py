"""Detectors with real weights, and pictures for them to search."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import torch
from numpy.typing import NDArray

from burnish.faces.detection import FaceDetection
from burnish.images.decode import decode
from burnish.images.picture import Picture
from burnish.monitoring import ignore_progress, never_cancelled
from burnish.parameters import FaceDetectorName
from burnish.records import FoundFace

CPU = torch.device("cpu")


def mobilenet_parameters(test_data: Path) -> Mapping[str, torch.Tensor]:
    path = test_data / "weights" / "detection_mobilenet0.25_Final.pth"
    parameters: dict[str, torch.Tensor] = torch.load(path, map_location="cpu")
    return parameters


def real_detection(test_data: Path) -> FaceDetection:
    """With RetinaFace's mobilenet0.25 and MTCNN."""
    parameters = mobilenet_parameters(test_data)
    return FaceDetection(lambda name: {"detection_mobilenet0.25_Final": parameters}[name], CPU)


def find(detection: FaceDetection, picture: Picture, detector: FaceDetectorName = "mobilenet0.25") -> list[FoundFace]:
    return detection.detect(picture, detector, ignore_progress, never_cancelled)


def portrait(test_data: Path, number: int, size: int) -> NDArray[np.uint8]:
    """One of the synthetic portraits, ``size`` pixels wide and high."""
    pixels = decode(test_data / "faces" / f"synthetic_{number:02}.jpg").pixels
    smaller = size < pixels.shape[0]
    resized: NDArray[Any] = cv2.resize(
        pixels, (size, size), interpolation=cv2.INTER_AREA if smaller else cv2.INTER_CUBIC
    )
    return resized.astype(np.uint8)
