"""Faces of a picture in pixels of the same picture at another scale."""

from burnish.engine.provenance import DescribedFace
from burnish.parameters import Box, Landmarks, Point, RestoreFacesStep


def scaled_box(box: Box, scale: float) -> Box:
    """The box in a picture that is ``scale`` times as large."""
    return Box(left=box.left * scale, top=box.top * scale, right=box.right * scale, bottom=box.bottom * scale)


def scaled_landmarks(landmarks: Landmarks, scale: float) -> Landmarks:
    """The landmarks in a picture that is ``scale`` times as large."""
    first, second, nose, third, fourth = (_scaled_point(point, scale) for point in landmarks)
    return first, second, nose, third, fourth


def scaled_face(face: DescribedFace, scale: float) -> DescribedFace:
    """The face in a picture that is ``scale`` times as large."""
    return face.model_copy(
        update={"box": scaled_box(face.box, scale), "landmarks": scaled_landmarks(face.landmarks, scale)}
    )


def scaled_step(step: RestoreFacesStep, scale: float) -> RestoreFacesStep:
    """The step for a picture that is ``scale`` times as large: it finds and restores the same faces."""
    chosen = tuple(
        face.model_copy(
            update={
                "box": scaled_box(face.box, scale),
                "landmarks": None if face.landmarks is None else scaled_landmarks(face.landmarks, scale),
            }
        )
        for face in step.chosen
    )
    return step.model_copy(update={"chosen": chosen, "minimum_size": round(step.minimum_size * scale)})


def _scaled_point(point: Point, scale: float) -> Point:
    return point[0] * scale, point[1] * scale
