"""``burnish bench server``: how quickly the server answers many pages while the engine works."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
import psutil
import requests

from burnish.cli.bench.sides import say
from burnish.cli.options import settings_options
from burnish.cli.setting_sources import CONFIG_VARIABLE
from burnish.images.encode import encode
from burnish.images.picture import Picture
from burnish.parameters import Generation, OutputOptions, Recipe, UpscaleStep
from burnish.settings import Settings
from burnish.upscaling.benchmark import synthetic_photo
from burnish.web.load.figures import Figures
from burnish.web.load.main import Load, LoadReport
from burnish.weights.store import open_store

MEDIAN_AIM = 0.02
"""Seconds that half of the small requests should take at most."""

PERCENTILE_99_AIM = 0.15
"""Seconds that 99 of 100 small requests should take at most."""

MEMORY_AIM = 300e6
"""Bytes of memory that the server's process should take at most."""

PHOTO_SIZES = ((4000, 3000), (1600, 1200), (640, 480))
"""Width and height of what is uploaded in turns."""

PHOTO_TO_UPSCALE = (768, 512)
"""Width and height of what the engine works on."""

_SAMPLE_SECONDS = 0.25
_PATIENCE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Usage:
    """What the server's own process, without the engine and the process that decodes uploads, took meanwhile."""

    processor_share: float
    """Measured in that of one core."""
    peak_bytes: int
    """Largest resident memory at the moments when it was looked at."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an aim was reached."""

    aim: str
    found: str
    is_reached: bool


@dataclass(frozen=True, slots=True)
class Report:
    """What was measured, and under which conditions."""

    clients: int
    uploads: int
    work: str
    """What the engine did meanwhile."""
    cores: int
    load_before: float
    load_after: float
    """The system's load, one minute's average; this measurement itself adds about 3 to it."""
    usage: Usage
    measured: LoadReport

    @property
    def verdicts(self) -> list[Verdict]:
        """The aims."""
        small, errors = self.measured.small, sum(kind.errors for kind in self.measured.kinds)
        return [
            Verdict("no error", str(errors), errors == 0),
            _within("median of small requests", small.median, MEDIAN_AIM),
            _within("99th percentile of small requests", small.percentile_99, PERCENTILE_99_AIM),
            Verdict(
                f"memory of the server at most {MEMORY_AIM / 1e6:.0f} MB",
                f"{self.usage.peak_bytes / 1e6:.0f} MB",
                self.usage.peak_bytes <= MEMORY_AIM,
            ),
        ]


