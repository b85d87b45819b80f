"""A report: a near miss or a suggestion, as somebody wrote it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Self

from bot.domain.events import Event, EventKind
from bot.domain.ids import ReportId, TeamId, TrapId, UserId
from bot.domain.lifecycle import State, state_after
from bot.domain.taxonomy import Factor, Stage, Wish


class Kind(StrEnum):
    """What a report is; the value is stored, the prefix begins its reference."""

    SUGGESTION = "suggestion"
    NEAR_MISS = "near_miss"

    @property
    def prefix(self) -> str:
        return {Kind.SUGGESTION: "S", Kind.NEAR_MISS: "NM"}[self]


class Mode(StrEnum):
    """How the reporter wants to be known."""

    NAMED = "named"
    """The name is shown to everybody who may read the report."""
    CONFIDENTIAL = "confidential"
    """The name is kept sealed, and used to bring the answer."""
    ANONYMOUS = "anonymous"
    """No name is kept: whoever holds the receipt's code is the reporter."""


class Audience(StrEnum):
    """Who may read the report."""

    TEAM = "team"
    DECIDERS = "deciders"
    """Only the people who decide for the team, for now."""


_REWORDS = frozenset({EventKind.EDITED, EventKind.CORRECTED})

_LEAVE_A_QUESTION_OPEN = frozenset(
    {
        EventKind.ADDED,
        EventKind.EDITED,
        EventKind.SHARED,
        EventKind.CREDITED,
        EventKind.UNCREDITED,
        EventKind.REPLIED,
        EventKind.CONSENTED,
        EventKind.DECLINED,
        EventKind.UNNAMED,
        EventKind.NAMED,
        EventKind.SLIPPED,
        EventKind.CONSENT_ASKED,
        EventKind.OPENED,
        EventKind.REDACTED,
        EventKind.PUBLISHED,
        EventKind.UNPUBLISHED,
        EventKind.CORRECTED,
    }
)
"""What reporters do themselves, what time brings about, and bookkeeping: it answers nobody."""


@dataclass(frozen=True)
class Words:
    """What somebody wrote, in their own words, cleaned but never shortened."""

    what: str
    more: str = ""
    caught: str = ""
    """Near misses: what caught it, or could have."""
    idea: str = ""
    """Near misses: what would make it harder to get wrong. Suggestions: what could we try."""
    helps: str = ""
    """Suggestions: who it would help."""
    stage: Stage | None = None
    factors: tuple[Factor, ...] = ()
    wish: Wish | None = None

    def texts(self) -> dict[str, str]:
        """What was written freely, by the name of its field; what was chosen is not in it."""
        return {
            "what": self.what,
            "more": self.more,
            "caught": self.caught,
            "idea": self.idea,
            "helps": self.helps,
        }

    def retold(self, texts: Mapping[str, str]) -> Self:
        """The same with other texts in the fields that `texts` names."""
        changed = self.texts() | dict(texts)
        return replace(
            self,
            what=changed["what"],
            more=changed["more"],
            caught=changed["caught"],
            idea=changed["idea"],
            helps=changed["helps"],
        )


@dataclass(frozen=True)
class Promise:
    """What the receipt promised, as dates of the team's own calendar."""

    thanks_by: date
    answer_by: date


