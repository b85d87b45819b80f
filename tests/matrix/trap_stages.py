"""Error traps brought to where they can stand, with reports of two teams in them."""

from bot.domain.change import Strength, Verdict
from bot.domain.events import BOT
from bot.domain.ids import ReportId, TrapId
from bot.domain.report import Audience, Mode
from bot.domain.trap_lifecycle import TrapState
from bot.services import proposing
from bot.services.proposing import Draft
from bot.services.redesigning import Planned, Redesigned
from bot.services.traps import Described
from storage import teams
from storage.database import Transaction
from tests.builders import AMINA, CHANNEL, MOIRA
from tests.matrix.parties import ELSEWHERE
from tests.matrix.stages import LEO, NIA, ZOE, new
from tests.matrix.trap_deeds import BY, NAME, Target
from tests.matrix.trap_parties import HAL
from tests.services.world import World

THEIRS = "The heron form was sent to the old flat"
"""What the report of the other team says."""


async def trap_reports(world: World, mode: Mode) -> tuple[ReportId, ...]:
    """Priya's in this mode, one of a manager, and one of the other team; all can be read."""
    its = (await new(world, mode, Audience.TEAM)).id
    written = await world.file(LEO, what="The bundle went astray")
    theirs = await world.file(HAL, channel=ELSEWHERE, what=THEIRS)
    return its, written, theirs


async def proposed(world: World, *ids: ReportId) -> TrapId:
    """What the bot has thought of."""

    async def keep(tx: Transaction) -> TrapId:
        [riverside] = await teams.in_channels(tx, [CHANNEL])
        draft = Draft(riverside, frozenset(ids), BOT)
        return (await proposing.propose(tx, world.context, draft)).trap.id

    return await world.database.write(keep)


async def brought_to(world: World, state: TrapState, mode: Mode) -> Target:
    """A trap of these reports that stands there; where it is at work Nia has taken it on."""
    ids = await trap_reports(world, mode)
    free = await world.file(LEO, what="Another bundle")
    into = await proposed(world, await world.file(LEO, what="A third bundle"))
    await world.services.traps.confirm(Described(AMINA, into, NAME, None, (), "into"))
    target = Target(await proposed(world, *ids), ids[0], free, into)
    await bring(world, target, state)
    return target


async def bring(world: World, trap: Target, state: TrapState) -> None:
    """From the question whether it is one to where it is to stand."""
    services, id = world.services, trap.id
    if state is TrapState.PROPOSED:
        return
    await services.traps.confirm(Described(AMINA, id, NAME, None, (), "confirm"))
    await services.traps.take_on(NIA, id)
    if state is TrapState.REDESIGNING:
        planned = Planned(AMINA, id, "One address", Strength.EASIER, BY, "plan")
        await services.redesigning.plan(planned)
    if state in {TrapState.CHANGED, TrapState.CHECKED}:
        changed = Redesigned(AMINA, id, "One address", Strength.EASIER, "change")
        await services.redesigning.change(changed)
    if state is TrapState.CHECKED:
        await services.redesigning.say(ZOE, id, Verdict.YES)
    if state is TrapState.DISMISSED:
        await services.traps.dismiss(MOIRA, id)
    if state is TrapState.MERGED:
        await services.trap_links.merge(MOIRA, id, trap.into)