@click.command()
@settings_options("root", "device", "precision", "tile_size", "threads")
@click.option("--seconds", type=click.FloatRange(1), default=60, show_default=True, help="How long to measure.")
@click.option("--clients", type=click.IntRange(1), default=20, show_default=True, help="Pages that are open.")
@click.option("--uploads", type=click.IntRange(0), default=10, show_default=True, help="Uploads at a time.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def server(settings: Settings, seconds: float, clients: int, uploads: int, as_json: bool) -> None:
    """Measure how quickly a server answers many pages while its engine works.

    A server is started over a library of its own in a temporary folder. Pages listen to its events and look through
    the gallery, photos of up to 12 megapixels are uploaded, and the engine upscales, or paints where the weights of
    realesr-general-x4v3 are not below --root. Small requests are all but uploads and whole files; the aims for two
    cores are no error, a median under 20 ms and a 99th percentile under 150 ms. Nothing is fetched.
    """
    load_before = psutil.getloadavg()[0]
    with TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        photos = [_write_photo(folder, *size) for size in PHOTO_SIZES]
        upscales = open_store(settings).state(UpscaleStep().model).status == "ready"
        with _server(settings, folder, upscales) as (process, url):
            job = _upscaling(url, _write_photo(folder, *PHOTO_TO_UPSCALE)) if upscales else _painting()
            say("Warming up the engine with the first job ...")
            _run_job(url, job)
            load = Load(url=url, seconds=seconds, clients=clients, uploads=uploads, photos=photos, job=job)
            say(f"{clients} pages and {uploads} uploads at a time for {seconds:g} s ...")
            measured, usage = _measure(process, load)
    report = Report(
        clients=clients,
        uploads=uploads,
        work="upscaling" if upscales else "painting",
        cores=len(psutil.Process().cpu_affinity()),
        load_before=load_before,
        load_after=psutil.getloadavg()[0],
        usage=usage,
        measured=measured,
    )
    click.echo(json.dumps(_figures(report), indent=2) if as_json else _text(report))


def _write_photo(folder: Path, width: int, height: int) -> Path:
    photo = folder / f"{width}x{height}.jpg"
    encode(Picture(synthetic_photo(width, height)), photo, OutputOptions(format="jpeg"))
    return photo


@contextmanager
def _server(settings: Settings, folder: Path, upscales: bool) -> Iterator[tuple[psutil.Popen, str]]:
    """A server over a new library with the weights that are there: its process, and its address."""
    root = folder / "library"
    root.mkdir()
    if upscales:
        (root / "weights").symlink_to(open_store(settings).folder.absolute())
    options = [f"--{name.replace('_', '-')}={getattr(settings, name)}" for name in _PASSED_ON]
    switches = [] if upscales else ["--no-esrgan", "--no-restore"]
    command = [sys.executable, "-m", "burnish", "serve", f"--root={root}", "--port=0", "--offline", *options, *switches]
    with psutil.Popen(command, stdout=subprocess.PIPE, env=_environment(), text=True) as process:
        try:
            ready = process.stdout.readline()
            if " at http" not in ready:
                raise click.ClickException("The server did not start; above is why.")
            yield process, ready.split(" at ", 1)[1].split()[0]
        finally:
            process.terminate()


_PASSED_ON = ("device", "precision", "tile_size", "threads")
"""Settings of this command that are the server's, too."""


def _environment() -> Mapping[str, str]:
    """This process's environment without settings of Burnish, which would change what is measured."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BURNISH_")}
    return {**kept, CONFIG_VARIABLE: os.devnull}


def _upscaling(url: str, photo: Path) -> dict[str, Any]:
    """A request to upscale a photo, which is uploaded for it."""
    with photo.open("rb") as file:
        uploaded = _json(requests.post(f"{url}/api/images", files={"files": file}, timeout=_PATIENCE_SECONDS))
    recipe = Recipe(steps=(UpscaleStep(denoising_strength=1),))
    image_id = uploaded["items"][0]["id"]
    return {"kind": "postprocess", "images": [image_id], "recipe": recipe.model_dump(mode="json")}


def _painting() -> dict[str, Any]:
    """A request for some pictures by the generator that needs no weights."""
    generation = Generation(prompt="a red fox in snow", count=2, width=256, height=256, generator="painter")
    return {"kind": "generate", "generation": generation.model_dump(mode="json")}


def _run_job(url: str, job: dict[str, Any]) -> None:
    """Lets the engine load its networks and do a job; none of that is measured."""
    asked = _json(requests.post(f"{url}/api/jobs", json=job, timeout=_PATIENCE_SECONDS))
    while (state := _json(requests.get(f"{url}/api/jobs/{asked['id']}", timeout=_PATIENCE_SECONDS))["state"]) != "done":
        if state in ("failed", "cancelled"):
            raise click.ClickException(f"The engine cannot do the job that it is to work on: that is {state}.")
        time.sleep(_SAMPLE_SECONDS)


def _json(answer: requests.Response) -> Any:
    if not answer.ok:
        raise click.ClickException(f"The server did not do what it was asked before the measurement: {answer.text}")
    return answer.json()


def _measure(server: psutil.Process, load: Load) -> tuple[LoadReport, Usage]:
    """Puts the server under load, from a process of its own, and looks at what it takes meanwhile."""
    peak_bytes, over = 0, threading.Event()

    def sample() -> None:
        nonlocal peak_bytes
        while not over.wait(_SAMPLE_SECONDS):
            peak_bytes = max(peak_bytes, server.memory_info().rss)

    sampler = threading.Thread(target=sample, daemon=True)
    sampler.start()
    before = server.cpu_times()
    answer = subprocess.run(
        [sys.executable, "-m", "burnish.web.load.main"],
        input=load.model_dump_json(),
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    after = server.cpu_times()
    over.set()
    sampler.join()
    if answer.returncode != 0:
        raise click.ClickException("The process that puts the server under load has failed; above is why.")
    measured = LoadReport.model_validate_json(answer.stdout)
    used = after.user + after.system - before.user - before.system
    return measured, Usage(processor_share=used / measured.seconds, peak_bytes=peak_bytes)


def _within(what: str, seconds: float | None, aim: float) -> Verdict:
    return Verdict(
        f"{what} under {aim * 1000:.0f} ms",
        "there was none" if seconds is None else f"{seconds * 1000:.1f} ms",
        seconds is not None and seconds < aim,
    )


def _figures(report: Report) -> dict[str, object]:
    verdicts = [asdict(verdict) for verdict in report.verdicts]
    return {**asdict(report), "measured": report.measured.model_dump(mode="json"), "verdicts": verdicts}


def _text(report: Report) -> str:
    measured, usage = report.measured, report.usage
    lines = [
        f"{report.clients} pages, {report.uploads} uploads at a time, {report.work}, {report.cores} cores, "
        f"load {report.load_before:.1f} to {report.load_after:.1f}, {measured.seconds:.0f} s",
        "milliseconds         count  errors   median      95%      99%  largest",
        *(_line(kind) for kind in (*measured.kinds, measured.small)),
        f"{measured.uploads_per_second:.2f} uploads a second, {measured.jobs_done} jobs done, {measured.events} events "
        f"and {measured.previews} previews taken",
        f"server: {usage.processor_share:.0%} of a core, at most {usage.peak_bytes / 1e6:.0f} MB; "
        f"the load itself: {measured.processor_share:.0%} of a core",
        *(f"error: {reason}" for reason in measured.reasons),
        *(
            f"{'reached' if verdict.is_reached else 'MISSED'}: {verdict.aim} ({verdict.found})"
            for verdict in report.verdicts
        ),
    ]
    return "\n".join(lines)


def _line(figures: Figures) -> str:
    times = (figures.median, figures.percentile_95, figures.percentile_99, figures.largest)
    shown = "".join("        -" if time is None else f"{time * 1000:9.1f}" for time in times)
    return f"{figures.name:18}{figures.count:8}{figures.errors:8}{shown}"
