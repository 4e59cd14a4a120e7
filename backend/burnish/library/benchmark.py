"""A large library for ``burnish bench library``: records as real work leaves them, and a small file for each."""

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from sqlalchemy import insert

from burnish.images.encode import encode
from burnish.images.picture import Picture
from burnish.images.thumbnails import write_thumbnail
from burnish.library.database import Database
from burnish.library.ids import new_id
from burnish.library.layout import Layout
from burnish.library.names import base_name, result_name
from burnish.library.tables import Image
from burnish.monitoring import ReportProgress, ignore_progress
from burnish.parameters import OutputOptions, Recipe, RestoreFacesStep, UpscaleStep
from burnish.records import ImageGeneration, ImageKind

_AT_ONCE = 5000
"""Images that are recorded in one transaction; their files are links to one, of which no file system allows many."""

_WIDTH, _HEIGHT = 256, 192
_RECIPE = Recipe(steps=(UpscaleStep(scale=2), RestoreFacesStep()))
_GENERATION = ImageGeneration(
    prompt="a red fox in fresh snow at dusk, soft light, film grain, photographed from a low angle",
    negative_prompt="blurry, text, watermark",
    width=_WIDTH,
    height=_HEIGHT,
    steps=30,
    guidance=7.5,
    seed=20,
    generator="painter",
    model="Burnish's painter",
)


def fill(database: Database, count: int, report: ReportProgress = ignore_progress) -> None:
    """Adds ``count`` images with files and thumbnails: of each ten, four uploads, three base images and their results.

    ``report`` is told the fraction that is done.
    """
    for first in range(0, count, _AT_ONCE):
        rows = _rows(database.layout, range(first, min(first + _AT_ONCE, count)))
        _write_files(database.layout, rows)
        with database.write() as session:
            session.execute(insert(Image), rows)
        report(min(1.0, (first + _AT_ONCE) / count))


def _rows(layout: Layout, numbers: range) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for number in numbers:
        place = number % 10
        if place in (5, 7, 9):
            rows.append(_result(layout, rows[-1]))
        else:
            rows.append(_original(layout, number, "upload" if place < 4 else "base"))
    return rows


def _original(layout: Layout, number: int, kind: ImageKind) -> dict[str, object]:
    image_id = new_id()
    return {
        "id": image_id,
        "kind": kind,
        "name": f"IMG_{number:06}.png" if kind == "upload" else base_name(_GENERATION.prompt, number, "png"),
        "source_id": None,
        "origin_id": image_id,
        "width": _WIDTH,
        "height": _HEIGHT,
        "format": "png",
        "bits": 8,
        "channels": 3,
        "bytes": 0,
        "file": layout.image(image_id, "png"),
        "recipe": None,
        "notes": [],
        "faces": [],
        "generation": None if kind == "upload" else _GENERATION.model_dump(mode="json"),
        "created_at": datetime.now(UTC),
    }


def _result(layout: Layout, source: dict[str, object]) -> dict[str, object]:
    image_id = new_id()
    return {
        **source,
        "id": image_id,
        "kind": "result",
        "name": result_name(str(source["name"]), _RECIPE, "png"),
        "source_id": source["id"],
        "file": layout.image(image_id, "png"),
        "recipe": _RECIPE.model_dump(mode="json"),
    }


def _write_files(layout: Layout, rows: list[dict[str, object]]) -> None:
    """Writes one image and its thumbnail, and links them to all the others' places."""
    picture = Picture(np.random.default_rng(0).integers(0, 256, (_HEIGHT, _WIDTH, 3), np.uint8))
    file, thumbnail = layout.incoming / "picture.png", layout.incoming / "thumbnail.webp"
    encode(picture, file, OutputOptions())
    write_thumbnail(picture, thumbnail)
    for row in rows:
        row["bytes"] = file.stat().st_size
        _link(file, layout.root / str(row["file"]))
        _link(thumbnail, layout.root / layout.thumbnail(str(row["id"])))
    file.unlink()
    thumbnail.unlink()


def _link(file: Path, place: Path) -> None:
    place.parent.mkdir(exist_ok=True)
    try:
        os.link(file, place)
    except OSError:  # a file system without links, such as exFAT
        shutil.copyfile(file, place)
