"""The tables of what is set up: the service, its teams, and the people who answer in them."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

from bot.domain.calendar import Nation
from storage.types import EnumText

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

ID = String(32)
SLACK_ID = String(32)

service = Table(
    "service",
    metadata,
    Column("id", Integer, primary_key=True, comment="always 1: there is one service"),
    Column("nation", EnumText(Nation), nullable=False),
    Column("duty_contact", Text, nullable=False, default=""),
    Column("bank_holidays", Text, nullable=False, server_default="", comment="as last published"),
    Column("version", String(32), nullable=False, server_default="0", comment="of all settings"),
    Column("signposts", Text, nullable=False, server_default="", comment="empty: the usual ones"),
    Column("identity_days", Integer, nullable=False, server_default="14"),
    Column("identity_days_after_end", Integer, nullable=False, server_default="90"),
    Column("report_months", Integer, nullable=False, server_default="36"),
    Column("bulletin_channel", SLACK_ID, comment="where the monthly bulletin goes"),
    Column("hollow_phrases", Text, nullable=False, server_default="", comment="empty: the usual"),
)

learning_lead = Table(
    "learning_lead",
    metadata,
    Column("user_id", SLACK_ID, primary_key=True),
    Column("position", Integer, nullable=False),
)

team = Table(
    "team",
    metadata,
    Column("id", ID, primary_key=True),
    Column("channel_id", SLACK_ID, nullable=False, unique=True),
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
    Column("set_up_by", SLACK_ID, comment="told where nobody is left to decide"),
    Column("allowed_names", Text, nullable=False, server_default="", comment="no names of people"),
)

team_closure = Table(
    "team_closure",
    metadata,
    Column("team_id", ID, ForeignKey("team.id", ondelete="CASCADE"), primary_key=True),
    Column("day", Date, primary_key=True),
)

team_role = Table(
    "team_role",
    metadata,
    Column("team_id", ID, ForeignKey("team.id", ondelete="CASCADE"), primary_key=True),
    Column("role", String(16), primary_key=True, comment="manager or deputy"),
    Column("user_id", SLACK_ID, primary_key=True),
    Column("position", Integer, nullable=False),
    Index(None, "user_id"),
)

person = Table(
    "person",
    metadata,
    Column("user_id", SLACK_ID, primary_key=True),
    Column("gone", Boolean, nullable=False, comment="Slack can no longer reach this person"),
    Column("timezone", String(64), comment="empty: that of the first team"),
    Column("digest_at", String(5), comment="empty: that of the first team"),
    Column("weekdays", String(7), comment="empty: all days of the team; 0 is Monday"),
    Column("away_until", Date, comment="the last day away"),
)
