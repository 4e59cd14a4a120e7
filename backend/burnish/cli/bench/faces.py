"""``burnish bench faces``: restoring faces, compared with how InvokeAI 2.3 did it."""

import json
import shutil
import statistics
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args

import click
import cv2
import numpy as np
import psutil
import torch
from numpy.typing import NDArray

from burnish.cli.bench.sides import ask_in_turn, side
from burnish.cli.options import ExactChoice, settings_options
from burnish.faces.benchmark import (
    KnownFace,
    Measurement,
    Run,
    known_face,
    official_layout,
    stand_in,
    weights_names,
    weights_path,
)
from burnish.images.encode import encode
from burnish.images.picture import Picture
from burnish.parameters import FaceAlgorithm, OutputOptions, RestoreFacesStep
from burnish.settings import Settings
from burnish.upscaling.benchmark import synthetic_photo
from burnish.weights.loading import load_state_dict
from burnish.weights.store import open_store

FACE_COUNTS = (1, 4, 16)

_SIDES = "burnish.faces.benchmark"
_FACES_ALONG = 4
_SHARE_OF_CELL = 0.85
_SKIN, _DARK = (200, 160, 140), (60, 40, 40)


@dataclass(frozen=True, slots=True)
class Row:
    """Medians of one side with one algorithm and number of faces."""

    side: str
    algorithm: FaceAlgorithm
    faces: int
    seconds: float
    """For the image, everything included: finding, restoring and pasting the faces."""
    seconds_per_face: float
    pasting_seconds: float
    """Of these, for pasting all faces."""
    peak_bytes: int
    """Largest resident memory of the side's process until then."""
    speedup: float | None
    """How many times as fast as the official side: the median over pairs of runs."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was measured, and under which conditions."""

    width: int
    height: int
    random_weights: list[str]
    """The weights in whose place random parameters were taken, which does not change the time."""
    precision: str
    cpu_capability: str
    threads: int
    load_before: float
    load_after: float
    """The system's load, one minute's average; this measurement adds about ``threads`` to it."""
    rows: list[Row]


