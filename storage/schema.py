"""The tables. Migrations build exactly these: a test holds the two together.

No table but `identity` says who wrote a report, and it does so only sealed. Keys are random and
SQLite tables that belong to reports have no row number, so that order of arrival cannot be read
from them.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    and_,
    false,
)

from bot.domain.change import Strength, Verdict
from bot.domain.events import EventKind, Reply
from bot.domain.lifecycle import State
from bot.domain.report import Audience, Kind, Mode
from bot.domain.taxonomy import Stage, Wish
from storage.indexes import only
from storage.outbox_tables import TS, delivery, digest, digest_item, posted
from storage.search_tables import beside, search, search_common
from storage.settings_tables import (
    ID,
    SLACK_ID,
    learning_lead,
    metadata,
    person,
    service,
    team,
    team_closure,
    team_role,
)
from storage.trap_tables import (
    bulletin,
    bulletin_item,
    pulse,
    pulse_given,
    trap,
    trap_apart,
    trap_event,
    trap_report,
    trap_verdict,
)
from storage.types import EnumText, UtcDateTime

__all__ = [
    "audit",
    "audit_seal",
    "beside",
    "bulletin",
    "bulletin_item",
    "comment",
    "dedupe",
    "delivery",
    "digest",
    "digest_item",
    "draft_reply",
    "event",
    "identity",
    "learning_lead",
    "left_out",
    "metadata",
    "person",
    "posted",
    "pulse",
    "pulse_given",
    "reaction",
    "receipt",
    "report",
    "request",
    "rewording",
    "search",
    "search_common",
    "seen_too",
    "service",
    "team",
    "team_closure",
    "team_role",
    "timer",
    "trap",
    "trap_apart",
    "trap_event",
    "trap_report",
    "trap_verdict",
    "verdict",
]

report = Table(
    "report",
    metadata,
    Column("id", ID, primary_key=True),
    Column("reference", String(16), nullable=False, unique=True),
    Column("kind", EnumText(Kind), nullable=False),
    Column("mode", EnumText(Mode), nullable=False),
    Column("audience", EnumText(Audience), nullable=False),
    Column("team_id", ID, ForeignKey("team.id"), nullable=False),
    Column("state", EnumText(State), nullable=False, comment="follows from the events"),
    Column("filed_on", Date, nullable=False),
    Column("released_at", UtcDateTime, nullable=False),
    Column("thanks_by", Date, nullable=False),
    Column("answer_by", Date, nullable=False),
    Column("what", Text, nullable=False),
    Column("more", Text, nullable=False),
    Column("caught", Text, nullable=False),
    Column("idea", Text, nullable=False),
    Column("helps", Text, nullable=False),
    Column("stage", EnumText(Stage)),
    Column("factors", Text, nullable=False, comment="separated by spaces"),
    Column("wish", EnumText(Wish)),
    Column("about", String(16), nullable=False, server_default="", comment="a reference"),
    Column("source", Text, nullable=False, server_default="", comment="address of a message"),
    Column("look_on", Date, comment="follows from the events: when to look at it again"),
    Column("is_thanked", Boolean, nullable=False, server_default=false(), comment="likewise"),
    Column("last_on", Date, comment="likewise: the day of the last event"),
    Column("forget_on", Date, comment="likewise: when to forget who wrote it"),
    Column("is_published", Boolean, nullable=False, server_default=false(), comment="likewise"),
    sqlite_with_rowid=False,
)
Index("ix_report_last_on", report.c.last_on)
Index("ix_report_about", report.c.about)
Index("ix_report_published", report.c.filed_on, **only(report.c.is_published.is_(True)))
Index("ix_report_forget_on", report.c.forget_on, **only(report.c.forget_on.is_not(None)))
Index(
    "ix_report_waiting",
    report.c.team_id,
    report.c.filed_on,
    **only(report.c.state.in_([State.NEW, State.SEEN])),
)
Index(
    "ix_report_look_on",
    report.c.team_id,
    report.c.look_on,
    **only(report.c.look_on.is_not(None)),
)
_UNTHANKED = and_(
    report.c.is_thanked.is_(False),
    report.c.state.in_([State.ANSWERED, State.CHANGED, State.CHECKED]),
)
Index("ix_report_unthanked", report.c.team_id, report.c.filed_on, **only(_UNTHANKED))

identity = Table(
    "identity",
    metadata,
    Column("report_id", ID, ForeignKey("report.id", ondelete="CASCADE"), primary_key=True),
    Column("sealed", LargeBinary, nullable=False, comment="report and user id, encrypted"),
    Column("finder", LargeBinary, nullable=False, comment="keyed hash of the user id"),
    Index(None, "finder"),
    sqlite_with_rowid=False,
)

rewording = Table(
    "rewording",
    metadata,
    Column("report_id", ID, ForeignKey("report.id", ondelete="CASCADE"), primary_key=True),
    Column("shows_at", UtcDateTime, nullable=False, comment="when it takes the words' place"),
    Column("what", Text, nullable=False),
    Column("more", Text, nullable=False),
    Column("caught", Text, nullable=False),
    Column("idea", Text, nullable=False),
    Column("helps", Text, nullable=False),
    Column("stage", EnumText(Stage)),
    Column("factors", Text, nullable=False, comment="separated by spaces"),
    Column("wish", EnumText(Wish)),
    Index(None, "shows_at"),
    sqlite_with_rowid=False,
)

receipt = Table(
    "receipt",
    metadata,
    Column("digest", LargeBinary, primary_key=True, comment="keyed hash of a receipt code"),
    Column("report_id", ID, ForeignKey("report.id", ondelete="CASCADE"), nullable=False),
    Column("key_name", String(16), nullable=False, comment="of the key it was made with"),
    Index(None, "report_id"),
    Index(None, "key_name"),
    sqlite_with_rowid=False,
)

left_out = Table(
    "left_out",
    metadata,
    Column("report_id", ID, ForeignKey("report.id", ondelete="CASCADE"), primary_key=True),
    Column("sealed", LargeBinary, nullable=False, comment="report and user ids, encrypted"),
    sqlite_with_rowid=False,
)

event = Table(
    "event",
    metadata,
    Column("report_id", ID, ForeignKey("report.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, comment="1 for the first event of a report"),
    Column("kind", EnumText(EventKind), nullable=False),
    Column("at", UtcDateTime, nullable=False, comment="the hour only, for confidential reporters"),
    Column("shows_at", UtcDateTime, comment="from when others see it; empty: at once"),
    Column("actor", SLACK_ID, nullable=False, comment="'reporter', 'team', 'bot' or who decided"),
    Column("reply", EnumText(Reply)),
    Column("words", Text, nullable=False),
    Column("until", Date),
    Column("doer", SLACK_ID, comment="who is asked to try it"),
    Column("strength", EnumText(Strength)),
    Column("verdict", EnumText(Verdict)),
    Index(None, "kind", "at"),
    sqlite_with_rowid=False,
)
Index("ix_event_shows_at", event.c.shows_at, **only(event.c.shows_at.is_not(None)))

verdict = Table(
    "verdict",
    metadata,
    Column("report_id", ID, ForeignKey("report.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, comment="of the change among the events"),
    Column("finder", LargeBinary, primary_key=True, comment="keyed hash of report and user"),
    sqlite_with_rowid=False,
)

comment = Table(
    "comment",
    metadata,
    Column("channel_id", SLACK_ID, primary_key=True),
    Column("ts", TS, primary_key=True),
    Column("report_id", ID, ForeignKey("report.id", ondelete="CASCADE"), nullable=False),
    Column("author", SLACK_ID, nullable=False, comment="as shown in the thread itself"),
    Column("words", Text, nullable=False, comment="empty once deleted"),
    Column("version", String(32), nullable=False, comment="ts of the latest change that was kept"),
    Column("deleted", Boolean, nullable=False),
    Index(None, "report_id"),
    sqlite_with_rowid=False,
)

seen_too = Table(
    "seen_too",
    metadata,
    Column("report_id", ID, ForeignKey("report.id", ondelete="CASCADE"), primary_key=True),
    Column("finder", LargeBinary, primary_key=True, comment="keyed hash of report and user"),
    sqlite_with_rowid=False,
)

draft_reply = Table(
    "draft_reply",
    metadata,
    Column("report_id", ID, ForeignKey("report.id", ondelete="CASCADE"), primary_key=True),
    Column("user_id", SLACK_ID, primary_key=True),
    Column("reply", EnumText(Reply), comment="empty once sent or taken back"),
    Column("number", Integer, nullable=False, comment="grows with every reaction"),
    Column("moment", String(32), nullable=False, comment="ts of the reaction that began it"),
    sqlite_with_rowid=False,
)

reaction = Table(
    "reaction",
    metadata,
    Column("report_id", ID, ForeignKey("report.id", ondelete="CASCADE"), primary_key=True),
    Column("user_id", SLACK_ID, primary_key=True),
    Column("reply", EnumText(Reply), primary_key=True, comment="what the emoji would say"),
    Column("moment", String(32), nullable=False, comment="ts of the latest event heard"),
    sqlite_with_rowid=False,
)

dedupe = Table(
    "dedupe",
    metadata,
    Column("key", LargeBinary, primary_key=True, comment="keyed hash; no user id went into it"),
    Column("report_id", ID),
    Column("content", LargeBinary, comment="keyed hash of what was sent under this key"),
    Column("kept_until", UtcDateTime, nullable=False),
    Index(None, "kept_until"),
    sqlite_with_rowid=False,
)

timer = Table(
    "timer",
    metadata,
    Column("kind", String(16), primary_key=True),
    Column("subject", String(32), primary_key=True),
    Column("due_at", UtcDateTime, nullable=False),
    Column("detail", String(32), nullable=False, server_default="", comment="how far it has come"),
    Index(None, "due_at"),
    sqlite_with_rowid=False,
)

audit = Table(
    "audit",
    metadata,
    Column("id", ID, primary_key=True),
    Column("at", UtcDateTime, nullable=False, comment="the hour only, for confidential reporters"),
    Column("actor", SLACK_ID, nullable=False),
    Column("action", String(32), nullable=False),
    Column("subject", String(64), nullable=False),
    Column("seal", Integer, comment="under which seal of the chain it stands; empty: none yet"),
    Column("salt", LargeBinary, comment="of the mark; gone once the actor is erased"),
    Column("actor_mark", LargeBinary, comment="hash of salt and actor"),
    Index(None, "seal"),
    sqlite_with_rowid=False,
)

audit_seal = Table(
    "audit_seal",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("sealed_at", UtcDateTime, nullable=False, comment="the hour only"),
    Column("rows", Integer, nullable=False),
    Column("digest", LargeBinary, nullable=False, comment="of its rows and of the seal before"),
)

request = Table(
    "request",
    metadata,
    Column("id", ID, primary_key=True),
    Column("kind", String(16), nullable=False, comment="what the host has asked leave for"),
    Column("sealed", LargeBinary, comment="whom or what it is about, encrypted"),
    Column("state", String(16), nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("decided_by", SLACK_ID, comment="the learning lead who confirmed or refused"),
    Column("decided_at", UtcDateTime),
    sqlite_with_rowid=False,
)
