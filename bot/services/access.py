"""What is kept of one person, put together for them; nobody else is named in it."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import Any

from bot.domain.events import BOT, ERASED, REPORTER, TEAM, Event
from bot.domain.ids import ReportId, TrapId, UserId
from bot.domain.report import Report
from bot.domain.team import Team
from bot.services import marks
from bot.services.context import Context
from bot.services.settings import OPERATOR
from storage import identities, personal, reports, requests, teams
from storage.personal import Marked

Plain = Any
"""What JSON can hold."""

Told = Callable[[int, int], None]
"""Called after each step with how many are done, and of how many."""

_AT_ONCE = 500

_NOT_PEOPLE = {
    REPORTER: "whoever wrote it",
    TEAM: "a colleague",
    BOT: "Good Catch",
    ERASED: "a colleague who has left",
    OPERATOR: "the operator",
}

_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")
"""As Slack writes somebody into a text (messaging/formatting-message-text, "Mentioning users")."""

_BARE_ID = re.compile(r"\b[UW](?=[A-Z0-9]*\d)[A-Z0-9]{8,}\b")
"""An id that somebody has copied into a text; shorter ones would take words and numbers along."""

NOTES = (
    "Reports made anonymously cannot be found: it is not kept who wrote them.",
    "Whoever has kept the code of a receipt finds that report with /goodcatch receipt.",
    "Of older reports it is forgotten after some time who wrote them; those cannot be found.",
    "Other people are called colleague 1, colleague 2 and so on, the same one always the same.",
    "What they said is here only where it was said to you, or in answer to your report.",
    "Whatever would tell who else has spoken in confidence is left out.",
    "What stands in Slack itself is Slack's: ask the administrator of the workspace.",
)


@dataclass
class Labels:
    """Stands in for other people: the same person always has the same label within one file."""

    subject: UserId
    _numbers: dict[str, int] = field(default_factory=dict)

    def of(self, who: str | None) -> str | None:
        """What an actor is called."""
        if who is None:
            return None
        if who in _NOT_PEOPLE:
            return _NOT_PEOPLE[who]
        if who == self.subject:
            return "you"
        return f"colleague {self._numbers.setdefault(who, len(self._numbers) + 1)}"

    def within(self, words: str) -> str:
        """Words with other people's ids replaced; names that somebody wrote out stay."""
        mentioned = _MENTION.sub(lambda found: str(self.of(found[1])), words)
        return _BARE_ID.sub(self._bare, mentioned)

    def _bare(self, found: re.Match[str]) -> str:
        return found[0] if found[0] == self.subject else str(self.of(found[0]))


