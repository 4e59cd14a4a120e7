"""Upscaling as a step of a recipe."""

import tempfile
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import numpy as np
import torch

from burnish.engine.preview import PreviewCanvas
from burnish.engine.provision import Provision
from burnish.engine.reporter import TaskReporter
from burnish.engine.speed import Speedometer
from burnish.engine.steps.kind import KnownFaces, Prepared, RowDone, StepDone, Work
from burnish.images.picture import Picture
from burnish.monitoring import CheckCancelled, ReportProgress, ignore_progress, never_cancelled
from burnish.parameters import UpscaleStep
from burnish.tuning import Corners
from burnish.upscaling.geometry import predict_output_size
from burnish.upscaling.models import MODELS
from burnish.upscaling.registry import ModelRegistry
from burnish.upscaling.tiles import Region
from burnish.upscaling.upscaler import TileDone, Upscaler, enlarged_plainly

TRIAL_SIDE = 128
"""Side, in pixels, of the picture that is upscaled to measure the speed before any work was done."""


class Upscaling:
    """Does steps that upscale."""

    def __init__(
        self, upscaler: Upscaler, models: ModelRegistry, provision: Provision, speed: Speedometer[str]
    ) -> None:
        self._upscaler = upscaler
        self._models = models
        self._provision = provision
        self._speed = speed

    def warm_up(self) -> torch.dtype | None:
        """Loads the network that most tasks want, if its weights are there, and tells its speed; gives its type."""
        step = self._available(UpscaleStep())
        if step is None:
            return None
        self._upscaler.warm_up(step)
        picture = Picture(np.full((TRIAL_SIDE, TRIAL_SIDE, 3), 128, np.uint8))
        with self._timing(step, picture):
            self._upscaler.upscale(picture, step, Path(tempfile.gettempdir()), ignore_progress, never_cancelled)
        return self._upscaler.dtype(step)

    def prepare(
        self, step: UpscaleStep, known_faces: KnownFaces, reporter: TaskReporter, check_cancelled: CheckCancelled
    ) -> Prepared[UpscaleStep]:
        """Fetches the network, and its weakly denoising twin if the step needs that.

        Where the twin cannot be had, the step is done with full denoising. The weights of a model that a person added
        have to be there. Raises UnknownModel, ScaleUnsupported and ModelDamaged besides.
        """
        self._models.check(step)
        card = self._models.find(step.model)
        if card.custom is not None:
            self._models.weights_of(card.custom)
            return Prepared(step, [])
        self._provision.fetch(step.model, reporter, check_cancelled)
        twin = card.twin
        if (
            twin is None
            or step.denoising_strength == 1
            or self._provision.fetch_optional(twin, reporter, check_cancelled)
        ):
            return Prepared(step, [])
        note = (
            f"Denoising Strength {step.denoising_strength:g} needs {twin}, which could not be fetched; 1 was used. "
            f"Fetch it in the upscale dialog or with `burnish configure --only {twin}`."
        )
        return Prepared(_fully_denoised(step), [note])

    def run(self, step: UpscaleStep, work: Work) -> StepDone:
        """Upscales the picture."""
        picture = work.picture
        custom = self._models.find(step.model).custom
        canvas = PreviewCanvas(picture, *predict_output_size(picture.width, picture.height, step))

        def show(tile: TileDone) -> None:
            canvas.paste(tile.pixels, tile.left, tile.top)
            work.reporter.preview(canvas.draw, tile.number, tile.count)

        report = self._begin(step, work)
        with self._timing(step, picture):
            upscaled = self._upscaler.upscale(picture, step, work.scratch, report, work.check_cancelled, show)
        return StepDone(upscaled, step, custom_models={} if custom is None else {custom.name: custom.sha256})

    def plain(self, step: UpscaleStep, part: Corners, picture: Picture) -> Picture:
        """The part enlarged without a network."""
        return enlarged_plainly(picture, Region(*part), step.scale)

    def compare(self, step: UpscaleStep, strengths: Sequence[float], part: Corners, work: Work) -> RowDone:
        """The part of the source upscaled, mixed with the plainly enlarged one by each strength."""
        report = self._begin(step, work)
        return RowDone(
            self._upscaler.compare(
                work.source, Region(*part), step, strengths, work.scratch, report, work.check_cancelled
            )
        )

    def _begin(self, step: UpscaleStep, work: Work) -> ReportProgress:
        """Loads the network; gives the progress of upscaling, which begins now."""
        work.reporter.stage("Loading the network")
        self._upscaler.warm_up(step)
        return work.reporter.stage("Upscaling", 0, 1)

    def _timing(self, step: UpscaleStep, picture: Picture) -> AbstractContextManager[object]:
        return self._speed.timing(step.model, picture.width * picture.height / 1e6)

    def _available(self, step: UpscaleStep) -> UpscaleStep | None:
        """The step as it can be done with what is in the store; None when it cannot."""
        if not self._provision.is_ready(step.model):
            return None
        twin = MODELS[step.model].twin
        return step if twin is None or self._provision.is_ready(twin) else _fully_denoised(step)


def _fully_denoised(step: UpscaleStep) -> UpscaleStep:
    return step.model_copy(update={"denoising_strength": 1.0})
