"""The first tables.

Safe before deploying: there is no older code.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_settings()
    _create_reports()
    _create_identities()
    _create_discussion()
    _create_replies_begun()
    _create_digests()
    _create_outbox()
    _index_outbox()
    _create_postings()
    _create_clockwork()


_NEWEST_FIRST = (
    "audit dedupe timer posted delivery digest_item digest reaction draft_reply "
    "seen_too comment event identity report team_role team person learning_lead service"
)


def downgrade() -> None:
    for table in _NEWEST_FIRST.split():
        op.drop_table(table)


def _create_settings() -> None:
    op.create_table(
        "service",
        sa.Column("id", sa.Integer(), nullable=False, comment="always 1: there is one service"),
        sa.Column("nation", sa.String(32), nullable=False),
        sa.Column("duty_contact", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service")),
    )
    op.create_table(
        "learning_lead",
        sa.Column("user_id", sa.String(32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_learning_lead")),
    )
    op.create_table(
        "person",
        sa.Column("user_id", sa.String(32), nullable=False),
        sa.Column(
            "gone", sa.Boolean(), nullable=False, comment="Slack can no longer reach this person"
        ),
        sa.Column(
            "timezone", sa.String(64), nullable=True, comment="empty: that of the first team"
        ),
        sa.Column(
            "digest_at", sa.String(5), nullable=True, comment="empty: that of the first team"
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_person")),
    )
    op.create_table(
        "team",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("channel_id", sa.String(32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("timezone", sa.String(64), nullable=False),
        sa.Column("nation", sa.String(32), nullable=True, comment="empty: the service's"),
        sa.Column("duty_contact", sa.Text(), nullable=False, comment="empty: the service's"),
        sa.Column("digest_at", sa.String(5), nullable=False, comment="HH:MM on the team's clock"),
        sa.Column("thanks_days", sa.Integer(), nullable=False),
        sa.Column("answer_days", sa.Integer(), nullable=False),
        sa.Column("guests_allowed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team")),
        sa.UniqueConstraint("channel_id", name=op.f("uq_team_channel_id")),
    )
    op.create_table(
        "team_role",
        sa.Column("team_id", sa.String(32), nullable=False),
        sa.Column("role", sa.String(16), nullable=False, comment="manager or deputy"),
        sa.Column("user_id", sa.String(32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "role", "user_id", name=op.f("pk_team_role")),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name=op.f("fk_team_role_team_id"), ondelete="CASCADE"
        ),
    )
    op.create_index("ix_team_role_user_id", "team_role", ["user_id"])


def _create_reports() -> None:
    op.create_table(
        "report",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("reference", sa.String(16), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("mode", sa.String(32), nullable=False),
        sa.Column("audience", sa.String(32), nullable=False),
        sa.Column("team_id", sa.String(32), nullable=False),
        sa.Column("state", sa.String(32), nullable=False, comment="follows from the events"),
        sa.Column("filed_on", sa.Date(), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("thanks_by", sa.Date(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("more", sa.Text(), nullable=False),
        sa.Column("caught", sa.Text(), nullable=False),
        sa.Column("idea", sa.Text(), nullable=False),
        sa.Column("helps", sa.Text(), nullable=False),
        sa.Column("stage", sa.String(32), nullable=True),
        sa.Column("factors", sa.Text(), nullable=False, comment="separated by spaces"),
        sa.Column("wish", sa.String(32), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_report_team_id")),
        sa.UniqueConstraint("reference", name=op.f("uq_report_reference")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_report_waiting",
        "report",
        ["team_id", "filed_on"],
        sqlite_where=sa.text("state IN ('new', 'seen')"),
        postgresql_where=sa.text("state IN ('new', 'seen')"),
    )


def _create_identities() -> None:
    op.create_table(
        "identity",
        sa.Column("report_id", sa.String(32), nullable=False),
        sa.Column(
            "sealed", sa.LargeBinary(), nullable=False, comment="report and user id, encrypted"
        ),
        sa.Column("finder", sa.LargeBinary(), nullable=False, comment="keyed hash of the user id"),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_identity")),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_identity_report_id"), ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_identity_finder", "identity", ["finder"])
    op.create_table(
        "event",
        sa.Column("report_id", sa.String(32), nullable=False),
        sa.Column(
            "position", sa.Integer(), nullable=False, comment="1 for the first event of a report"
        ),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column(
            "at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="the hour only, for confidential reporters",
        ),
        sa.Column(
            "actor", sa.String(32), nullable=False, comment="'reporter', 'bot' or who decided"
        ),
        sa.Column("reply", sa.String(32), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("report_id", "position", name=op.f("pk_event")),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_event_report_id"), ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )


def _create_discussion() -> None:
    op.create_table(
        "comment",
        sa.Column("channel_id", sa.String(32), nullable=False),
        sa.Column("ts", sa.String(32), nullable=False),
        sa.Column("report_id", sa.String(32), nullable=False),
        sa.Column("author", sa.String(32), nullable=False, comment="as shown in the thread itself"),
        sa.Column("words", sa.Text(), nullable=False, comment="empty once deleted"),
        sa.Column(
            "version",
            sa.String(32),
            nullable=False,
            comment="ts of the latest change that was kept",
        ),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("channel_id", "ts", name=op.f("pk_comment")),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_comment_report_id"), ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_comment_report_id", "comment", ["report_id"])
    op.create_table(
        "seen_too",
        sa.Column("report_id", sa.String(32), nullable=False),
        sa.Column(
            "finder", sa.LargeBinary(), nullable=False, comment="keyed hash of report and user"
        ),
        sa.PrimaryKeyConstraint("report_id", "finder", name=op.f("pk_seen_too")),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_seen_too_report_id"), ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )


def _create_replies_begun() -> None:
    op.create_table(
        "draft_reply",
        sa.Column("report_id", sa.String(32), nullable=False),
        sa.Column("user_id", sa.String(32), nullable=False),
        sa.Column("reply", sa.String(32), nullable=True, comment="empty once sent or taken back"),
        sa.Column("number", sa.Integer(), nullable=False, comment="grows with every reaction"),
        sa.Column(
            "moment", sa.String(32), nullable=False, comment="ts of the reaction that began it"
        ),
        sa.PrimaryKeyConstraint("report_id", "user_id", name=op.f("pk_draft_reply")),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_draft_reply_report_id"), ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "reaction",
        sa.Column("report_id", sa.String(32), nullable=False),
        sa.Column("user_id", sa.String(32), nullable=False),
        sa.Column("reply", sa.String(32), nullable=False, comment="what the emoji would say"),
        sa.Column("moment", sa.String(32), nullable=False, comment="ts of the latest event heard"),
        sa.PrimaryKeyConstraint("report_id", "user_id", "reply", name=op.f("pk_reaction")),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_reaction_report_id"), ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )


def _create_digests() -> None:
    op.create_table(
        "digest",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("recipient", sa.String(32), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digest")),
        sa.UniqueConstraint(
            "kind", "recipient", "local_date", name=op.f("uq_digest_kind_recipient_local_date")
        ),
    )
    op.create_table(
        "digest_item",
        sa.Column("digest_id", sa.String(32), nullable=False),
        sa.Column("report_id", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("digest_id", "report_id", name=op.f("pk_digest_item")),
        sa.ForeignKeyConstraint(
            ["digest_id"], ["digest.id"], name=op.f("fk_digest_item_digest_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_digest_item_report_id"), ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_digest_item_report_id", "digest_item", ["report_id"])


def _create_outbox() -> None:
    op.create_table(
        "delivery",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("effect", sa.String(200), nullable=False, comment="once per effect"),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("lane", sa.String(80), nullable=False, comment="one message at a time and lane"),
        sa.Column("urgency", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("not_after", sa.DateTime(timezone=True), nullable=True),
        sa.Column("report_id", sa.String(32), nullable=True),
        sa.Column(
            "recipient",
            sa.String(32),
            nullable=True,
            comment="empty for a channel, and for a reporter",
        ),
        sa.Column("event_position", sa.Integer(), nullable=True),
        sa.Column("digest_id", sa.String(32), nullable=True),
        sa.Column(
            "channel_id", sa.String(32), nullable=True, comment="where a channel message goes"
        ),
        sa.Column("fence", sa.Integer(), nullable=False, comment="grows with every claim"),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column(
            "lease_until",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="real time, by the database's clock",
        ),
        sa.Column("retry_at", sa.DateTime(timezone=True), nullable=True, comment="real time"),
        sa.Column(
            "intent_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="real time: when the last send was begun",
        ),
        sa.Column(
            "absences", sa.Integer(), nullable=False, comment="look-backs that did not find it"
        ),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True, comment="real time"),
        sa.Column("problem", sa.String(64), nullable=True, comment="Slack's error code"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
        sa.ForeignKeyConstraint(
            ["digest_id"], ["digest.id"], name=op.f("fk_delivery_digest_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_delivery_report_id"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("effect", name=op.f("uq_delivery_effect")),
        sqlite_with_rowid=False,
    )


def _index_outbox() -> None:
    op.create_index("ix_delivery_lane_lease_until", "delivery", ["lane", "lease_until"])
    op.create_index("ix_delivery_lane_sent_at", "delivery", ["lane", "sent_at"])
    op.create_index(
        "ix_delivery_owed",
        "delivery",
        ["due_at"],
        sqlite_where=sa.text("state IN ('todo', 'maybe', 'blocked')"),
        postgresql_where=sa.text("state IN ('todo', 'maybe', 'blocked')"),
    )
    op.create_index("ix_delivery_report_id", "delivery", ["report_id"])


def _create_postings() -> None:
    op.create_table(
        "posted",
        sa.Column("channel_id", sa.String(32), nullable=False),
        sa.Column("ts", sa.String(32), nullable=False),
        sa.Column("effect", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("report_id", sa.String(32), nullable=True),
        sa.Column("digest_id", sa.String(32), nullable=True),
        sa.Column("recipient", sa.String(32), nullable=True),
        sa.PrimaryKeyConstraint("channel_id", "ts", name=op.f("pk_posted")),
        sa.ForeignKeyConstraint(
            ["digest_id"], ["digest.id"], name=op.f("fk_posted_digest_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_posted_report_id"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("effect", name=op.f("uq_posted_effect")),
        sqlite_with_rowid=False,
    )


def _create_clockwork() -> None:
    op.create_table(
        "timer",
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("subject", sa.String(32), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("kind", "subject", name=op.f("pk_timer")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_timer_due_at", "timer", ["due_at"])
    op.create_table(
        "dedupe",
        sa.Column(
            "key", sa.LargeBinary(), nullable=False, comment="keyed hash; no user id went into it"
        ),
        sa.Column("report_id", sa.String(32), nullable=True),
        sa.Column(
            "content",
            sa.LargeBinary(),
            nullable=True,
            comment="keyed hash of what was sent under this key",
        ),
        sa.Column("kept_until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_dedupe")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_dedupe_kept_until", "dedupe", ["kept_until"])
    op.create_table(
        "audit",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column(
            "at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="the hour only, for confidential reporters",
        ),
        sa.Column("actor", sa.String(32), nullable=False),
        sa.Column("action", sa.String(32), nullable=False),
        sa.Column("subject", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
        sqlite_with_rowid=False,
    )
