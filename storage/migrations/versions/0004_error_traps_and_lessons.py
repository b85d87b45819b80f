"""Error traps and lessons: what is learned across reports.

Safe before deploying: older code runs beside the new tables and columns, all of which have a value
by themselves, and takes no notice of them. Going back loses traps, bulletins and what people said
of how they were treated; reports stay as they are.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_LIVE = "state IN ('changed', 'checked', 'confirmed', 'proposed', 'redesigning')"


def upgrade() -> None:
    _create_traps()
    _create_what_belongs_to_traps()
    _create_bulletins()
    _create_pulses()
    _add_columns()


def downgrade() -> None:
    _drop_columns()
    for table in (
        "pulse_given",
        "pulse",
        "bulletin_item",
        "bulletin",
        "trap_verdict",
        "trap_apart",
        "trap_report",
        "trap_event",
        "trap",
    ):
        op.drop_table(table)


def _id(name: str, *, nullable: bool = False, comment: str | None = None) -> sa.Column[str]:
    return sa.Column(name, sa.String(32), nullable=nullable, comment=comment)


def _belongs_to(
    table: str, column: str, other: str, *, ondelete: str | None = "CASCADE"
) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete=ondelete)


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def _create_traps() -> None:
    op.create_table(
        "trap",
        _id("id"),
        sa.Column("reference", sa.String(16), nullable=False),
        _id("team_id", comment="that works on it"),
        _id("state", comment="follows from the events"),
        sa.Column("name", sa.Text(), nullable=False),
        _id("stage", nullable=True),
        sa.Column("factors", sa.Text(), nullable=False, comment="separated by spaces"),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        _key("trap", "id"),
        sa.UniqueConstraint("reference", name=op.f("uq_trap_reference")),
        _belongs_to("trap", "team_id", "team", ondelete=None),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_trap_live",
        "trap",
        ["team_id"],
        sqlite_where=sa.text(_LIVE),
        postgresql_where=sa.text(_LIVE),
    )
    op.create_table(
        "trap_event",
        _id("trap_id"),
        sa.Column(
            "position", sa.Integer(), nullable=False, comment="1 for the first event of a trap"
        ),
        _id("kind"),
        sa.Column(
            "at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="the hour only, of what a colleague says",
        ),
        _id("actor", comment="'team', 'bot' or who decided"),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("until", sa.Date()),
        _id("owner", nullable=True, comment="who has taken it on"),
        _id("strength", nullable=True),
        _id("verdict", nullable=True),
        _id("other_id", nullable=True, comment="the trap that this one went into"),
        _key("trap_event", "trap_id", "position"),
        _belongs_to("trap_event", "trap_id", "trap"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_trap_event_kind_at", "trap_event", ["kind", "at"])


def _create_what_belongs_to_traps() -> None:
    op.create_table(
        "trap_report",
        _id("report_id"),
        _id("trap_id"),
        _key("trap_report", "report_id"),
        _belongs_to("trap_report", "report_id", "report"),
        _belongs_to("trap_report", "trap_id", "trap"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_trap_report_trap_id", "trap_report", ["trap_id"])
    op.create_table(
        "trap_apart",
        _id("trap_id"),
        _id("report_id", comment="somebody has said that it does not belong to the trap"),
        _key("trap_apart", "trap_id", "report_id"),
        _belongs_to("trap_apart", "trap_id", "trap"),
        _belongs_to("trap_apart", "report_id", "report"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_trap_apart_report_id", "trap_apart", ["report_id"])
    op.create_table(
        "trap_verdict",
        _id("trap_id"),
        sa.Column(
            "position", sa.Integer(), nullable=False, comment="of the change among the events"
        ),
        sa.Column(
            "finder", sa.LargeBinary(), nullable=False, comment="keyed hash of trap and user"
        ),
        _key("trap_verdict", "trap_id", "position", "finder"),
        _belongs_to("trap_verdict", "trap_id", "trap"),
        sqlite_with_rowid=False,
    )


def _create_bulletins() -> None:
    op.create_table(
        "bulletin",
        _id("id"),
        sa.Column("month", sa.Date(), nullable=False, comment="its first day"),
        sa.Column("state", sa.String(16), nullable=False),
        _id("decided_by", nullable=True, comment="the learning lead who released it or let it be"),
        _key("bulletin", "id"),
        sa.UniqueConstraint("month", name=op.f("uq_bulletin_month")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "bulletin_item",
        _id("bulletin_id"),
        _id("report_id"),
        sa.Column("position", sa.Integer(), nullable=False),
        _key("bulletin_item", "bulletin_id", "report_id"),
        _belongs_to("bulletin_item", "bulletin_id", "bulletin"),
        _belongs_to("bulletin_item", "report_id", "report"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_bulletin_item_report_id", "bulletin_item", ["report_id"])


def _create_pulses() -> None:
    op.create_table(
        "pulse",
        _id("id"),
        _id("team_id"),
        sa.Column("month", sa.Date(), nullable=False, comment="its first day"),
        sa.Column("respected", sa.String(8), nullable=False),
        sa.Column("again", sa.String(8), nullable=False),
        _key("pulse", "id"),
        _belongs_to("pulse", "team_id", "team"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_pulse_team_id_month", "pulse", ["team_id", "month"])
    op.create_table(
        "pulse_given",
        _id("report_id"),
        _key("pulse_given", "report_id"),
        _belongs_to("pulse_given", "report_id", "report"),
        sqlite_with_rowid=False,
    )


def _add_columns() -> None:
    op.add_column(
        "service",
        _id("bulletin_channel", nullable=True, comment="where the monthly bulletin goes"),
    )
    op.add_column(
        "service",
        sa.Column(
            "hollow_phrases",
            sa.Text(),
            nullable=False,
            server_default="",
            comment="empty: the usual",
        ),
    )
    op.add_column(
        "report",
        sa.Column(
            "is_published",
            sa.Boolean(),
            nullable=False,
            server_default=sa.false(),
            comment="likewise",
        ),
    )
    published = sa.text("is_published IS true" if _is_postgres() else "is_published IS 1")
    op.create_index(
        "ix_report_published",
        "report",
        ["filed_on"],
        sqlite_where=published,
        postgresql_where=published,
    )
    for table in ("delivery", "posted"):
        with op.batch_alter_table(table, recreate="never" if _is_postgres() else "auto") as batch:
            batch.add_column(_id("trap_id", nullable=True))
            batch.create_foreign_key(
                op.f(f"fk_{table}_trap_id"), "trap", ["trap_id"], ["id"], ondelete="CASCADE"
            )
            batch.create_index(op.f(f"ix_{table}_trap_id"), ["trap_id"])


def _drop_columns() -> None:
    for table in ("delivery", "posted"):
        with op.batch_alter_table(table, recreate="never" if _is_postgres() else "auto") as batch:
            batch.drop_index(op.f(f"ix_{table}_trap_id"))
            batch.drop_constraint(op.f(f"fk_{table}_trap_id"), type_="foreignkey")
            batch.drop_column("trap_id")
    op.drop_index("ix_report_published", "report")
    op.drop_column("report", "is_published")
    op.drop_column("service", "hollow_phrases")
    op.drop_column("service", "bulletin_channel")


def _is_postgres() -> bool:
    return op.get_bind().dialect.name == "postgresql"
