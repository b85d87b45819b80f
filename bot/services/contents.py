"""What messages say, as values: made by the services through the guard, drawn by the views."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.domain.digest import Digest
from bot.domain.events import Event, Reply
from bot.domain.figures import Sheet
from bot.domain.ids import ChannelId, DigestId, MessageRef, ReportId, UserId
from bot.domain.lesson import Lesson
from bot.domain.likeness import Related
from bot.domain.privacy import VisibleReport
from bot.domain.reference import Code
from bot.domain.requests import Request
from bot.domain.roles import RoleChange
from bot.domain.trap_privacy import VisibleTrap
from bot.domain.weekly import Week
from bot.services.bulletin_contents import (
    BulletinContent,
    BulletinDecidedContent,
    BulletinDraftContent,
    BulletinStoryContent,
    StoryGoneContent,
)
from bot.services.trap_contents import (
    TrapCardContent,
    TrapCheckBackContent,
    TrapGoneContent,
    TrapHuddleContent,
    TrapNoticeContent,
    TrapNudgeContent,
    TrapProposedContent,
    TrapProposedSettledContent,
    TrapToReporterContent,
)


@dataclass(frozen=True)
class ToChannel:
    """A new message in a team's channel."""

    channel: ChannelId


@dataclass(frozen=True)
class InThread:
    """A new message in the thread of one that is there."""

    message: MessageRef


@dataclass(frozen=True)
class ToPerson:
    """A new direct message."""

    user: UserId


@dataclass(frozen=True)
class Replacing:
    """A fresh look for a message that is there."""

    message: MessageRef


Address = ToChannel | InThread | ToPerson | Replacing


@dataclass(frozen=True)
class CardContent:
    report: VisibleReport
    has_decider: bool
    today: date
    reactions: Mapping[str, Reply]
    trap: VisibleTrap | None = None
    """The error trap that the report belongs to: its name, plan and change."""
    related: tuple[Related, ...] = ()
    """What may have to do with it, as the whole team may read that."""
    spread_from: Lesson | None = None
    """The story in the library that it is an idea about, if it is one."""


@dataclass(frozen=True)
class DigestContent:
    id: DigestId
    digest: Digest
    teams: Mapping[ReportId, str]
    traps: Mapping[ReportId, VisibleTrap] = field(default_factory=dict)
    """The error traps that some of the reports belong to: name, plan and change of each."""
    related: Mapping[ReportId, tuple[Related, ...]] = field(default_factory=dict)
    """What may have to do with those that wait, as the reader may read that."""


@dataclass(frozen=True)
class NudgeContent:
    report: VisibleReport
    today: date
    is_last: bool


@dataclass(frozen=True)
class OfferContent:
    report: VisibleReport
    by: date
    today: date


@dataclass(frozen=True)
class ReplyContent:
    """A thank-you, an answer or a change, for whoever wrote the report."""

    report: VisibleReport
    event: Event
    today: date
    asks_pulse: bool = False
    """Whether they are to be asked how it was."""


@dataclass(frozen=True)
class SlipContent:
    """`still` says that nobody else could be asked: it stays with `asked`."""

    report: VisibleReport
    asked: tuple[UserId, ...]
    still: bool
    by: date
    today: date


@dataclass(frozen=True)
class CheckBackContent:
    report: VisibleReport
    to_team: bool
    today: date


@dataclass(frozen=True)
class ToTryContent:
    report: VisibleReport
    event: Event
    today: date


@dataclass(frozen=True)
class PromptContent:
    report: VisibleReport
    reply: Reply


@dataclass(frozen=True)
class PromptDoneContent:
    report: VisibleReport
    sent: bool


@dataclass(frozen=True)
class AwayContent:
    absent: UserId
    until: date
    today: date


@dataclass(frozen=True)
class NobodyContent:
    team_name: str
    channel: ChannelId
    is_second: bool = False
    """Whether somebody is there to answer, and one more is wished for."""


@dataclass(frozen=True)
class BlockedContent:
    channel: ChannelId
    reason: str
    waiting: int


@dataclass(frozen=True)
class SharedContent:
    channel: ChannelId


@dataclass(frozen=True)
class WeekContent:
    week: Week


@dataclass(frozen=True)
class SetupContent:
    channel: ChannelId


