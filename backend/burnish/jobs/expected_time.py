"""How long a recipe will take, from the speeds measured on this machine."""

from collections.abc import Sequence

from burnish.engine.client import Engine
from burnish.engine.feasibility import size_after
from burnish.faces.selection import select_faces
from burnish.jobs.known_faces import KnownFaces
from burnish.parameters import Recipe, RestoreFacesStep, Step, UpscaleStep
from burnish.records import ImageRecord


class ExpectedTime:
    """Tells beforehand how long the networks will work."""

    def __init__(self, engine: Engine, known_faces: KnownFaces) -> None:
        self._engine = engine
        self._known_faces = known_faces

    def of(self, recipe: Recipe, images: Sequence[ImageRecord]) -> float | None:
        """Seconds for a recipe over images; None while a speed, or how many faces there are, is not known."""
        whole = 0.0
        for image in images:
            width, height = image.width, image.height
            for step in recipe.steps:
                seconds = self._of_step(step, image.id, width * height)
                if seconds is None:
                    return None
                whole += seconds
                width, height = size_after(step, width, height)
        return whole

    def _of_step(self, step: Step, image_id: str, pixels: int) -> float | None:
        if isinstance(step, UpscaleStep):
            speed = self._engine.speeds.get(step.model)
            return None if speed is None else speed * pixels / 1e6
        speed, faces = self._engine.face_speeds.get(step.algorithm), self._count_faces(step, image_id)
        return None if speed is None or faces is None else speed * faces

    def _count_faces(self, step: RestoreFacesStep, image_id: str) -> int | None:
        if step.faces == "chosen":
            return len(step.chosen)
        known = self._known_faces.get(image_id, step.detector)
        return None if known is None else len(select_faces(known.items, step))
