"""What the file of a base image or a result says of how it was made, so that it can be repeated and recognised."""

import json
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from burnish import __version__
from burnish.generation.description import parameters_line
from burnish.images.annotations import DOCUMENT, Annotations
from burnish.images.decode import read_metadata
from burnish.parameters import Landmarks, Recipe
from burnish.problems import Problem
from burnish.records import ImageGeneration, RestoredFace


class DescribedFace(RestoredFace):
    """A face that was restored in a result, with all that is known of it."""

    landmarks: Landmarks
    """In pixels of the result, as the box."""
    confidence: float = Field(ge=0, le=1)
    """How sure the detector was; 1 for a face that a person marked."""


class Provenance(BaseModel):
    """How an image was made: a base image by its generation alone, a result from a source by a recipe."""

    model_config = ConfigDict(frozen=True)

    version: str = __version__
    """Release of Burnish that made it."""
    generation: ImageGeneration | None = None
    """What made the image from a prompt, or the one at the beginning of the chain of sources; None where nothing is
    known of that."""
    source_name: str | None = None
    """Of a result, as all that follows."""
    source_sha256: str | None = None
    """SHA-256 of the source's file, in hexadecimal."""
    requested: Recipe | None = None
    """What was asked for."""
    recipe: Recipe | None = None
    """What was done, with the values really used."""
    notes: list[str] = []
    """Sentences on where the two differ."""
    custom_models: dict[str, str] | None = None
    """SHA-256 of the weights of each model that a person added, by the names that the recipe gives; None for none."""
    faces: list[DescribedFace] = []
    """The faces that were restored."""

    def annotations(self) -> Annotations:
        """What is to be written into the file."""
        return Annotations(
            document=json.dumps(self.model_dump(mode="json", exclude_none=True)),
            parameters=None if self.generation is None else parameters_line(self.generation),
        )


def read_provenance(path: Path) -> Provenance | None:
    """The provenance that a file carries; None when Burnish did not make it, or it is no image at all."""
    try:
        text = read_metadata(path).text.get(DOCUMENT)
        return None if text is None else Provenance.model_validate_json(text)
    except (Problem, ValidationError, OSError):
        return None
