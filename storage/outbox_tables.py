"""The tables of what goes out: mornings and weeks, what is owed, and what stands in Slack."""

from sqlalchemy import (
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
)

from bot.domain.delivery import DeliveryKind, DeliveryState
from bot.domain.digest import Section
from storage.indexes import only
from storage.settings_tables import ID, SLACK_ID, metadata
from storage.types import EnumText, UtcDateTime

TS = String(32)
"""The `ts` of a message."""

digest = Table(
    "digest",
    metadata,
    Column("id", ID, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("recipient", SLACK_ID, nullable=False),
    Column("local_date", Date, nullable=False),
    UniqueConstraint("kind", "recipient", "local_date"),
)

digest_item = Table(
    "digest_item",
    metadata,
    Column("digest_id", ID, ForeignKey("digest.id", ondelete="CASCADE"), primary_key=True),
    Column("report_id", ID, ForeignKey("report.id", ondelete="CASCADE"), primary_key=True),
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
    Column("id", ID, primary_key=True),
    Column("effect", String(200), nullable=False, unique=True, comment="once per effect"),
    Column("kind", EnumText(DeliveryKind), nullable=False),
    Column("state", EnumText(DeliveryState), nullable=False),
    Column("lane", String(80), nullable=False, comment="one message at a time and lane"),
    Column("urgency", Integer, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("not_after", UtcDateTime),
    Column("report_id", ID, ForeignKey("report.id", ondelete="CASCADE")),
    Column("recipient", SLACK_ID, comment="empty for a channel, and for a reporter"),
    Column("event_position", Integer),
    Column("digest_id", ID, ForeignKey("digest.id", ondelete="CASCADE")),
    Column("part", Integer, nullable=False, server_default="1", comment="of a digest"),
    Column("channel_id", SLACK_ID, comment="where a channel message goes"),
    Column("subject", String(64), nullable=False, server_default="", comment="never a reporter"),
    Column("trap_id", ID, ForeignKey("trap.id", ondelete="CASCADE")),
    Column("fence", Integer, nullable=False, comment="grows with every claim"),
    Column("attempts", Integer, nullable=False),
    Column("lease_until", UtcDateTime, comment="real time, by the database's clock"),
    Column("retry_at", UtcDateTime, comment="real time"),
    Column("intent_at", UtcDateTime, comment="real time: when the last send was begun"),
    Column("absences", Integer, nullable=False, comment="look-backs that did not find it"),
    Column("sent_at", UtcDateTime, comment="real time"),
    Column("problem", String(64), comment="Slack's error code"),
    Index(None, "report_id"),
    Index(None, "trap_id"),
    Index(None, "lane", "lease_until"),
    Index(None, "lane", "sent_at"),
    sqlite_with_rowid=False,
)
_OWED = [DeliveryState.TODO, DeliveryState.MAYBE, DeliveryState.BLOCKED]
Index("ix_delivery_owed", delivery.c.due_at, **only(delivery.c.state.in_(_OWED)))
Index("ix_delivery_digest_id", delivery.c.digest_id, **only(delivery.c.digest_id.is_not(None)))

posted = Table(
    "posted",
    metadata,
    Column("channel_id", SLACK_ID, primary_key=True),
    Column("ts", TS, primary_key=True),
    Column("effect", String(200), nullable=False, unique=True),
    Column("kind", EnumText(DeliveryKind), nullable=False),
    Column("report_id", ID, ForeignKey("report.id", ondelete="CASCADE")),
    Column("digest_id", ID, ForeignKey("digest.id", ondelete="CASCADE")),
    Column("recipient", SLACK_ID),
    Column("trap_id", ID, ForeignKey("trap.id", ondelete="CASCADE")),
    Index(None, "trap_id"),
    sqlite_with_rowid=False,
)
Index("ix_posted_report_id", posted.c.report_id, **only(posted.c.report_id.is_not(None)))
Index("ix_posted_digest_id", posted.c.digest_id, **only(posted.c.digest_id.is_not(None)))
