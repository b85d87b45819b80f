"""A delivery: one message owed to somebody. It holds what and to whom, never the words."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import ChannelId, DeliveryId, DigestId, MessageRef, ReportId, TrapId, UserId


class DeliveryKind(StrEnum):
    """What is owed; the words are made when it is sent."""

    CARD = "card"
    CARD_UPDATE = "card_update"
    DIGEST = "digest"
    DIGEST_UPDATE = "digest_update"
    NUDGE = "nudge"
    REPLY_TO_REPORTER = "reply_to_reporter"
    REACTION_PROMPT = "reaction_prompt"
    REACTION_PROMPT_UPDATE = "reaction_prompt_update"
    BLOCKED_NOTICE = "blocked_notice"
    SHARED_NOTICE = "shared_notice"
    """That a team's channel is shared with another organisation, so nothing is posted in it."""
    OFFER = "offer"
    """A report whose promise has slipped, to whoever is asked next."""
    SLIP_TO_REPORTER = "slip_to_reporter"
    CHECK_BACK_TO_REPORTER = "check_back_to_reporter"
    CHECK_BACK_TO_TEAM = "check_back_to_team"
    TO_TRY = "to_try"
    """To whoever is asked to try something out."""
    AWAY_NOTICE = "away_notice"
    """To whoever stands in for somebody who is away."""
    NOBODY_NOTICE = "nobody_notice"
    """To whoever set a team up, where nobody is left to decide for it."""
    WEEKLY = "weekly"
    """*You said, we did*, in a team's channel."""
    WEEKLY_UPDATE = "weekly_update"
    """A fresh look for it, where it tells what it may not any more."""
    SETUP_CARD = "setup_card"
    """The invitation to set a team up, in a channel the bot has come to."""
    SETTLED = "settled"
    """The last look of a message about a report that is answered, or taken back."""
    REDRAWN = "redrawn"
    """A fresh look for a message about a report, without a name that is left out."""
    GREETING = "greeting"
    """The answer to a direct message."""
    QUESTION_TO_REPORTER = "question_to_reporter"
    REPORTER_SAYS = "reporter_says"
    """What a reporter says without a name, in the thread of the card."""
    REPORTER_SAYS_TO_ASKER = "reporter_says_to_asker"
    """The same, to whoever asked for it."""
    CONSENT_TO_REPORTER = "consent_to_reporter"
    """Whether a report may be shared beyond its team."""
    OPENED_TO_REPORTER = "opened_to_reporter"
    """Who has opened the reporter's identity, and why."""
    FAREWELL_TO_REPORTER = "farewell_to_reporter"
    """A code of their own, before it is forgotten who the reporter is."""
    REQUEST = "request"
    """What the host asks leave for, to each learning lead."""
    REQUEST_SETTLED = "request_settled"
    """What that question turns into."""
    TRAP_PROPOSED = "trap_proposed"
    """Is this one error trap? To each learning lead, and to those who decide for the team."""
    TRAP_PROPOSED_UPDATE = "trap_proposed_update"
    TRAP_CARD = "trap_card"
    """An error trap, in the channel of the team that works on it."""
    TRAP_CARD_UPDATE = "trap_card_update"
    TRAP_HUDDLE = "trap_huddle"
    """What to talk over together, in the thread of that card."""
    TRAP_NOTICE = "trap_notice"
    """Its name and what was changed, in the channels of other teams with near misses in it."""
    TRAP_NOTICE_UPDATE = "trap_notice_update"
    TRAP_NUDGE = "trap_nudge"
    """To whoever has taken a trap on: it has no next step, or its planned day has come."""
    TRAP_CHECK_BACK = "trap_check_back"
    """Is it still there? In the thread of the card."""
    TRAP_TO_REPORTER = "trap_to_reporter"
    """That their report has helped to uncover an error trap."""
    PUBLISHED_TO_REPORTER = "published_to_reporter"
    """That their story stands in the library, and how to correct it or take it out."""
    BULLETIN_DRAFT = "bulletin_draft"
    """The month's stories, to each learning lead, before anybody else reads them."""
    BULLETIN_DRAFT_UPDATE = "bulletin_draft_update"
    BULLETIN = "bulletin"
    """The opening of the monthly bulletin, in the service's own channel."""
    BULLETIN_STORY = "bulletin_story"
    """One whole story of it, or a further part of one in the thread of the first."""
    BULLETIN_STORY_UPDATE = "bulletin_story_update"
    FIGURES = "figures"
    """What somebody asked to see of a team, or of all of them, with charts."""
    ABOUT_YOU = "about_you"
    """What the host does, or asks to do, with what is kept about somebody: to them."""
    ROLES_CHANGED = "roles_changed"
    """Who decides from now on, to those who did before and those who do now."""
    ERASING_TO_REPORTER = "erasing_to_reporter"
    """That a report is to be erased, to whoever wrote it."""
    ERASED = "erased"
    """The last look of a message whose report is erased; it needs no report any more."""

    @property
    def urgency(self) -> int:
        """What goes first when several are due: a lower number is sent sooner."""
        return _URGENCY[self]

    @property
    def shows_what_is_now(self) -> bool:
        """Whether one that is sent later shows all that an earlier one would have."""
        return self in _SHOWING_WHAT_IS_NOW

    @property
    def leaves_no_trace(self) -> bool:
        """Whether its row is deleted once it is settled.

        It tells who was writing, and when, whom a request is about, or where something stood that
        is erased.
        """
        return self in {DeliveryKind.GREETING, DeliveryKind.ERASED, DeliveryKind.ABOUT_YOU}

    @property
    def shows_no_report(self) -> bool:
        """Whether it may stand where people of another organisation read along.

        Every other kind is taken to show something of a report, one that is added later too.
        """
        return self in _WITHOUT_REPORT

    @property
    def is_update(self) -> bool:
        """An update changes a message that is there; sending it twice changes nothing twice."""
        return self in _UPDATES


