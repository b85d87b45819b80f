"""What has happened to a report: rows that are only ever added, never changed."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.ids import UserId


class EventKind(StrEnum):
    """What happened, in the past tense."""

    FILED = "filed"
    SEEN = "seen"
    THANKED = "thanked"
    ANSWERED = "answered"


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


REPORTER = "reporter"
"""The actor of everything a reporter does: events never name the reporter."""

BOT = "bot"
"""The actor of what time alone brings about."""


@dataclass(frozen=True)
class Event:
    """One thing that happened to a report.

    `at` is an aware UTC moment; of a confidential reporter's own events only the hour is kept.
    `actor` is `REPORTER`, `BOT` or the Slack id of whoever decided.
    """

    kind: EventKind
    at: datetime
    actor: str
    reply: Reply | None = None
    words: str = ""
    until: date | None = None

    @property
    def decider(self) -> UserId | None:
        """The person who did this, where it was somebody who decides."""
        return None if self.actor in {REPORTER, BOT} else UserId(self.actor)