@dataclass(frozen=True)
class Report:
    """A report as the store holds it; only `privacy.visible_to` turns it into something to show.

    `named_reporter` is set for a *named* report and None for a confidential one: the identity of
    a confidential reporter never enters this value.
    """

    id: ReportId
    reference: str
    kind: Kind
    mode: Mode
    audience: Audience
    team: TeamId
    words: Words
    filed_on: date
    released_at: datetime
    """From when on anybody but the reporter may come upon it; of a confidential one by chance."""
    promise: Promise
    events: tuple[Event, ...]
    named_reporter: UserId | None = None
    seen_too: int = 0
    """How many colleagues have said that they have seen this too."""
    about: str = ""
    """For an idea about another report: the reference of that one."""
    source: str = ""
    """The address of the Slack message it was made from, if it was."""
    words_before: Words | None = None
    """What others read still, until the change of the words shows to them."""
    left_out: frozenset[UserId] = frozenset()
    """Whom the reporter has left out: to them the report does not exist."""
    trap: TrapId | None = None
    """The error trap that it belongs to: what is changed there is changed because of it."""

    @property
    def state(self) -> State:
        return state_after(self.events)

    def latest(self, *kinds: EventKind) -> Event | None:
        """The last event of one of these kinds."""
        return next((event for event in reversed(self.events) if event.kind in kinds), None)

    def as_others_see_it(self, now: datetime) -> Self:
        """The same without what is not to show yet: its reporter's latest deeds, for a while."""
        hidden = [event for event in self.events if not event.shows(now)]
        if not hidden:
            return self
        unshared = any(event.kind is EventKind.SHARED for event in hidden)
        reworded = any(event.kind in _REWORDS for event in hidden)
        return replace(
            self,
            words=self.words_before or self.words if reworded else self.words,
            events=tuple(event for event in self.events if event.shows(now)),
            audience=Audience.DECIDERS if unshared else self.audience,
        )

    @property
    def last_on(self) -> date:
        """The day on which something has happened to it last."""
        return max((event.at.date() for event in self.events), default=self.filed_on)

    @property
    def question(self) -> Event | None:
        """What somebody who decides has asked the reporter, where there is no reply since."""
        asked = self.latest(EventKind.QUESTIONED, EventKind.REPLIED)
        return asked if asked and asked.kind is EventKind.QUESTIONED else None

    def asker_before(self, position: int) -> UserId | None:
        """Who asked the question that the event at this position, from 1, replies to."""
        for event in reversed(self.events[: position - 1]):
            if event.kind is EventKind.REPLIED:
                return None
            if event.kind is EventKind.QUESTIONED:
                return event.decider
        return None

    @property
    def may_leave_the_team(self) -> bool:
        """Whether the reporter has agreed to its being shared beyond the team, and does still."""
        said = self.latest(EventKind.CONSENTED, EventKind.DECLINED)
        return said is not None and said.kind is EventKind.CONSENTED

    @property
    def is_consent_asked(self) -> bool:
        """Whether the reporter has been asked that, and has not said anything since."""
        asked = self.latest(EventKind.CONSENT_ASKED, EventKind.CONSENTED, EventKind.DECLINED)
        return asked is not None and asked.kind is EventKind.CONSENT_ASKED

    @property
    def is_published(self) -> bool:
        """Whether everybody in the service may read the whole story: never without a yes."""
        last = self.latest(EventKind.PUBLISHED, EventKind.UNPUBLISHED)
        is_out = last is not None and last.kind is EventKind.PUBLISHED
        return is_out and self.may_leave_the_team and self.state is not State.WITHDRAWN

    @property
    def is_thanked(self) -> bool:
        return self.latest(EventKind.THANKED) is not None

    @property
    def answer_by(self) -> date:
        """By when an answer is promised: what the receipt said, or since it was opened again."""
        reopened = self.latest(EventKind.REOPENED)
        return reopened.until if reopened and reopened.until else self.promise.answer_by

    @property
    def promised_on(self) -> date:
        """When that promise was made."""
        reopened = self.latest(EventKind.REOPENED)
        return reopened.at.date() if reopened else self.filed_on

    @property
    def expected_by(self) -> date:
        """By when there will be an answer, as the reporter was told last."""
        slipped = self.latest(EventKind.SLIPPED) if self.passed_on else None
        return slipped.until if slipped and slipped.until else self.answer_by

    @property
    def passed_on(self) -> int:
        """How often the present promise has slipped, and somebody more was asked."""
        count = 0
        for event in self.events:
            if event.kind in {EventKind.REOPENED, EventKind.ANSWERED}:
                count = 0
            count += event.kind is EventKind.SLIPPED
        return count

    @property
    def asked_since(self) -> Event | None:
        """The reporter's question what is happening, where nobody has said anything since."""
        for event in reversed(self.events):
            if event.kind is EventKind.ASKED:
                return event
            if event.kind not in _LEAVE_A_QUESTION_OPEN:
                return None
        return None

    @property
    def look_on(self) -> date | None:
        """The day from which on somebody is to look at it again, though nobody waits for an answer.

        A try-out ends, a change has had its four weeks, or the reporter asks what is happening.
        """
        if self.state not in {State.ANSWERED, State.CHANGED}:
            return None
        if self.asked_since:
            return self.asked_since.at.date()
        last = self.latest(EventKind.ANSWERED, EventKind.CHANGED)
        return last.until if last else None

    @property
    def wants_to_try(self) -> bool:
        """Whether the reporter offered to try it, and has been told to go ahead."""
        answer = self.latest(EventKind.ANSWERED)
        offered = self.words.wish in {Wish.TRY_MYSELF, Wish.WITH_OTHERS}
        return offered and answer is not None and bool(answer.reply and answer.reply.goes_on)
