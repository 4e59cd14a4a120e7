"""What does the work of each kind, made at its first use, so that nothing is imported that is not used."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch

from burnish.compute.freeing import give_back_memory
from burnish.engine.device import choose_device
from burnish.engine.provision import Provision
from burnish.engine.resident import ResidentNetworks
from burnish.engine.speed import speed_of_restoration, speed_of_upscaling
from burnish.engine.steps.kind import KindOfStep
from burnish.images.decode import DecodeLimits
from burnish.parameters import Step, UpscaleStep
from burnish.processes.channel import Channel
from burnish.settings import Settings
from burnish.upscaling.registry import open_models
from burnish.weights.loading import load_state_dict
from burnish.weights.problems import WeightsDamaged
from burnish.weights.store import WeightsStore

if TYPE_CHECKING:
    from burnish.engine.face_finder import FaceFinder
    from burnish.engine.steps.face_restoration import FaceRestoration
    from burnish.engine.steps.upscaling import Upscaling


_TOOLS = ("upscaling", "face_finder", "face_restoration")
"""The cached properties that hold networks."""


class Toolbox:
    """The networks on one device, which stay in memory once they were used, until they are to make room."""

    def __init__(
        self,
        settings: Settings,
        store: WeightsStore,
        provision: Provision,
        channel: Channel,
        resident: ResidentNetworks,
    ) -> None:
        """Raises DeviceUnavailable."""
        if settings.threads:
            torch.set_num_threads(settings.threads)
        self.device = choose_device(settings.device)
        self.models = open_models(settings)
        self._settings = settings
        self._store = store
        self.provision = provision
        self._resident = resident
        self._loaded: list[str] = []
        self._upscaling_speed = speed_of_upscaling(channel, self.models)
        self._restoration_speed = speed_of_restoration(channel)

    def clear(self) -> None:
        """Puts all networks out of memory; what is used next is loaded again."""
        tools = [tool for tool in _TOOLS if tool in self.__dict__]
        if not tools:
            return
        for tool in tools:
            delattr(self, tool)
        give_back_memory()
        self._resident.remove(self._loaded)
        self._loaded.clear()

    def kind_of(self, step: Step) -> KindOfStep[Any]:
        """What does steps of that kind."""
        return self.upscaling if isinstance(step, UpscaleStep) else self.face_restoration

    @cached_property
    def upscaling(self) -> "Upscaling":
        """What upscales."""
        from burnish.engine.steps.upscaling import Upscaling
        from burnish.upscaling.networks import Networks
        from burnish.upscaling.upscaler import Upscaler, UpscalerOptions

        options = UpscalerOptions(self._settings.precision, self._settings.tile_size)
        networks = Networks(self._load_upscaling_weights, self.device, self.models.find, self._note_dropped)
        return Upscaling(Upscaler(networks, options), self.models, self.provision, self._upscaling_speed)

    @cached_property
    def face_finder(self) -> "FaceFinder":
        """What finds faces."""
        from burnish.engine.face_finder import FaceFinder
        from burnish.faces.detection import FaceDetection

        limits = DecodeLimits(max_pixels=self._settings.max_pixels)
        return FaceFinder(FaceDetection(self._load_weights, self.device), self.provision, limits)

    @cached_property
    def face_restoration(self) -> "FaceRestoration":
        """What restores faces."""
        from burnish.engine.steps.face_restoration import FaceRestoration
        from burnish.faces.restorer import FaceRestorer

        restorer = FaceRestorer(self._load_weights, self.device, self._settings.precision)
        return FaceRestoration(restorer, self.face_finder, self.provision, self._restoration_speed)

    def _load_upscaling_weights(self, name: str) -> dict[str, torch.Tensor]:
        """The weights of a model that a person added, or else of the catalogue."""
        custom = next((card.custom for card in self.models.cards() if card.name == name), None)
        return self._load_weights(name) if custom is None else self._load(name, self.models.weights_of(custom))

    def _load_weights(self, name: str) -> dict[str, torch.Tensor]:
        """Weights of the catalogue."""
        path = self._store.ensure(name)
        try:
            return self._load(name, path)
        except WeightsDamaged:
            self._store.verify(name)  # which remembers the damage, so that the next attempt fetches the file anew
            raise

    def _load(self, name: str, path: Path) -> dict[str, torch.Tensor]:
        parameters = load_state_dict(path)
        if name not in self._loaded:
            self._loaded.append(name)
        self._resident.add(name)
        return parameters

    def _note_dropped(self, name: str) -> None:
        self._loaded.remove(name)
        self._resident.remove([name])
