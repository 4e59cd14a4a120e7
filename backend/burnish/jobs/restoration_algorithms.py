"""The ways to restore faces as the dialog offers them."""

from collections.abc import Mapping

from burnish.faces.cards import ALGORITHMS, AlgorithmCard
from burnish.jobs.weights_status import WeightsStatus
from burnish.parameters import FaceAlgorithm
from burnish.records import RestorationAlgorithm


def restoration_algorithms(weights: WeightsStatus, speeds: Mapping[str, float]) -> list[RestorationAlgorithm]:
    """Every algorithm; ``speeds`` gives seconds per face where they were measured."""
    return [_describe(name, card, weights, speeds) for name, card in ALGORITHMS.items()]


def _describe(
    name: FaceAlgorithm, card: AlgorithmCard, weights: WeightsStatus, speeds: Mapping[str, float]
) -> RestorationAlgorithm:
    record = weights.record(card.weights)
    return RestorationAlgorithm(
        name=name,
        title=card.title,
        description=card.description,
        weights=card.weights,
        ready=weights.is_ready(card.weights),
        licence=record.licence,
        licence_url=record.licence_url,
        licence_summary=record.licence_summary,
        needs_acceptance=record.needs_acceptance,
        seconds_per_face=speeds.get(name),
    )