@dataclass(frozen=True)
class SettledContent:
    reference: str
    """Empty in a channel, where people of another organisation may read along."""
    taken_back: bool
    """Else it has its answer, or is `masked`."""
    masked: bool = False
    """Whether words were masked in what it showed."""


@dataclass(frozen=True)
class QuestionContent:
    """What somebody who decides asks whoever wrote the report."""

    report: VisibleReport
    event: Event
    today: date


@dataclass(frozen=True)
class ConsentContent:
    """Whether the report may be shared beyond its team, as `event` asks whoever wrote it."""

    report: VisibleReport
    event: Event


@dataclass(frozen=True)
class PublishedContent:
    """That everybody in the service can read the story; the words of `event` are its title."""

    report: VisibleReport
    event: Event


@dataclass(frozen=True)
class ReporterSaysContent:
    """What a reporter says: to whoever asked, or else in the thread of the card."""

    report: VisibleReport
    event: Event
    to_asker: bool


@dataclass(frozen=True)
class OpenedContent:
    """That somebody opened who wrote the report; `at` is on the clock of its team."""

    report: VisibleReport
    event: Event
    at: datetime
    today: date


@dataclass(frozen=True)
class FarewellContent:
    """`forgotten_on` is the day from which on nobody can tell any more whose report it is."""

    report: VisibleReport
    code: Code
    forgotten_on: date
    today: date


@dataclass(frozen=True)
class RequestContent:
    """What the host asks leave for; without buttons for whomever it is about."""

    request: Request
    may_decide: bool
    leaves_out: bool = False
    """Whether whoever wrote the report that it is about has left somebody out."""


@dataclass(frozen=True)
class RequestSettledContent:
    request: Request
    today: date
    head: str = ""
    """As in `RolesChangedContent`."""


@dataclass(frozen=True)
class AboutYouContent:
    """What the host does with what is kept about whoever this goes to, or asks to do."""

    request: Request
    leads: tuple[UserId, ...]
    """Whom to speak to about it."""


@dataclass(frozen=True)
class RolesChangedContent:
    """`by` is a person, or empty for whoever runs the machine; no team: the whole service."""

    changes: tuple[RoleChange, ...]
    by: UserId | None
    team_name: str
    head: str
    """The last digest of the audit, as hexadecimal digits; empty where there is none yet."""


@dataclass(frozen=True)
class ErasingContent:
    """That this report is to be erased, and whose word that is."""

    report: VisibleReport
    confirmed_by: UserId | None


@dataclass(frozen=True)
class ErasedContent:
    """Says no more than that something stood there."""


@dataclass(frozen=True)
class GreetingContent:
    """The words it answers stand in Slack alone: `answers` is where."""

    answers: MessageRef
    duty_contact: str = ""
    """Whom the service rings when a child is at risk now."""


Content = (
    CardContent
    | DigestContent
    | NudgeContent
    | OfferContent
    | ReplyContent
    | SlipContent
    | CheckBackContent
    | ToTryContent
    | PromptContent
    | PromptDoneContent
    | AwayContent
    | NobodyContent
    | BlockedContent
    | SharedContent
    | WeekContent
    | SetupContent
    | SettledContent
    | QuestionContent
    | ConsentContent
    | PublishedContent
    | ReporterSaysContent
    | OpenedContent
    | FarewellContent
    | RequestContent
    | RequestSettledContent
    | AboutYouContent
    | RolesChangedContent
    | ErasingContent
    | ErasedContent
    | GreetingContent
    | TrapProposedContent
    | TrapProposedSettledContent
    | TrapCardContent
    | TrapGoneContent
    | TrapHuddleContent
    | TrapNoticeContent
    | TrapNudgeContent
    | TrapCheckBackContent
    | TrapToReporterContent
    | BulletinDraftContent
    | BulletinDecidedContent
    | BulletinContent
    | BulletinStoryContent
    | StoryGoneContent
    | Sheet
)


@dataclass(frozen=True)
class Outgoing:
    """One message, ready to be drawn and sent."""

    address: Address
    content: Content


class NotYet(Exception):
    """What this delivery changes may still be on its way: try again in a moment."""


class NoColleague(Exception):
    """Whoever it is for has left, or was never of this service."""


class NoLongerOwed(Exception):
    """There is nothing left to say, or nobody who may read it."""
