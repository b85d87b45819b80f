"""What has happened to a report: rows that are only ever added, never changed."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.change import Strength, Verdict
from bot.domain.ids import UserId


class EventKind(StrEnum):
    """What happened, in the past tense."""

    FILED = "filed"
    EDITED = "edited"
    """The reporter changed the words, before there was an answer."""
    ADDED = "added"
    """The reporter added something."""
    ASKED = "asked"
    """The reporter asked what is happening."""
    SHARED = "shared"
    """The reporter let the whole team read what only those who decide could."""
    SEEN = "seen"
    THANKED = "thanked"
    ANSWERED = "answered"
    CHANGED = "changed"
    HELPED = "helped"
    """Somebody said that the change has helped, or a bit."""
    REOPENED = "reopened"
    """The reporter replied to a *not now*, or somebody said that the change has not helped."""
    SLIPPED = "slipped"
    """The promised day passed without an answer, and somebody more was asked."""
    CREDITED = "credited"
    """The reporter said yes to being thanked by name."""
    UNCREDITED = "uncredited"
    """The reporter would rather not be thanked by name, whatever they said before."""
    WITHDRAWN = "withdrawn"
    QUESTIONED = "questioned"
    """Somebody who decides asked the reporter something."""
    REPLIED = "replied"
    """The reporter answered that, or said something in the thread, without a name."""
    CONSENT_ASKED = "consent_asked"
    """The reporter was asked whether it may be shared beyond the team."""
    CONSENTED = "consented"
    DECLINED = "declined"
    """The reporter would rather it stayed in the team, whatever they said before."""
    UNNAMED = "unnamed"
    """The reporter, named before, is confidential from now on."""
    NAMED = "named"
    """The reporter, confidential before, puts their name to it."""
    OPENED = "opened"
    """A learning lead opened the identity of a confidential reporter; the words are the reason."""
    REDACTED = "redacted"
    """Somebody who decides masked what could tell who a child or family is."""
    PUBLISHED = "published"
    """A learning lead let the whole service read the story; the words are its title."""
    UNPUBLISHED = "unpublished"
    """A learning lead took the story out of the library again."""
    CORRECTED = "corrected"
    """The reporter set right what everybody in the service can read."""


class Reply(StrEnum):
    """What somebody who decides can say to a report: thank you, or one of four answers."""

    THANK_YOU = "thank_you"
    GO_AHEAD = "go_ahead"
    TRY_UNTIL = "try_until"
    TALK_IT_OVER = "talk_it_over"
    NOT_NOW = "not_now"

    @property
    def is_answer(self) -> bool:
        """A thank-you meets the promise of thanks only; the others are answers."""
        return self is not Reply.THANK_YOU

    @property
    def is_tried(self) -> bool:
        """Whether something is tried out because of it."""
        return self in {Reply.GO_AHEAD, Reply.TRY_UNTIL}

    @property
    def goes_on(self) -> bool:
        """Whether something is to come of it, which is looked at again on a day."""
        return self in {Reply.GO_AHEAD, Reply.TRY_UNTIL, Reply.TALK_IT_OVER}


REPORTER = "reporter"
"""The actor of everything a reporter does: events never name the reporter."""

TEAM = "team"
"""The actor of what a colleague says about a change: who it was is not kept."""

BOT = "bot"
"""The actor of what time alone brings about."""

ERASED = "erased"
"""Stands for whoever decided, or was asked to try something, and was erased since."""


@dataclass(frozen=True)
class Event:
    """One thing that happened to a report.

    `at` is an aware UTC moment; of a confidential reporter's own events, and of what colleagues
    say about a change, only the hour is kept. Of an anonymous report's events only the day is.
    `actor` is `REPORTER`, `TEAM`, `BOT` or the Slack id of whoever decided.
    `until` is the day that goes with it: when an answer or a change is to be looked at again, or,
    for reopened and slipped, by when there will be an answer now.
    """

    kind: EventKind
    at: datetime
    actor: str
    reply: Reply | None = None
    words: str = ""
    until: date | None = None
    doer: UserId | None = None
    """Who is asked to try it; never worked out from who wrote the report."""
    strength: Strength | None = None
    verdict: Verdict | None = None
    shows_at: datetime | None = None
    """From when anybody but the reporter sees it; None for at once. Drawn by chance."""

    def shows(self, now: datetime) -> bool:
        """Whether others may see it by now."""
        return self.shows_at is None or self.shows_at <= now

    @property
    def decider(self) -> UserId | None:
        """The person who did this, where it was somebody who decides or tries."""
        return None if self.actor in {REPORTER, TEAM, BOT} else UserId(self.actor)
