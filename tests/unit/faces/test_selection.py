import subprocess
import sys

import pytest

from burnish.faces.selection import select_faces, without_parts
from burnish.parameters import Box, RestoreFacesStep
from burnish.records import FoundFace


def face(left: float, top: float, size: float, confidence: float = 0.95) -> FoundFace:
    box = Box(left=left, top=top, right=left + size * 0.75, bottom=top + size)
    middle = (left + size / 3, top + size / 2)
    return FoundFace(box=box, landmarks=(middle,) * 5, confidence=confidence)


def test_faces_that_are_unsure_or_small_are_left_out_and_the_largest_comes_first() -> None:
    found = [face(0, 0, 20), face(100, 0, 60), face(200, 0, 40, 0.5), face(300, 0, 15), face(400, 0, 16, 0.8)]
    step = RestoreFacesStep(confidence=0.8, minimum_size=16, strength=0.3)
    chosen = select_faces(found, step)
    assert [one.box.size for one in chosen] == [60, 20, 16]
    assert [one.strength for one in chosen] == [0.3] * 3
    assert chosen[0].landmarks == found[1].landmarks


def test_only_the_largest_is_taken_where_that_is_asked_for() -> None:
    step = RestoreFacesStep(faces="largest")
    assert [one.box.left for one in select_faces([face(0, 0, 50), face(100, 0, 90)], step)] == [100]
    assert select_faces([], step) == []


def test_an_eye_taken_for_a_face_is_left_out() -> None:
    whole, eye = face(0, 0, 200, 0.99), face(40, 60, 40, 0.95)
    assert select_faces([eye, whole], RestoreFacesStep()) == select_faces([whole], RestoreFacesStep())


def test_a_part_of_a_face_that_is_itself_left_out_stays() -> None:
    unsure, inside = face(0, 0, 200, 0.5), face(40, 60, 40, 0.85)
    assert [one.box for one in select_faces([unsure, inside], RestoreFacesStep())] == [inside.box]


def test_a_face_before_a_larger_one_stays() -> None:
    mother, beside, surer = face(0, 0, 200, 0.7), face(120, 60, 100, 0.7), face(30, 30, 80, 0.99)
    assert without_parts([mother, beside]) == [mother, beside]
    assert without_parts([surer, mother]) == [mother, surer]


def test_faces_of_about_the_same_size_are_not_parts_of_each_other() -> None:
    one, other = face(0, 0, 100), face(10, 5, 90)
    assert without_parts([one, other]) == [one, other]


@pytest.mark.parametrize("module", ["selection", "findings", "merging", "patches"])
def test_what_the_server_may_import_does_not_import_torch(module: str) -> None:
    program = f"import burnish.faces.{module}, sys; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
