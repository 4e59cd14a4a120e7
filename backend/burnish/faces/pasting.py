"""Pasting restored faces into a picture: each within its own box, mixed with what is there. Does not import torch."""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np

from burnish.faces.alignment import (
    FACE_SIDE,
    FloatPixels,
    Matrix,
    Part,
    compose,
    covered_part,
    moving,
    rescaling,
    scale_of,
)
from burnish.faces.masks import Mask
from burnish.images.picture import Pixels
from burnish.images.scratch import ScratchPixels

_TILE_SIDE = 1024
"""Side of the squares in which a face is pasted, which bounds memory however large the face is."""

_LARGEST_SHRINKING = 2.0
"""How far bilinear interpolation, as facexlib pastes, makes a face smaller without aliasing visibly."""


@dataclass(frozen=True, slots=True)
class RestoredFace:
    """An aligned face that is to be pasted."""

    pixels: FloatPixels
    """Shape (512, 512, channels): the colour channels of the picture, without alpha."""
    mask: Mask
    strength: float
    """How much of the face is mixed with the picture where the mask is 1; 0..1."""
    to_face: Matrix
    """The transform from the picture to the aligned face."""


def paste(result: ScratchPixels, face: RestoredFace) -> Part:
    """Mix a face into a picture; gives the part of it in which that was done, which may be empty.

    Pixels where the mask or the alpha is 0 stay as they are to the bit, and so does the alpha everywhere. All others
    become ``w * face + (1 - w) * picture``, rounded, with ``w = strength * mask``. Faces that overlap are pasted one
    after the other: each ends softly on what was pasted before, so that no seam shows.
    """
    picture = result.mapped()
    height, width, _ = picture.shape
    covered = covered_part(face.to_face, 0, width, height, _masked(face.mask))
    pixels, to_pixels = _fitted(face)
    to_mask = compose(rescaling(len(face.mask) / FACE_SIDE, len(face.mask) / FACE_SIDE), face.to_face)
    for tile in _tiles(covered):
        weight = _warp(face.mask, to_mask, tile, cv2.INTER_LINEAR, cv2.BORDER_CONSTANT) * np.float32(face.strength)
        original = picture[tile.slices]
        if original.shape[2] in (2, 4):
            weight[original[..., -1:] == 0] = 0
        if weight.any():
            enlarged = scale_of(to_pixels) < 1
            interpolation = cv2.INTER_CUBIC if enlarged else cv2.INTER_LINEAR
            warped = _warp(pixels, to_pixels, tile, interpolation, cv2.BORDER_REPLICATE)
            result.write(tile.left, tile.top, _mixed(original, warped, weight))
    return covered


def _masked(mask: Mask) -> Part:
    """The part of the aligned face outside of which the mask is 0."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if len(rows) == 0:
        return Part(0, 0, 0, 0)
    scale = FACE_SIDE / len(mask)
    # Interpolation reaches half a pixel of the mask beyond its last one.
    left, top = int((columns[0] - 0.5) * scale), int((rows[0] - 0.5) * scale)
    return Part(left, top, int(np.ceil((columns[-1] + 1.5) * scale)), int(np.ceil((rows[-1] + 1.5) * scale)))


def _fitted(face: RestoredFace) -> tuple[FloatPixels, Matrix]:
    """The face, and the transform to it; averaged to twice its size in the picture where that is smaller."""
    shrinking = scale_of(face.to_face)
    if shrinking <= _LARGEST_SHRINKING:
        return face.pixels, face.to_face
    side = max(1, round(FACE_SIDE * _LARGEST_SHRINKING / shrinking))
    averaged = np.asarray(cv2.resize(face.pixels, (side, side), interpolation=cv2.INTER_AREA), np.float32)
    return averaged.reshape(side, side, -1), compose(rescaling(side / FACE_SIDE, side / FACE_SIDE), face.to_face)


def _tiles(part: Part) -> Iterator[Part]:
    for top in range(part.top, part.bottom, _TILE_SIDE):
        for left in range(part.left, part.right, _TILE_SIDE):
            yield Part(left, top, min(left + _TILE_SIDE, part.right), min(top + _TILE_SIDE, part.bottom))


def _warp(pixels: FloatPixels, matrix: Matrix, tile: Part, interpolation: int, border: int) -> FloatPixels:
    """What lies behind each pixel of a part of the picture; ``matrix`` leads from the picture to ``pixels``."""
    size = tile.right - tile.left, tile.bottom - tile.top
    warped = cv2.warpAffine(
        pixels,
        compose(matrix, moving(tile.left, tile.top)),
        size,
        flags=interpolation | cv2.WARP_INVERSE_MAP,
        borderMode=border,
    )
    return np.asarray(warped, np.float32).reshape(size[1], size[0], -1)


def _mixed(original: Pixels, face: FloatPixels, weight: FloatPixels) -> Pixels:
    """The face mixed into the colour channels of a part of the picture."""
    colours = face.shape[2]
    maximum = np.float32(np.iinfo(original.dtype).max)
    mixed = original.copy()
    before = original[..., :colours].astype(np.float32)
    after = np.clip(face, 0, 1)
    after *= maximum
    after -= before
    after *= weight
    after += before
    mixed[..., :colours] = np.rint(after, out=after)
    return mixed
