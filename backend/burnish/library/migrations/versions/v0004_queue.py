"""The queue: an order that a person may change, jobs taken off the list, pausing the whole; and changes of images."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds columns in place; jobs that are there keep their order."""
    op.add_column("jobs", sa.Column("rank", sa.Float(), nullable=False, server_default="0"))
    op.execute("UPDATE jobs SET rank = position")
    op.add_column("jobs", sa.Column("cleared_at", sa.DateTime(), nullable=True))
    op.drop_index("ix_jobs_state", "jobs")
    op.create_index("ix_jobs_state_rank", "jobs", ["state", "rank"])
    op.create_index("ix_jobs_cleared_at", "jobs", ["cleared_at"])
    queue_state = op.create_table(
        "queue_state",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_queue_state"),
    )
    op.bulk_insert(queue_state, [{"id": 1, "paused": False}])
    library_state = op.create_table(
        "library_state",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("image_changes", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_library_state"),
    )
    op.bulk_insert(library_state, [{"id": 1, "image_changes": 0}])
    op.create_table(
        "unsettled_images",
        sa.Column("image_id", sa.String(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("image_id", name="pk_unsettled_images"),
    )
