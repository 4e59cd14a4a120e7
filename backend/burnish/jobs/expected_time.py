"""How long work will take: by the speeds measured on this machine, or where there are none, by the arithmetic."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from burnish.engine.client import Engine
from burnish.engine.effort import efforts_of
from burnish.engine.feasibility import size_after
from burnish.faces.selection import select_faces
from burnish.generation.cards import PAINTER
from burnish.jobs.known_faces import KnownFaces
from burnish.parameters import Box, Generation, Recipe, RestoreFacesStep, Step, Tuning, UpscaleStep
from burnish.tuning import row_steps
from burnish.upscaling.problems import UnknownModel
from burnish.upscaling.registry import ModelRegistry

ASSUMED_ARITHMETIC = 50_000.0
"""Millions of multiplications a second, where the speed of networks was not measured."""

ASSUMED_GENERATION_SECONDS = 40.0
"""For a step of a diffusion model and a million pixels, where that was not measured."""

ASSUMED_PAINTING_SECONDS = 1.0
"""For a step of the built-in generator and a million pixels, where that was not measured."""

Speed = tuple[Literal["upscaling", "faces", "generation"], str]
"""What works, with its name."""


class Sized(Protocol):
    """An image, as far as the time that it takes depends on it."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def width(self) -> int:
        """Columns of the upright image."""

    @property
    def height(self) -> int:
        """Rows of the upright image."""


@dataclass
class Load:
    """Work for networks, whose time can be told as soon as their speeds are known."""

    amounts: defaultdict[Speed, float] = field(default_factory=lambda: defaultdict(float))
    """Million input pixels of each upscaling model, faces of each algorithm, and steps times million pixels of each
    generator."""
    is_known: bool = True
    """Whether the amounts are all that there is; not where nobody has looked for the faces."""
    assumed_seconds: float = 0.0
    """What it takes at the speeds assumed."""

    def add(self, other: "Load", times: int = 1) -> None:
        """Adds other work, to be done that many times."""
        for speed, amount in other.amounts.items():
            self.amounts[speed] += amount * times
        self.is_known = self.is_known and (other.is_known or times == 0)
        self.assumed_seconds += other.assumed_seconds * times


class ExpectedTime:
    """Tells beforehand how long the networks will work."""

    def __init__(self, engine: Engine, known_faces: KnownFaces, models: ModelRegistry) -> None:
        self._engine = engine
        self._known_faces = known_faces
        self._models = models

    def of(self, load: Load) -> float | None:
        """Seconds for some work; None while a speed, or how many faces there are, is not known."""
        if not load.is_known:
            return None
        whole = 0.0
        for (what, name), amount in load.amounts.items():
            speed = self._speeds(what).get(name)
            if speed is None:
                return None
            whole += speed * amount
        return whole

    def load_of_images(self, recipe: Recipe, images: Sequence[Sized]) -> Load:
        """The work of a recipe over images."""
        whole = Load()
        for (width, height), count in Counter((image.width, image.height) for image in images).items():
            whole.add(self._load_of_size(recipe, width, height), count)
        for step in recipe.steps:
            if isinstance(step, RestoreFacesStep) and step.faces != "chosen":
                faces = self._count_faces(step, images)
                whole.is_known = whole.is_known and faces is not None
                whole.amounts["faces", step.algorithm] += faces or 0
        return whole

    def load_of_generating(self, generation: Generation) -> Load:
        """The work of generating one image of a resolved batch."""
        name, effort = generation.generator or "", generation_effort(generation)
        assumed = ASSUMED_PAINTING_SECONDS if name == PAINTER else ASSUMED_GENERATION_SECONDS
        load = Load(assumed_seconds=effort * assumed)
        load.amounts["generation", name] = effort
        return load

    def load_of_finishing(self, generation: Generation, recipe: Recipe) -> Load:
        """The work of a recipe over one image of a resolved batch."""
        assert generation.width is not None and generation.height is not None
        load = self._load_of_size(recipe, generation.width, generation.height)
        load.is_known = all(not isinstance(step, RestoreFacesStep) or step.faces == "chosen" for step in recipe.steps)
        return load

    def load_of_grid(self, tuning: Tuning, image_ids: Sequence[str]) -> Load:
        """The work of a tuning grid over an image, unless that has gone: the network runs once for each row.

        It is counted as if the part lay in the middle of the image, where the network looks around it on all sides.
        """
        step, crop, around = tuning.step, tuning.crop, self._surroundings(tuning.step)
        row = self._load_of_size(Recipe(steps=(step,)), round(crop.width) + around, round(crop.height) + around)
        if isinstance(step, RestoreFacesStep):
            faces = self._count_touched(step, crop, image_ids)
            row.is_known = faces is not None
            row.amounts["faces", step.algorithm] = faces or 0
        whole = Load()
        whole.add(row, len(row_steps(tuning)))
        return whole

    def _load_of_size(self, recipe: Recipe, width: int, height: int) -> Load:
        """The work of a recipe over one image of that size, without faces that are still to be found."""
        load = Load(assumed_seconds=self._assumed_seconds(recipe, width, height))
        for step in recipe.steps:
            if isinstance(step, UpscaleStep):
                load.amounts["upscaling", step.model] += width * height / 1e6
            elif step.faces == "chosen":
                load.amounts["faces", step.algorithm] += len(step.chosen)
            width, height = size_after(step, width, height)
        return load

    def _surroundings(self, step: Step) -> int:
        """How many pixels beyond a part, across or down, its network sees; 0 where the model was removed."""
        if not isinstance(step, UpscaleStep):
            return 0
        try:
            return self._models.find(step.model).overlap.surroundings
        except UnknownModel:
            return 0

    def _assumed_seconds(self, recipe: Recipe, width: int, height: int) -> float:
        """At the speed assumed; 0 for a recipe that cannot be done, since its model was removed."""
        try:
            return sum(efforts_of(recipe, width, height, self._models)) / ASSUMED_ARITHMETIC
        except UnknownModel:
            return 0.0

    def _count_faces(self, step: RestoreFacesStep, images: Sequence[Sized]) -> int | None:
        """How many faces of all images the step restores; None unless they were looked for in each."""
        count = 0
        for image in images:
            known = self._known_faces.get(image.id, step.detector)
            if known is None:
                return None
            count += len(select_faces(known.items, step))
        return count

    def _count_touched(self, step: RestoreFacesStep, crop: Box, image_ids: Sequence[str]) -> int | None:
        """How many faces that the step restores lie in a part of an image; None unless they were looked for."""
        if step.faces == "chosen":
            return sum(crop.touches(face.box) for face in step.chosen)
        known = [self._known_faces.get(image_id, step.detector) for image_id in image_ids]
        found = [faces for faces in known if faces is not None]
        if len(found) < len(known):
            return None
        return sum(crop.touches(face.box) for faces in found for face in select_faces(faces.items, step))

    def _speeds(self, what: Literal["upscaling", "faces", "generation"]) -> dict[str, float]:
        match what:
            case "upscaling":
                return self._engine.speeds
            case "faces":
                return self._engine.face_speeds
            case "generation":
                return self._engine.generation_speeds


def generation_effort(generation: Generation) -> float:
    """Steps times million pixels, for one image of a resolved batch."""
    assert generation.width is not None and generation.height is not None and generation.steps is not None
    return generation.steps * generation.width * generation.height / 1e6
