"""Whoever left no name says with their code whether the change of an error trap has helped."""

from datetime import datetime

import pytest

from bot.domain.change import Verdict
from bot.domain.errors import NotAvailable, SaidAlready
from bot.domain.events import TEAM
from bot.domain.ids import ReportId, TrapId
from bot.domain.reference import Code
from bot.domain.report import Mode
from bot.domain.trap_lifecycle import TrapState
from bot.services import following
from tests.services.relayed import appeared_with_claim
from tests.services.trapping import changed, confirmed, near_misses, the_trap, two_teams
from tests.services.world import World
from tests.storage.dumps import rows_of


async def followed_without_a_name(world: World) -> tuple[TrapId, ReportId, Code]:
    """A trap that was changed, with a report in it of somebody who left no name, and their code."""
    await two_teams(world)
    others = await near_misses(world)
    id, code = await appeared_with_claim(world, Mode.ANONYMOUS)
    assert isinstance(code, Code)
    trap = await confirmed(world, (*others, id))
    await changed(world, trap)
    return trap, id, code


@pytest.mark.parametrize(
    ("verdict", "state"), [(Verdict.YES, TrapState.CHECKED), (Verdict.NO, TrapState.REDESIGNING)]
)
async def test_it_counts_for_the_trap_as_anybodys(
    world: World, verdict: Verdict, state: TrapState
) -> None:
    trap, id, code = await followed_without_a_name(world)

    await world.services.changes.say(code, id, verdict)

    found = await the_trap(world, trap)
    assert found.state is state
    assert (found.events[-1].actor, found.events[-1].verdict) == (TEAM, verdict)


async def test_a_code_says_so_once(world: World) -> None:
    _, id, code = await followed_without_a_name(world)
    await world.services.changes.say(code, id, Verdict.YES)
    with pytest.raises(SaidAlready):
        await world.services.changes.say(code, id, Verdict.YES)


async def test_a_code_says_nothing_by_another_report_of_the_trap(world: World) -> None:
    trap, id, code = await followed_without_a_name(world)
    other = next(iter((await the_trap(world, trap)).reports - {id}))
    with pytest.raises(NotAvailable):
        await world.services.changes.say(code, other, Verdict.NO)
    assert (await the_trap(world, trap)).state is TrapState.CHANGED


async def test_no_row_keeps_the_minute_of_it_however_many_reports_follow(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "AT_ONCE", 1)
    _, id, code = await followed_without_a_name(world)
    await world.tick_at(minutes=1)
    before = {str(row) for _, row in await rows_of(world.database)}
    world.clock.moment = world.clock.moment.replace(minute=47, second=11)
    now = world.clock.now()

    await world.services.changes.say(code, id, Verdict.YES)

    new = [row for _, row in await rows_of(world.database) if str(row) not in before]
    moments = [value for row in new for value in row.values() if isinstance(value, datetime)]
    assert any(one <= now for one in moments)
    assert all(one > now or (one.minute, one.second) == (0, 0) for one in moments)
