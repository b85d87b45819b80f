"""The tables of what is learned across reports: error traps, bulletins, how people were treated.

No row here says who wrote a report. A trap's rows may outlive those of its reports.
"""

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, LargeBinary, String, Table, Text

from bot.domain.change import Strength, Verdict
from bot.domain.taxonomy import Stage
from bot.domain.trap_lifecycle import LIVE, TrapEventKind, TrapState
from storage.indexes import only
from storage.settings_tables import ID, SLACK_ID, metadata
from storage.types import EnumText, UtcDateTime

trap = Table(
    "trap",
    metadata,
    Column("id", ID, primary_key=True),
    Column("reference", String(16), nullable=False, unique=True),
    Column("team_id", ID, ForeignKey("team.id"), nullable=False, comment="that works on it"),
    Column("state", EnumText(TrapState), nullable=False, comment="follows from the events"),
    Column("name", Text, nullable=False),
    Column("stage", EnumText(Stage)),
    Column("factors", Text, nullable=False, comment="separated by spaces"),
    Column("proposed_on", Date, nullable=False),
    sqlite_with_rowid=False,
)
Index("ix_trap_live", trap.c.team_id, **only(trap.c.state.in_(sorted(LIVE))))

trap_event = Table(
    "trap_event",
    metadata,
    Column("trap_id", ID, ForeignKey("trap.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, comment="1 for the first event of a trap"),
    Column("kind", EnumText(TrapEventKind), nullable=False),
    Column("at", UtcDateTime, nullable=False, comment="the hour only, of what a colleague says"),
    Column("actor", SLACK_ID, nullable=False, comment="'team', 'bot' or who decided"),
    Column("words", Text, nullable=False),
    Column("until", Date),
    Column("owner", SLACK_ID, comment="who has taken it on"),
    Column("strength", EnumText(Strength)),
    Column("verdict", EnumText(Verdict)),
    Column("other_id", ID, comment="the trap that this one went into"),
    Index(None, "kind", "at"),
    sqlite_with_rowid=False,
)

trap_report = Table(
    "trap_report",
    metadata,
    Column("report_id", ID, ForeignKey("report.id", ondelete="CASCADE"), primary_key=True),
    Column("trap_id", ID, ForeignKey("trap.id", ondelete="CASCADE"), nullable=False),
    Index(None, "trap_id"),
    sqlite_with_rowid=False,
)

trap_apart = Table(
    "trap_apart",
    metadata,
    Column("trap_id", ID, ForeignKey("trap.id", ondelete="CASCADE"), primary_key=True),
    Column(
        "report_id",
        ID,
        ForeignKey("report.id", ondelete="CASCADE"),
        primary_key=True,
        comment="somebody has said that it does not belong to the trap",
    ),
    Index(None, "report_id"),
    sqlite_with_rowid=False,
)

trap_verdict = Table(
    "trap_verdict",
    metadata,
    Column("trap_id", ID, ForeignKey("trap.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, comment="of the change among the events"),
    Column("finder", LargeBinary, primary_key=True, comment="keyed hash of trap and user"),
    sqlite_with_rowid=False,
)

bulletin = Table(
    "bulletin",
    metadata,
    Column("id", ID, primary_key=True),
    Column("month", Date, nullable=False, unique=True, comment="its first day"),
    Column("state", String(16), nullable=False),
    Column("decided_by", SLACK_ID, comment="the learning lead who released it or let it be"),
    sqlite_with_rowid=False,
)

bulletin_item = Table(
    "bulletin_item",
    metadata,
    Column("bulletin_id", ID, ForeignKey("bulletin.id", ondelete="CASCADE"), primary_key=True),
    Column("report_id", ID, ForeignKey("report.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, nullable=False),
    Index(None, "report_id"),
    sqlite_with_rowid=False,
)

pulse = Table(
    "pulse",
    metadata,
    Column("id", ID, primary_key=True),
    Column("team_id", ID, ForeignKey("team.id", ondelete="CASCADE"), nullable=False),
    Column("month", Date, nullable=False, comment="its first day"),
    Column("respected", String(8), nullable=False),
    Column("again", String(8), nullable=False),
    Index(None, "team_id", "month"),
    sqlite_with_rowid=False,
)

pulse_given = Table(
    "pulse_given",
    metadata,
    Column("report_id", ID, ForeignKey("report.id", ondelete="CASCADE"), primary_key=True),
    sqlite_with_rowid=False,
)
