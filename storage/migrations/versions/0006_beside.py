"""Beside which reports the first words of others were shown, so that they can be taken away.

Safe before deploying: older code runs beside the new table and takes no notice. What it shows
meanwhile is remembered once the card is next drawn by newer code.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "beside",
        sa.Column("shown_id", sa.String(32), nullable=False, comment="whose first words are shown"),
        sa.Column("report_id", sa.String(32), nullable=False, comment="beside which they are"),
        sa.PrimaryKeyConstraint("shown_id", "report_id", name=op.f("pk_beside")),
        _belongs_to_a_report("shown_id"),
        _belongs_to_a_report("report_id"),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_beside_report_id"), "beside", ["report_id"])


def downgrade() -> None:
    op.drop_table("beside")


def _belongs_to_a_report(column: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_beside_{column}")
    return sa.ForeignKeyConstraint([column], ["report.id"], name=name, ondelete="CASCADE")
