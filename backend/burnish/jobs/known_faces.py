"""Which faces of an image need not be looked for again."""

from burnish.faces.cards import DETECTORS
from burnish.jobs.weights_status import WeightsStatus
from burnish.library.faces import FaceStore
from burnish.parameters import FaceDetectorName
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

    def put(self, asked_for: FaceDetectorName, faces: FaceList) -> None:
        """Keeps what was found when that detector was asked for."""
        self._store.put(asked_for, faces)
