"""Cutting faces out of a picture, upright and of the size that the networks take. Does not import torch."""

from typing import NamedTuple, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from burnish.images.picture import Pixels
from burnish.parameters import Landmarks
from burnish.problems import InvalidParameters

FACE_SIDE = 512
"""Width and height of an aligned face, in pixels."""

Matrix = NDArray[np.float64]
"""An affine transform of shape (2, 3), from indices (column, row) of pixels to indices of pixels, as OpenCV has them:
the centre of the first pixel is (0, 0)."""

FloatPixels = NDArray[np.float32]
"""Pixels of shape (height, width, channels), values 0..1."""

TEMPLATE = np.array(
    [
        [192.98138, 239.94708],
        [318.90277, 240.1936],
        [256.63416, 314.01935],
        [201.26117, 371.41043],
        [313.08905, 371.15118],
    ]
)
"""Where the landmarks lie in an aligned face: their means over the FFHQ data set, as facexlib has them."""

_BORDER_RGB = (132, 133, 135)
"""What facexlib puts beyond the borders of a picture, at 8 bits."""

_SMALLEST_FACE = 4.0
_LARGEST_SHRINKING = 2
"""Bilinear interpolation reads two pixels of each row: what is made smaller yet is averaged first."""

_BAND_ROWS = 256


