"""Which faces of an image need not be looked for again."""

from collections.abc import Mapping

from burnish.engine.messages import FoundFaces
from burnish.faces.cards import DETECTORS
from burnish.jobs.weights_status import WeightsStatus
from burnish.library.faces import FaceStore
from burnish.parameters import FaceDetectorName, Recipe, RestoreFacesStep
from burnish.records import FaceList


class KnownFaces:
    """The faces that were found, as long as nothing better can be had."""

    def __init__(self, store: FaceStore, weights: WeightsStatus) -> None:
        self._store = store
        self._weights = weights

    def get(self, image_id: str, asked_for: FaceDetectorName) -> FaceList | None:
        """The faces that were found when that detector was asked for; None when they are to be looked for.

        What another detector found in its place holds until the weights of the one asked for are there.
        """
        found = self._store.get(image_id, asked_for)
        if found is None or found.detector == asked_for:
            return found
        weights = DETECTORS[asked_for]
        return None if weights is None or self._weights.is_ready(weights) else found

    def for_recipe(self, image_id: str, recipe: Recipe) -> dict[FaceDetectorName, FoundFaces]:
        """What is known of the faces in an image that the recipe would look for, by the detector that it asks for."""
        detectors = {step.detector for step in recipe.steps if isinstance(step, RestoreFacesStep)}
        lists = {detector: self.get(image_id, detector) for detector in detectors}
        return {
            detector: FoundFaces(detector=faces.detector, items=faces.items)
            for detector, faces in lists.items()
            if faces is not None
        }

    def remember(self, image_id: str, found: Mapping[FaceDetectorName, FoundFaces]) -> None:
        """Keeps what was found, by the detector that was asked for."""
        for asked_for, faces in found.items():
            self._store.put(asked_for, FaceList(image_id=image_id, detector=faces.detector, items=faces.items))
