"""The upscaling models as pages see them, and adding and removing those that a person brings."""

from collections.abc import MutableMapping
from pathlib import Path
from typing import Literal, Protocol

from burnish.engine.feasibility import check_upscaling_enabled
from burnish.jobs.weights_status import WeightsStatus
from burnish.records import UpscalingModel, UpscalingModels
from burnish.settings import Settings
from burnish.upscaling.models import MODELS, ModelCard
from burnish.upscaling.registry import ModelRegistry
from burnish.weights.catalogue import find


class PublishModels(Protocol):
    """Tells all pages of upscaling models."""

    def upscaling_model_updated(self, model: UpscalingModel) -> None:
        """A model was added."""

    def upscaling_model_removed(self, model: UpscalingModel) -> None:
        """A model is not on the list any more."""


class UpscalingModelStatus:
    """Joins the list of models with what the weights store holds and how fast networks are here."""

    def __init__(
        self,
        settings: Settings,
        models: ModelRegistry,
        weights: WeightsStatus,
        speeds: MutableMapping[str, float],
        publisher: PublishModels,
    ) -> None:
        """``speeds`` has the seconds per million input pixels of each model, where they are known."""
        self._settings = settings
        self._models = models
        self._weights = weights
        self._speeds = speeds
        self._publisher = publisher

    def list(self) -> UpscalingModels:
        """Every model, and whether upscaling is switched on."""
        return UpscalingModels(
            items=[self._describe(card) for card in self._models.cards()], enabled=self._settings.esrgan
        )

    def add(self, path: Path, file_name: str) -> UpscalingModel:
        """Recognises a file that a person calls ``file_name``, and takes its weights among the models.

        Raises UpscalingDisabled, NotAnUpscalingModel and ModelsFolderUnusable.
        """
        check_upscaling_enabled(self._settings)
        card = self._models.add(path, file_name)
        self._estimate_speed(card)
        record = self._describe(card)
        self._publisher.upscaling_model_updated(record)
        return record

    def remove(self, name: str) -> UpscalingModel:
        """Removes a model that was added. Raises UnknownModel, ModelNotRemovable and ModelsFolderUnusable."""
        record = self._describe(self._models.remove(name))
        self._speeds.pop(name, None)
        self._publisher.upscaling_model_removed(record)
        return record

    def _estimate_speed(self, card: ModelCard) -> None:
        """Tells the speed of a model from that of the catalogue's until it has been at work."""
        for known in MODELS.values():
            if known.name in self._speeds:
                self._speeds.setdefault(card.name, self._speeds[known.name] * card.arithmetic / known.arithmetic)

    def _describe(self, card: ModelCard) -> UpscalingModel:
        if card.custom is None:
            size, file_name = find(card.name).bytes, find(card.name).file_name
            ready = self._weights.is_ready(card.name)
        else:
            size, file_name = card.custom.bytes, card.custom.file_name
            ready = self._models.is_ready(card.custom)
        return UpscalingModel(
            name=card.name,
            title=card.title,
            description=card.description,
            kind="catalogue" if card.custom is None else "custom",
            architecture=card.architecture,
            network_scale=card.network_scale,
            scales=list(card.scales),
            bytes=size,
            file_name=file_name,
            ready=ready,
            denoising=self._denoising(card),
            denoising_weights=card.twin,
            seconds_per_megapixel=self._speeds.get(card.name),
        )

    def _denoising(self, card: ModelCard) -> Literal["adjustable", "weights_missing", "unsupported"]:
        """Whether the denoising strength can be set."""
        if card.twin is None:
            return "unsupported"
        return "adjustable" if self._weights.is_ready(card.twin) else "weights_missing"
