"""Mutated image files against the processes that decode uploads: each is refused with a reason, or is consistent."""

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

import numpy as np
import psutil
import pytest
from PIL import Image
from pydantic import ByteSize

from burnish.images.decode import decode
from burnish.inspection.inspector import PROCESSES, InspectionFailed, Inspector
from burnish.problems import Problem
from burnish.settings import Settings
from tests.api_client import PATIENCE_SECONDS
from tests.fixtures_server import environment
from tests.hostile.mutations import mutations
from tests.hostile.valid_files import valid_files
from tests.sample_images import sample_pixels

MEMORY_LIMIT = ByteSize(1_000_000_000)
MAX_PIXELS = 20_000_000
LIBRARIES = 200_000_000
"""Resident memory beyond the limit: the code of shared libraries, which is mapped and not allocated."""

WORKED_ON = 100
"""How many accepted files are decoded and written anew at most; of a long run it is a tenth of its files."""


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(
        root=tmp_path_factory.mktemp("root"),
        max_pixels=MAX_PIXELS,
        decoder_memory_limit=MEMORY_LIMIT,
        max_upload_size=ByteSize(64_000_000),
    )


@pytest.fixture(scope="module")
def inspector(settings: Settings) -> Iterator[Inspector]:
    inspector = Inspector(settings)
    yield inspector
    inspector.stop()


@dataclass
class Outcomes:
    """What became of many files."""

    folder: Path
    inspector: Inspector
    accepted: list[Path] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    defects: list[str] = field(default_factory=list)

    def try_out(self, name: str, content: bytes) -> None:
        """Has a file inspected and notes what is wrong with the answer."""
        number = name.split()[0]
        path, thumbnail = self.folder / number, self.folder / f"{number}.thumbnail"
        path.write_bytes(content)
        try:
            found = self.inspector.inspect(path, name, thumbnail, self.folder / f"{number}.screen")
        except Problem as problem:
            self._note_refusal(name, problem)
            path.unlink()
            return
        self.accepted.append(path)
        with Image.open(thumbnail) as opened:
            opened.load()
            longest = max(found.facts.width, found.facts.height)
            fitting = [max(1, round(side * min(1, 512 / longest))) for side in (found.facts.width, found.facts.height)]
            if list(opened.size) != fitting:
                self.defects.append(f"{name}: {found.facts} with a thumbnail of {opened.size}")
        thumbnail.unlink()

    def _note_refusal(self, name: str, problem: Problem) -> None:
        details = problem.to_details()
        self.refused[details.type] += 1
        unexpected = problem.slug == InspectionFailed.slug or "unexpected error" in details.detail
        if not 400 <= details.status < 500 or name not in details.detail:
            self.defects.append(f"{name}: {details}")
        elif unexpected or details.type == "/problems/unreadable-image":
            print(f"{details.detail}")  # noqa: T201 - what a long run is made for


def test_the_valid_files_are_what_they_should_be(tmp_path: Path) -> None:
    for name, content in valid_files().items():
        path = tmp_path / "photo"
        path.write_bytes(content)
        pixels = decode(path).pixels
        if name in ("png", "png interlaced", "tiff lzw", "bmp", "webp lossless", "bigtiff"):
            assert np.array_equal(pixels, sample_pixels(pixels.shape[1], pixels.shape[0])), name


@pytest.fixture(scope="module")
def outcomes(
    tmp_path_factory: pytest.TempPathFactory, inspector: Inspector, mutation_count: int, first_seed: int
) -> Outcomes:
    found = Outcomes(tmp_path_factory.mktemp("mutations"), inspector)
    files, taking = mutations(first_seed, mutation_count), Lock()

    def try_out_the_next() -> None:
        while True:
            with taking:
                named = next(files, None)
            if named is None:
                return
            found.try_out(*named)

    with ThreadPoolExecutor(PROCESSES) as threads:
        for ended in [threads.submit(try_out_the_next) for _ in range(PROCESSES)]:
            ended.result()
    return found


def test_mutated_files_are_refused_with_a_reason_or_consistent(outcomes: Outcomes, mutation_count: int) -> None:
    assert outcomes.defects == []
    assert len(outcomes.accepted) + outcomes.refused.total() == mutation_count
    assert len(outcomes.accepted) > mutation_count / 20, "some changes do no harm"
    assert outcomes.refused["/problems/damaged-image"] > mutation_count / 5


@pytest.mark.skipif(sys.platform != "linux", reason="the peak of a process's memory is in /proc")
def test_no_decoding_process_took_more_memory_than_it_may(outcomes: Outcomes) -> None:
    decoders = [child for child in psutil.Process().children() if "burnish.inspection" in " ".join(child.cmdline())]
    assert decoders
    for decoder in decoders:
        peak = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{decoder.pid}/status").read_text())
        assert peak is not None
        assert int(peak[1]) * 1024 < MEMORY_LIMIT + LIBRARIES


def test_what_was_accepted_can_be_worked_on(outcomes: Outcomes, mutation_count: int, tmp_path: Path) -> None:
    """The engine decodes an accepted file again, and writes what the file tells into its results."""
    listing = tmp_path / "accepted"
    every = len(outcomes.accepted) // max(WORKED_ON, mutation_count // 10) + 1
    listing.write_text("\n".join(map(str, outcomes.accepted[::every])))
    worked = subprocess.run(
        [sys.executable, "-m", "tests.hostile.working", str(listing), str(tmp_path)],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        env=environment(),
        timeout=PATIENCE_SECONDS,
    )
    assert (worked.returncode, worked.stdout) == (0, ""), worked.stderr


def test_a_file_that_needs_more_memory_than_the_limit_is_refused_and_the_next_one_read(tmp_path: Path) -> None:
    small = Inspector(Settings(root=tmp_path, decoder_memory_limit=ByteSize(250_000_000)))
    large, little = tmp_path / "large.png", tmp_path / "little.png"
    Image.new("RGBA", (9000, 9000)).save(large, compress_level=1)
    Image.new("RGB", (90, 90)).save(little)
    with pytest.raises(Problem) as refused:
        small.inspect(large, "large.png", tmp_path / "thumbnail", tmp_path / "screen")
    details = refused.value.to_details()
    assert (details.type, details.status) == ("/problems/unreadable-image", 422)
    assert "large.png" in details.detail
    assert "memory" in details.detail
    assert small.inspect(little, "little.png", tmp_path / "thumbnail", tmp_path / "screen").facts.width == 90
    small.stop()


def test_a_file_that_never_ends_is_given_up(tmp_path: Path, inspector: Inspector) -> None:
    """Nobody writes into the pipe, so that reading from it hangs as a decoder in an endless loop does."""
    endless = tmp_path / "endless"
    os.mkfifo(endless)
    with pytest.raises(InspectionFailed, match=r"“endless\.png” .* took more than"):
        inspector.inspect(endless, "endless.png", tmp_path / "thumbnail", tmp_path / "screen")
    whole = tmp_path / "whole"
    whole.write_bytes(valid_files()["png"])
    assert inspector.inspect(whole, "whole.png", tmp_path / "thumbnail", tmp_path / "screen").facts.width == 48
