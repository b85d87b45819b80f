"""Proposing an error trap: stored under a reference of its own, and put to those who decide."""

from dataclasses import dataclass, replace
from secrets import SystemRandom
from uuid import uuid4

from bot.domain import reference
from bot.domain.errors import NotAvailable
from bot.domain.events import BOT
from bot.domain.ids import ReportId, TrapId, UserId
from bot.domain.taxonomy import Factor, Stage
from bot.domain.team import Team
from bot.domain.trap import Trap, TrapEvent
from bot.domain.trap_lifecycle import TrapEventKind
from bot.services import trap_owing, trap_recording, trap_standing
from bot.services.context import Context
from bot.services.trap_standing import TrapStanding
from storage import audit, people, traps
from storage.database import Transaction

_DRAWS = 20


@dataclass(frozen=True)
class Draft:
    """What may be one error trap; `actor` as in its events, `name` empty where nobody gave one."""

    team: Team
    reports: frozenset[ReportId]
    actor: str
    name: str = ""
    stage: Stage | None = None
    factors: tuple[Factor, ...] = ()


async def propose(tx: Transaction, context: Context, draft: Draft) -> TrapStanding:
    """Store it with reports that belong to no trap, and owe the question to those who decide.

    Where they are of several teams, learning leads alone are asked: nobody else may read them all.
    """
    now = context.now()
    at = trap_recording.moment(draft.actor, now)
    trap = await _add(
        tx,
        Trap(
            id=TrapId(uuid4().hex),
            reference=_drawn(),
            team=draft.team.id,
            name=draft.name,
            stage=draft.stage,
            factors=draft.factors,
            proposed_on=draft.team.calendar.day_of(now),
            events=(TrapEvent(TrapEventKind.PROPOSED, at, draft.actor, words=draft.name),),
            reports=draft.reports,
        ),
    )
    await audit.note(tx, at=at, actor=draft.actor, action="trap proposed", subject=trap.id)
    found = await trap_standing.of_trap(tx, context, trap.id)
    users = await asked(tx, found)
    later = trap_recording.shows_at(context, draft.actor, draft.team)
    by_bot = draft.actor == BOT
    due = {user: found.at_work(user) if by_bot else later for user in users}
    await trap_owing.proposed(tx, found, due, now=at)
    return found


async def asked(tx: Transaction, found: TrapStanding) -> tuple[UserId, ...]:
    """Who is asked whether it is one trap, each person once; nobody whom Slack does not reach."""
    leads = found.team.learning_leads
    users = leads if found.others else (*found.deciders, *leads)
    gone = (await people.known(tx, users)).gone
    return tuple(user for user in dict.fromkeys(users) if user not in gone)


async def _add(tx: Transaction, trap: Trap) -> Trap:
    # Four characters are few: where a reference is taken, another one is drawn.
    for _ in range(_DRAWS):
        if await traps.add(tx, trap):
            return trap
        trap = replace(trap, reference=_drawn())
    raise NotAvailable


def _drawn() -> str:
    return reference.draw(reference.TRAP_PREFIX, SystemRandom())
