"""An engine of the tests' own, and tasks for it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from burnish.engine.client import Engine
from burnish.engine.messages import PostprocessTask
from burnish.parameters import OutputOptions, Recipe, UpscaleStep
from burnish.settings import Settings
from tests.fixtures_server import give_weights
from tests.sample_images import image_file

MakeTask = Callable[..., PostprocessTask]


@pytest.fixture(scope="session")
def engine_settings(tmp_path_factory: pytest.TempPathFactory, weights_root: Path) -> Settings:
    """A root with the general network, and tiles so small that a task has several."""
    root = tmp_path_factory.mktemp("engine") / "root"
    give_weights(weights_root, root)
    return Settings(root=root, offline=True, tile_size=160)


@pytest.fixture(scope="session")
def engine(engine_settings: Settings) -> Iterator[Engine]:
    """One engine for all tests; it lets a cancelled task take all the time that it needs."""
    made = Engine(engine_settings, cancel_seconds=3600)
    yield made
    made.stop()


@pytest.fixture
def make_task(tmp_path: Path) -> MakeTask:
    """Tasks that upscale a new image of a given size, named by ``task_id``, into a folder of their own."""

    def make(task_id: str, width: int = 40, height: int = 30, **step: object) -> PostprocessTask:
        source = tmp_path / f"{task_id}.png"
        source.write_bytes(image_file(width, height))
        target = tmp_path / task_id / "result.png"
        target.parent.mkdir()
        asked = UpscaleStep.model_validate({"scale": 2, "denoising_strength": 1, **step})
        return PostprocessTask(
            task_id=task_id,
            source=source,
            source_name=source.name,
            recipe=Recipe(steps=(asked,)),
            output=OutputOptions(),
            target=target,
            thumbnail=target.with_name("thumbnail.webp"),
            screen=None,
        )

    return make
