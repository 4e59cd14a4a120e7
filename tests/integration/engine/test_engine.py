"""The engine as a child process: what it reports, how it is cancelled, and what is heard of it when it dies."""

import signal
import threading
import time
from collections.abc import Callable

import psutil
import pytest
from PIL import Image

from burnish.engine.client import Engine, EngineDied, ignore_report
from burnish.engine.messages import DownloadTask, MadeImage, Report, TaskPreview, TaskProgress
from burnish.monitoring import Cancelled
from burnish.problems import ReportedProblem
from burnish.settings import Settings
from tests.api_client import PATIENCE_SECONDS
from tests.integration.engine.conftest import MakeTask


def process_of(engine: Engine) -> psutil.Process:
    """The engine's process; it is started when there is none."""
    engine.start()
    return max(
        (child for child in psutil.Process().children() if "burnish.engine.main" in " ".join(child.cmdline())),
        key=lambda child: child.create_time(),
    )


def once_tiles_are_made(act: Callable[[], None]) -> Callable[[Report, bytes], None]:
    """A listener that lets ``act`` happen once, when the first tiles are done."""
    acted = threading.Event()

    def listen(report: Report, attachment: bytes) -> None:
        if isinstance(report, TaskProgress) and report.fraction > 0 and not acted.is_set():
            acted.set()
            act()

    return listen


def test_a_task_reports_its_stages_and_shows_previews(engine: Engine, make_task: MakeTask) -> None:
    heard: list[tuple[Report, bytes]] = []
    task = make_task("whole", 200, 150, upscale_strength=0.5)
    made = engine.run(task, lambda report, jpeg: heard.append((report, jpeg)))
    assert isinstance(made, MadeImage)
    assert (made.width, made.height, made.format, made.bits, made.channels) == (400, 300, "png", 8, 3)
    assert (made.recipe, made.notes) == (task.recipe, [])
    with Image.open(task.target) as result, Image.open(str(task.thumbnail)) as thumbnail:
        assert (result.size, thumbnail.size) == ((400, 300), (400, 300))
    fractions = [report.fraction for report, _ in heard if isinstance(report, TaskProgress)]
    assert fractions == sorted(fractions)
    stages = list(dict.fromkeys(report.stage for report, _ in heard if isinstance(report, TaskProgress)))
    assert stages == ["Reading the image", "Loading the network", "Upscaling", "Saving"]
    previews = [(report, jpeg) for report, jpeg in heard if isinstance(report, TaskPreview)]
    assert previews
    assert all(jpeg.startswith(b"\xff\xd8") and report.steps > 1 for report, jpeg in previews)
    health = engine.health()
    assert (health.state, health.device) == ("ready", "cpu")
    assert engine.speeds.keys() == {"realesr-general-x4v3", "RealESRGAN_x4plus"}


def test_a_cancelled_task_leaves_nothing_and_the_engine_goes_on(engine: Engine, make_task: MakeTask) -> None:
    process = process_of(engine)
    task = make_task("cancelled", 500, 400)
    with pytest.raises(Cancelled):
        engine.run(task, once_tiles_are_made(lambda: engine.cancel("cancelled")))
    assert list(task.target.parent.iterdir()) == []
    assert engine.run(make_task("next"), ignore_report) is not None
    assert process_of(engine) == process


def test_cancelling_another_task_does_nothing(engine: Engine, make_task: MakeTask) -> None:
    assert engine.run(make_task("this", 200, 100), once_tiles_are_made(lambda: engine.cancel("another"))) is not None


def test_a_task_that_fails_says_why_and_leaves_nothing(engine: Engine, make_task: MakeTask) -> None:
    task = make_task("bad")
    task.source.write_bytes(task.source.read_bytes()[:200])
    with pytest.raises(ReportedProblem) as raised:
        engine.run(task, ignore_report)
    assert raised.value.to_details().type == "/problems/damaged-image"
    assert "bad.png" in raised.value.detail
    assert list(task.target.parent.iterdir()) == []


def test_a_listener_that_fails_does_not_stop_the_task(engine: Engine, make_task: MakeTask) -> None:
    def fail(report: Report, attachment: bytes) -> None:
        raise ValueError("a full disk, for example")

    assert engine.run(make_task("unheard"), fail) is not None


def test_a_killed_engine_is_told_of_and_started_again(engine: Engine, make_task: MakeTask) -> None:
    restarts = engine.health().restarts
    with pytest.raises(EngineDied, match="killed it"):
        engine.run(make_task("killed", 500, 400), once_tiles_are_made(lambda: process_of(engine).kill()))
    assert engine.health().state == "stopped"
    assert engine.run(make_task("after"), ignore_report) is not None
    assert engine.health().restarts == restarts + 1


def test_a_crash_is_told_by_its_signal(engine: Engine, make_task: MakeTask) -> None:
    def crash() -> None:
        process_of(engine).send_signal(signal.SIGSEGV)

    with pytest.raises(EngineDied, match=r"it crashed \(SIGSEGV\)"):
        engine.run(make_task("crashed", 500, 400), once_tiles_are_made(crash))


def test_an_engine_that_does_not_heed_a_cancel_is_killed(engine_settings: Settings, make_task: MakeTask) -> None:
    engine = Engine(engine_settings, cancel_seconds=0.5)

    def stop_and_cancel() -> None:
        process_of(engine).suspend()
        engine.cancel("hanging")

    try:
        with pytest.raises(Cancelled):
            engine.run(make_task("hanging", 500, 400), once_tiles_are_made(stop_and_cancel))
    finally:
        engine.stop()


def test_what_runs_when_the_engine_is_stopped_is_not_said_to_have_failed(
    engine_settings: Settings, make_task: MakeTask
) -> None:
    engine = Engine(engine_settings)
    outcomes: list[object] = []
    task = make_task("left", 500, 400)
    begun = threading.Event()

    def run() -> None:
        outcomes.append(engine.run(task, lambda report, jpeg: begun.set()))

    threading.Thread(target=run, daemon=True).start()
    assert begun.wait(PATIENCE_SECONDS)
    process = process_of(engine)
    engine.stop()
    assert not process.is_running()
    time.sleep(1)
    assert outcomes == []


def test_a_download_offline_says_what_to_do(engine: Engine) -> None:
    with pytest.raises(ReportedProblem) as raised:
        engine.run(DownloadTask(task_id="fetch", weights="RealESRGAN_x4plus"), ignore_report)
    assert raised.value.to_details().type == "/problems/weights-unavailable"
    assert "put the file into" in raised.value.detail
