"""``burnish bench``: measures speed and memory on this machine."""

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import torch

from burnish.cli.options import settings_options
from burnish.parameters import UpscaleStep
from burnish.settings import Settings
from burnish.upscaling.benchmark import Measurement, Run, count_operations
from burnish.upscaling.environment import INFERENCE_ENVIRONMENT
from burnish.upscaling.models import MODELS
from burnish.upscaling.networks import ARCHITECTURES
from burnish.upscaling.precision import Precision
from burnish.weights.loading import load_state_dict
from burnish.weights.store import WeightsStore

SIZES = ((256, 256), (512, 512), (1024, 768))
LARGE_SIZES = ((3000, 2000), (6000, 4000))


@dataclass(frozen=True, slots=True)
class Row:
    """Medians of one side at one size."""

    side: str
    width: int
    height: int
    seconds: float
    seconds_per_output_megapixel: float
    gflops: float
    """10^9 operations of the network per second, counted as for an untiled run with direct convolutions."""
    png_share: float
    """Time of writing the PNG, as a part of the time of the upscaling."""
    peak_bytes: int
    speedup: float | None
    """How many times as fast as the official side in the same run."""


@click.group()
def bench() -> None:
    """Measure speed and memory."""


@bench.command()
@settings_options("root", "offline", "precision")
@click.option("--runs", type=click.IntRange(1), default=3, show_default=True, help="Runs of which medians are shown.")
@click.option("--large", is_flag=True, help="Measure memory with photos of 6 and 24 megapixels instead; takes long.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def upscale(settings: Settings, runs: int, large: bool, as_json: bool) -> None:
    """Compare upscaling at 4x with the official RealESRGANer, used as InvokeAI 2.3 did (built anew for each image)."""
    with TemporaryDirectory() as folder:
        step = _prepare_weights(settings, Path(folder))
        rows = _large(Path(folder), step, settings.precision) if large else _compare(Path(folder), step, settings, runs)
    click.echo(json.dumps([asdict(row) for row in rows], indent=2) if as_json else _table(rows))


def _prepare_weights(settings: Settings, folder: Path) -> UpscaleStep:
    """Saves the weights in the official layout; gives the step with denoising where the weights for it are there."""
    store = WeightsStore(settings.root / "weights", settings.offline)
    step = UpscaleStep(upscale_strength=1)
    twin = MODELS[step.model].twin
    names: list[str] = [step.model]
    if twin is not None and store.state(twin).status == "ready":
        names.append(twin)
    else:
        step = step.model_copy(update={"denoising_strength": 1.0})
    for name in names:
        torch.save({"params": load_state_dict(store.ensure(name))}, folder / f"{name}.pth")
    return step


def _compare(folder: Path, step: UpscaleStep, settings: Settings, runs: int) -> list[Row]:
    """Both sides in turn, so that what else the machine does slows both alike. The first run is not counted."""
    rows = []
    with _side("official", folder) as official, _side("burnish", folder) as burnish:
        for width, height in SIZES:
            run = Run(width=width, height=height, step=step, precision=settings.precision)
            pairs = [(_ask(official, run), _ask(burnish, run)) for _ in range(runs + 1)][1:]
            reference = _row("official", run, [pair[0] for pair in pairs], None)
            rows += [reference, _row("burnish", run, [pair[1] for pair in pairs], reference.seconds)]
    return rows


def _large(folder: Path, step: UpscaleStep, precision: Precision) -> list[Row]:
    """Each size in a process of its own, because a process's peak memory never falls."""
    rows = []
    for width, height in LARGE_SIZES:
        with _side("burnish", folder) as burnish:
            run = Run(width=width, height=height, step=step, precision=precision)
            rows.append(_row("burnish", run, [_ask(burnish, run)], None))
    return rows


@contextmanager
def _side(name: str, folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that measures one side; only Burnish's has the environment that its engine is started with."""
    clean = {key: value for key, value in os.environ.items() if key not in INFERENCE_ENVIRONMENT}
    environment = {**clean, **INFERENCE_ENVIRONMENT} if name == "burnish" else clean
    command = [sys.executable, "-m", "burnish.upscaling.benchmark", name, str(folder)]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        text=True,
    ) as process:
        yield process


def _ask(process: subprocess.Popen[str], run: Run) -> Measurement:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(run.model_dump_json() + "\n")
    process.stdin.flush()
    answer = process.stdout.readline()
    if not answer:
        raise click.ClickException("The measuring process ended early; it may have run out of memory.")
    return Measurement.model_validate_json(answer)


def _row(side: str, run: Run, measurements: list[Measurement], reference_seconds: float | None) -> Row:
    seconds = statistics.median(measurement.seconds for measurement in measurements)
    operations = count_operations(ARCHITECTURES[run.step.model].build(), run.width, run.height)
    return Row(
        side=side,
        width=run.width,
        height=run.height,
        seconds=seconds,
        seconds_per_output_megapixel=seconds / (run.width * run.height * run.step.scale**2 / 1e6),
        gflops=operations / seconds / 1e9,
        png_share=statistics.median(measurement.png_seconds for measurement in measurements) / seconds,
        peak_bytes=max(measurement.peak_bytes for measurement in measurements),
        speedup=reference_seconds / seconds if reference_seconds is not None else None,
    )


def _table(rows: list[Row]) -> str:
    lines = ["side      input        seconds   s/output MP   GFLOP/s    PNG   peak MB   speed-up"]
    for row in rows:
        speedup = f"{row.speedup:.2f}x" if row.speedup is not None else ""
        lines.append(
            f"{row.side:9} {row.width:>4} x {row.height:<4} {row.seconds:9.2f} {row.seconds_per_output_megapixel:13.3f}"
            f" {row.gflops:9.0f} {row.png_share:6.1%} {row.peak_bytes / 1e6:9.0f} {speedup:>10}"
        )
    return "\n".join(lines)
