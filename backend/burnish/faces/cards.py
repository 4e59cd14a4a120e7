"""What the page and the engine need to know of face restoration beforehand. Does not import torch."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from burnish.parameters import FaceAlgorithm, FaceDetectorName

PARSING_WEIGHTS = "parsing_parsenet"
"""Name of the weights of ParseNet, which outlines faces. Without them a template's outline is taken."""


@dataclass(frozen=True, slots=True)
class AlgorithmCard:
    """One way to restore faces."""

    title: str
    description: str
    """A sentence for a person who chooses between them."""
    weights: str
    """Name of its weights in the catalogue."""
    arithmetic: float
    """Thousand million multiplications for one face of 512 x 512 pixels, its outline included."""


ALGORITHMS: Mapping[FaceAlgorithm, AlgorithmCard] = MappingProxyType(
    {
        "gfpgan": AlgorithmCard(
            title="GFPGAN",
            description="Stays close to the person: the better choice for family photos.",
            weights="GFPGANv1.4",
            arithmetic=260,
        ),
        "codeformer": AlgorithmCard(
            title="CodeFormer",
            description="Brings back faces that are nearly lost, and invents more of them. Not for commercial use.",
            weights="codeformer",
            arithmetic=700,
        ),
    }
)

DETECTORS: Mapping[FaceDetectorName, str | None] = MappingProxyType(
    {
        "resnet50": "detection_Resnet50_Final",
        "mobilenet0.25": "detection_mobilenet0.25_Final",
        "mtcnn": None,
    }
)
"""Each detector's weights in the catalogue; None for one that needs no download."""
