"""Measures how long the page takes to show its first image in Chromium, and how much it loads for that.

    CHROMIUM_PATH=/usr/bin/chromium .venv/bin/python -m scripts.first_load [--images 1000] [--times 10]

A server is started over a library of its own in a temporary folder, and visited once before anything is measured. Each
visit after that is in a browser profile of its own, with nothing in its cache.
"""

import argparse
import os
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from burnish.library.benchmark import fill
from burnish.library.database import open_database
from scripts.own_server import serving

WATCH = """window.firstShown = new Promise((resolve) => {
    const isShown = () => {
        const picture = document.querySelector("main img:not([alt=''])");
        return picture ? picture.complete : document.querySelector("main button") !== null;
    };
    const look = () => {
        if (isShown()) {
            resolve(performance.now());
        } else {
            requestAnimationFrame(look);
        }
    };
    look();
});"""
"""Tells when the first image is in the viewer, or what an empty library shows in its place."""

BYTES_OF_SCRIPTS = """() => performance.getEntriesByType("resource")
    .filter(({ name }) => new URL(name).pathname.endsWith(".js"))
    .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)"""


FLAGS = ("--offline", "--no-esrgan", "--no-restore")
"""Of a server without networks."""


@dataclass(frozen=True, slots=True)
class Visit:
    """What one visit took."""

    milliseconds: float
    """From the navigation's start until the first image is shown."""
    script_bytes: int
    """Scripts as they went over the wire."""


def main() -> None:
    """Measures and prints the medians."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--images", type=int, default=1000, help="how many images the library has")
    parser.add_argument("--times", type=int, default=10, help="how often the page is visited")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, sync_playwright() as playwright:
        root = Path(folder) / "library"
        _make_library(root, options.images)
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM_PATH"], args=["--no-sandbox"])
        with serving(root, *FLAGS) as address:
            _visit(browser, address)
            visits = [_visit(browser, address) for _ in range(options.times)]
        browser.close()
    times = [visit.milliseconds for visit in visits]
    sys.stdout.write(
        f"{options.images} images, {options.times} visits: first image after {statistics.median(times):.0f} ms "
        f"({min(times):.0f} to {max(times):.0f}); scripts {visits[-1].script_bytes / 1000:.0f} kB\n"
    )


def _visit(browser: Browser, address: str) -> Visit:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(address)
    visit = Visit(page.evaluate("window.firstShown"), page.evaluate(BYTES_OF_SCRIPTS))
    context.close()
    return visit


def _make_library(root: Path, images: int) -> None:
    root.mkdir(parents=True)
    if images == 0:
        return
    database = open_database(root)
    try:
        fill(database, images, lambda _: None)
    finally:
        database.close()


if __name__ == "__main__":
    main()
