"""Confidential by construction: receipts, people left out, moments hidden, seals and retention.

Safe before deploying: older code runs beside the new tables and columns, all of which have a value
by themselves. It shows at once what newer code would hide for a while, and leaves `last_on` and
`forget_on` as they are: let it stop soon. Going back is for a database in which nobody has reported
without a name, or left somebody out: older code would show what it must not.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_REFERRING = (("posted", "report_id"), ("posted", "digest_id"), ("delivery", "digest_id"))
"""Columns by which rows go along when what they refer to is deleted."""


def _columns() -> dict[str, list[sa.Column[object]]]:
    return {
        "service": [
            _text("signposts", comment="empty: the usual ones"),
            _number("identity_days", 14),
            _number("identity_days_after_end", 90),
            _number("report_months", 36),
        ],
        "team": [_text("allowed_names", comment="no names of people")],
        "report": [
            sa.Column("last_on", sa.Date(), comment="likewise: the day of the last event"),
            sa.Column("forget_on", sa.Date(), comment="likewise: when to forget who wrote it"),
        ],
        "event": [
            sa.Column(
                "shows_at",
                sa.DateTime(timezone=True),
                comment="from when others see it; empty: at once",
            ),
        ],
        "audit": [
            sa.Column(
                "seal",
                sa.Integer(),
                comment="under which seal of the chain it stands; empty: none yet",
            ),
            sa.Column(
                "salt", sa.LargeBinary(), comment="of the mark; gone once the actor is erased"
            ),
            sa.Column("actor_mark", sa.LargeBinary(), comment="hash of salt and actor"),
        ],
    }


def _text(name: str, comment: str) -> sa.Column[object]:
    return sa.Column(name, sa.Text(), nullable=False, server_default="", comment=comment)


def _number(name: str, default: int) -> sa.Column[object]:
    return sa.Column(name, sa.Integer(), nullable=False, server_default=str(default))


def upgrade() -> None:
    for table, columns in _columns().items():
        for column in columns:
            op.add_column(table, column)
    _create_tables_of_reports()
    _create_tables_of_the_host()
    _work_out_last_day()
    _create_indexes()


def downgrade() -> None:
    for index in ("ix_report_last_on", "ix_report_forget_on", "ix_report_about"):
        op.drop_index(index, "report")
    for table, referring in _REFERRING:
        op.drop_index(f"ix_{table}_{referring}", table)
    op.drop_index("ix_event_shows_at", "event")
    op.drop_index("ix_audit_seal", "audit")
    for table in ("request", "audit_seal", "left_out", "receipt", "rewording"):
        op.drop_table(table)
    for table, columns in _columns().items():
        for column in columns:
            op.drop_column(table, column.name)


def _work_out_last_day() -> None:
    day = (
        "date(max(event.at))" if _is_sqlite() else "CAST(max(event.at) AT TIME ZONE 'UTC' AS date)"
    )
    op.execute(
        f"UPDATE report SET last_on = (SELECT {day} FROM event"  # noqa: S608 - our own words
        " WHERE event.report_id = report.id)"
    )


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _create_tables_of_reports() -> None:
    op.create_table(
        "rewording",
        sa.Column("report_id", sa.String(32), nullable=False),
        sa.Column(
            "shows_at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="when it takes the words' place",
        ),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("what", "more", "caught", "idea", "helps")
        ),
        sa.Column("stage", sa.String(32)),
        sa.Column("factors", sa.Text(), nullable=False, comment="separated by spaces"),
        sa.Column("wish", sa.String(32)),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_rewording")),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_rewording_report_id"), ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "receipt",
        sa.Column(
            "digest", sa.LargeBinary(), nullable=False, comment="keyed hash of a receipt code"
        ),
        sa.Column("report_id", sa.String(32), nullable=False),
        sa.Column("key_name", sa.String(16), nullable=False, comment="of the key it was made with"),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_receipt")),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_receipt_report_id"), ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "left_out",
        sa.Column("report_id", sa.String(32), nullable=False),
        sa.Column(
            "sealed", sa.LargeBinary(), nullable=False, comment="report and user ids, encrypted"
        ),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_left_out")),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_left_out_report_id"), ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )


def _create_tables_of_the_host() -> None:
    op.create_table(
        "audit_seal",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False, comment="the hour only"),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column(
            "digest",
            sa.LargeBinary(),
            nullable=False,
            comment="of its rows and of the seal before",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit_seal")),
    )
    op.create_table(
        "request",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column(
            "kind", sa.String(16), nullable=False, comment="what the host has asked leave for"
        ),
        sa.Column("sealed", sa.LargeBinary(), comment="whom or what it is about, encrypted"),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "decided_by", sa.String(32), comment="the learning lead who confirmed or refused"
        ),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request")),
        sqlite_with_rowid=False,
    )


def _create_indexes() -> None:
    op.create_index("ix_rewording_shows_at", "rewording", ["shows_at"])
    op.create_index("ix_receipt_report_id", "receipt", ["report_id"])
    op.create_index("ix_receipt_key_name", "receipt", ["key_name"])
    op.create_index("ix_report_last_on", "report", ["last_on"])
    op.create_index("ix_report_about", "report", ["about"])
    _create_partial("report", "forget_on")
    _create_partial("event", "shows_at")
    for table, column in _REFERRING:
        _create_partial(table, column)
    op.create_index("ix_audit_seal", "audit", ["seal"])


def _create_partial(table: str, column: str) -> None:
    """An index over the rows that have something in this column."""
    has_one = sa.text(f"{column} IS NOT NULL")
    op.create_index(
        f"ix_{table}_{column}", table, [column], sqlite_where=has_one, postgresql_where=has_one
    )
