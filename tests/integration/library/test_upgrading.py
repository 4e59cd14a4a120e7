"""A library that was filled before there was any search: its images are found as if there had always been one."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, insert, table
from sqlalchemy import column as sql_column

from burnish.library.database import open_database
from burnish.library.filters import ImageFilter, Versions
from burnish.library.gallery import Gallery
from burnish.library.layout import Layout
from burnish.library.search import words_of

FOX = {"prompt": "A red fox in fresh snow", "negative_prompt": "blurry", "generator": "painter", "seed": 77}
UPSCALED = {"steps": [{"type": "upscale", "model": "realesr-general-x4v3", "scale": 4}]}
RESTORED = {"steps": [{"type": "restore_faces", "algorithm": "codeformer", "strength": 0.75, "fidelity": 0.5}]}

IMAGES: tuple[tuple[str, str, str | None, str, dict[str, Any] | None, dict[str, Any] | None, bool], ...] = (
    # id, kind, source, name, recipe, generation, in the trash
    ("aunt", "upload", None, "Tante Ünï.png", None, None, False),
    ("fox", "base", None, "a-red-fox_77.png", None, FOX, False),
    ("aunt4x", "result", "aunt", "Tante Ünï_4x.png", UPSCALED, None, False),
    ("gone", "upload", None, "lighthouse.png", None, None, True),
    ("faces", "result", "aunt4x", "Tante Ünï_4x_codeformer.png", RESTORED, None, False),
    ("fox4x", "result", "fox", "a-red-fox_77_4x.png", UPSCALED, FOX, True),
    ("gone4x", "result", "gone", "lighthouse_4x.png", UPSCALED, None, False),
)
ORIGINS = {"aunt4x": "aunt", "faces": "aunt", "fox4x": "fox", "gone4x": "gone"}
COLUMNS = "id kind source_id name origin_id width height format bits channels bytes file recipe notes generation"


def fill(connection: Connection) -> None:
    """The images in plain SQL, one second after the other."""
    names = [*COLUMNS.split(), "created_at", "deleted_at"]
    images = table("images", *map(sql_column, names))
    for second, (image_id, kind, source, name, recipe, generation, is_deleted) in enumerate(IMAGES):
        made = f"2026-01-01 12:00:{second:02}.000000"
        connection.execute(
            insert(images).values(
                id=image_id,
                kind=kind,
                source_id=source,
                name=name,
                origin_id=ORIGINS.get(image_id, image_id),
                width=3,
                height=2,
                format="png",
                bits=8,
                channels=3,
                bytes=9,
                file=f"images/{image_id}.png",
                recipe=recipe and json.dumps(recipe),
                notes="[]",
                generation=generation and json.dumps(generation),
                created_at=made,
                deleted_at=made if is_deleted else None,
            )
        )


@pytest.fixture
def older_root(root: Path) -> Path:
    """The root of a library of the version before, with images."""
    layout = Layout(root)
    layout.create()
    engine = create_engine(f"sqlite:///{layout.database}")
    with engine.begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", "burnish.library:migrations")
        command.upgrade(config, "0004")
        fill(connection)
    engine.dispose()
    return root


@pytest.fixture
def upgraded(older_root: Path) -> Iterator[Gallery]:
    database = open_database(older_root)
    yield Gallery(database)
    database.close()


@pytest.mark.parametrize(
    ("query", "wanted", "versions", "ids"),
    [
        ("", ImageFilter(), "all", ["gone4x", "faces", "aunt4x", "fox", "aunt"]),
        ("", ImageFilter(), "newest", ["gone4x", "fox", "faces"]),
        ("uni", ImageFilter(), "all", ["faces", "aunt4x", "aunt"]),
        ("FOX snow", ImageFilter(), "all", ["fox"]),
        ("blurry 77", ImageFilter(), "all", ["fox"]),
        ("4x", ImageFilter(), "all", ["gone4x", "faces", "aunt4x"]),
        ("codeformer", ImageFilter(), "newest", ["faces"]),
        ("lighthouse", ImageFilter(), "all", ["gone4x"]),
        ("png", ImageFilter(kind="upload"), "all", ["aunt"]),
        ("", ImageFilter(step="upscale"), "all", ["gone4x", "faces", "aunt4x"]),
        ("", ImageFilter(step="restore_faces"), "all", ["faces"]),
        ("", ImageFilter(favourite=True), "all", []),
        ("", ImageFilter(made_after=datetime(2026, 1, 1, 12, 0, 4, tzinfo=UTC)), "all", ["gone4x", "faces"]),
        ("", ImageFilter(made_before=datetime(2026, 1, 1, 12, 0, 2, tzinfo=UTC)), "newest", ["fox", "aunt"]),
    ],
)
def test_images_of_an_older_library_are_found_in_order(
    upgraded: Gallery, query: str, wanted: ImageFilter, versions: Versions, ids: list[str]
) -> None:
    sought = replace(wanted, words=words_of(query))
    page = upgraded.page(None, 50, sought, versions)
    assert ([image.id for image in page.items], page.total) == (ids, len(ids))
    assert upgraded.ids(sought, versions).ids == ids


def test_what_lies_in_the_trash_of_an_older_library_comes_back(upgraded: Gallery) -> None:
    assert upgraded.undelete_all([image_id for image_id, *_ in IMAGES]) == ["gone", "fox4x"]
    assert upgraded.ids(ImageFilter(), "newest").ids == ["gone4x", "fox4x", "faces"]
    assert upgraded.ids(ImageFilter(words=("fox",)), "newest").origins == ["fox"]
