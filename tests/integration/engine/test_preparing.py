"""Fetching what a recipe lacks, as a task of its own."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from burnish.engine.client import Engine
from burnish.engine.messages import PrepareTask, Report, TaskProgress, WeightsChanged
from burnish.parameters import Recipe, RestoreFacesStep, Step, UpscaleStep
from burnish.problems import ReportedProblem
from burnish.settings import Settings
from burnish.weights.catalogue import find

GENERAL = "realesr-general-x4v3"
DETECTOR = "detection_mobilenet0.25_Final"


def prepare(engine: Engine, *steps: Step) -> list[Report]:
    """Runs the task and gives what was heard of it meanwhile."""
    heard: list[Report] = []
    task = PrepareTask(task_id="prepare", recipe=Recipe(steps=steps))
    assert engine.run(task, lambda report, jpeg: heard.append(report)) is None
    return [report for report in heard if isinstance(report, TaskProgress | WeightsChanged)]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The root of :func:`empty_engine`."""
    return tmp_path_factory.mktemp("empty")


@pytest.fixture(scope="module")
def empty_engine(root: Path) -> Iterator[Engine]:
    """An engine that begins without weights, and does not load anything before it must."""
    engine = Engine(Settings(root=root, offline=True), warms_up=False)
    yield engine
    engine.stop()


def test_where_nothing_is_missing_nothing_is_told(engine: Engine) -> None:
    assert prepare(engine, UpscaleStep(denoising_strength=1)) == []


def test_files_brought_by_hand_are_taken_each_as_much_of_the_task_as_it_has_bytes(
    empty_engine: Engine, root: Path, test_data: Path
) -> None:
    (root / "weights").mkdir(exist_ok=True)
    for name in (GENERAL, "realesr-general-wdn-x4v3"):
        shutil.copy(test_data / "weights" / f"{name}.pth", root / "weights")
    heard = prepare(empty_engine, UpscaleStep(denoising_strength=0.5))
    begins = {report.stage: report.fraction for report in reversed(heard) if isinstance(report, TaskProgress)}
    assert begins == {f"Fetching {GENERAL}": 0, "Fetching realesr-general-wdn-x4v3": 0.5}
    assert [report.name for report in heard if isinstance(report, WeightsChanged) and report.ended] == [
        GENERAL,
        "realesr-general-wdn-x4v3",
    ]


def test_the_first_thing_that_cannot_be_had_ends_the_task(empty_engine: Engine) -> None:
    with pytest.raises(ReportedProblem) as raised:
        prepare(empty_engine, RestoreFacesStep(), UpscaleStep())
    assert raised.value.to_details().type == "/problems/weights-unavailable"
    assert find("GFPGANv1.4").file_name in raised.value.detail


def test_a_licence_that_is_not_accepted_ends_the_task(empty_engine: Engine) -> None:
    with pytest.raises(ReportedProblem) as raised:
        prepare(empty_engine, RestoreFacesStep(algorithm="codeformer"))
    assert raised.value.to_details().type == "/problems/licence-not-accepted"


def test_what_is_switched_off_is_not_fetched(tmp_path: Path) -> None:
    engine = Engine(Settings(root=tmp_path, esrgan=False, offline=True))
    try:
        with pytest.raises(ReportedProblem) as raised:
            prepare(engine, UpscaleStep())
    finally:
        engine.stop()
    assert raised.value.to_details().type == "/problems/upscaling-disabled"
