"""A part of a picture whose faces are restored with several strengths equals that part of the whole picture."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from burnish.faces.alignment import Part
from burnish.faces.restorer import FaceRestorer, FaceToCompare, reaches
from burnish.faces.selection import FaceToRestore
from burnish.images.picture import Picture
from burnish.monitoring import ignore_progress, never_cancelled
from burnish.parameters import RestoreFacesStep
from tests.integration.faces.conftest import MakeRestorer
from tests.integration.faces.test_restorer import RED, face_at, restore
from tests.unit.faces.test_alignment import noise

STEP = RestoreFacesStep()
PART = Part(100, 60, 260, 190)
FACES = [face_at(20, 20, 150), face_at(120, 40, 170), face_at(230, 150, 100), face_at(400, 200, 90)]
"""Three that reach into the part, of which two overlap, and one that does not."""

STRENGTHS = (0.0, 0.3, 1.0)


def compare(restorer: FaceRestorer, picture: Picture, faces: list[FaceToRestore], folder: Path) -> list[Picture]:
    compared = [FaceToCompare(face, STRENGTHS) for face in faces if reaches(face, PART, picture)]
    assert len(compared) == min(len(faces), 3)
    return restorer.compare(picture, PART, compared, STEP, False, False, folder, ignore_progress, never_cancelled)


@pytest.mark.parametrize("channels", [1, 3, 4])
def test_cells_equal_the_same_part_of_real_runs(tiny_restorer: MakeRestorer, tmp_path: Path, channels: int) -> None:
    picture = Picture(np.ascontiguousarray(noise(320, 520, channels)))
    restorer = tiny_restorer(**RED)
    cells = compare(restorer, picture, FACES, tmp_path)
    for strength, cell in zip(STRENGTHS, cells, strict=True):
        whole = restore(restorer, picture, [replace(face, strength=strength) for face in FACES], tmp_path)
        assert np.array_equal(cell.pixels, whole.pixels[PART.slices])
    assert np.array_equal(cells[0].pixels, picture.pixels[PART.slices])
    assert not np.array_equal(cells[1].pixels, cells[2].pixels)
    assert not list(tmp_path.iterdir())