_URGENCY = {
    DeliveryKind.QUESTION_TO_REPORTER: 0,
    DeliveryKind.OPENED_TO_REPORTER: 0,
    DeliveryKind.CONSENT_TO_REPORTER: 1,
    DeliveryKind.REQUEST: 1,
    DeliveryKind.REQUEST_SETTLED: 0,
    DeliveryKind.ABOUT_YOU: 0,
    DeliveryKind.ROLES_CHANGED: 1,
    DeliveryKind.ERASING_TO_REPORTER: 0,
    DeliveryKind.ERASED: 0,
    DeliveryKind.REPORTER_SAYS: 1,
    DeliveryKind.REPORTER_SAYS_TO_ASKER: 1,
    DeliveryKind.REPLY_TO_REPORTER: 0,
    DeliveryKind.REACTION_PROMPT: 0,
    DeliveryKind.REACTION_PROMPT_UPDATE: 0,
    DeliveryKind.SLIP_TO_REPORTER: 0,
    DeliveryKind.CHECK_BACK_TO_REPORTER: 0,
    DeliveryKind.GREETING: 0,
    DeliveryKind.SETTLED: 0,
    DeliveryKind.REDRAWN: 0,
    DeliveryKind.WEEKLY_UPDATE: 1,
    DeliveryKind.TO_TRY: 1,
    DeliveryKind.SETUP_CARD: 1,
    DeliveryKind.OFFER: 1,
    DeliveryKind.AWAY_NOTICE: 1,
    DeliveryKind.NOBODY_NOTICE: 1,
    DeliveryKind.CARD: 1,
    DeliveryKind.CARD_UPDATE: 1,
    DeliveryKind.BLOCKED_NOTICE: 1,
    DeliveryKind.SHARED_NOTICE: 1,
    DeliveryKind.DIGEST_UPDATE: 1,
    DeliveryKind.NUDGE: 2,
    DeliveryKind.FAREWELL_TO_REPORTER: 2,  # after all that they may still be asked
    DeliveryKind.DIGEST: 3,
    DeliveryKind.CHECK_BACK_TO_TEAM: 3,
    DeliveryKind.WEEKLY: 3,
    DeliveryKind.TRAP_PROPOSED: 1,
    DeliveryKind.TRAP_PROPOSED_UPDATE: 1,
    DeliveryKind.TRAP_CARD: 1,
    DeliveryKind.TRAP_CARD_UPDATE: 1,
    # In the thread of the card, so after it.
    DeliveryKind.TRAP_HUDDLE: 2,
    DeliveryKind.TRAP_NOTICE: 1,
    DeliveryKind.TRAP_NOTICE_UPDATE: 1,
    DeliveryKind.TRAP_NUDGE: 2,
    DeliveryKind.TRAP_CHECK_BACK: 3,
    DeliveryKind.TRAP_TO_REPORTER: 0,
    DeliveryKind.PUBLISHED_TO_REPORTER: 0,
    DeliveryKind.BULLETIN_DRAFT: 2,
    DeliveryKind.BULLETIN_DRAFT_UPDATE: 1,
    DeliveryKind.BULLETIN: 3,
    DeliveryKind.BULLETIN_STORY: 3,
    # Words that were taken back or masked are to go at once.
    DeliveryKind.BULLETIN_STORY_UPDATE: 0,
    DeliveryKind.FIGURES: 0,
}

