"""What the host may do with people's names and words only once a learning lead has agreed."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType, Self

from bot.domain.ids import UserId

RequestId = NewType("RequestId", str)
"""A random UUID4 in hex."""

LAPSES_AFTER = timedelta(days=7)
"""How long a request may be decided on and carried out; a refusal holds as long."""

REASON_CHARACTERS = 200
"""Of the reason that the host gives."""


class RequestKind(StrEnum):
    """What the host wants to do."""

    SUBJECT_ACCESS = "subject_access"
    """Hand out what is kept about one person."""
    ERASE_PERSON = "erase_person"
    ERASE_REPORT = "erase_report"
    EXPORT = "export"
    """Hand out all reports with their words."""

    @property
    def hands_out(self) -> bool:
        """Whether it makes a file of what people wrote; each leave is good for one."""
        return self in {RequestKind.SUBJECT_ACCESS, RequestKind.EXPORT}


class RequestState(StrEnum):
    """How far a request has come."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    BEGUN = "begun"
    """Handing out has begun: whatever became of the file, another one has to be asked for."""
    DONE = "done"
    EXPIRED = "expired"
    """Nobody decided in time, or nobody carried it out."""


@dataclass(frozen=True)
class Word:
    """That a learning lead has confirmed or refused a request."""

    state: RequestState
    by: UserId

    @property
    def as_list(self) -> tuple[str, str]:
        return (self.state.value, self.by)


@dataclass(frozen=True)
class Wanted:
    """What exactly is asked leave for: about whom, or about which report."""

    kind: RequestKind
    about: str = ""
    """Slack's id of a person or the reference of a report; empty for an export."""
    with_reports: bool = False
    """Of a person to be erased: their reports as well."""
    reason: str = field(default="", compare=False)
    """Why, in the host's own words; asking with other ones is no other request."""

    @property
    def person(self) -> UserId | None:
        """Whom it is about, where it is about a person."""
        of_person = {RequestKind.SUBJECT_ACCESS, RequestKind.ERASE_PERSON}
        return UserId(self.about) if self.kind in of_person else None

    def to_text(self, word: Word | None = None) -> str:
        """What is sealed of it: all but its kind, and a learning lead's word once there is one."""
        return json.dumps(
            [self.about, self.with_reports, self.reason, *(word.as_list if word else ())]
        )

    @classmethod
    def from_text(cls, kind: RequestKind, text: str) -> tuple[Self, Word | None]:
        """The same, and the word that was sealed with it."""
        about, with_reports, reason, *word = json.loads(text)
        given = Word(RequestState(word[0]), UserId(word[1])) if word else None
        return cls(kind, about, with_reports, reason), given


@dataclass(frozen=True)
class Request:
    """One request; moments are aware and in UTC."""

    id: RequestId
    kind: RequestKind
    wanted: Wanted | None
    """None once nothing more is to be done with it: then it is not kept any longer."""
    state: RequestState
    asked_at: datetime
    decided_by: str | None = None
    """The learning lead who confirmed or refused it, or `events.ERASED`."""
    decided_at: datetime | None = None

    @property
    def lapses_at(self) -> datetime:
        """From when on nobody may decide on it, or carry it out."""
        return self.asked_at + LAPSES_AFTER

    def state_at(self, now: datetime) -> RequestState:
        """Where it stands by now: what nobody carried out in time has expired."""
        undone = self.state in {RequestState.WAITING, RequestState.CONFIRMED}
        return RequestState.EXPIRED if undone and now >= self.lapses_at else self.state
