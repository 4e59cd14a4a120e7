"""Favourites, what images are found by, tuning grids, and what a job is about, apart from its title."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

from burnish.library.search import searchable

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_AT_ONCE = 1000


def upgrade() -> None:
    """Adds columns in place; of jobs that are there it is not known what they are about."""
    op.add_column("jobs", sa.Column("subject", sa.String(), nullable=False, server_default=sa.text("''")))
    op.add_column("jobs", sa.Column("tuning", sa.JSON(), nullable=True))
    op.add_column("images", sa.Column("favourite", sa.Boolean(), nullable=False, server_default="0"))
    op.add_column("images", sa.Column("upscaled", sa.Boolean(), nullable=False, server_default="0"))
    op.add_column("images", sa.Column("faces_restored", sa.Boolean(), nullable=False, server_default="0"))
    op.add_column("images", sa.Column("origin_position", sa.Integer(), nullable=False, server_default="0"))
    _add_index_of_texts()
    _describe_images()
    _replace_indexes()


def _add_index_of_texts() -> None:
    """The texts that images are found by, and triggers that keep an index of every three characters of them."""
    op.create_table(
        "image_texts",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["position"], ["images.position"], name="fk_image_texts_position", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("position", name="pk_image_texts"),
    )
    op.execute(
        "CREATE VIRTUAL TABLE image_index USING fts5("
        "text, content='image_texts', content_rowid='position', tokenize='trigram case_sensitive 1')"
    )
    op.execute(
        "CREATE TRIGGER image_texts_added AFTER INSERT ON image_texts BEGIN "
        "INSERT INTO image_index (rowid, text) VALUES (new.position, new.text); END"
    )
    op.execute(
        "CREATE TRIGGER image_texts_removed AFTER DELETE ON image_texts BEGIN "
        "INSERT INTO image_index (image_index, rowid, text) VALUES ('delete', old.position, old.text); END"
    )


def _describe_images() -> None:
    """Tells of the images that are there where their origins stand, what was done to them, and their texts.

    A source stands before what was made from it, so that one pass is enough.
    """
    connection = op.get_bind()
    columns = "position, id, name, source_id, origin_id, recipe, generation"
    images = connection.execute(sa.text(f"SELECT {columns} FROM images ORDER BY position")).all()
    positions: dict[str, int] = {}
    done: dict[str | None, set[str]] = {None: set()}
    for start in range(0, len(images), _AT_ONCE):
        facts, texts = [], []
        for position, image_id, name, source_id, origin_id, recipe, generation in images[start : start + _AT_ONCE]:
            recipe_read, generation_read = _read(recipe), _read(generation)
            positions[image_id] = position
            done[image_id] = done[source_id] | {step["type"] for step in (recipe_read or {}).get("steps", [])}
            facts.append(
                {
                    "position": position,
                    "origin_position": positions[origin_id],
                    "upscaled": "upscale" in done[image_id],
                    "faces_restored": "restore_faces" in done[image_id],
                }
            )
            texts.append({"position": position, "text": searchable(name, recipe_read, generation_read)})
        connection.execute(
            sa.text(
                "UPDATE images SET origin_position = :origin_position, upscaled = :upscaled, "
                "faces_restored = :faces_restored WHERE position = :position"
            ),
            facts,
        )
        connection.execute(sa.text("INSERT INTO image_texts (position, text) VALUES (:position, :text)"), texts)


def _replace_indexes() -> None:
    """Indexes in the order of pages that hold all that images are filtered by."""
    for columns in ("deleted_at", "deleted_at_kind", "deleted_at_origin_id"):
        op.drop_index(f"ix_images_{columns}", "images")
    filtered_by = ["kind", "favourite", "upscaled", "faces_restored", "created_at", "id", "origin_id"]
    op.create_index("ix_images_by_origin", "images", ["deleted_at", "origin_position", *filtered_by])
    op.create_index("ix_images_by_position", "images", ["deleted_at", "position", *filtered_by])


def _read(column: str | None) -> dict[str, Any] | None:
    return None if column is None else json.loads(column)
