"""How long work will take, from the speeds measured on this machine."""

from collections.abc import Sequence

from burnish.engine.client import Engine
from burnish.engine.feasibility import size_after
from burnish.faces.selection import select_faces
from burnish.jobs.known_faces import KnownFaces
from burnish.parameters import Generation, Recipe, RestoreFacesStep, Step, UpscaleStep
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
            seconds = self._of_recipe(recipe, image.width, image.height, image.id)
            if seconds is None:
                return None
            whole += seconds
        return whole

    def of_generating(self, generation: Generation) -> float | None:
        """Seconds for one image of a resolved batch; None while the generator's speed is not known."""
        speed = self._engine.generation_speeds.get(generation.generator or "")
        return None if speed is None else speed * generation_effort(generation)

    def of_finishing(self, generation: Generation, recipe: Recipe) -> float | None:
        """Seconds for a recipe over one image of a resolved batch; None as for :meth:`of`."""
        assert generation.width is not None and generation.height is not None
        return self._of_recipe(recipe, generation.width, generation.height, None)

    def _of_recipe(self, recipe: Recipe, width: int, height: int, image_id: str | None) -> float | None:
        whole = 0.0
        for step in recipe.steps:
            seconds = self._of_step(step, image_id, width * height)
            if seconds is None:
                return None
            whole += seconds
            width, height = size_after(step, width, height)
        return whole

    def _of_step(self, step: Step, image_id: str | None, pixels: int) -> float | None:
        if isinstance(step, UpscaleStep):
            speed = self._engine.speeds.get(step.model)
            return None if speed is None else speed * pixels / 1e6
        speed, faces = self._engine.face_speeds.get(step.algorithm), self._count_faces(step, image_id)
        return None if speed is None or faces is None else speed * faces

    def _count_faces(self, step: RestoreFacesStep, image_id: str | None) -> int | None:
        if step.faces == "chosen":
            return len(step.chosen)
        known = None if image_id is None else self._known_faces.get(image_id, step.detector)
        return None if known is None else len(select_faces(known.items, step))


def generation_effort(generation: Generation) -> float:
    """Steps times million pixels, for one image of a resolved batch."""
    assert generation.width is not None and generation.height is not None and generation.steps is not None
    return generation.steps * generation.width * generation.height / 1e6