@dataclass(frozen=True)
class Access:
    """Finds what is kept of one person."""

    context: Context

    async def about(self, user: UserId, told: Told) -> dict[str, Plain]:
        """Everything that is kept of this person, ready to be written as JSON.

        Raises:
            WrongKey: a part of it is sealed with a key that is not configured.
        """
        context = self.context
        labels = Labels(user)
        ids = await context.database.read(lambda tx: identities.reports_of(tx, context.vault, user))
        steps = len(ids) + len(personal.PARTS) + 1
        written = []
        for start in range(0, len(ids), _AT_ONCE):
            some = ids[start : start + _AT_ONCE]
            written += await self._reports(some, labels)
            told(start + len(some), steps)
        parts: dict[str, Plain] = {}
        for number, name in enumerate(personal.PARTS, start=1):
            parts[name] = await self._part(name, user, labels)
            told(len(ids) + number, steps)
        seen_too = await self._marked(user, Marked.SEEN_TOO)
        helped = await self._marked(user, Marked.VERDICT)
        gone = await self._marked_traps(user)
        told(steps, steps)
        return {
            "about": user,
            "made_at": context.now().isoformat(),
            "notes": list(NOTES),
            "roles": await self._roles(user),
            "reports": sorted(written, key=lambda one: (one["filed_on"], one["reference"])),
            **parts,
            "seen_too": seen_too,
            "said_whether_it_helped": helped,
            "said_whether_a_trap_is_gone": gone,
            "requests": await self._requests(user, labels),
        }

    async def _reports(self, ids: tuple[ReportId, ...], labels: Labels) -> list[dict[str, Plain]]:
        vault = self.context.vault
        found = await self.context.database.read(partial(reports.load_many, vault=vault, ids=ids))
        owners = {team.id: team for team in await self.context.database.read(teams.every)}
        return [_report(one, owners.get(one.team), labels) for one in found.values()]

    async def _part(self, name: str, user: UserId, labels: Labels) -> list[dict[str, Plain]]:
        rows = await self.context.database.read(partial(personal.part, name=name, user=user))
        return [dict(_row(row, labels)) for row in rows]

    async def _marked(self, user: UserId, marked: Marked) -> list[str]:
        """The reports under which they have left such a mark."""
        ids = [
            ReportId(mark[0])
            async for page in marks.of_person(self.context, marked, user)
            for mark in page
        ]
        names: set[str] = set()
        for start in range(0, len(ids), _AT_ONCE):
            look = partial(personal.references, ids=ids[start : start + _AT_ONCE])
            names.update((await self.context.database.read(look)).values())
        return sorted(names)

    async def _marked_traps(self, user: UserId) -> list[str]:
        """The error traps of which they have said whether a change has helped."""
        ids = [
            TrapId(mark[0])
            async for page in marks.of_person(self.context, Marked.TRAP_VERDICT, user)
            for mark in page
        ]
        names: set[str] = set()
        for start in range(0, len(ids), _AT_ONCE):
            look = partial(personal.trap_references, ids=ids[start : start + _AT_ONCE])
            names.update((await self.context.database.read(look)).values())
        return sorted(names)

    async def _roles(self, user: UserId) -> list[dict[str, Plain]]:
        of_service = await self.context.database.read(teams.the_service)
        every = await self.context.database.read(teams.every)
        lead = [{"role": "learning lead"}] if user in of_service.learning_leads else []
        return [*lead, *(role for team in every for role in _roles_in(team, user))]

    async def _requests(self, user: UserId, labels: Labels) -> list[dict[str, Plain]]:
        vault = self.context.vault
        found = await self.context.database.read(lambda tx: requests.about(tx, vault, user))
        return [
            {
                "kind": one.kind.value,
                "about": "you" if one.wanted and one.wanted.person == user else None,
                "state": one.state_at(self.context.now()).value,
                "asked_at": one.asked_at.isoformat(),
                "decided_by": labels.of(one.decided_by),
                "decided_at": one.decided_at.isoformat() if one.decided_at else None,
            }
            for one in found
        ]


def _roles_in(team: Team, user: UserId) -> Iterator[dict[str, Plain]]:
    if user in team.managers:
        yield {"role": "manager", "team": team.name}
    if user in team.deputies:
        yield {"role": "deputy", "team": team.name}
    if user == team.set_up_by:
        yield {"role": "set the team up", "team": team.name}


def _report(report: Report, team: Team | None, labels: Labels) -> dict[str, Plain]:
    words = report.words
    chosen = {"stage": words.stage, "factors": list(words.factors), "wish": words.wish}
    written = {name: labels.within(text) for name, text in words.texts().items()}
    return {
        "reference": report.reference,
        "kind": report.kind.value,
        "mode": report.mode.value,
        "audience": report.audience.value,
        "team": team.name if team else None,
        "state": report.state.value,
        "filed_on": report.filed_on.isoformat(),
        "thanks_promised_by": report.promise.thanks_by.isoformat(),
        "answer_promised_by": report.answer_by.isoformat(),
        "words": {**written, **chosen},
        "about": report.about,
        "source": report.source,
        "left_out": sorted(str(labels.of(user)) for user in report.left_out),
        "events": [_event(event, labels) for event in report.events],
    }


def _event(event: Event, labels: Labels) -> dict[str, Plain]:
    by = "you" if event.actor == REPORTER else labels.of(event.actor)
    return {
        "kind": event.kind.value,
        "at": event.at.isoformat(),
        "by": by,
        "reply": event.reply,
        "words": labels.within(event.words),
        "until": event.until.isoformat() if event.until else None,
        "asked_to_try": labels.of(event.doer),
        "strength": event.strength,
        "verdict": event.verdict,
    }


_NAMES = {
    "actor": "by",
    "doer": "asked_to_try",
    "owner": "taken_on_by",
    "user_id": "who",
    "ts": "slack_ts",
}
"""What columns are called in the file, where that is not their own name."""


def _row(row: Mapping[str, Any], labels: Labels) -> Iterator[tuple[str, Plain]]:
    for column, value in row.items():
        if column in {"actor", "doer", "owner", "user_id"}:
            yield _NAMES[column], labels.of(value)
        elif isinstance(value, datetime | date):
            yield column, value.isoformat()
        elif type(value) is str:
            yield _NAMES.get(column, column), labels.within(value)
        else:
            yield column, value
