"""A large library for ``burnish bench library``: records as real work leaves them, and a small file for each."""

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import insert

from burnish.images.encode import encode
from burnish.images.picture import Picture
from burnish.images.thumbnails import write_thumbnail
from burnish.library.database import Database
from burnish.library.ids import new_id
from burnish.library.layout import Layout
from burnish.library.names import base_name, result_name
from burnish.library.search import searchable
from burnish.library.tables import Image, ImageText
from burnish.monitoring import ReportProgress, ignore_progress
from burnish.parameters import OutputOptions, Recipe, RestoreFacesStep, UpscaleStep
from burnish.records import ImageGeneration, ImageKind

_AT_ONCE = 5000
"""Images that are recorded in one transaction; their files are links to one, of which no file system allows many."""

_WIDTH, _HEIGHT = 256, 192
_RECIPE = Recipe(steps=(UpscaleStep(scale=2), RestoreFacesStep()))
_SUBJECTS = (
    "a red fox",
    "a lighthouse",
    "an old sailor",
    "a quiet harbour",
    "two dancers",
    "雪の中の狐",
    "деревня у реки",
)
_PLACES = ("in fresh snow", "on a cliff", "in a café", "under the northern lights", "among birches")
_TIMES = ("at dusk", "at noon", "in heavy rain", "before sunrise")


def prompt(number: int) -> str:
    """One of 140 prompts, as one person writes them: much of each stands in others, too."""
    subject, place = _SUBJECTS[number % len(_SUBJECTS)], _PLACES[number % len(_PLACES)]
    return f"{subject} {place} {_TIMES[number % len(_TIMES)]}, soft light, film grain, photographed from a low angle"


def fill(database: Database, count: int, report: ReportProgress = ignore_progress) -> None:
    """Adds ``count`` images to an empty library: of each ten, four uploads, three base images and their results.

    ``report`` is told the fraction that is done.
    """
    for first in range(0, count, _AT_ONCE):
        rows = _rows(database.layout, range(first, min(first + _AT_ONCE, count)))
        _write_files(database.layout, rows)
        with database.write() as session:
            session.execute(insert(Image), rows)
            session.execute(insert(ImageText), [_text_of(row) for row in rows])
        report(min(1.0, (first + _AT_ONCE) / count))


def _rows(layout: Layout, numbers: range) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for number in numbers:
        place = number % 10
        if place in (5, 7, 9):
            rows.append(_result(layout, rows[-1]))
        else:
            rows.append(_original(layout, number, "upload" if place < 4 else "base"))
        rows[-1]["position"] = number + 1
        rows[-1].setdefault("origin_position", number + 1)
    return rows


def _original(layout: Layout, number: int, kind: ImageKind) -> dict[str, Any]:
    image_id = new_id()
    generation = None if kind == "upload" else _generation(number)
    return {
        "id": image_id,
        "kind": kind,
        "name": f"IMG_{number:06}.png" if generation is None else base_name(generation.prompt, number, "png"),
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
        "generation": None if generation is None else generation.model_dump(mode="json"),
        "favourite": number % 50 == 0,
        "upscaled": False,
        "faces_restored": False,
        "created_at": datetime.now(UTC),
    }


def _result(layout: Layout, source: dict[str, Any]) -> dict[str, Any]:
    image_id = new_id()
    return {
        **source,
        "id": image_id,
        "kind": "result",
        "name": result_name(str(source["name"]), _RECIPE, "png"),
        "source_id": source["id"],
        "file": layout.image(image_id, "png"),
        "recipe": _RECIPE.model_dump(mode="json"),
        "favourite": False,
        "upscaled": True,
        "faces_restored": True,
    }


def _generation(number: int) -> ImageGeneration:
    return ImageGeneration(
        prompt=prompt(number),
        negative_prompt="blurry, text, watermark",
        width=_WIDTH,
        height=_HEIGHT,
        steps=30,
        guidance=7.5,
        seed=number,
        generator="painter",
        model="Burnish's painter",
    )


def _text_of(row: dict[str, Any]) -> dict[str, Any]:
    return {"position": row["position"], "text": searchable(row["name"], row["recipe"], row["generation"])}


def _write_files(layout: Layout, rows: list[dict[str, Any]]) -> None:
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
