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


@dataclass(frozen=True)
class Event:
    """One thing that happened to a report.

    `at` is an aware UTC moment; of a confidential reporter's own events, and of what colleagues
    say about a change, only the hour is kept.
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

    @property
    def decider(self) -> UserId | None:
        """The person who did this, where it was somebody who decides or tries."""
        return None if self.actor in {REPORTER, TEAM, BOT} else UserId(self.actor)
