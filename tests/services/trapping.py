"""Error traps for tests: two teams, near misses in both, and a trap that has come so far."""

from collections.abc import Iterable
from datetime import date
from itertools import count

from bot.domain.change import Strength
from bot.domain.delivery import DeliveryKind
from bot.domain.events import BOT
from bot.domain.ids import ChannelId, ReportId, TrapId, UserId
from bot.domain.report import Mode, Report
from bot.domain.taxonomy import Factor, Stage
from bot.domain.trap import Trap
from bot.services import proposing
from bot.services.proposing import Draft
from bot.services.redesigning import Planned, Redesigned
from bot.services.traps import Described
from storage import reports, teams, traps
from storage.database import Transaction
from tests.builders import AMINA, CHANNEL, MOIRA, a_team
from tests.services.world import Sent, World

HILLSIDE = ChannelId("C0HILLSIDE")
TOM = UserId("U0TOM")
"""A practitioner of Riverside."""
HANNAH = UserId("U0HANNAH")
"""Manages Hillside."""
SAM = UserId("U0SAM")
"""A practitioner of Hillside."""
ZOE = UserId("U0ZOE")
"""In no team."""

NAME = "The court bundle goes to the old address"
PLAN = "The form fills the address in by itself"
BY = date(2026, 12, 7)
"""A Monday two weeks after the Monday on which everything begins."""

_KEYS = count(1)


async def two_teams(world: World) -> None:
    """Riverside and Hillside, each with a manager and a practitioner."""
    await world.set_up(
        a_team(),
        a_team(name="Hillside", channel=HILLSIDE, managers=(HANNAH,), deputies=()),
    )
    for user, *channels in ((TOM, CHANNEL), (HANNAH, HILLSIDE), (SAM, HILLSIDE), (ZOE,)):
        world.people.introduce(user, *channels)


async def near_misses(
    world: World, *, here: int = 2, there: int = 0, mode: Mode = Mode.NAMED
) -> tuple[ReportId, ...]:
    """So many near misses of Riverside and of Hillside, released, with their cards posted."""
    ids = [
        await world.file(TOM, mode=mode, what=f"The bundle was sent on {n}") for n in range(here)
    ]
    ids += [
        await world.file(SAM, mode=mode, what=f"It went to the old flat {n}", channel=HILLSIDE)
        for n in range(there)
    ]
    for id in ids:
        await world.released(id)
    await world.deliver()
    return tuple(ids)


async def proposed(world: World, ids: Iterable[ReportId], *, actor: str = BOT) -> TrapId:
    """A trap of these reports, of which Riverside is asked; nothing of it is sent yet."""

    async def keep(tx: Transaction) -> TrapId:
        (team,) = await teams.in_channels(tx, [CHANNEL])
        draft = Draft(
            team=team,
            reports=frozenset(ids),
            actor=actor,
            stage=Stage.COURT,
            factors=(Factor.HANDOVER,),
        )
        return (await proposing.propose(tx, world.context, draft)).trap.id

    return await world.database.write(keep)


async def confirmed(world: World, ids: Iterable[ReportId], user: UserId = MOIRA) -> TrapId:
    """The same once somebody has said that it is one, everything about it sent."""
    id = await proposed(world, ids)
    await world.services.traps.confirm(described(id, user))
    await world.deliver()
    return id


async def planned(world: World, id: TrapId, user: UserId = AMINA, by: date = BY) -> None:
    """A change is planned."""
    given = Planned(user, id, PLAN, Strength.DESIGN_OUT, by, fresh())
    await world.services.redesigning.plan(given)


async def changed(world: World, id: TrapId, user: UserId = AMINA, words: str = PLAN) -> list[Sent]:
    """It is redesigned; what goes out because of it."""
    given = Redesigned(user, id, words, Strength.DESIGN_OUT, fresh())
    await world.services.redesigning.change(given)
    return await world.deliver()


def described(id: TrapId, user: UserId = MOIRA, name: str = NAME, key: str = "") -> Described:
    return Described(user, id, name, Stage.COURT, (Factor.HANDOVER,), key or fresh())


def fresh() -> str:
    """A key that no form has had before."""
    return f"form-{next(_KEYS)}"


async def the_trap(world: World, id: TrapId) -> Trap:
    """The trap as it is stored."""
    found = await world.database.read(lambda tx: traps.load(tx, id))
    assert found is not None
    return found


async def the_report(world: World, id: ReportId) -> Report:
    """The report as it is stored."""
    found = await world.database.read(lambda tx: reports.load(tx, world.context.vault, id))
    assert found is not None
    return found


async def every_trap(world: World) -> tuple[Trap, ...]:
    """All live traps, the newest first."""

    async def look(tx: Transaction) -> tuple[Trap, ...]:
        return tuple((await traps.load_many(tx, await traps.live(tx))).values())

    return await world.database.read(look)


def told(messages: list[Sent], kind: DeliveryKind) -> set[str]:
    """Whom or what messages of this kind went to."""
    return {one.to for one in messages if one.delivery.kind is kind}