class Part(NamedTuple):
    """A part of a picture, in whole pixels; right and bottom are the first ones outside."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def is_empty(self) -> bool:
        """Whether it holds no pixel."""
        return self.right <= self.left or self.bottom <= self.top

    def overlaps(self, other: "Part") -> bool:
        """Whether the two have a pixel in common."""
        left, top = max(self.left, other.left), max(self.top, other.top)
        return not Part(left, top, min(self.right, other.right), min(self.bottom, other.bottom)).is_empty

    @property
    def slices(self) -> tuple[slice, slice]:
        """Its rows and columns."""
        return slice(self.top, max(self.top, self.bottom)), slice(self.left, max(self.left, self.right))


def align(landmarks: Landmarks) -> Matrix:
    """The transform from a picture to an aligned face: turned, scaled and moved, but not sheared or mirrored.

    It fits the landmarks to those of the FFHQ template by the least median of squares (Rousseeuw, 1984), with OpenCV's
    implementation as in facexlib, which draws its samples in the same way on every call. Landmarks count from the
    outer corner of the first pixel, the transform from its centre; facexlib takes the one for the other, and so do
    we: the crops, and what networks make of them, are then the same.

    Raises ``InvalidParameters`` where the landmarks are not those of a face.
    """
    # None for landmarks that lie on one place, which OpenCV's type hints do not tell.
    estimate = cast("Matrix | None", cv2.estimateAffinePartial2D(np.array(landmarks), TEMPLATE, method=cv2.LMEDS)[0])
    if estimate is None or not 0 < scale_of(estimate) <= FACE_SIDE / _SMALLEST_FACE:
        places = ", ".join(f"({x:g}, {y:g})" for x, y in landmarks)
        raise InvalidParameters(
            f"The landmarks {places} are not those of a face: they lie on one place. "
            "Leave them out, and they are looked for."
        )
    return estimate


def scale_of(matrix: Matrix) -> float:
    """How many times longer lengths are after the transform."""
    return float(np.sqrt(abs(np.linalg.det(matrix[:, :2]))))


def scaled_target(matrix: Matrix, scale_x: float, scale_y: float) -> Matrix:
    """The transform to the aligned face from a picture that shows the same ``scale_x`` times wider and ``scale_y``
    times higher than the one that ``matrix`` is for.
    """
    return compose(matrix, rescaling(1 / scale_x, 1 / scale_y))


def rescaling(scale_x: float, scale_y: float) -> Matrix:
    """The transform from the pixels of a picture to those of the same picture made wider and higher."""
    return np.array([[scale_x, 0, (scale_x - 1) / 2], [0, scale_y, (scale_y - 1) / 2]])


def moving(left: float, top: float) -> Matrix:
    """The transform from the pixels of a part, with its upper left corner there, to those of the whole."""
    return np.array([[1, 0, left], [0, 1, top]], np.float64)


def compose(second: Matrix, first: Matrix) -> Matrix:
    """First the one, then the other."""
    composed: Matrix = second @ np.vstack([first, [0, 0, 1]])
    return composed


_WHOLE_FACE = Part(0, 0, FACE_SIDE, FACE_SIDE)


def covered_part(matrix: Matrix, margin: int, width: int, height: int, of_face: Part = _WHOLE_FACE) -> Part:
    """The part of a picture that the aligned face covers, with a margin of pixels; empty where the face lies outside.

    ``matrix`` is the transform from the picture, whose width and height are given, to the face. ``of_face`` is the part
    of the aligned face that counts.
    """
    left, top, right, bottom = of_face
    corners = np.array([[x, y] for x in (left - 1, right) for y in (top - 1, bottom)], np.float64)
    inverse = np.asarray(cv2.invertAffineTransform(matrix), np.float64)
    places = corners @ inverse[:, :2].T + inverse[:, 2]
    left, top = np.clip(np.floor(places.min(axis=0)) - margin, 0, (width, height)).astype(int)
    right, bottom = np.clip(np.ceil(places.max(axis=0)) + margin + 1, 0, (width, height)).astype(int)
    return Part(int(left), int(top), int(right), int(bottom))


def crop(pixels: Pixels, matrix: Matrix) -> Pixels:
    """The aligned face: shape (512, 512, channels), of the type of ``pixels``, which has no alpha.

    As facexlib crops: bilinear interpolation, grey beyond the borders. Where the face is more than twice as large it is
    first made smaller by averaging squares of pixels, so that fine patterns do not alias. Of ``pixels``, which may be
    mapped from a file, only the surroundings of the face are read.
    """
    shrinking = 1 / scale_of(matrix)
    square = int(shrinking) if shrinking > _LARGEST_SHRINKING else 1
    part = covered_part(matrix, 2 * square, pixels.shape[1], pixels.shape[0])
    border = _border(pixels)
    face: Pixels = np.empty((FACE_SIDE, FACE_SIDE, pixels.shape[2]), pixels.dtype)
    if part.is_empty:
        face[:] = border
        return face
    surroundings = _averaged(pixels[part.slices], square, border)
    to_whole = compose(moving(part.left, part.top), rescaling(square, square))
    face[:] = cv2.warpAffine(
        surroundings,
        compose(matrix, to_whole),
        (FACE_SIDE, FACE_SIDE),
        flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=border.tolist(),
    ).reshape(face.shape)
    return face


def _border(pixels: Pixels) -> Pixels:
    """What stands for one pixel beyond the picture."""
    border = _BORDER_RGB if pixels.shape[2] == 3 else _BORDER_RGB[1:2]
    if pixels.dtype == np.uint8:
        return np.array(border, np.uint8)
    return np.array(border, np.uint16) * np.uint16(257)


def _averaged(part: Pixels, square: int, border: Pixels) -> Pixels:
    """The means of squares of pixels; those that reach beyond the part on the right and below are filled up."""
    if square == 1:
        return part.copy()
    height, width, channels = part.shape
    averaged: Pixels = np.empty((-(-height // square), -(-width // square), channels), part.dtype)
    rows = max(1, _BAND_ROWS // square)
    for start in range(0, len(averaged), rows):
        target = averaged[start : start + rows]
        band: Pixels = np.empty((len(target) * square, target.shape[1] * square, channels), part.dtype)
        band[:] = border
        source = part[start * square : start * square + len(band)]
        band[: len(source), :width] = source
        small = cv2.resize(band, (target.shape[1], target.shape[0]), interpolation=cv2.INTER_AREA)
        target[:] = small.reshape(target.shape)
    return averaged