@click.command()
@settings_options("root", "offline", "precision")
@click.option("--algorithm", type=ExactChoice(get_args(FaceAlgorithm)), help="Measure this one only, not both.")
@click.option(
    "--faces",
    "face_counts",
    type=click.IntRange(1, _FACES_ALONG**2),
    multiple=True,
    default=FACE_COUNTS,
    show_default=True,
    help="How many faces the photo has; may be given several times.",
)
@click.option("--runs", type=click.IntRange(1), default=3, show_default=True, help="Pairs of runs, for the medians.")
@click.option("--width", type=click.IntRange(64), default=4000, show_default=True, help="Of the photo.")
@click.option("--height", type=click.IntRange(64), default=3000, show_default=True, help="Of the photo.")
@click.option(
    "--weights",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder with official .pth files, to take those it has from there.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def faces(
    settings: Settings,
    algorithm: FaceAlgorithm | None,
    face_counts: tuple[int, ...],
    runs: int,
    width: int,
    height: int,
    weights: Path | None,
    as_json: bool,
) -> None:
    """Compare restoring faces with GFPGANer and CodeFormer, used as InvokeAI 2.3 did (built anew for each image).

    The photo is drawn. Both sides run their detector, RetinaFace with ResNet50, and are then given the places of the
    drawn faces. For weights that are neither in the folder nor in the store random ones of the same size are taken,
    with which everything takes as long.
    """
    load = psutil.getloadavg()[0]
    algorithms: tuple[FaceAlgorithm, ...] = (algorithm,) if algorithm else get_args(FaceAlgorithm)
    with TemporaryDirectory() as name:
        folder = Path(name)
        random_weights = _prepare_weights(settings, weights, folder, algorithms)
        known = _known_faces(width, height)
        photo = folder / "photo.jpg"
        encode(Picture(_draw(synthetic_photo(width, height), known)), photo, OutputOptions(format="jpeg"))
        rows = []
        for one in algorithms:
            step = RestoreFacesStep(algorithm=one)
            measured = [
                Run(photo=photo, step=step, faces=known[:count], precision=settings.precision) for count in face_counts
            ]
            rows += _compare(folder, measured, runs)
    report = Report(
        width=width,
        height=height,
        random_weights=random_weights,
        precision=settings.precision,
        cpu_capability=torch.backends.cpu.get_cpu_capability(),
        threads=torch.get_num_threads(),
        load_before=load,
        load_after=psutil.getloadavg()[0],
        rows=rows,
    )
    click.echo(json.dumps(asdict(report), indent=2) if as_json else _text(report))


def _prepare_weights(
    settings: Settings, given: Path | None, folder: Path, algorithms: tuple[FaceAlgorithm, ...]
) -> list[str]:
    """Gathers the weights in the official layout; gives the names of those that are random."""
    store = open_store(settings)
    random = []
    for name in dict.fromkeys(name for algorithm in algorithms for name in weights_names(algorithm)):
        target = weights_path(folder, name)
        target.parent.mkdir(parents=True, exist_ok=True)
        if given is not None and (given / target.name).exists():
            shutil.copyfile(given / target.name, target)
        elif store.state(name).status == "ready" and not store.licences.needs_acceptance(name):
            torch.save(official_layout(name, load_state_dict(store.ensure(name))), target)
        else:
            torch.save(official_layout(name, stand_in(name)), target)
            random.append(name)
    return random


def _known_faces(width: int, height: int) -> list[KnownFace]:
    """Sixteen faces in rows of four."""
    cell_width, cell_height = width / _FACES_ALONG, height / _FACES_ALONG
    size = min(cell_width, cell_height) * _SHARE_OF_CELL
    return [
        known_face((column + 0.5) * cell_width - size / 2, (row + 0.5) * cell_height - size / 2, size)
        for row in range(_FACES_ALONG)
        for column in range(_FACES_ALONG)
    ]


def _draw(photo: NDArray[np.uint8], known: list[KnownFace]) -> NDArray[np.uint8]:
    """The photo with an oval, eyes, nose and mouth in the place of each face."""
    for face in known:
        box = face.box
        centre = round((box.left + box.right) / 2), round((box.top + box.bottom) / 2)
        axes = round((box.right - box.left) / 2), round((box.bottom - box.top) / 2)
        cv2.ellipse(photo, centre, axes, 0, 0, 360, _SKIN, -1)
        for x, y in face.landmarks:
            cv2.circle(photo, (round(x), round(y)), max(1, axes[0] // 12), _DARK, -1)
    return photo


def _compare(folder: Path, measured: list[Run], count: int) -> list[Row]:
    """Both sides, photo by photo."""
    rows = []
    with side(_SIDES, "official", folder) as official, side(_SIDES, "burnish", folder) as burnish:
        for run in measured:
            title = f"{run.step.algorithm}, {len(run.faces)} faces"
            references, own, speedup = ask_in_turn(official, burnish, run, Measurement, count, title)
            rows.append(_row("official", run, references, None))
            rows.append(_row("burnish", run, own, speedup))
    return rows


def _row(name: str, run: Run, measurements: list[Measurement], speedup: float | None) -> Row:
    seconds = statistics.median(measurement.seconds for measurement in measurements)
    return Row(
        side=name,
        algorithm=run.step.algorithm,
        faces=len(run.faces),
        seconds=seconds,
        seconds_per_face=seconds / len(run.faces),
        pasting_seconds=statistics.median(measurement.pasting_seconds for measurement in measurements),
        peak_bytes=max(measurement.peak_bytes for measurement in measurements),
        speedup=speedup,
    )


def _text(report: Report) -> str:
    lines = [
        f"Faces in a photo of {report.width} x {report.height}, precision {report.precision}, "
        f"{report.cpu_capability}, {report.threads} threads, load {report.load_before:.1f} to {report.load_after:.1f}"
    ]
    if report.random_weights:
        lines.append(
            f"Random parameters of full size for {', '.join(report.random_weights)}: times do not depend on it."
        )
    lines.append("side      algorithm   faces   seconds   s/face   pasting   peak MB   speed-up")
    for row in report.rows:
        speedup = f"{row.speedup:.2f}x" if row.speedup is not None else ""
        lines.append(
            f"{row.side:9} {row.algorithm:10} {row.faces:6} {row.seconds:9.2f} {row.seconds_per_face:8.2f} "
            f"{row.pasting_seconds:9.2f} {row.peak_bytes / 1e6:9.0f} {speedup:>10}"
        )
    return "\n".join(lines)
