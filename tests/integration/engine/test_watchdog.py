"""Engines that hang, die or grow, as real processes."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from burnish.crash_traces import crash_traces
from burnish.engine.client import Engine, EngineDied, ignore_report
from burnish.engine.engine_process import MODULE
from burnish.engine.messages import DownloadTask
from burnish.engine.vitals import Patience
from burnish.logs import logs_folder
from burnish.records import EngineHealth
from burnish.settings import Settings
from tests.api_client import PATIENCE_SECONDS

IMPATIENT = Patience(start=60, heartbeat=3, work=3)
"""For engines that hang on purpose."""

TASK = DownloadTask(task_id="job-0", weights="none")

CHILD = """
    import ctypes, sys, threading, time
    from burnish.engine.heartbeat import SignsOfLife, beat
    from burnish.engine.messages import Ready
    from burnish.engine.reporter import send
    from burnish.processes.child import begin_recording, open_inherited_channel

    recording = begin_recording(sys.argv[1:])
    channel = open_inherited_channel(sys.argv[1:])
    life = SignsOfLife()
    threading.Thread(target=beat, args=(channel, life), daemon=True).start()
    channel.receive()
    send(channel, Ready(device=None, precision=None))
    channel.receive()
    with life.at_work():
        {work}
"""
"""An engine whose only task is that work."""


@contextmanager
def running(settings: Settings, patience: Patience = IMPATIENT, module: str = MODULE) -> Iterator[Engine]:
    """An engine that is ready, and is stopped at the end."""
    engine = Engine(settings, warms_up=False, patience=patience, module=module)
    engine.start()
    try:
        wait_for(engine, lambda health: health.state == "ready")
        yield engine
    finally:
        engine.stop()


def wait_for(engine: Engine, condition: Callable[[EngineHealth], bool]) -> EngineHealth:
    """The engine's health as soon as it meets the condition."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not condition(health := engine.health()):
        assert time.monotonic() < end, f"still {health}"
        time.sleep(0.05)
    return health


def died_and_is(deaths: int, state: str) -> Callable[[EngineHealth], bool]:
    """Whether an engine has died so often and is in that state now."""
    return lambda health: (health.recent_deaths, health.state) == (deaths, state)


