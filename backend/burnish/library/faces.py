"""The faces that were found in the images of a library, kept for good: an image never changes."""

from sqlalchemy import select

from burnish.library.database import Database
from burnish.library.tables import FoundFaces, Image
from burnish.parameters import FaceDetectorName
from burnish.records import FaceList, FoundFace


class FaceStore:
    """Remembers found faces. They go when their image is purged."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, image_id: str, asked_for: FaceDetectorName) -> FaceList | None:
        """The faces that were found when that detector was asked for; None when it never was."""
        with self._database.read() as session:
            found = session.get(FoundFaces, (image_id, asked_for))
            if found is None:
                return None
            return FaceList(
                image_id=found.image_id,
                detector=found.detector,
                items=[FoundFace.model_validate(face) for face in found.items],
            )

    def put(self, asked_for: FaceDetectorName, faces: FaceList) -> None:
        """Keeps what was found, in place of what was found before. An image that was purged meanwhile is no error."""
        found = FoundFaces(
            image_id=faces.image_id,
            asked_for=asked_for,
            detector=faces.detector,
            items=[face.model_dump(mode="json") for face in faces.items],
        )
        with self._database.write() as session:
            if session.scalars(select(Image.id).where(Image.id == faces.image_id)).one_or_none() is not None:
                session.merge(found)
