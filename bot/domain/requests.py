"""What the host may do with people's names and words only once a learning lead has agreed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType, Self

from bot.domain.ids import UserId

RequestId = NewType("RequestId", str)
"""A random UUID4 in hex."""

LAPSES_AFTER = timedelta(days=7)
"""How long a request may be decided on and carried out; a refusal holds as long."""

_WITH_REPORTS = "with-reports"


class RequestKind(StrEnum):
    """What the host wants to do."""

    SUBJECT_ACCESS = "subject_access"
    """Hand out what is kept about one person."""
    ERASE_PERSON = "erase_person"
    ERASE_REPORT = "erase_report"
    EXPORT = "export"
    """Hand out all reports with their words."""


class RequestState(StrEnum):
    """How far a request has come."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    DONE = "done"
    EXPIRED = "expired"
    """Nobody decided in time, or nobody carried it out."""


@dataclass(frozen=True)
class Wanted:
    """What exactly is asked leave for: about whom, or about which report."""

    kind: RequestKind
    about: str = ""
    """Slack's id of a person or the reference of a report; empty for an export."""
    with_reports: bool = False
    """Of a person to be erased: their reports as well."""

    @property
    def person(self) -> UserId | None:
        """Whom it is about, where it is about a person."""
        of_person = {RequestKind.SUBJECT_ACCESS, RequestKind.ERASE_PERSON}
        return UserId(self.about) if self.kind in of_person else None

    def to_text(self) -> str:
        """What is sealed of it: all but its kind."""
        return f"{self.about} {_WITH_REPORTS}" if self.with_reports else self.about

    @classmethod
    def from_text(cls, kind: RequestKind, text: str) -> Self:
        about, _, more = text.partition(" ")
        return cls(kind, about, with_reports=more == _WITH_REPORTS)


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
