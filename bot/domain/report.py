"""A report: a near miss or a suggestion, as somebody wrote it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Self

from bot.domain.events import Event
from bot.domain.ids import ReportId, TeamId, UserId
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
    CONFIDENTIAL = "confidential"


class Audience(StrEnum):
    """Who may read the report."""

    TEAM = "team"
    DECIDERS = "deciders"
    """Only the people who decide for the team, for now."""


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

    @property
    def state(self) -> State:
        return state_after(self.events)
