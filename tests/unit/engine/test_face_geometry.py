"""Faces in pixels of the same picture at another scale."""

from burnish.engine.steps.geometry import scaled_box, scaled_landmarks, scaled_step
from burnish.parameters import Box, ChosenFace, Landmarks, RestoreFacesStep

BOX = Box(left=-2, top=3, right=10, bottom=20.5)
LANDMARKS: Landmarks = ((1, 2), (3, 4), (5, 6), (7, 8), (9, 10))


def test_coordinates_are_multiplied() -> None:
    assert scaled_box(BOX, 4) == Box(left=-8, top=12, right=40, bottom=82)
    assert scaled_landmarks(LANDMARKS, 2) == ((2, 4), (6, 8), (10, 12), (14, 16), (18, 20))


def test_a_step_at_another_scale_means_the_same_faces() -> None:
    with_landmarks = ChosenFace(box=BOX, landmarks=LANDMARKS, strength=0.25)
    step = RestoreFacesStep(faces="chosen", chosen=(with_landmarks, ChosenFace(box=BOX)), minimum_size=24)
    scaled = scaled_step(step, 2)
    assert scaled.minimum_size == 48
    assert scaled.chosen[0] == ChosenFace(
        box=scaled_box(BOX, 2), landmarks=scaled_landmarks(LANDMARKS, 2), strength=0.25
    )
    assert scaled.chosen[1] == ChosenFace(box=scaled_box(BOX, 2))
    assert scaled_step(step, 1) == step
