"""Running a recipe over one image: read, do the steps, write."""

import tempfile
from pathlib import Path

import torch

from burnish.disk import sha256_of
from burnish.engine.device import choose_device
from burnish.engine.feasibility import check_feasible
from burnish.engine.messages import MadeImage, PostprocessTask, Ready
from burnish.engine.preview import PreviewCanvas
from burnish.engine.provenance import Provenance
from burnish.engine.provision import Provision
from burnish.engine.reporter import TaskReporter
from burnish.engine.speed import Speedometer
from burnish.images.decode import DecodeLimits, decode, inspect
from burnish.images.encode import encode
from burnish.images.picture import Picture
from burnish.images.thumbnails import SCREEN_SIDE, needs_screen_version, write_thumbnail
from burnish.monitoring import CheckCancelled
from burnish.parameters import Recipe, UpscaleStep
from burnish.processes.channel import Channel
from burnish.settings import Settings
from burnish.upscaling.geometry import predict_output_size
from burnish.upscaling.networks import Networks
from burnish.upscaling.upscaler import TileDone, Upscaler, UpscalerOptions
from burnish.weights.loading import load_state_dict
from burnish.weights.store import WeightsStore

SAVING = 0.03
"""The share of the work that encoding the result takes."""


class Postprocessor:
    """Runs recipes with networks that stay in memory."""

    def __init__(self, settings: Settings, store: WeightsStore, provision: Provision, channel: Channel) -> None:
        """Raises DeviceUnavailable."""
        if settings.threads:
            torch.set_num_threads(settings.threads)
        self._device = choose_device(settings.device)
        networks = Networks(lambda name: load_state_dict(store.ensure(name)), self._device)
        self._upscaler = Upscaler(networks, UpscalerOptions(settings.precision, settings.tile_size))
        self._speedometer = Speedometer(channel)
        self._provision = provision
        self._limits = DecodeLimits(max_pixels=settings.max_pixels)
        self._max_output_pixels = settings.max_output_pixels

    def warm_up(self) -> Ready:
        """Loads the network that most tasks want, if its weights are there; tells what it will run on."""
        step = self._provision.available(UpscaleStep())
        if step is None:
            return Ready(device=str(self._device), precision=None)
        self._speedometer.measure(self._upscaler, step)
        return Ready(device=str(self._device), precision=str(self._upscaler.dtype(step)).removeprefix("torch."))

    def run(self, task: PostprocessTask, reporter: TaskReporter, check_cancelled: CheckCancelled) -> MadeImage:
        """Does what the task asks for and writes the result and its thumbnail.

        Raises Cancelled, or the Problem that came up; then no file is left.
        """
        self._check(task)
        recipe, notes = self._prepare(task.recipe, reporter, check_cancelled)
        reporter.stage("Reading the image")
        picture = decode(task.source, self._limits, name=task.source_name)
        with tempfile.TemporaryDirectory(dir=task.target.parent, prefix=".burnish-") as scratch:
            share = (1 - SAVING) / len(recipe.steps)
            for number, step in enumerate(recipe.steps):
                assert isinstance(step, UpscaleStep)
                picture = self._upscale(
                    picture, step, Path(scratch), reporter, (number * share, share), check_cancelled
                )
            check_cancelled()
            reporter.stage("Saving", 1 - SAVING)
            self._write(picture, task, recipe, notes)
        return MadeImage(
            width=picture.width,
            height=picture.height,
            format=task.output.format,
            bits=inspect(task.target).bits,
            channels=picture.channels,
            recipe=recipe,
            notes=notes,
        )

    def _check(self, task: PostprocessTask) -> None:
        facts = inspect(task.source, self._limits, name=task.source_name)
        check_feasible(
            task.source_name,
            (facts.width, facts.height),
            facts.channels,
            facts.bits,
            task.recipe,
            task.output,
            self._max_output_pixels,
            task.target.parent,
        )

    def _prepare(
        self, asked: Recipe, reporter: TaskReporter, check_cancelled: CheckCancelled
    ) -> tuple[Recipe, list[str]]:
        """The recipe as it can be done, and sentences on what differs."""
        prepared = [
            self._provision.prepare(step, reporter, check_cancelled)
            for step in asked.steps
            if isinstance(step, UpscaleStep)
        ]
        return Recipe(steps=tuple(step for step, _ in prepared)), [note for _, notes in prepared for note in notes]

    def _upscale(
        self,
        picture: Picture,
        step: UpscaleStep,
        scratch: Path,
        reporter: TaskReporter,
        share: tuple[float, float],
        check_cancelled: CheckCancelled,
    ) -> Picture:
        canvas = PreviewCanvas(picture, *predict_output_size(picture.width, picture.height, step))

        def show(tile: TileDone) -> None:
            canvas.paste(tile.pixels, tile.left, tile.top)
            reporter.preview(canvas, tile.number, tile.count)

        reporter.stage("Loading the network", share[0])
        self._upscaler.warm_up(step)
        report = reporter.stage("Upscaling", *share)
        with self._speedometer.timing(step.model, picture.width * picture.height):
            return self._upscaler.upscale(picture, step, scratch, report, check_cancelled, show)

    def _write(self, picture: Picture, task: PostprocessTask, recipe: Recipe, notes: list[str]) -> None:
        provenance = Provenance(
            source_name=task.source_name,
            source_sha256=sha256_of(task.source),
            requested=task.recipe,
            recipe=recipe,
            notes=notes,
        )
        encode(picture, task.target, task.output, provenance.annotations())
        if task.thumbnail is not None:
            write_thumbnail(picture, task.thumbnail)
        needs_screen = needs_screen_version(task.output.format, picture.width, picture.height)
        if task.screen is not None and needs_screen:
            write_thumbnail(picture, task.screen, SCREEN_SIDE)
