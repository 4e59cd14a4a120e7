"""``burnish bench memory``: how much memory a generation job needs in its phases, and in all."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import torch

from burnish.cli.bench.sides import say
from burnish.cli.options import settings_options
from burnish.cli.recipe import recipe_options, take_recipe
from burnish.compute.measuring import peak_bytes_of
from burnish.engine.client import Engine, ignore_report
from burnish.engine.messages import GenerateTask, PostprocessTask, Task
from burnish.faces.benchmark import known_face, official_layout, stand_in, weights_names
from burnish.faces.cards import ALGORITHMS
from burnish.generation.cards import GeneratorCard
from burnish.generation.problems import UnknownGenerator
from burnish.generation.registry import GeneratorRegistry
from burnish.generation.resolution import image_of, resolve, seed_of
from burnish.parameters import ChosenFace, Generation, OutputOptions, Recipe, RestoreFacesStep, UpscaleStep
from burnish.problems import Problem
from burnish.settings import Settings
from burnish.upscaling.models import MODELS
from burnish.weights.catalogue import find
from burnish.weights.network import Network
from burnish.weights.store import WeightsStore

AIM = 1.1
"""The whole job should need at most this many times the memory of its larger phase."""

_PROMPT = "a red fox in snow"
_SHARE_OF_FACE = 0.6


@dataclass(frozen=True, slots=True)
class Report:
    """Largest resident memory of the engine's process, which was started anew for each figure."""

    generator: str
    random_parameters: bool
    """Whether the parameters of some networks are random, which does not change what they need."""
    recipe: Recipe
    count: int
    size: int
    steps: int
    precision: str
    generating_bytes: int
    """When it only makes the base images."""
    postprocessing_bytes: int
    """When it only postprocesses them."""
    job_bytes: int
    """When it does the one after the other."""

    @property
    def ratio(self) -> float:
        """The whole job's memory, measured in that of its larger phase."""
        return self.job_bytes / max(self.generating_bytes, self.postprocessing_bytes)


@click.command()
@settings_options("root", "device", "precision", "tile_size", "threads")
@click.option(
    "--generator",
    "wanted",
    metavar="NAME|FOLDER",
    help="Generator to measure with. [default: one as large as Stable Diffusion 1.5 with random parameters, which is "
    "written to a temporary folder and needs 4.3 GB there]",
)
@recipe_options
@click.option("--count", type=click.IntRange(1), default=2, show_default=True, help="Images in the batch.")
@click.option("--size", type=click.IntRange(64, 4096), default=512, show_default=True, help="Their width and height.")
@click.option("--steps", type=click.IntRange(1, 150), default=2, show_default=True, help="Steps of each image.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def memory(
    settings: Settings, wanted: str | None, count: int, size: int, steps: int, as_json: bool, **values: object
) -> None:
    """Measure the memory of generating images, of postprocessing them, and of a job that does both.

    The aim is that the whole job needs no more than its larger phase and a tenth. Without a recipe images are upscaled
    4x and a face is restored with GFPGAN. Where weights are missing, random ones take the place of all. Linux only.
    """
    given = {name: value for name, value in values.items() if value is not None}
    recipe = take_recipe(given or {"upscale": "4", "restore_faces": "gfpgan"})
    with TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        try:
            prepared, is_random = _prepare(settings, wanted, recipe, folder)
            card = _card_of(prepared)
            asked = Generation(prompt=_PROMPT, count=count, width=size, height=size, steps=steps, seed=0)
            batch = resolve(asked, card, random_seed=0)
            report = _measure(prepared, card, batch, _with_face(recipe, size), is_random, folder)
        except Problem as problem:
            raise click.ClickException(problem.detail) from problem
    click.echo(json.dumps(_figures(report), indent=2) if as_json else _text(report))


def _prepare(settings: Settings, wanted: str | None, recipe: Recipe, folder: Path) -> tuple[Settings, bool]:
    """Settings with a generator and all weights that are needed; whether parameters are random.

    Nothing is fetched.
    """
    names = _needed_weights(recipe)
    generator = _write_generator(folder) if wanted is None else _source_of(settings, wanted)
    store = WeightsStore(settings.root / "weights", Network(offline=True))
    are_there = all(store.state(name).status == "ready" for name in names)
    changes = {
        "generator": generator,
        "root": settings.root if are_there else _write_root(folder / "root", names),
        "offline": True,
        "esrgan": any(isinstance(step, UpscaleStep) for step in recipe.steps),
    }
    return settings.model_copy(update=changes), wanted is None or not are_there


def _needed_weights(recipe: Recipe) -> list[str]:
    """Names of the weights that the recipe needs."""
    names: list[str] = []
    for step in recipe.steps:
        if isinstance(step, UpscaleStep):
            twin = MODELS[step.model].twin
            names += [step.model] if twin is None else [step.model, twin]
        else:
            names += weights_names(step.algorithm)
    return names


def _write_generator(folder: Path) -> str:
    """Writes the pipeline with random parameters; gives its path."""
    from burnish.generation.benchmark import write_stand_in

    say("Writing a pipeline with random parameters")
    write_stand_in(folder / "stand-in")
    return str(folder / "stand-in")


def _source_of(settings: Settings, wanted: str) -> str:
    """What the settings are to name, so that the generator is found whatever root they have."""
    registry = GeneratorRegistry(settings.model_copy(update={"generator": wanted}))
    card = registry.default()
    return card.name if card.folder is None else str(card.folder)


