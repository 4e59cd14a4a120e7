"""Faces: those found in an image, those restored in a result, and jobs that look for them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds columns in place: making a table anew would delete its rows, and what refers to them, in between."""
    op.add_column("images", sa.Column("faces", sa.JSON(), server_default="[]", nullable=False))
    op.add_column("jobs", sa.Column("detector", sa.String(), nullable=True))
    op.create_table(
        "found_faces",
        sa.Column("image_id", sa.String(), nullable=False),
        sa.Column("asked_for", sa.String(), nullable=False),
        sa.Column("detector", sa.String(), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["image_id"], ["images.id"], name="fk_found_faces_image_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("image_id", "asked_for", name="pk_found_faces"),
    )