def process_of(engine: Engine) -> psutil.Process:
    """The engine's process, which is there."""
    assert engine.process_id is not None
    return psutil.Process(engine.process_id)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A root without anything in it."""
    return Settings(root=tmp_path / "root", offline=True)


def test_an_idle_engine_tells_of_itself_and_that_it_stopped_is_noticed(settings: Settings) -> None:
    with running(settings) as engine:
        health = wait_for(engine, lambda health: health.memory_bytes is not None)
        first = process_of(engine)
        assert health.memory_bytes == pytest.approx(first.memory_info().rss, rel=0.5)
        assert health.heartbeat_seconds is not None
        first.suspend()
        health = wait_for(engine, lambda health: health.restarts == 1 and health.state == "ready")
        assert not first.is_running()
        assert process_of(engine) != first
        assert health.last_death is not None
        assert "it hung (it gave no sign of life for 3 seconds)" in health.last_death
        assert "had nothing to do" in health.last_death


def test_an_engine_that_dies_idle_is_started_again_until_it_has_died_too_often(settings: Settings) -> None:
    with running(settings, Patience()) as engine:
        for deaths in (1, 2, 3):
            process_of(engine).kill()
            state = "ready" if deaths < 3 else "stopped"
            wait_for(engine, died_and_is(deaths, state))
        assert engine.health().restarts == 2


@pytest.mark.parametrize(
    ("work", "how"),
    [
        ("ctypes.PyDLL(None).sleep(300)", "it gave no sign of life"),
        ("ctypes.CDLL(None).sleep(300)", "its work showed no progress"),
    ],
    ids=["holding the interpreter", "letting other threads run"],
)
def test_a_task_that_hangs_ends_with_a_trace_of_where(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, work: str, how: str
) -> None:
    (tmp_path / "hanging_engine.py").write_text(textwrap.dedent(CHILD).format(work=work))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), *sys.path]))
    with running(settings, module="hanging_engine") as engine:
        with pytest.raises(EngineDied, match=f"it hung .{how}"):
            engine.run(TASK, ignore_report)
        (trace,) = crash_traces(logs_folder(settings.root))
        assert "hanging_engine.py" in trace.read_text()


def test_work_that_shows_progress_now_and_then_may_take_long(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = '{"type":"done","task_id":"job-0","outcome":null}'
    work = f"[(time.sleep(0.5), life.show()) for _ in range(9)]; channel.send({done!r})"
    (tmp_path / "slow_engine.py").write_text(textwrap.dedent(CHILD).format(work=work))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), *sys.path]))
    with running(settings, module="slow_engine") as engine:
        assert engine.run(TASK, ignore_report) is None


def test_a_native_crash_leaves_the_stacks_of_all_threads(settings: Settings) -> None:
    with running(settings) as engine:
        process = process_of(engine)
        process.send_signal(signal.SIGSEGV)
        wait_for(engine, lambda health: health.recent_deaths == 1)
        (trace,) = crash_traces(logs_folder(settings.root))
        assert trace.name.startswith(f"crash-fetcher-{process.pid}-")
        text = trace.read_text()
        assert "Fatal Python error: Segmentation fault" in text
        assert text.count("(most recent call first)") >= 3


def test_an_engine_that_leaves_in_good_order_leaves_no_trace(settings: Settings) -> None:
    with running(settings):
        pass
    assert list(logs_folder(settings.root).glob("crash-*")) == []


def test_an_engine_that_has_grown_is_started_anew_between_tasks(settings: Settings) -> None:
    small = settings.model_copy(update={"engine_memory_limit": 1_000_000})
    with running(small, Patience()) as engine:
        wait_for(engine, lambda health: health.memory_bytes is not None)
        first = process_of(engine)
        engine.recycle_if_grown()
        health = wait_for(engine, lambda health: health.state == "ready")
        assert not first.is_running()
        assert (health.recycles, health.restarts, health.recent_deaths) == (1, 0, 0)


def test_an_engine_within_its_limit_or_at_work_stays(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running(settings, Patience()) as engine:
        wait_for(engine, lambda health: health.memory_bytes is not None)
        engine.recycle_if_grown()
        assert engine.health().recycles == 0
    (tmp_path / "busy_engine.py").write_text(textwrap.dedent(CHILD).format(work="time.sleep(300)"))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), *sys.path]))
    small = settings.model_copy(update={"engine_memory_limit": 1_000_000})
    with running(small, Patience(), module="busy_engine") as engine:
        wait_for(engine, lambda health: health.memory_bytes is not None)
        threading.Thread(target=lambda: engine.run(TASK, ignore_report), daemon=True).start()
        wait_for(engine, lambda health: health.state == "busy")
        engine.recycle_if_grown()
        assert (engine.health().recycles, engine.health().state) == (0, "busy")


def test_the_absence_of_this_process_is_not_taken_for_the_silence_of_the_engine(settings: Settings) -> None:
    """A process that follows an engine is stopped for longer than the engine may be silent, and goes on."""
    code = f"""
        import time
        from burnish.engine.client import Engine
        from burnish.engine.vitals import Patience
        from burnish.settings import Settings
        engine = Engine(Settings(root={str(settings.root)!r}, offline=True), warms_up=False,
                        patience=Patience(60, 6, 6))
        engine.start()
        while engine.health().state != "ready":
            time.sleep(0.05)
        print("ready", flush=True)
        input()
        time.sleep(4)
        print(engine.health().recent_deaths, flush=True)
        engine.stop()
    """
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as follower:
        assert follower.stdin is not None
        assert follower.stdout is not None
        assert follower.stdout.readline() == "ready\n"
        (engine,) = psutil.Process(follower.pid).children()
        for process in (psutil.Process(follower.pid), engine):
            process.suspend()
        time.sleep(8)
        for process in (engine, psutil.Process(follower.pid)):
            process.resume()
        follower.stdin.write("\n")
        follower.stdin.flush()
        assert follower.stdout.readline() == "0\n"
