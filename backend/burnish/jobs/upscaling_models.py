"""The upscaling models as the upscale dialog offers them."""

from collections.abc import Mapping
from typing import Literal

from burnish.jobs.weights_status import WeightsStatus
from burnish.records import UpscalingModel
from burnish.upscaling.geometry import NETWORK_SCALE
from burnish.upscaling.models import MODELS, ModelCard
from burnish.weights.catalogue import find


def upscaling_models(weights: WeightsStatus, speeds: Mapping[str, float]) -> list[UpscalingModel]:
    """Every model; ``speeds`` gives seconds per million input pixels where they were measured."""
    return [_describe(name, card, weights, speeds) for name, card in MODELS.items()]


def _describe(name: str, card: ModelCard, weights: WeightsStatus, speeds: Mapping[str, float]) -> UpscalingModel:
    denoising: Literal["adjustable", "weights_missing", "unsupported"] = "unsupported"
    if card.twin is not None:
        denoising = "adjustable" if weights.is_ready(card.twin) else "weights_missing"
    return UpscalingModel(
        name=name,
        title=card.title,
        description=card.description,
        kind="catalogue",
        architecture=card.architecture,
        network_scale=NETWORK_SCALE,
        scales=[2, 4],
        bytes=find(name).bytes,
        file_name=find(name).file_name,
        ready=weights.is_ready(name),
        denoising=denoising,
        denoising_weights=card.twin,
        seconds_per_megapixel=speeds.get(name),
    )
