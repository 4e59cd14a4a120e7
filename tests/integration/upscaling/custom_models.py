"""Models that a person added, recognised in this process, and upscaling with them."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import torch
from numpy.typing import NDArray

from burnish.images.picture import Picture
from burnish.monitoring import ignore_progress, never_cancelled
from burnish.parameters import UpscaleStep
from burnish.upscaling.custom_model import CustomModel
from burnish.upscaling.models import ModelCard, card_of
from burnish.upscaling.networks import Networks
from burnish.upscaling.recognition import RecognitionRequest
from burnish.upscaling.trial import take_weights
from burnish.upscaling.upscaler import Upscaler, UpscalerOptions
from burnish.weights.loading import load_state_dict

Array = NDArray[Any]


class CustomModels:
    """Recognises files, and upscales with the networks that they are for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.models: dict[str, CustomModel] = {}
        self.dropped: list[str] = []
        self.networks = Networks(self._load, torch.device("cpu"), self._find, self.dropped.append)

    def add(self, name: str, content: Mapping[str, Any], save: Callable[[Any, Path], None] = torch.save) -> CustomModel:
        """Writes a checkpoint and recognises it."""
        path = self.folder / f"{name}.file"
        save(dict(content), path)
        found = take_weights(RecognitionRequest(path=path, name=f"{name}.pth", target=self._weights(name)))
        self.models[name] = CustomModel(
            **found.model_dump(), name=name, title=name, file_name=f"{name}.pth", added_at=datetime.now(UTC)
        )
        return self.models[name]

    def upscale(self, name: str, pixels: Array, scale: int, tile_size: int = 0) -> Array:
        """The result of the network alone, in float32."""
        step = UpscaleStep.model_validate({"model": name, "scale": scale, "upscale_strength": 1})
        upscaler = Upscaler(self.networks, UpscalerOptions("float32", tile_size))
        return upscaler.upscale(Picture(pixels), step, self.folder, ignore_progress, never_cancelled).pixels

    def _weights(self, name: str) -> Path:
        return self.folder / f"{name}.safetensors"

    def _load(self, name: str) -> dict[str, torch.Tensor]:
        return load_state_dict(self._weights(name))

    def _find(self, name: str) -> ModelCard:
        return card_of(self.models[name])
