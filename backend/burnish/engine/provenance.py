"""What a result's file says of how it was made, so that it can be read, repeated and recognised."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from burnish import __version__
from burnish.images.encode import read_annotations
from burnish.parameters import Landmarks, Recipe
from burnish.problems import Problem
from burnish.records import RestoredFace

KEY = "burnish"
"""Name of the annotation that holds the provenance as JSON."""


class DescribedFace(RestoredFace):
    """A face that was restored in a result, with all that is known of it."""

    landmarks: Landmarks
    """In pixels of the result, as the box."""
    confidence: float = Field(ge=0, le=1)
    """How sure the detector was; 1 for a face that a person marked."""


class Provenance(BaseModel):
    """How a result was made."""

    model_config = ConfigDict(frozen=True)

    version: str = __version__
    """Release of Burnish that made it."""
    source_name: str
    source_sha256: str
    """SHA-256 of the source's file, in hexadecimal."""
    requested: Recipe
    """What was asked for."""
    recipe: Recipe
    """What was done, with the values really used."""
    notes: list[str]
    """Sentences on where the two differ."""
    faces: list[DescribedFace] = []
    """The faces that were restored."""

    def annotations(self) -> dict[str, str]:
        """The texts to write into the file."""
        return {KEY: self.model_dump_json()}


def read_provenance(path: Path) -> Provenance | None:
    """The provenance that a file carries; None when it is not a result of Burnish, or no image at all."""
    try:
        text = read_annotations(path).get(KEY)
        return None if text is None else Provenance.model_validate_json(text)
    except (Problem, ValidationError, OSError):
        return None
