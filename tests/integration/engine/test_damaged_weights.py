"""Weights that turn out damaged when the engine loads them are fetched anew at the next attempt."""

import os
import shutil
from pathlib import Path

import pytest

from burnish.engine.client import Engine, ignore_report
from burnish.problems import ReportedProblem
from burnish.settings import Settings
from burnish.weights.store import open_store
from tests.integration.engine.conftest import MakeTask

MODEL = "RealESRGAN_x4plus"


def test_what_cannot_be_loaded_is_remembered_as_damaged(
    engine: Engine, engine_settings: Settings, make_task: MakeTask, weights_root: Path
) -> None:
    store = open_store(engine_settings)
    path = store.state(MODEL).path
    shutil.copy(weights_root / "weights" / f"{MODEL}.json", path.parent)
    path.touch()
    os.truncate(path, (weights_root / "weights" / path.name).stat().st_size)
    try:
        assert store.state(MODEL).status == "ready"
        with pytest.raises(ReportedProblem, match=f"{MODEL}.safetensors has changed.*fetched anew at its next use"):
            engine.run(make_task("first", model=MODEL), ignore_report)
        assert store.state(MODEL).status == "damaged"
        with pytest.raises(ReportedProblem, match=f"What is stored of {MODEL} is damaged.*runs offline"):
            engine.run(make_task("second", model=MODEL), ignore_report)
    finally:
        store.remove(MODEL)
