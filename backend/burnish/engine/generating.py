"""Generating images: the one generator that is in memory, and what it makes.

What only some generators need, above all torch, is imported when one of these is used.
"""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from burnish.compute.freeing import give_back_memory
from burnish.engine.messages import (
    DownloadGeneratorTask,
    GeneratedImage,
    GenerateTask,
    GenerationSpeedMeasured,
    GeneratorChanged,
    LoadGeneratorTask,
)
from burnish.engine.preview import draw_estimate
from burnish.engine.provenance import Provenance
from burnish.engine.reporter import TaskReporter, send
from burnish.engine.resident import ResidentNetworks
from burnish.engine.throttle import Throttle
from burnish.generation.cards import PAINTER, GeneratorCard
from burnish.generation.generator import Generator, RgbImage
from burnish.generation.registry import GeneratorRegistry
from burnish.images.encode import encode
from burnish.images.picture import Picture
from burnish.images.thumbnails import SCREEN_SIDE, needs_screen_version, write_thumbnail
from burnish.monitoring import CheckCancelled
from burnish.parameters import OutputOptions
from burnish.processes.channel import Channel
from burnish.settings import Settings
from burnish.weights.network import Network

if TYPE_CHECKING:
    import torch

SAVING = 0.03
"""The share of a generation task that encoding the image takes."""

FETCHING = 0.9
"""The share of loading that fetching the generator takes, where it is missing."""

REPORT_SECONDS = 0.2
"""Progress of a fetch is told at most this often."""

OUTPUT = OutputOptions(format="png")


class Generating:
    """Makes images with a generator that stays in memory from one image to the next."""

    def __init__(
        self, settings: Settings, channel: Channel, resident: ResidentNetworks, device: Callable[[], "torch.device"]
    ) -> None:
        """``device`` gives what pipelines run on; it is called, and torch imported, only if one is loaded."""
        self._settings = settings
        self._channel = channel
        self._resident = resident
        self._device = device
        self._registry = GeneratorRegistry(settings)
        self._card: GeneratorCard | None = None
        self._generator: Generator | None = None

    def load(self, task: LoadGeneratorTask, reporter: TaskReporter, check_cancelled: CheckCancelled) -> None:
        """Loads the generator unless it is in memory, fetching it first if need be.

        Raises UnknownGenerator, GeneratorUnavailable, GeneratorUnusable, OutOfMemory or Cancelled.
        """
        self._provide(task.generator, reporter, check_cancelled, FETCHING)

    def generate(self, task: GenerateTask, reporter: TaskReporter, check_cancelled: CheckCancelled) -> GeneratedImage:
        """Makes an image and writes it with its thumbnail.

        Raises what :meth:`load` and :meth:`Generator.generate` raise; then no file is left.
        """
        generator = self._provide(task.generator, reporter, check_cancelled)
        report = reporter.stage(task.stage, 0, 1 - SAVING)

        def show_step(step: int, steps: int, estimate: Callable[[], RgbImage]) -> None:
            report(step / steps)
            reporter.preview(lambda: draw_estimate(estimate()), step, steps)

        began = time.perf_counter()
        picture = Picture(generator.generate(task.made, show_step, check_cancelled))
        self._tell_speed(task, picture, time.perf_counter() - began)
        check_cancelled()
        reporter.stage("Saving", 1 - SAVING)
        _write(task, picture)
        return GeneratedImage(width=picture.width, height=picture.height, format=OUTPUT.format, bits=8, channels=3)

    def download(self, task: DownloadGeneratorTask, reporter: TaskReporter, check_cancelled: CheckCancelled) -> None:
        """Fetches the generator's files. Raises UnknownGenerator, GeneratorUnavailable or Cancelled."""
        self._fetch(self._registry.find(task.generator), reporter, check_cancelled, share=1)

    def let_go(self) -> None:
        """Puts the generator out of memory."""
        if self._card is None:
            return
        name = self._card.name
        self._card = self._generator = None
        give_back_memory()
        self._resident.remove([name])

    def _provide(
        self, name: str, reporter: TaskReporter, check_cancelled: CheckCancelled, share: float = 0.0
    ) -> Generator:
        """The generator of that name as it is on the list now, in memory; a fetch is ``share`` of the task."""
        card = self._registry.find(name)
        if self._generator is None or self._card != card:
            self.let_go()
            self._fetch(card, reporter, check_cancelled, share)
            card = self._registry.find(name)  # its files, once they are there, tell more of it
            reporter.stage("Loading the generator", share)
            self._generator = self._build(card)
            self._card = card
            self._resident.add(card.name)
        return self._generator

    def _build(self, card: GeneratorCard) -> Generator:
        if card.name == PAINTER:
            from burnish.generation.painter.painter import Painter

            return Painter()
        from burnish.generation.pipelines import DiffusersGenerator

        return DiffusersGenerator.load(card, self._device(), self._settings.precision)

    def _fetch(
        self, card: GeneratorCard, reporter: TaskReporter, check_cancelled: CheckCancelled, share: float
    ) -> None:
        """Fetches a generator unless its files are there; that is ``share`` (0..1) of the task."""
        if self._registry.is_ready(card):
            return
        from burnish.generation.hub import fetch

        report = reporter.stage("Fetching the generator", 0, share)
        throttle = Throttle(REPORT_SECONDS)

        def report_both(fraction: float) -> None:
            report(fraction)
            if throttle.is_due():
                send(self._channel, GeneratorChanged(name=card.name, fraction=fraction, ended=False))

        try:
            fetch(card, report_both, check_cancelled, Network.of(self._settings))
        finally:
            send(self._channel, GeneratorChanged(name=card.name, fraction=1, ended=True))

    def _tell_speed(self, task: GenerateTask, picture: Picture, seconds: float) -> None:
        amount = (task.made.steps or 1) * picture.width * picture.height / 1e6
        send(self._channel, GenerationSpeedMeasured(generator=task.generator, seconds=seconds / amount))


def _write(task: GenerateTask, picture: Picture) -> None:
    write_thumbnail(picture, task.thumbnail)
    if needs_screen_version(OUTPUT.format, picture.width, picture.height):
        write_thumbnail(picture, task.screen, SCREEN_SIDE)
    encode(picture, task.target, OUTPUT, Provenance(generation=task.made).annotations())
