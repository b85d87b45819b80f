"""Error traps as they are stored: references, events, links, and what was put apart."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import delete, func, select

from bot.domain.ids import ReportId, TrapId
from bot.domain.report import Report
from bot.domain.team import Team
from bot.domain.trap import Trap, TrapEvent
from bot.domain.trap_lifecycle import TrapEventKind, TrapState
from storage import patterns, reports, schema, teams, traps
from storage.database import Database, Transaction
from storage.vault import Vault
from tests.builders import AMINA, MOIRA, PRIYA, a_report, a_team
from tests.conftest import MONDAY

DAY = timedelta(days=1)


async def some_reports(database: Database, many: int = 3) -> tuple[Team, list[ReportId]]:
    """A team with so many reports."""
    team = a_team()
    stored = [a_report(team=team) for _ in range(many)]

    async def keep(tx: Transaction) -> None:
        await teams.save(tx, team)
        for report in stored:
            assert await reports.add(tx, report)

    await database.write(keep)
    return team, sorted(report.id for report in stored)


def a_trap(team: Team, *ids: ReportId, id: str = "1" * 32, reference: str = "T-2F9D") -> Trap:
    return Trap(
        id=TrapId(id),
        reference=reference,
        team=team.id,
        name="",
        stage=None,
        factors=(),
        proposed_on=MONDAY.date(),
        events=(TrapEvent(TrapEventKind.PROPOSED, MONDAY, "bot"),),
        reports=frozenset(ids),
    )


async def add(database: Database, *some: Trap) -> None:
    for trap in some:
        assert await database.write(partial(traps.add, new=trap))


async def load(database: Database, id: TrapId) -> Trap:
    found = await database.read(lambda tx: traps.load(tx, id))
    assert found is not None
    return found


async def test_a_trap_is_read_as_it_was_stored(database: Database) -> None:
    team, ids = await some_reports(database)
    trap = a_trap(team, *ids)
    await add(database, trap)

    assert await load(database, trap.id) == trap
    assert await database.read(lambda tx: traps.with_reference(tx, "T-2F9D")) == trap.id
    assert await database.read(lambda tx: traps.with_reference(tx, "T-XXXX")) is None


async def test_a_reference_is_taken_once(database: Database) -> None:
    team, ids = await some_reports(database)
    await add(database, a_trap(team, ids[0]))

    again = a_trap(team, ids[1], id="2" * 32)

    assert not await database.write(lambda tx: traps.add(tx, again))
    assert await database.read(lambda tx: traps.load(tx, again.id)) is None


async def test_the_state_follows_from_the_events(database: Database) -> None:
    team, ids = await some_reports(database)
    trap = a_trap(team, *ids)
    await add(database, trap)

    async def confirm(tx: Transaction) -> int:
        found = await traps.load_for_change(tx, trap.id)
        assert found is not None
        event = TrapEvent(TrapEventKind.CONFIRMED, MONDAY, MOIRA, words="The old address")
        return await traps.record(tx, found, event)

    assert await database.write(confirm) == 2
    found = await load(database, trap.id)
    assert (found.state, found.events[-1].words) == (TrapState.CONFIRMED, "The old address")
    state = await database.read(lambda tx: tx.scalar(select(schema.trap.c.state)))
    assert state is TrapState.CONFIRMED


async def test_a_report_belongs_to_one_trap_and_says_so(database: Database, vault: Vault) -> None:
    team, ids = await some_reports(database)
    one, other = a_trap(team, ids[0]), a_trap(team, id="2" * 32, reference="T-7K3Q")
    await add(database, one, other)

    assert not await database.write(lambda tx: traps.link(tx, other.id, ids[0]))
    assert await database.write(lambda tx: traps.link(tx, other.id, ids[1]))

    async def look(tx: Transaction) -> dict[ReportId, Report]:
        return await reports.load_many(tx, vault, ids)

    found = await database.read(look)
    assert [found[id].trap for id in ids] == [one.id, other.id, None]
    belonging = await database.read(lambda tx: traps.of_reports(tx, ids))
    assert belonging == {ids[0]: one.id, ids[1]: other.id}


async def test_what_is_put_apart_leaves_and_is_known_until_it_is_linked_again(
    database: Database,
) -> None:
    team, ids = await some_reports(database)
    trap = a_trap(team, *ids)
    await add(database, trap)

    async def apart(tx: Transaction) -> list[str]:
        return list(await tx.scalars(select(schema.trap_apart.c.report_id)))

    await database.write(lambda tx: traps.put_apart(tx, trap.id, ids[0]))
    assert (await load(database, trap.id)).reports == set(ids[1:])
    assert await database.read(apart) == ids[:1]
    await database.write(lambda tx: traps.link(tx, trap.id, ids[0]))
    assert await database.read(apart) == []
    await database.write(lambda tx: traps.put_apart(tx, trap.id))
    assert (await load(database, trap.id)).reports == frozenset()
    assert sorted(await database.read(apart)) == ids


async def test_everything_moves_from_one_trap_to_another(database: Database) -> None:
    team, ids = await some_reports(database)
    one, other = a_trap(team, *ids[:2]), a_trap(team, ids[2], id="2" * 32, reference="T-7K3Q")
    await add(database, one, other)

    await database.write(lambda tx: traps.move(tx, one.id, other.id))

    assert (await load(database, one.id)).reports == frozenset()
    assert (await load(database, other.id)).reports == set(ids)


async def test_live_traps_come_newest_first(database: Database) -> None:
    team, _ = await some_reports(database)
    old = a_trap(team)
    new = replace(a_trap(team, id="2" * 32, reference="T-7K3Q"), proposed_on=(MONDAY + DAY).date())
    dismissed = TrapEvent(TrapEventKind.DISMISSED, MONDAY, MOIRA)
    gone = a_trap(team, id="3" * 32, reference="T-9999")
    await add(database, old, new, replace(gone, events=(*gone.events, dismissed)))

    assert await database.read(traps.live) == (new.id, old.id)


async def test_each_person_says_once_whether_a_change_has_helped(
    database: Database, vault: Vault
) -> None:
    team, ids = await some_reports(database)
    trap = a_trap(team, *ids)
    await add(database, trap)
    priya, amina = (vault.trap_verdicts(trap.id, user) for user in (PRIYA, AMINA))

    async def say(marks: tuple[bytes, ...], change: int) -> bool:
        return await database.write(lambda tx: traps.say_verdict(tx, trap.id, change, marks))

    said = [await say(priya, 3), await say(priya, 3), await say(amina, 3), await say(priya, 5)]
    assert said == [True, False, True, True]


async def test_a_report_that_is_erased_leaves_its_trap(database: Database) -> None:
    team, ids = await some_reports(database)
    trap = a_trap(team, *ids)
    await add(database, trap)

    async def erase(tx: Transaction) -> None:
        await traps.put_apart(tx, trap.id, ids[1])
        await tx.execute(delete(schema.report).where(schema.report.c.id.in_(ids[:2])))

    await database.write(erase)

    assert (await load(database, trap.id)).reports == {ids[2]}
    apart = select(func.count()).select_from(schema.trap_apart)
    assert await database.read(lambda tx: tx.scalar(apart)) == 0


async def test_who_has_taken_a_trap_on_is_found(database: Database) -> None:
    team, _ = await some_reports(database)
    owned = TrapEvent(TrapEventKind.OWNED, MONDAY, AMINA, owner=PRIYA)
    trap = a_trap(team)
    await add(database, replace(trap, events=(*trap.events, owned)))

    assert await database.read(lambda tx: traps.taken_on_by(tx, PRIYA)) == (trap.id,)
    assert await database.read(lambda tx: traps.taken_on_by(tx, AMINA)) == ()


async def test_the_finder_looks_at_what_belongs_to_no_trap_and_at_what_was_let_be(
    database: Database,
) -> None:
    team, ids = await some_reports(database, many=4)
    taken, free, old, let_be = ids
    dismissed = TrapEvent(TrapEventKind.DISMISSED, MONDAY, MOIRA)
    gone = a_trap(team, id="2" * 32, reference="T-7K3Q")
    await add(database, a_trap(team, taken), replace(gone, events=(*gone.events, dismissed)))

    async def prepare(tx: Transaction) -> None:
        await traps.link(tx, gone.id, let_be)
        await traps.put_apart(tx, gone.id)
        long_ago = (MONDAY - 91 * DAY).date()
        for id in (old, let_be):
            row = schema.report.c.id == id
            await tx.execute(schema.report.update().where(row).values(filed_on=long_ago))

    await database.write(prepare)

    async def look(tx: Transaction) -> set[ReportId]:
        before = await patterns.let_be(tx)
        assert before == (frozenset({let_be}),)
        since = (MONDAY - 90 * DAY).date()
        seen = await patterns.sightings(tx, since=since, now=MONDAY, also=before[0])
        return {one.report for one in seen}

    assert await database.read(look) == {free, let_be}
    waiting = await database.read(patterns.undecided)
    assert [one.id for one in waiting] == [a_trap(team).id]


@pytest.mark.parametrize("way", ["unreleased", "unshared", "taken back"])
async def test_the_finder_sees_only_what_the_whole_team_may_read(
    database: Database, way: str
) -> None:
    _, ids = await some_reports(database)
    hidden: dict[str, dict[str, datetime | str]] = {
        "unreleased": {"released_at": MONDAY + DAY},
        "unshared": {"audience": "deciders"},
        "taken back": {"state": "withdrawn"},
    }

    async def hide(tx: Transaction) -> set[ReportId]:
        row = schema.report.c.id == ids[0]
        await tx.execute(schema.report.update().where(row).values(**hidden[way]))
        since = MONDAY.date() - 90 * DAY
        seen = await patterns.sightings(tx, since=since, now=MONDAY, also=())
        return {one.report for one in seen}

    assert await database.write(hide) == set(ids[1:])