_WITHOUT_REPORT = frozenset(
    {
        DeliveryKind.SETUP_CARD,
        DeliveryKind.GREETING,
        DeliveryKind.SETTLED,
        DeliveryKind.ERASED,
    }
)

_SHOWING_WHAT_IS_NOW = frozenset(
    {
        DeliveryKind.CARD_UPDATE,
        DeliveryKind.DIGEST_UPDATE,
        DeliveryKind.WEEKLY_UPDATE,
        DeliveryKind.TRAP_CARD_UPDATE,
        DeliveryKind.TRAP_NOTICE_UPDATE,
    }
)

_UPDATES = frozenset(
    {
        *_SHOWING_WHAT_IS_NOW,
        DeliveryKind.REACTION_PROMPT_UPDATE,
        DeliveryKind.SETTLED,
        DeliveryKind.REDRAWN,
        DeliveryKind.REQUEST_SETTLED,
        DeliveryKind.ERASED,
        DeliveryKind.TRAP_PROPOSED_UPDATE,
        DeliveryKind.BULLETIN_DRAFT_UPDATE,
        DeliveryKind.BULLETIN_STORY_UPDATE,
    }
)


SHARED = "externally_shared"
"""Our own code for a channel that people of another organisation are in."""


class DeliveryState(StrEnum):
    """How far a delivery has come."""

    TODO = "todo"
    MAYBE = "maybe"
    """The intent to send is recorded; whether Slack has it is not known yet."""
    SENT = "sent"
    BLOCKED = "blocked"
    """Slack refuses it for a reason that somebody has to mend; tried again now and then."""
    HELD = "held"
    """Slack may have it, and its history is too long to look through: held back, and shown."""
    DROPPED = "dropped"
    """No longer owed: the person lost the right, or there is nothing left to say."""


@dataclass(frozen=True)
class Delivery:
    """A row of the outbox, claimed by one sender.

    `recipient` is the person it is owed to, or None where that is the team's channel or the
    reporter of `report`: a reporter is looked up when it is sent, and is not in the row.
    `fence` grows with every claim; a result is only recorded by the claim that holds it.
    """

    id: DeliveryId
    effect: str
    kind: DeliveryKind
    state: DeliveryState
    fence: int
    attempts: int
    created_at: datetime
    report: ReportId | None = None
    recipient: UserId | None = None
    event: int | None = None
    """The report's event it speaks of, as its position among the report's events from 1."""
    digest: DigestId | None = None
    part: int = 1
    """Of a digest: which of its messages."""
    channel: ChannelId | None = None
    """Where a channel message goes; None for direct messages."""
    subject: str = ""
    """Who or what else it is about; never a reporter."""
    trap: TrapId | None = None
    """The error trap it is about; `event` is then one of the trap's own."""
    intent_at: datetime | None = None
    """When the last send was begun, in real time."""
    not_after: datetime | None = None
    """From when on it is better not sent at all."""


@dataclass(frozen=True)
class NewDelivery:
    """A delivery to be put into the outbox; a second one with the same `effect` is not added.

    `lane` keeps order and pace: one message at a time and channel.
    """

    effect: str
    kind: DeliveryKind
    lane: str
    due_at: datetime
    report: ReportId | None = None
    recipient: UserId | None = None
    event: int | None = None
    digest: DigestId | None = None
    part: int = 1
    channel: ChannelId | None = None
    subject: str = ""
    trap: TrapId | None = None
    not_after: datetime | None = None


def weekly_effect(digest: DigestId) -> str:
    """What must happen once for each weekly post."""
    return f"weekly:{digest}"


def digest_effect(digest: DigestId, part: int) -> str:
    """What must happen once for each message of a digest."""
    return f"digest:{digest}" if part == 1 else f"digest:{digest}:{part}"


@dataclass(frozen=True)
class Posted:
    """A message the bot has posted and may have to find again."""

    effect: str
    kind: DeliveryKind
    ref: MessageRef
    report: ReportId | None = None
    digest: DigestId | None = None
    recipient: UserId | None = None
    trap: TrapId | None = None

    @property
    def part(self) -> int:
        """Of a digest: which of its messages."""
        _, _, part = self.effect.removeprefix("digest:").partition(":")
        return int(part or 1)
