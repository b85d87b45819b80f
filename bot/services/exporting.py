"""Exports: the settings and totals at any time, and reports with their words once confirmed."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from bot.domain.disclosure import shown, total_beside
from bot.domain.events import EventKind
from bot.domain.ids import TrapId, UserId
from bot.domain.lifecycle import State
from bot.domain.people import Role, Viewer
from bot.domain.privacy import may_see, visible_to
from bot.domain.report import Report
from bot.domain.team import Service, Team
from bot.domain.trap import Trap
from bot.services.context import Context
from bot.services.settings import OPERATOR
from storage import audit, holdings, reports, teams, traps
from storage.holdings import Said, Tally

Plain = Any
"""What JSON can hold."""

Told = Callable[[int, int], None]
"""Called after each step with how many are done, and of how many."""

_AT_ONCE = 200

FEWER = "fewer than 8"


@dataclass(frozen=True)
class Exporting:
    """Puts together what is handed out of the whole service."""

    context: Context

    async def settings_and_totals(self) -> dict[str, Plain]:
        """Settings, and totals of the whole service; no words, and no figure about few people.

        That they were asked for stands in the audit.
        """
        now = self.context.now()
        of_service = await self.context.database.read(teams.the_service)
        every = await self.context.database.read(teams.every)
        found = await self.context.database.read(lambda tx: holdings.tallies(tx, now))
        await self.context.database.write(
            lambda tx: audit.note(tx, at=now, actor=OPERATOR, action="exported", subject="service")
        )
        return {
            "made_on": now.date().isoformat(),
            "service": _service(of_service),
            "teams": [_team(team) for team in every],
            "totals": {what: _totals(by) for what, by in found.items()},
            "reports": _total(found["kind"]),
        }

    async def with_words(self, lead: UserId, told: Told) -> AsyncIterator[dict[str, Plain]]:
        """Every report that the learning lead who has confirmed it may read by now, with its words.

        So none that they were left out of, or that is not released yet.
        """
        reader = Viewer(user=lead, roles=frozenset({Role.LEARNING_LEAD}))
        database, vault = self.context.database, self.context.vault
        ids = await database.read(holdings.every_report)
        owners = {team.id: team for team in await database.read(teams.every)}
        for start in range(0, len(ids), _AT_ONCE):
            some = ids[start : start + _AT_ONCE]
            found = await database.read(partial(reports.load_many, vault=vault, ids=some))
            said = await database.read(partial(holdings.threads_of, ids=some))
            joined = {report.trap for report in found.values() if report.trap}
            uncovered = await database.read(partial(traps.load_many, ids=joined))
            for id in some:
                if id in found and may_see(found[id], reader, self.context.now()):
                    team = owners.get(found[id].team)
                    one = self._report(found[id], reader, team, said.get(id, ()))
                    trap = uncovered.get(found[id].trap or TrapId(""))
                    yield {**one, "error_trap": _trap(trap) if trap else None}
            told(start + len(some), len(ids))

    def _report(
        self, report: Report, reader: Viewer, team: Team | None, said: Sequence[Said]
    ) -> dict[str, Plain]:
        now = self.context.now()
        seen = visible_to(report, reader, now)
        taken_back = seen.state is State.WITHDRAWN
        events = report.as_others_see_it(now).events
        return {
            "reference": seen.reference,
            "kind": seen.kind.value,
            "mode": seen.mode.value,
            "audience": seen.audience.value,
            "team": team.name if team else None,
            "state": seen.state.value,
            "filed_on": seen.filed_on.isoformat(),
            "by": seen.byline,
            "seen_too": seen.seen_too,
            "words": {
                **seen.words.texts(),
                "stage": seen.words.stage,
                "factors": list(seen.words.factors),
                "wish": seen.words.wish,
            },
            "about": seen.about,
            "events": [
                {
                    "kind": event.kind.value,
                    "at": event.at.isoformat(),
                    "by": event.actor,
                    "reply": event.reply,
                    "words": "" if taken_back else event.words,
                    "until": event.until.isoformat() if event.until else None,
                    "asked_to_try": event.doer,
                    "strength": event.strength,
                    "verdict": event.verdict,
                }
                for event in events
                # Why somebody opened who wrote it is for the reporter alone.
                if event.kind is not EventKind.OPENED
            ],
            "thread": [] if taken_back else [{"by": who, "words": what} for who, what in said],
        }


def _trap(trap: Trap) -> dict[str, Plain]:
    return {
        "reference": trap.reference,
        "name": trap.name,
        "state": trap.state.value,
        "stage": trap.stage,
        "factors": list(trap.factors),
        "events": [
            {
                "kind": event.kind.value,
                "at": event.at.isoformat(),
                "by": event.actor,
                "words": event.words,
                "until": event.until.isoformat() if event.until else None,
                "taken_on_by": event.owner,
                "strength": event.strength,
                "verdict": event.verdict,
            }
            for event in trap.events
        ],
    }


def _totals(by: Mapping[str, Tally]) -> dict[str, int | str]:
    """Each figure by itself; nought is not told from a few."""
    return {value: shown(one.reports, people=one.people) or FEWER for value, one in by.items()}


def _total(by: Mapping[str, Tally]) -> int | str:
    """Beside parts of which one is hidden a total would tell of that one."""
    if FEWER in _totals(by).values():
        return FEWER
    return total_beside(one.reports for one in by.values()) or FEWER


def _service(of_service: Service) -> dict[str, Plain]:
    return {
        "learning_leads": list(of_service.learning_leads),
        "nation": of_service.nation.value,
        "duty_contact": of_service.duty_contact,
        "signposts": of_service.signposts,
        "identity_days": of_service.retention.identity_days,
        "identity_days_after_end": of_service.retention.identity_days_after_end,
        "report_months": of_service.retention.report_months,
    }


def _team(team: Team) -> dict[str, Plain]:
    return {
        "name": team.name,
        "channel": team.channel,
        "managers": list(team.managers),
        "deputies": list(team.deputies),
        "timezone": team.timezone.key,
        "nation": team.nation.value,
        "digest_at": team.digest_at.strftime("%H:%M"),
        "nudges_from": team.nudges_from.strftime("%H:%M"),
        "nudges_until": team.nudges_until.strftime("%H:%M"),
        "thanks_days": team.thanks_days,
        "answer_days": team.answer_days,
        "duty_contact": team.duty_contact,
        "guests_allowed": team.guests_allowed,
        "weekdays": sorted(team.weekdays),
        "closures": sorted(day.isoformat() for day in team.closures),
        "reactions": {name: reply.value for name, reply in team.reactions.items()},
        "allowed_names": sorted(team.allowed_names),
    }
