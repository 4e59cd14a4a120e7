"""What is in memory when: the networks that postprocess, or the generator, as the engine itself reports it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest
from PIL import Image

from burnish.engine.client import Engine
from burnish.engine.messages import (
    DetectFacesTask,
    GeneratedImage,
    GenerateTask,
    LoadGeneratorTask,
    NetworksResident,
    PostprocessTask,
    Report,
    Task,
    TaskPreview,
    TaskProgress,
)
from burnish.engine.provenance import read_provenance
from burnish.generation.cards import PAINTER
from burnish.problems import ReportedProblem
from burnish.records import ImageGeneration
from burnish.settings import Settings
from tests.api_client import wait_until
from tests.fixtures_server import give_face_weights, give_weights
from tests.integration.engine.conftest import MakeTask

GENERAL = "realesr-general-x4v3"
DETECTOR = "detection_mobilenet0.25_Final"
FREED_BYTES = 40 * 1024**2
"""Of the 67 MB of RealESRGAN_x4plus."""


@dataclass
class Witness:
    """Runs tasks and notes what was in memory meanwhile."""

    engine: Engine
    generator: str
    folder: Path
    resident: list[list[str]] = field(default_factory=list)
    """What was in memory, in order."""
    working: list[tuple[str, list[str]]] = field(default_factory=list)
    """The stage of each report of progress, and what was in memory then."""
    previews: list[tuple[TaskPreview, bytes]] = field(default_factory=list)

    def run(self, task: Task) -> object:
        return self.engine.run(task, self.hear)

    def hear(self, report: Report, jpeg: bytes) -> None:
        if isinstance(report, NetworksResident):
            self.resident.append(report.names)
        elif isinstance(report, TaskProgress):
            self.working.append((report.stage, self.resident[-1] if self.resident else []))
        elif isinstance(report, TaskPreview):
            self.previews.append((report, jpeg))

    def load(self) -> None:
        self.run(LoadGeneratorTask(task_id="load", generator=self.generator))

    def generate(self, seed: int, side: int = 64) -> Path:
        """Makes an image and gives its file."""
        target = self.folder / f"{seed}.png"
        made = ImageGeneration(
            prompt="a red fox in snow",
            width=side,
            height=side,
            steps=2,
            guidance=5,
            seed=seed,
            generator=self.generator,
            model=self.generator,
        )
        task = GenerateTask(
            task_id=f"generate-{seed}",
            generator=self.generator,
            made=made,
            stage=f"Generating {seed}",
            target=target,
            thumbnail=target.with_suffix(".webp"),
            screen=target.with_suffix(".screen"),
        )
        assert isinstance(self.run(task), GeneratedImage)
        return target

    def memory(self) -> int:
        """Resident bytes of the engine."""
        assert self.engine.process_id is not None
        rss: int = psutil.Process(self.engine.process_id).memory_info().rss
        return rss


@pytest.fixture(scope="module")
def shared_engine(
    tmp_path_factory: pytest.TempPathFactory, weights_root: Path, face_weights_root: Path, tiny_pipeline: Path
) -> Iterator[Engine]:
    """An engine with two upscaling networks, a detector, and a tiny pipeline besides the built-in generator."""
    root = tmp_path_factory.mktemp("phases") / "root"
    give_weights(weights_root, root, GENERAL)
    give_weights(weights_root, root, "RealESRGAN_x4plus")
    give_face_weights(face_weights_root, root, DETECTOR)
    engine = Engine(Settings(root=root, offline=True, generator=str(tiny_pipeline)))
    yield engine
    engine.stop()


@pytest.fixture
def witness(shared_engine: Engine, tmp_path: Path) -> Witness:
    return Witness(shared_engine, PAINTER, tmp_path)


@pytest.mark.parametrize("generator", [PAINTER, "tiny-diffusion"])
def test_the_generator_and_the_other_networks_are_never_in_memory_together(
    shared_engine: Engine, make_task: MakeTask, tmp_path: Path, generator: str
) -> None:
    witness = Witness(shared_engine, generator, tmp_path)
    witness.run(make_task("before"))
    witness.resident, witness.working, witness.previews = [[GENERAL]], [], []
    witness.load()
    files = [witness.generate(seed) for seed in (1, 2)]
    previews = list(witness.previews)
    witness.run(make_task("after"))
    assert witness.resident == [[GENERAL], [], [generator], [], [GENERAL]]
    assert witness.engine.health().networks == [GENERAL]
    for stage, resident in witness.working:
        if stage.startswith("Generating"):
            assert resident == [generator]
        if stage == "Upscaling":
            assert resident == [GENERAL]
    assert {f"Generating {seed}" for seed in (1, 2)} <= {stage for stage, _ in witness.working}
    for file in files:
        with Image.open(file) as image, Image.open(file.with_suffix(".webp")) as thumbnail:
            assert (image.format, image.mode, image.size, thumbnail.size) == ("PNG", "RGB", (64, 64), (64, 64))
        assert not file.with_suffix(".screen").exists()
    assert previews
    assert all(jpeg.startswith(b"\xff\xd8") and report.steps == 2 for report, jpeg in previews)
    assert witness.engine.generation_speeds[generator] > 0


def test_a_detector_may_stand_beside_the_generator_until_the_next_image(witness: Witness) -> None:
    source = witness.generate(1)
    witness.run(DetectFacesTask(task_id="find", source=source, source_name="one", detector="mobilenet0.25"))
    witness.generate(2)
    assert witness.resident[-3:] == [[PAINTER], [PAINTER, DETECTOR], [PAINTER]]
    assert [resident for stage, resident in witness.working if stage == "Generating 2"][-1] == [PAINTER]


def test_memory_goes_back_to_the_system_before_the_generator_is_loaded(witness: Witness, make_task: MakeTask) -> None:
    witness.generate(1)
    witness.run(make_task("large network", model="RealESRGAN_x4plus"))
    before = witness.memory()
    witness.load()
    assert witness.memory() < before - FREED_BYTES


def test_an_engine_that_is_gone_has_nothing_in_memory(tmp_path: Path) -> None:
    engine = Engine(Settings(root=tmp_path, esrgan=False, restore=False))
    Witness(engine, PAINTER, tmp_path).load()
    assert engine.health().networks == [PAINTER]
    assert engine.process_id is not None
    psutil.Process(engine.process_id).kill()
    started_again = wait_until(lambda: engine.health().model_dump(), lambda health: health["restarts"] == 1)
    assert started_again["networks"] == []
    engine.stop()
    assert engine.health().state == "stopped"


def test_a_generator_that_is_not_there_says_what_to_do(witness: Witness) -> None:
    with pytest.raises(ReportedProblem) as raised:
        witness.run(LoadGeneratorTask(task_id="load", generator="sd-turbo"))
    assert raised.value.to_details().type == "/problems/generator-unavailable"
    with pytest.raises(ReportedProblem) as raised:
        witness.run(LoadGeneratorTask(task_id="load", generator="nope"))
    assert raised.value.to_details().type == "/problems/unknown-generator"


def test_what_made_the_source_is_written_into_the_result(witness: Witness, make_task: MakeTask) -> None:
    made = ImageGeneration(prompt="what another program made", seed=7)
    task: PostprocessTask = make_task("result").model_copy(update={"generation": made})
    witness.run(task)
    provenance = read_provenance(task.target)
    assert provenance is not None
    assert provenance.generation == made
