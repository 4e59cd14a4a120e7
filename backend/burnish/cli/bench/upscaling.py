"""``burnish bench upscale`` and ``burnish bench receptive-field``."""

import json
import math
import shutil
import statistics
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import psutil
import torch

from burnish.cli.bench.sides import Side, ask_in_turn, say, side
from burnish.cli.options import ExactChoice, settings_options
from burnish.images.decode import decode
from burnish.images.encode import encode
from burnish.images.picture import Picture
from burnish.parameters import OutputOptions, UpscaleStep
from burnish.settings import Settings
from burnish.upscaling.benchmark import Measurement, Run, count_operations, synthetic_photo
from burnish.upscaling.models import MODELS
from burnish.upscaling.networks import ARCHITECTURES, Networks
from burnish.upscaling.receptive_field import Influence, measure_influence
from burnish.weights.loading import load_state_dict
from burnish.weights.store import open_store

Size = tuple[int, int]
"""Width and height in pixels."""

SIZES: tuple[Size, ...] = ((256, 256), (512, 512), (1024, 768))
LARGE_SIZES: tuple[Size, ...] = ((3000, 2000), (6000, 4000))


_SIDES = "burnish.upscaling.benchmark"


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
    """Largest resident memory of the side's process until then."""
    speedup: float | None
    """How many times as fast as the official side: the median over pairs of runs."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was measured, and under which conditions."""

    model: str
    denoising_strength: float
    """Below 1, the official side reads two files of weights for each image and blends them, as the ancestor did."""
    precision: str
    cpu_capability: str
    threads: int
    load_before: float
    load_after: float
    """The system's load, one minute's average; this measurement adds about ``threads`` to it."""
    stand_in: bool
    """Whether a plain enlargement stood in for the network after the first tiles: then only memory means something."""
    rows: list[Row]


