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
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    and_,
    false,
)

from bot.domain.calendar import Nation
from bot.domain.change import Strength, Verdict
from bot.domain.delivery import DeliveryKind, DeliveryState
from bot.domain.digest import Section
from bot.domain.events import EventKind, Reply
from bot.domain.lifecycle import State
from bot.domain.report import Audience, Kind, Mode
from bot.domain.taxonomy import Stage, Wish
from storage.types import EnumText, UtcDateTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_ID = String(32)
_SLACK_ID = String(32)
_TS = String(32)

service = Table(
    "service",
    metadata,
    Column("id", Integer, primary_key=True, comment="always 1: there is one service"),
    Column("nation", EnumText(Nation), nullable=False),
    Column("duty_contact", Text, nullable=False, default=""),
    Column("bank_holidays", Text, nullable=False, server_default="", comment="as last published"),
    Column("version", String(32), nullable=False, server_default="0", comment="of all settings"),
)

learning_lead = Table(
    "learning_lead",
    metadata,
    Column("user_id", _SLACK_ID, primary_key=True),
    Column("position", Integer, nullable=False),
)

team = Table(
    "team",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("channel_id", _SLACK_ID, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("timezone", String(64), nullable=False),
    Column("nation", EnumText(Nation), comment="empty: the service's"),
    Column("duty_contact", Text, nullable=False, default="", comment="empty: the service's"),
    Column("digest_at", String(5), nullable=False, comment="HH:MM on the team's clock"),
    Column("thanks_days", Integer, nullable=False),
    Column("answer_days", Integer, nullable=False),
    Column("guests_allowed", Boolean, nullable=False),
    Column("weekdays", String(7), nullable=False, server_default="01234", comment="0 is Monday"),
    Column("nudges_from", String(5), nullable=False, server_default="09:00"),
    Column("nudges_until", String(5), nullable=False, server_default="17:00"),
    Column("reactions", Text, nullable=False, server_default="", comment="emoji=reply, by spaces"),
    Column("set_up_by", _SLACK_ID, comment="told where nobody is left to decide"),
)

team_closure = Table(
    "team_closure",
    metadata,
    Column("team_id", _ID, ForeignKey("team.id", ondelete="CASCADE"), primary_key=True),
    Column("day", Date, primary_key=True),
)

team_role = Table(
    "team_role",
    metadata,
    Column("team_id", _ID, ForeignKey("team.id", ondelete="CASCADE"), primary_key=True),
    Column("role", String(16), primary_key=True, comment="manager or deputy"),
    Column("user_id", _SLACK_ID, primary_key=True),
    Column("position", Integer, nullable=False),
    Index(None, "user_id"),
)

person = Table(
    "person",
    metadata,
    Column("user_id", _SLACK_ID, primary_key=True),
    Column("gone", Boolean, nullable=False, comment="Slack can no longer reach this person"),
    Column("timezone", String(64), comment="empty: that of the first team"),
    Column("digest_at", String(5), comment="empty: that of the first team"),
    Column("weekdays", String(7), comment="empty: all days of the team; 0 is Monday"),
    Column("away_until", Date, comment="the last day away"),
)

report = Table(
    "report",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("reference", String(16), nullable=False, unique=True),
    Column("kind", EnumText(Kind), nullable=False),
    Column("mode", EnumText(Mode), nullable=False),
    Column("audience", EnumText(Audience), nullable=False),
    Column("team_id", _ID, ForeignKey("team.id"), nullable=False),
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
    sqlite_with_rowid=False,
)
Index(
    "ix_report_waiting",
    report.c.team_id,
    report.c.filed_on,
    sqlite_where=report.c.state.in_([State.NEW, State.SEEN]),
    postgresql_where=report.c.state.in_([State.NEW, State.SEEN]),
)
Index(
    "ix_report_look_on",
    report.c.team_id,
    report.c.look_on,
    sqlite_where=report.c.look_on.is_not(None),
    postgresql_where=report.c.look_on.is_not(None),
)
_UNTHANKED = and_(
    report.c.is_thanked.is_(False),
    report.c.state.in_([State.ANSWERED, State.CHANGED, State.CHECKED]),
)
Index(
    "ix_report_unthanked",
    report.c.team_id,
    report.c.filed_on,
    sqlite_where=_UNTHANKED,
    postgresql_where=_UNTHANKED,
)

identity = Table(
    "identity",
    metadata,
    Column("report_id", _ID, ForeignKey("report.id", ondelete="CASCADE"), primary_key=True),
    Column("sealed", LargeBinary, nullable=False, comment="report and user id, encrypted"),
    Column("finder", LargeBinary, nullable=False, comment="keyed hash of the user id"),
    Index(None, "finder"),
    sqlite_with_rowid=False,
)

event = Table(
    "event",
    metadata,
    Column("report_id", _ID, ForeignKey("report.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, comment="1 for the first event of a report"),
    Column("kind", EnumText(EventKind), nullable=False),
    Column("at", UtcDateTime, nullable=False, comment="the hour only, for confidential reporters"),
    Column("actor", _SLACK_ID, nullable=False, comment="'reporter', 'team', 'bot' or who decided"),
    Column("reply", EnumText(Reply)),
    Column("words", Text, nullable=False),
    Column("until", Date),
    Column("doer", _SLACK_ID, comment="who is asked to try it"),
    Column("strength", EnumText(Strength)),
    Column("verdict", EnumText(Verdict)),
    Index(None, "kind", "at"),
    sqlite_with_rowid=False,
)

verdict = Table(
    "verdict",
    metadata,
    Column("report_id", _ID, ForeignKey("report.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, comment="of the change among the events"),
    Column("finder", LargeBinary, primary_key=True, comment="keyed hash of report and user"),
    sqlite_with_rowid=False,
)

comment = Table(
    "comment",
    metadata,
    Column("channel_id", _SLACK_ID, primary_key=True),
    Column("ts", _TS, primary_key=True),
    Column("report_id", _ID, ForeignKey("report.id", ondelete="CASCADE"), nullable=False),
    Column("author", _SLACK_ID, nullable=False, comment="as shown in the thread itself"),
    Column("words", Text, nullable=False, comment="empty once deleted"),
    Column("version", String(32), nullable=False, comment="ts of the latest change that was kept"),
    Column("deleted", Boolean, nullable=False),
    Index(None, "report_id"),
    sqlite_with_rowid=False,
)

seen_too = Table(
    "seen_too",
    metadata,
    Column("report_id", _ID, ForeignKey("report.id", ondelete="CASCADE"), primary_key=True),
    Column("finder", LargeBinary, primary_key=True, comment="keyed hash of report and user"),
    sqlite_with_rowid=False,
)

draft_reply = Table(
    "draft_reply",
    metadata,
    Column("report_id", _ID, ForeignKey("report.id", ondelete="CASCADE"), primary_key=True),
    Column("user_id", _SLACK_ID, primary_key=True),
    Column("reply", EnumText(Reply), comment="empty once sent or taken back"),
    Column("number", Integer, nullable=False, comment="grows with every reaction"),
    Column("moment", String(32), nullable=False, comment="ts of the reaction that began it"),
    sqlite_with_rowid=False,
)

reaction = Table(
    "reaction",
    metadata,
    Column("report_id", _ID, ForeignKey("report.id", ondelete="CASCADE"), primary_key=True),
    Column("user_id", _SLACK_ID, primary_key=True),
    Column("reply", EnumText(Reply), primary_key=True, comment="what the emoji would say"),
    Column("moment", String(32), nullable=False, comment="ts of the latest event heard"),
    sqlite_with_rowid=False,
)

dedupe = Table(
    "dedupe",
    metadata,
    Column("key", LargeBinary, primary_key=True, comment="keyed hash; no user id went into it"),
    Column("report_id", _ID),
    Column("content", LargeBinary, comment="keyed hash of what was sent under this key"),
    Column("kept_until", UtcDateTime, nullable=False),
    Index(None, "kept_until"),
    sqlite_with_rowid=False,
)

digest = Table(
    "digest",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("recipient", _SLACK_ID, nullable=False),
    Column("local_date", Date, nullable=False),
    UniqueConstraint("kind", "recipient", "local_date"),
)

digest_item = Table(
    "digest_item",
    metadata,
    Column("digest_id", _ID, ForeignKey("digest.id", ondelete="CASCADE"), primary_key=True),
    Column("report_id", _ID, ForeignKey("report.id", ondelete="CASCADE"), primary_key=True),
    Column("part", Integer, nullable=False, server_default="1", comment="which of its messages"),
    Column(
        "section",
        EnumText(Section),
        nullable=False,
        server_default=Section.WAITING,
        comment="under which it was first shown",
    ),
    Index(None, "report_id"),
    sqlite_with_rowid=False,
)

delivery = Table(
    "delivery",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("effect", String(200), nullable=False, unique=True, comment="once per effect"),
    Column("kind", EnumText(DeliveryKind), nullable=False),
    Column("state", EnumText(DeliveryState), nullable=False),
    Column("lane", String(80), nullable=False, comment="one message at a time and lane"),
    Column("urgency", Integer, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("not_after", UtcDateTime),
    Column("report_id", _ID, ForeignKey("report.id", ondelete="CASCADE")),
    Column("recipient", _SLACK_ID, comment="empty for a channel, and for a reporter"),
    Column("event_position", Integer),
    Column("digest_id", _ID, ForeignKey("digest.id", ondelete="CASCADE")),
    Column("part", Integer, nullable=False, server_default="1", comment="of a digest"),
    Column("channel_id", _SLACK_ID, comment="where a channel message goes"),
    Column("subject", String(64), nullable=False, server_default="", comment="never a reporter"),
    Column("fence", Integer, nullable=False, comment="grows with every claim"),
    Column("attempts", Integer, nullable=False),
    Column("lease_until", UtcDateTime, comment="real time, by the database's clock"),
    Column("retry_at", UtcDateTime, comment="real time"),
    Column("intent_at", UtcDateTime, comment="real time: when the last send was begun"),
    Column("absences", Integer, nullable=False, comment="look-backs that did not find it"),
    Column("sent_at", UtcDateTime, comment="real time"),
    Column("problem", String(64), comment="Slack's error code"),
    Index(None, "report_id"),
    Index(None, "lane", "lease_until"),
    Index(None, "lane", "sent_at"),
    sqlite_with_rowid=False,
)
_OWED = [DeliveryState.TODO, DeliveryState.MAYBE, DeliveryState.BLOCKED]
Index(
    "ix_delivery_owed",
    delivery.c.due_at,
    sqlite_where=delivery.c.state.in_(_OWED),
    postgresql_where=delivery.c.state.in_(_OWED),
)

posted = Table(
    "posted",
    metadata,
    Column("channel_id", _SLACK_ID, primary_key=True),
    Column("ts", _TS, primary_key=True),
    Column("effect", String(200), nullable=False, unique=True),
    Column("kind", EnumText(DeliveryKind), nullable=False),
    Column("report_id", _ID, ForeignKey("report.id", ondelete="CASCADE")),
    Column("digest_id", _ID, ForeignKey("digest.id", ondelete="CASCADE")),
    Column("recipient", _SLACK_ID),
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
    Column("id", _ID, primary_key=True),
    Column("at", UtcDateTime, nullable=False, comment="the hour only, for confidential reporters"),
    Column("actor", _SLACK_ID, nullable=False),
    Column("action", String(32), nullable=False),
    Column("subject", String(64), nullable=False),
    sqlite_with_rowid=False,
)