def _write_root(root: Path, names: list[str]) -> Path:
    """A root whose weights are of full size and random."""
    brought = root / "brought"
    brought.mkdir(parents=True)
    store = WeightsStore(root / "weights", Network(offline=True))
    for name in names:
        say(f"Making random parameters for {name}")
        # What is random is under nobody's licence.
        store.licences.accept(name)
        torch.save(_random_weights(name), brought / f"{name}.pth")
        store.ensure(name, by_hand=brought)
        (brought / f"{name}.pth").unlink()
    return root


def _random_weights(name: str) -> object:
    """What an official file of weights holds, with random values."""
    if name in MODELS or name in {card.twin for card in MODELS.values()}:
        randomness = torch.Generator().manual_seed(0)
        return {layer: 0.01 * torch.randn(shape, generator=randomness) for layer, shape in find(name).shapes.items()}
    return official_layout(name, stand_in(name))


def _card_of(settings: Settings) -> GeneratorCard:
    registry = GeneratorRegistry(settings)
    card = registry.default()
    if not registry.is_ready(card):
        raise UnknownGenerator(f"{card.title} is not there. Fetch it with `burnish configure --only {card.name}`.")
    return card


def _with_face(recipe: Recipe, size: int) -> Recipe:
    """The recipe with a face in the middle of the image, where it restores any: random pictures show none."""
    side = size * _SHARE_OF_FACE
    known = known_face((size - side) / 2, (size - side) / 2, side)
    face = ChosenFace(box=known.box, landmarks=known.landmarks)
    return Recipe(
        steps=tuple(
            step.model_copy(update={"faces": "chosen", "chosen": (face,)})
            if isinstance(step, RestoreFacesStep)
            else step
            for step in recipe.steps
        )
    )


def _measure(
    settings: Settings, card: GeneratorCard, batch: Generation, recipe: Recipe, is_random: bool, folder: Path
) -> Report:
    generating = [_generate_task(card, batch, index, folder) for index in range(batch.count)]
    postprocessing = [_postprocess_task(task, recipe) for task in generating]
    generating_bytes = _peak_of("Generating", settings, generating)
    postprocessing_bytes = _peak_of("Postprocessing", settings, postprocessing)
    job_bytes = _peak_of("The whole job", settings, [*generating, *postprocessing])
    return Report(
        generator=card.model,
        random_parameters=is_random,
        recipe=recipe,
        count=batch.count,
        size=batch.width or 0,
        steps=batch.steps or 0,
        precision=settings.precision,
        generating_bytes=generating_bytes,
        postprocessing_bytes=postprocessing_bytes,
        job_bytes=job_bytes,
    )


def _generate_task(card: GeneratorCard, batch: Generation, index: int, folder: Path) -> GenerateTask:
    return GenerateTask(
        task_id=f"generate-{index}",
        generator=card.name,
        made=image_of(batch, card, seed_of(batch.seed or 0, index)),
        stage=f"Generating {index + 1} of {batch.count}",
        target=folder / f"base-{index}.png",
        thumbnail=folder / f"base-{index}-thumbnail.webp",
        screen=folder / f"base-{index}-screen.webp",
    )


def _postprocess_task(made_by: GenerateTask, recipe: Recipe) -> PostprocessTask:
    return PostprocessTask(
        task_id=f"{made_by.task_id}-result",
        source=made_by.target,
        source_name=made_by.target.name,
        recipe=recipe,
        output=OutputOptions(),
        target=made_by.target.with_name(f"{made_by.target.stem}-result.png"),
        thumbnail=None,
        screen=None,
    )


def _peak_of(title: str, settings: Settings, tasks: Sequence[Task]) -> int:
    """The most memory that an engine had which did these tasks."""
    with _engine(settings) as engine:
        for number, task in enumerate(tasks, start=1):
            say(f"{title}: {number} of {len(tasks)}")
            engine.run(task, ignore_report)
        process_id = engine.process_id
        if process_id is None:
            raise click.ClickException("The engine ended early; it may have run out of memory.")
        try:
            return peak_bytes_of(process_id)
        except OSError as error:
            raise click.ClickException(f"The memory of the engine cannot be read here: {error}.") from error


@contextmanager
def _engine(settings: Settings) -> Iterator[Engine]:
    """An engine in a process of its own."""
    engine = Engine(settings)
    try:
        yield engine
    finally:
        engine.stop()


def _figures(report: Report) -> dict[str, object]:
    return {**asdict(report), "recipe": report.recipe.model_dump(mode="json"), "ratio": report.ratio}


def _text(report: Report) -> str:
    steps = ", ".join(
        f"upscale {step.scale}x ({step.model})" if isinstance(step, UpscaleStep) else ALGORITHMS[step.algorithm].title
        for step in report.recipe.steps
    )
    lines = [
        f"{report.count} images of {report.size} x {report.size} by {report.generator} in {report.steps} steps, then "
        f"{steps}; precision {report.precision}"
    ]
    if report.random_parameters:
        lines.append("Some networks have random parameters: what they need does not depend on the values.")
    lines += [
        "phase                     peak MB",
        f"generating alone       {report.generating_bytes / 1e6:10.0f}",
        f"postprocessing alone   {report.postprocessing_bytes / 1e6:10.0f}",
        f"the whole job          {report.job_bytes / 1e6:10.0f}   {report.ratio:.2f} times the larger one "
        f"(aim: at most {AIM:.2f})",
    ]
    return "\n".join(lines)
