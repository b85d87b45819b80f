"""The manager's loop: changes and check-backs, working days, absences, and digests in parts.

Safe before deploying: older code runs beside the new tables and columns, all of which have a value
by themselves. It leaves `look_on` and `is_thanked` as they are, and newer code does not notice the
settings it saves: change none meanwhile, and let it stop soon. The promises it has made are
watched once newer code starts: it would stumble over a timer of a kind it does not know. Going back
is for a database in which nothing has happened that older code does not know.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_LOOKED_AT = "look_on IS NOT NULL"
_UNTHANKED = "is_thanked IS false AND state IN ('answered', 'changed', 'checked')"
_UNTHANKED_SQLITE = "is_thanked IS 0 AND state IN ('answered', 'changed', 'checked')"

_ACTOR = "'reporter', 'team', 'bot' or who decided"
_ACTOR_BEFORE = "'reporter', 'bot' or who decided"


def _columns() -> dict[str, list[sa.Column[object]]]:
    return {
        "service": [
            _text("bank_holidays", comment="as last published"),
            _filled("version", 32, "0", comment="of all settings"),
        ],
        "team": [
            _filled("weekdays", 7, "01234", comment="0 is Monday"),
            _filled("nudges_from", 5, "09:00"),
            _filled("nudges_until", 5, "17:00"),
            _text("reactions", comment="emoji=reply, by spaces"),
            sa.Column("set_up_by", sa.String(32), comment="told where nobody is left to decide"),
        ],
        "person": [
            sa.Column("weekdays", sa.String(7), comment="empty: all days of the team; 0 is Monday"),
            sa.Column("away_until", sa.Date(), comment="the last day away"),
        ],
        "report": [
            _filled("about", 16, "", comment="a reference"),
            _text("source", comment="address of a message"),
            sa.Column(
                "look_on",
                sa.Date(),
                comment="follows from the events: when to look at it again",
            ),
            sa.Column(
                "is_thanked",
                sa.Boolean(),
                nullable=False,
                server_default=sa.false(),
                comment="likewise",
            ),
        ],
        "event": [
            sa.Column("doer", sa.String(32), comment="who is asked to try it"),
            sa.Column("strength", sa.String(32)),
            sa.Column("verdict", sa.String(32)),
        ],
        "digest_item": [
            _number("part", comment="which of its messages"),
            _filled("section", 32, "waiting", comment="under which it was first shown"),
        ],
        "delivery": [
            _number("part", comment="of a digest"),
            _filled("subject", 64, "", comment="never a reporter"),
        ],
        "timer": [_filled("detail", 32, "", comment="how far it has come")],
    }


def _text(name: str, *, comment: str) -> sa.Column[object]:
    return sa.Column(name, sa.Text(), nullable=False, server_default="", comment=comment)


def _filled(
    name: str, length: int, default: str, *, comment: str | None = None
) -> sa.Column[object]:
    return sa.Column(
        name, sa.String(length), nullable=False, server_default=default, comment=comment
    )


def _number(name: str, *, comment: str) -> sa.Column[object]:
    return sa.Column(name, sa.Integer(), nullable=False, server_default="1", comment=comment)


def upgrade() -> None:
    for table, columns in _columns().items():
        for column in columns:
            op.add_column(table, column)
    _create_tables()
    _work_out()
    _create_indexes()
    _describe_actor(_ACTOR)


def downgrade() -> None:
    op.execute("DELETE FROM timer WHERE kind NOT IN ('digest', 'nudge', 'forget_keys')")
    for index, table in (
        ("ix_event_kind_at", "event"),
        ("ix_report_unthanked", "report"),
        ("ix_report_look_on", "report"),
    ):
        op.drop_index(index, table)
    op.drop_table("verdict")
    op.drop_table("team_closure")
    for table, columns in _columns().items():
        for column in columns:
            op.drop_column(table, column.name)
    _describe_actor(_ACTOR_BEFORE)


def _create_tables() -> None:
    op.create_table(
        "team_closure",
        sa.Column("team_id", sa.String(32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "day", name=op.f("pk_team_closure")),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name=op.f("fk_team_closure_team_id"), ondelete="CASCADE"
        ),
    )
    op.create_table(
        "verdict",
        sa.Column("report_id", sa.String(32), nullable=False),
        sa.Column(
            "position", sa.Integer(), nullable=False, comment="of the change among the events"
        ),
        sa.Column(
            "finder", sa.LargeBinary(), nullable=False, comment="keyed hash of report and user"
        ),
        sa.PrimaryKeyConstraint("report_id", "position", "finder", name=op.f("pk_verdict")),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_verdict_report_id"), ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )


def _work_out() -> None:
    """Fill in what follows from the events that are there."""
    op.execute(
        "UPDATE report SET is_thanked = (1 = 1) WHERE EXISTS (SELECT 1 FROM event"
        " WHERE event.report_id = report.id AND event.kind = 'thanked')"
    )
    op.execute(
        "UPDATE report SET look_on = (SELECT event.until FROM event"
        " WHERE event.report_id = report.id AND event.kind = 'answered'"
        " ORDER BY event.position DESC LIMIT 1) WHERE report.state = 'answered'"
    )


def _create_indexes() -> None:
    op.create_index(
        "ix_report_look_on",
        "report",
        ["team_id", "look_on"],
        sqlite_where=sa.text(_LOOKED_AT),
        postgresql_where=sa.text(_LOOKED_AT),
    )
    op.create_index(
        "ix_report_unthanked",
        "report",
        ["team_id", "filed_on"],
        sqlite_where=sa.text(_UNTHANKED_SQLITE),
        postgresql_where=sa.text(_UNTHANKED),
    )
    op.create_index("ix_event_kind_at", "event", ["kind", "at"])


def _describe_actor(comment: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        quoted = comment.replace("'", "''")
        op.execute(f"COMMENT ON COLUMN event.actor IS '{quoted}'")
