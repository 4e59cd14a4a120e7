"""A real library in a temporary folder, and quick ways to fill it."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

import burnish
from burnish.library.adopting import StrayStore
from burnish.library.database import Database, open_database
from burnish.library.gallery import Gallery
from burnish.library.images import ImageStore
from burnish.library.jobs import JobStore
from burnish.library.small_versions import SmallVersionStore
from burnish.parameters import Recipe, UpscaleStep
from burnish.records import ImageRecord

StartPython = Callable[..., "subprocess.Popen[str]"]

RECIPE = Recipe(steps=(UpscaleStep(scale=4, denoising_strength=0.5),))


@dataclass(frozen=True)
class SomeFacts:
    """Facts of an image that nobody looks into."""

    width: int = 30
    height: int = 20
    format: str = "png"
    bits: int = 8
    channels: int = 3


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A root whose path needs care: a space, a percent sign, other letters."""
    return tmp_path / "Ünï 100%s library"


@pytest.fixture
def database(root: Path) -> Iterator[Database]:
    opened = open_database(root)
    yield opened
    opened.close()


@pytest.fixture
def images(database: Database) -> ImageStore:
    return ImageStore(database)


@pytest.fixture
def gallery(database: Database) -> Gallery:
    return Gallery(database)


@pytest.fixture
def small_versions(database: Database) -> SmallVersionStore:
    return SmallVersionStore(database)


@pytest.fixture
def stray_store(database: Database) -> StrayStore:
    return StrayStore(database)


@pytest.fixture
def jobs(database: Database) -> JobStore:
    return JobStore(database)


@pytest.fixture
def facts() -> SomeFacts:
    return SomeFacts()


@pytest.fixture
def recipe() -> Recipe:
    return RECIPE


@pytest.fixture
def write_files(images: ImageStore) -> Callable[[bytes], tuple[Path, Path]]:
    """Writes an image file with the given content and its thumbnail, where files come in."""

    def write(content: bytes) -> tuple[Path, Path]:
        file, thumbnail = images.incoming_file(".png"), images.incoming_file(".webp")
        file.write_bytes(content)
        thumbnail.write_bytes(b"thumbnail of " + content)
        return file, thumbnail

    return write


@pytest.fixture
def upload(images: ImageStore, write_files: Callable[[bytes], tuple[Path, Path]]) -> Callable[..., ImageRecord]:
    """Adds an upload."""

    def add(name: str = "aunt.png", content: bytes = b"pixels", image_format: str = "png") -> ImageRecord:
        return images.add_upload(*write_files(content), SomeFacts(format=image_format), name)

    return add


@pytest.fixture
def result_of(
    images: ImageStore, jobs: JobStore, write_files: Callable[[bytes], tuple[Path, Path]]
) -> Callable[[str], ImageRecord]:
    """Adds a result of an image, made by a job that is done."""

    def add(source_id: str) -> ImageRecord:
        job = jobs.create("postprocess", "Upscale", images=[source_id], recipe=RECIPE)
        jobs.set_running(job.id, "Upscaling")
        record = images.add_result(
            *write_files(b"more pixels"), SomeFacts(120, 80), job_id=job.id, index=0, recipe=RECIPE
        )
        jobs.finish(job.id, "done")
        return record

    return add


@pytest.fixture
def start_python() -> Iterator[StartPython]:
    """Starts Python on some code with arguments, its output to be read line by line; kills what is left at the end."""
    environment = os.environ | {"PYTHONPATH": str(Path(burnish.__file__).parents[1])}
    with ExitStack() as stack:

        def start(code: str, *arguments: str) -> "subprocess.Popen[str]":
            child = subprocess.Popen(
                [sys.executable, "-c", code, *arguments], stdout=subprocess.PIPE, text=True, env=environment
            )
            stack.enter_context(child)
            stack.callback(child.kill)
            return child

        yield start
