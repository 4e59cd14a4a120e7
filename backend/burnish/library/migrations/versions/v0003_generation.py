"""Generation: what made an image from a prompt, and jobs that make them."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds columns in place: making a table anew would delete its rows, and what refers to them, in between."""
    op.add_column("images", sa.Column("generation", sa.JSON(), nullable=True))
    op.create_index("ix_images_deleted_at_origin_id", "images", ["deleted_at", "origin_id"])
    op.add_column("jobs", sa.Column("generation", sa.JSON(), nullable=True))
    op.add_column("jobs", sa.Column("generator", sa.String(), nullable=True))
    op.add_column("job_items", sa.Column("seed", sa.Integer(), nullable=True))
