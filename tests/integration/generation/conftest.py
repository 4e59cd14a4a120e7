"""What the tests of pipelines share."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import torch

from burnish.generation.cards import GeneratorCard
from burnish.generation.pipelines import DiffusersGenerator
from burnish.records import RecommendedGeneration
from tests.fixtures_generation import TINY_SIDE


@pytest.fixture(scope="package", autouse=True)
def one_thread() -> Iterator[None]:
    """Networks this small spend their time on waiting for other threads, the more so on a busy machine."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


def card_of(folder: Path) -> GeneratorCard:
    """A card with as much as a pipeline in memory needs."""
    recommended = RecommendedGeneration(width=TINY_SIDE, height=TINY_SIDE, steps=4, guidance=7.5)
    return GeneratorCard(
        name="tiny", title="Tiny", description="", model="tiny", recommended=recommended, folder=folder
    )


def generator_with(pipeline: Any, dtype: torch.dtype = torch.float32) -> DiffusersGenerator:
    """A pipeline that is in memory already, as a generator on the CPU."""
    pipeline.set_progress_bar_config(disable=True)
    return DiffusersGenerator(card_of(Path("tiny")), pipeline.to(dtype), torch.device("cpu"), dtype)


@pytest.fixture(scope="session")
def generator(tiny_pipeline: Path) -> DiffusersGenerator:
    """The tiny pipeline in float32."""
    return DiffusersGenerator.load(card_of(tiny_pipeline), torch.device("cpu"), "float32")