class _Sizes(click.ParamType[tuple[Size, ...]]):
    """Sizes such as "256x256,1024x768"."""

    name = "WxH,..."

    def convert(
        self, value: str | tuple[Size, ...], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[Size, ...]:
        if not isinstance(value, str):
            return value
        try:
            sizes = tuple((int(width), int(height)) for width, height in (part.split("x") for part in value.split(",")))
        except ValueError:
            self.fail(f"“{value}” is not a list of sizes such as 256x256,1024x768.", param, ctx)
        if min(min(size) for size in sizes) < 1:
            self.fail(f"“{value}” has a side below 1.", param, ctx)
        return sizes


@click.command()
@settings_options("root", "offline", "precision")
@click.option("--runs", type=click.IntRange(1), default=3, show_default=True, help="Pairs of runs, for the medians.")
@click.option("--sizes", type=_Sizes(), help="Sizes to measure instead of 256x256,512x512,1024x768.")
@click.option(
    "--weights",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder with official .pth files, to take those it has from there.",
)
@click.option("--large", is_flag=True, help="Measure Burnish's memory with photos of 6 and 24 megapixels instead.")
@click.option(
    "--stand-in",
    is_flag=True,
    help="Let a plain enlargement stand in for the network after the first tiles: for memory.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def upscale(
    settings: Settings,
    runs: int,
    sizes: tuple[Size, ...] | None,
    weights: Path | None,
    large: bool,
    stand_in: bool,
    as_json: bool,
) -> None:
    """Compare upscaling at 4x with the official RealESRGANer, used as InvokeAI 2.3 did (built anew for each image)."""
    if stand_in and not large:
        raise click.UsageError("--stand-in makes times meaningless; it goes with --large only.")
    load = psutil.getloadavg()[0]
    with TemporaryDirectory() as name:
        folder = Path(name)
        step = _prepare_weights(settings, weights, folder)
        runs_by_size = _prepare_runs(folder, sizes or (LARGE_SIZES if large else SIZES), step, settings, stand_in)
        rows = _large(folder, runs_by_size) if large else _compare(folder, runs_by_size, runs)
    report = Report(
        model=step.model,
        denoising_strength=step.denoising_strength,
        precision=settings.precision,
        cpu_capability=torch.backends.cpu.get_cpu_capability(),
        threads=torch.get_num_threads(),
        load_before=load,
        load_after=psutil.getloadavg()[0],
        stand_in=stand_in,
        rows=rows,
    )
    click.echo(json.dumps(asdict(report), indent=2) if as_json else _text(report))


def _prepare_weights(settings: Settings, given: Path | None, folder: Path) -> UpscaleStep:
    """Gathers the weights in the official layout; gives the step with denoising where the weights for it are there."""
    store = open_store(settings)
    step = UpscaleStep(upscale_strength=1)
    twin = MODELS[step.model].twin
    assert twin is not None
    for name in (step.model, twin):
        target = folder / f"{name}.pth"
        if given is not None and (given / target.name).exists():
            shutil.copyfile(given / target.name, target)
        elif name == step.model or store.state(name).status == "ready":
            torch.save({"params": load_state_dict(store.ensure(name))}, target)
    return step if (folder / f"{twin}.pth").exists() else step.model_copy(update={"denoising_strength": 1.0})


def _prepare_runs(
    folder: Path, sizes: tuple[Size, ...], step: UpscaleStep, settings: Settings, stand_in: bool
) -> dict[Size, Run]:
    """What to run at each size, with the photos made here, so that the sides only have to decode them."""
    runs = {}
    for width, height in sizes:
        photo = folder / f"{width}x{height}.jpg"
        encode(Picture(synthetic_photo(width, height)), photo, OutputOptions(format="jpeg"))
        runs[width, height] = Run(photo=photo, step=step, precision=settings.precision, stand_in=stand_in)
    return runs


def _compare(folder: Path, runs: dict[Size, Run], count: int) -> list[Row]:
    """Both sides, size by size."""
    rows = []
    with side(_SIDES, "official", folder) as official, side(_SIDES, "burnish", folder) as burnish:
        _warm_up(official, burnish, runs, count)
        for (width, height), run in runs.items():
            title = f"{width} x {height}"
            references, own, speedup = ask_in_turn(official, burnish, run, Measurement, count, title)
            rows.append(_row("official", (width, height), run, references, None))
            rows.append(_row("burnish", (width, height), run, own, speedup))
    return rows


def _warm_up(official: Side, burnish: Side, runs: dict[Size, Run], count: int) -> None:
    """The smallest size once on each side, not counted; says how long the rest will take."""
    smallest = min(runs, key=math.prod)
    say(f"Warming up with {smallest[0]} x {smallest[1]} ...")
    official.ask(runs[smallest], Measurement)
    start = time.perf_counter()
    official.ask(runs[smallest], Measurement)
    burnish.ask(runs[smallest], Measurement)
    seconds = (time.perf_counter() - start) * count * sum(map(math.prod, runs)) / math.prod(smallest)
    say(f"This will take about {max(1, round(seconds / 60))} min.")


def _large(folder: Path, runs: dict[Size, Run]) -> list[Row]:
    """Each size in a process of its own, because a process's peak memory never falls."""
    rows = []
    for (width, height), run in runs.items():
        say(f"{width} x {height} ...")
        with side(_SIDES, "burnish", folder) as burnish:
            rows.append(_row("burnish", (width, height), run, [burnish.ask(run, Measurement)], None))
        say(f"{width} x {height}: {rows[-1].seconds:.0f} s, peak {rows[-1].peak_bytes / 1e6:.0f} MB")
    return rows


def _row(side: str, size: Size, run: Run, measurements: list[Measurement], speedup: float | None) -> Row:
    width, height = size
    seconds = statistics.median(measurement.seconds for measurement in measurements)
    operations = count_operations(ARCHITECTURES[run.step.model].build(), width, height)
    return Row(
        side=side,
        width=width,
        height=height,
        seconds=seconds,
        seconds_per_output_megapixel=seconds / (width * height * run.step.scale**2 / 1e6),
        gflops=operations / seconds / 1e9,
        png_share=statistics.median(measurement.png_seconds for measurement in measurements) / seconds,
        peak_bytes=max(measurement.peak_bytes for measurement in measurements),
        speedup=speedup,
    )


def _text(report: Report) -> str:
    blended = report.denoising_strength < 1
    lines = [
        f"{report.model} at 4x, denoising strength {report.denoising_strength:g} "
        f"({'two files' if blended else 'one file'} of weights), precision {report.precision}, "
        f"{report.cpu_capability}, {report.threads} threads, load {report.load_before:.1f} to {report.load_after:.1f}"
    ]
    if report.stand_in:
        lines.append(
            "A plain enlargement stood in for the network after the first tiles: only the peak means something."
        )
    lines.append("side      input        seconds   s/output MP   GFLOP/s    PNG   peak MB   speed-up")
    for row in report.rows:
        speedup = f"{row.speedup:.2f}x" if row.speedup is not None else ""
        lines.append(
            f"{row.side:9} {row.width:>4} x {row.height:<4} {row.seconds:9.2f} {row.seconds_per_output_megapixel:13.3f}"
            f" {row.gflops:9.0f} {row.png_share:6.1%} {row.peak_bytes / 1e6:9.0f} {speedup:>10}"
        )
    return "\n".join(lines)


@click.command()
@settings_options("root", "offline")
@click.option(
    "--model",
    type=ExactChoice(list(MODELS)),
    default="realesr-general-x4v3",
    show_default=True,
    help="Which network; RealESRGAN_x4plus takes a minute or more.",
)
@click.argument("photos", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def receptive_field(settings: Settings, model: str, photos: tuple[Path, ...]) -> None:
    """Measure how far a network sees, which decides how far tiles must overlap: what cutting PHOTOS changes.

    Without PHOTOS a synthetic one is taken.
    """
    store = open_store(settings)
    networks = Networks(lambda name: load_state_dict(store.ensure(name)), torch.device("cpu"))
    pictures = [decode(path).pixels for path in photos] or [synthetic_photo(192, 64)]
    if unfit := [path.name for path, pixels in zip(photos, pictures, strict=False) if pixels.shape[2] != 3]:
        raise click.UsageError(f"{', '.join(unfit)}: only pictures in colour and without transparency can be measured.")
    overlap = ARCHITECTURES[model].overlap
    click.echo(f"{model}: tiles overlap by {overlap.context} pixels, of which {overlap.feather} are feathered")
    click.echo(_influence_table(measure_influence(networks.get(model, 1, torch.float32), pictures)))


def _influence_table(influences: list[Influence]) -> str:
    lines = ["distance (pixels)   largest difference from there on (1/255)   PSNR there (dB)"]
    for influence in influences:
        decibels = 10 * math.log10(255**2 / influence.mean_square) if influence.mean_square > 0 else math.inf
        lines.append(f"{influence.distance:17} {influence.largest:42.3f} {decibels:17.1f}")
    return "\n".join(lines)
