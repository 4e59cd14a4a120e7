"""Favourites, tuning grids, and what a job is about, apart from its title."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds columns in place; of jobs that are there it is not known what they are about."""
    op.add_column("images", sa.Column("favourite", sa.Boolean(), nullable=False, server_default="0"))
    op.add_column("jobs", sa.Column("subject", sa.String(), nullable=False, server_default=sa.text("''")))
    op.add_column("jobs", sa.Column("tuning", sa.JSON(), nullable=True))
